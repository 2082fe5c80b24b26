// Opens a page in headless Chromium, does what it is told and says what it saw, as JSON. Speaks with the browser through a pipe, so that
// nothing but Node.js is needed.
//   node browse.mjs CHROMIUM FILE '{"width": 1280, "height": 800, "steps": [...]}'
// Steps: {"run": "javascript"} adds its value to "values"; {"tap": [x, y]}, {"click": [x, y]}, {"key": "ArrowLeft"}, {"drag": [x, y, x2, y2]},
// {"type": "words"}, {"wait": ms}, {"picture": "file.png"}, {"paper": "file.pdf"}, {"pixels": [[x, y], ...]} adds their colours to "values". With "downloads": FOLDER files that the page saves go there.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {inflateSync} from 'node:zlib';

const [chromium, file, told] = process.argv.slice(2);
const wanted = {width: 1280, height: 800, scale: 1, phone: false, dark: false, still: true, webgl: true, script: true, steps: [], ...JSON.parse(told || '{}')};
const profile = mkdtempSync(join(tmpdir(), 'myochart-browser-'));
const flags = ['--headless=new', '--no-sandbox', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--hide-scrollbars', '--force-color-profile=srgb', `--window-size=${wanted.width},${wanted.height}`];
flags.push(...(wanted.webgl ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] : ['--disable-3d-apis', '--disable-gpu']));
const browser = spawn(chromium, [...flags, 'about:blank'], {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
const seen = {requests: [], said: [], issues: [], values: [], dialogs: [], firstPictureMs: null};

let number = 0, pending = '';
const asked = new Map(), heard = new Map();
browser.stdio[4].on('data', bytes => {
  const parts = (pending + bytes).split('\0');
  pending = parts.pop();
  for (const part of parts) {
    const message = JSON.parse(part);
    if (message.id) {
      const [done, failed] = asked.get(message.id);
      asked.delete(message.id);
      if (message.error) failed(new Error(JSON.stringify(message.error)));
      else done(message.result);
    } else for (const each of heard.get(message.method) || []) each(message.params);
  }
});
browser.stdio[4].setEncoding('utf8');
let session;
const ask = (method, params = {}) => new Promise((done, failed) => {
  asked.set(++number, [done, failed]);
  browser.stdio[3].write(JSON.stringify({id: number, method, params, ...(session && {sessionId: session})}) + '\0');
});
const hear = (method, act) => heard.set(method, [...(heard.get(method) || []), act]);
const rest = ms => new Promise(done => setTimeout(done, ms));
// Until what was asked for is drawn.
const settled = () => valueOf('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))');
const valueOf = async expression => {
  const {result, exceptionDetails} = await ask('Runtime.evaluate', {expression, returnByValue: true, awaitPromise: true});
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
  return result.value;
};

// Colours of a PNG with 8 bits a channel, without interlacing.
const pixelsOf = (png, places) => {
  let at = 8, wide = 0, kind = 0;
  const parts = [];
  while (at < png.length) {
    const length = png.readUInt32BE(at), name = png.toString('latin1', at + 4, at + 8), data = png.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR') { wide = data.readUInt32BE(0); kind = data[9]; }
    if (name === 'IDAT') parts.push(data);
    at += 12 + length;
  }
  const channels = kind === 6 ? 4 : 3, row = wide * channels, raw = inflateSync(Buffer.concat(parts)), rows = raw.length / (row + 1), out = Buffer.alloc(row * rows);
  for (let y = 0; y < rows; ++y)
    for (let x = 0; x < row; ++x) {
      const left = x >= channels ? out[y * row + x - channels] : 0, up = y ? out[(y - 1) * row + x] : 0, corner = y && x >= channels ? out[(y - 1) * row + x - channels] : 0;
      const p = left + up - corner, [a, b, c] = [left, up, corner].map(v => Math.abs(p - v));
      const guess = [0, left, up, (left + up) >> 1, a <= b && a <= c ? left : b <= c ? up : corner][raw[y * (row + 1)]];
      out[y * row + x] = raw[y * (row + 1) + 1 + x] + guess;
    }
  return places.map(([x, y]) => [...out.subarray(Math.round(y) * row + Math.round(x) * channels, Math.round(y) * row + Math.round(x) * channels + 3)]);
};
const picture = async () => Buffer.from((await ask('Page.captureScreenshot', {format: 'png'})).data, 'base64');
const mouse = (type, x, y, more = {}) => ask('Input.dispatchMouseEvent', {type, x, y, button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1, ...more});

const steps = {
  run: async expression => seen.values.push(await valueOf(expression)),
  tap: async ([x, y]) => {
    await ask('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: [{x, y}]});
    await ask('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
    await rest(80);
  },
  pinch: async ([x, y, apart, apart2]) => {
    const two = d => [{x: x - d / 2, y, id: 1}, {x: x + d / 2, y, id: 2}];
    await ask('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: two(apart)});
    for (let k = 1; k <= 4; ++k) await ask('Input.dispatchTouchEvent', {type: 'touchMove', touchPoints: two(apart + (apart2 - apart) * k / 4)});
    await ask('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
    await rest(80);
  },
  click: async ([x, y]) => { await mouse('mousePressed', x, y); await mouse('mouseReleased', x, y); await rest(80); },
  drag: async ([x, y, x2, y2]) => {
    await mouse('mousePressed', x, y);
    for (let k = 1; k <= 5; ++k) await mouse('mouseMoved', x + (x2 - x) * k / 5, y + (y2 - y) * k / 5);
    await mouse('mouseReleased', x2, y2);
    await rest(80);
  },
  key: async key => {
    const text = key.length === 1 ? key : key === 'Enter' ? '\r' : undefined;
    await ask('Input.dispatchKeyEvent', {type: text ? 'keyDown' : 'rawKeyDown', key, code: key, text, windowsVirtualKeyCode: {Tab: 9, Enter: 13, Escape: 27, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40}[key]});
    await ask('Input.dispatchKeyEvent', {type: 'keyUp', key, code: key});
    await rest(60);
  },
  type: async text => { await ask('Input.insertText', {text}); await rest(60); },
  wait: rest,
  picture: async to => writeFileSync(to, await picture()),
  paper: async to => writeFileSync(to, Buffer.from((await ask('Page.printToPDF', {preferCSSPageSize: false, printBackground: false, paperWidth: 8.27, paperHeight: 11.69})).data, 'base64')),
  pixels: async places => seen.values.push(pixelsOf(await picture(), places)),
};

try {
  const {targetInfos} = await ask('Target.getTargets');
  if (wanted.downloads) await ask('Browser.setDownloadBehavior', {behavior: 'allow', downloadPath: resolve(wanted.downloads)});
  const {sessionId} = await ask('Target.attachToTarget', {targetId: targetInfos.find(each => each.type === 'page').targetId, flatten: true});
  session = sessionId;
  hear('Network.requestWillBeSent', params => { if (!params.request.url.startsWith('data:')) seen.requests.push(params.request.url.slice(0, 200)); });
  hear('Runtime.consoleAPICalled', params => seen.said.push(params.args.map(each => each.value ?? each.description).join(' ')));
  hear('Runtime.exceptionThrown', params => seen.said.push(params.exceptionDetails.exception?.description || params.exceptionDetails.text));
  hear('Log.entryAdded', params => { if (params.entry.level === 'error') seen.said.push(params.entry.text); });
  hear('Audits.issueAdded', params => seen.issues.push(params.issue.code));
  for (const domain of ['Network', 'Runtime', 'Log', 'Audits', 'Page']) await ask(`${domain}.enable`);
  hear('Page.javascriptDialogOpening', params => { seen.dialogs.push(params.type); ask('Page.handleJavaScriptDialog', {accept: true}); });
  if (!wanted.script) await ask('Emulation.setScriptExecutionDisabled', {value: true});
  await ask('Emulation.setDeviceMetricsOverride', {width: wanted.width, height: wanted.height, deviceScaleFactor: wanted.scale, mobile: wanted.phone});
  if (wanted.phone) await ask('Emulation.setTouchEmulationEnabled', {enabled: true});
  await ask('Emulation.setEmulatedMedia', {features: [{name: 'prefers-color-scheme', value: wanted.dark ? 'dark' : 'light'}, {name: 'prefers-reduced-motion', value: wanted.still ? 'reduce' : 'no-preference'}]});
  const loaded = new Promise(done => hear('Page.loadEventFired', done));
  await ask('Page.navigate', {url: pathToFileURL(resolve(file)).href});
  await loaded;
  await rest(150);
  if (wanted.script) seen.firstPictureMs = await valueOf(`(performance.getEntriesByName('first-picture')[0] || {}).startTime ?? null`);
  for (const step of wanted.steps) for (const [name, given] of Object.entries(step)) { await steps[name](given); if (wanted.script && !['wait', 'paper'].includes(name)) await settled(); }
  console.log(JSON.stringify(seen));
} catch (fault) {
  console.log(JSON.stringify({...seen, fault: String(fault)}));
  process.exitCode = 1;
} finally {
  session = undefined;
  await Promise.race([ask('Browser.close').catch(() => {}), rest(2000)]);
  browser.kill('SIGKILL');
  for (let tries = 0; tries < 20; ++tries) {
    await rest(100);
    try { rmSync(profile, {recursive: true, force: true}); break; } catch { /* its children still write */ }
  }
  process.exit();
}
