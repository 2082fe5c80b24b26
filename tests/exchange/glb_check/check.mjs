// Holds a GLB against Khronos' validator, then reads it as three.js does: node check.mjs MODULES FILE. MODULES: the folder with package.json and
// node_modules. Prints one JSON object: what the validator counts and says, and of each node three.js makes its name, place and extras.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, file] = process.argv.slice(2);
const require = createRequire(modules + '/package.json');
const validator = require('gltf-validator');
const bytes = readFileSync(file);

const report = await validator.validateBytes(new Uint8Array(bytes), { maxIssues: 50 });
const { numErrors: errors, numWarnings: warnings, numInfos: infos, numHints: hints, messages } = report.issues;

globalThis.self ??= globalThis;
const { GLTFLoader } = await import(pathToFileURL(modules + '/node_modules/three/examples/jsm/loaders/GLTFLoader.js'));
const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
const model = await new GLTFLoader().parseAsync(data, '');
model.scene.updateMatrixWorld(true);
const nodes = [];
model.scene.traverse((each) => {
  const { x, y, z } = each.position.clone().setFromMatrixPosition(each.matrixWorld);
  nodes.push({ name: each.userData.name ?? each.name, at: [x, y, z], isMesh: each.isMesh === true, extras: each.userData.myochart ?? null });
});
console.log(JSON.stringify({ errors, warnings, infos, hints, messages: messages.map((each) => `${each.severity} ${each.code} ${each.pointer}: ${each.message}`), asset: model.asset, nodes }));
