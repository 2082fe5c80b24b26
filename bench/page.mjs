// How long a visit takes to become a web page, how large it is, and when a browser shows its body.
//   node bench/page.mjs MYOCHART DATA_FOLDER SESSION [CHROMIUM]
// Bars: written in 1.5 s, 3 MB, first picture 1 s after the page began to load.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const [myochart, data, session, chromium = 'chromium'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'myochart-bench-')), file = join(folder, 'visit.html'), browse = join(dirname(fileURLToPath(import.meta.url)), '../tests/page/browse.mjs');
const median = values => values.sort((a, b) => a - b)[values.length >> 1];
const written = [], shown = [];
for (let i = 0; i < 5; ++i) {
  const begun = performance.now();
  execFileSync(myochart, ['--data-dir', data, '--quiet', '--json', 'page', session, '-o', file]);
  written.push(performance.now() - begun);
  shown.push(JSON.parse(execFileSync('node', [browse, chromium, file])).firstPictureMs);
}
console.log(JSON.stringify({page: {write_median_ms: Math.round(median(written)), bytes: statSync(file).size, first_picture_median_ms: Math.round(median(shown)), runs: 5}}));
rmSync(folder, {recursive: true});
