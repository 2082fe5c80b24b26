// A form that a patient fills in at home (behind body.js and brush.js): where it hurts, painted or chosen from a list, what it is like, some questions. It
// keeps nothing in the browser and asks nobody for anything; what was answered leaves it as a file that the patient saves.
const rim = 60;  // room beside the body for turning it
const mostDabs = 4000;  // of a form; the program reads 5000
const form = {acts: [], noPain: false, qualities: new Set(), pain: {}, answers: {}, words: '', name: ''};
const sheet = byId('sheet');
let surface = null, regionOf = null, language = facts.first, stroke = 0, unsaved = false, saved = null;

// ---- words --------------------------------------------------------------------------------------------------------------------------

const told = () => facts.languages[language];
const word = (key, values = {}) => told().words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
// What says itself again in another language.
const sayings = [];
const saying = act => { sayings.push(act); act(); };
const made = (kind, className, into, text) => {
  const element = document.createElement(kind);
  if (className) element.className = className;
  if (into) into.append(element);
  if (text) saying(() => { element.textContent = text(); });
  return element;
};
const placeSaid = (region, side) => told().regions[region] + (side ? ' (' + word('side ' + side) + ')' : '');

// ---- where it hurts -------------------------------------------------------------------------------------------------------------------

// As the paint lies on the skin; without a picture, what was chosen from the list.
const placesPainted = () => {
  const chosen = form.acts.filter(act => act.region !== undefined).map(act => [act.region, act.side]);
  if (!surface) return chosen;
  const seen = regionsPainted(surface, regionOf), isSeen = ([region, side]) => seen.some(each => each[0] === region && each[1] === side);
  const shown = new Set(regionOf);
  return [...seen, ...chosen.filter(each => !isSeen(each) && !shown.has(each[0] + 1))];
};
const lay = act => act.region === undefined ? layDab(surface, act) : layRegion(surface, regionOf, act);
const layAgain = () => {
  if (!surface) return;
  surface.strengths.fill(0);
  form.acts.forEach(lay);
};
const layShares = skin => {
  const {shares, strengths, same} = surface;
  for (let i = 0; i < shares.length; ++i) shares[i] = 255 * strengths[same[i]];
  gl.bindVertexArray(skin.array);
  gl.bindBuffer(gl.ARRAY_BUFFER, skin.shares);
  gl.bufferData(gl.ARRAY_BUFFER, shares, gl.DYNAMIC_DRAW);
  gl.enableVertexAttribArray(3);
};
const changed = () => {
  unsaved = true;
  saved = null;
  byId('saved').textContent = '';
};
let telling = 0;
const tellPainted = () => {
  telling = 0;
  const places = placesPainted().map(each => placeSaid(...each)).join('; ');
  byId('painted').textContent = form.noPain ? word('form no pain') : places ? word('form painted', {place: places}) : word('form nothing painted');
};
const paintChanged = () => {
  changed();
  if (form.acts.length) form.noPain = byId('no-pain').checked = false;
  byId('undo').disabled = byId('clear').disabled = !form.acts.length;
  tickRegions();
  if (surface) ask();
  // Once a stroke stands still: it is read aloud.
  clearTimeout(telling);
  telling = setTimeout(tellPainted, 250);
};
const addAct = act => {
  if (form.acts.length >= mostDabs) { byId('painted').textContent = word('form full'); return; }
  form.acts.push(act);
  if (surface) lay(act);
};
const undo = () => {
  const last = form.acts.length ? form.acts[form.acts.length - 1].stroke : 0;
  form.acts = form.acts.filter(act => act.stroke !== last);
  layAgain();
  paintChanged();
};
const clearPaint = () => {
  form.acts = [];
  layAgain();
  paintChanged();
};

const boxesOfRegions = [];
const tickRegions = () => {
  const chosen = new Set(form.acts.filter(act => act.region !== undefined).map(act => act.region + act.side));
  for (const each of boxesOfRegions) each.input.checked = chosen.has(each.region + each.side);
  for (const count of sheet.querySelectorAll('.count')) {
    const many = count.closest('details').querySelectorAll('input:checked').length;
    count.textContent = many;
    count.hidden = !many;
  }
};
const fromAbove = ['head_face', 'neck', 'shoulder_girdle', 'arm', 'forearm_hand', 'thorax', 'abdomen', 'back', 'pelvis_hip', 'thigh', 'leg_foot'];
const makeAreas = () => {
  const areas = [...new Set(facts.regions.map(each => each.area))].sort((a, b) => fromAbove.indexOf(a) - fromAbove.indexOf(b));
  for (const area of areas) {
    const details = made('details', '', byId('areas')), summary = made('summary', '', details);
    made('span', '', summary, () => word('area ' + area));
    made('span', 'count', summary).hidden = true;
    facts.regions.forEach((each, region) => {
      if (each.area !== area) return;
      const row = made('div', each.paired ? 'row' : 'row one', details);
      made('span', 'what', row, () => told().regions[region]);
      for (const side of each.paired ? ['right', 'left'] : ['']) {
        const label = made('label', '', row), input = made('input', '', label);
        input.type = 'checkbox';
        if (side) made('span', '', label, () => word('side ' + side));
        saying(() => input.setAttribute('aria-label', told().regions[region] + (side ? ', ' + word('side ' + side) : '')));
        boxesOfRegions.push({input, region, side});
        input.addEventListener('change', () => {
          if (input.checked) addAct({region, side, stroke: ++stroke});
          else form.acts = form.acts.filter(act => act.region !== region || act.side !== side);
          layAgain();
          paintChanged();
        });
      }
    });
  }
};

// ---- the body ---------------------------------------------------------------------------------------------------------------------------

let way = 'paint', brush = 22;
const markTools = () => {
  for (const each of sheet.querySelectorAll('[data-way]')) each.setAttribute('aria-pressed', String(each.dataset.way === way));
  for (const each of sheet.querySelectorAll('[data-brush]')) each.setAttribute('aria-pressed', String(Number(each.dataset.brush) === brush));
};
const draw = () => {
  asked = 0;
  const f = frame(), across = f.right[0];
  drawBody(f);
  markButtons();
  const sides = Math.abs(across) > 0.7 ? (across > 0 ? ['right', 'left'] : ['left', 'right']) : f.right[1] > 0 ? ['front', 'back'] : ['back', 'front'];
  byId('edge-left').textContent = word('edge ' + sides[0]);
  byId('edge-right').textContent = word('edge ' + sides[1]);
  stage.dataset.look = [camera.azimuth, camera.elevation, camera.distance, ...camera.target].join();
};

const within = event => { const at = canvas.getBoundingClientRect(); return [event.clientX - at.left, event.clientY - at.top]; };
const dabAt = hit => {
  const erases = way === 'erase';
  if (erases && !form.acts.length) return;
  addAct({at: hit.at, triangle: hit.triangle, radius: brush, erases, stroke});
};
// Along the way from one place of the picture to another, so close that the dabs are one line.
const strokeTo = (from, to) => {
  const hit = struck(surface, ...to), step = 0.4 * brush / ((hit ? hit.depth : camera.distance) * pixelMm());
  const steps = Math.min(40, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / step));
  for (let k = 1; k <= steps; ++k) {
    const between = k === steps ? hit : struck(surface, mixed(from[0], to[0], k / steps), mixed(from[1], to[1], k / steps));
    if (between) dabAt(between);
  }
  if (steps) paintChanged();
};
const showRing = at => {
  const hit = at && struck(surface, ...at), ring = byId('ring');
  canvas.classList.toggle('on-skin', Boolean(hit));
  ring.hidden = !hit;
  if (!hit) return;
  const size = 2 * brush / (hit.depth * pixelMm()) + 'px';
  Object.assign(ring.style, {left: at[0] + 'px', top: at[1] + 'px', width: size, height: size});
};

const listenToBody = () => {
  const held = new Map();
  let doing = '', pinch = 0, centre = [0, 0], last = null;
  const two = () => {
    const [a, b] = [...held.values()];
    return {apart: Math.hypot(a[0] - b[0], a[1] - b[1]), at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]};
  };
  // A finger on the body paints, beside it the page scrolls up and down as ever.
  const keep = event => { if (event.touches.length > 1 || doing === 'paint' || struck(surface, ...within(event.touches[0]))) event.preventDefault(); };
  canvas.addEventListener('touchstart', keep, {passive: false});
  canvas.addEventListener('touchmove', event => { if (doing === 'paint' || doing === 'two') event.preventDefault(); }, {passive: false});
  canvas.addEventListener('pointerdown', event => {
    stop();
    const at = within(event);
    held.set(event.pointerId, at);
    canvas.setPointerCapture(event.pointerId);
    if (held.size === 2) {
      if (doing === 'paint' && form.acts.length && form.acts[form.acts.length - 1].stroke === stroke) undo();  // the first of two fingers painted nothing
      doing = 'two';
      ({apart: pinch, at: centre} = two());
    }
    if (held.size !== 1) return;
    const hit = event.button === 0 && !event.shiftKey ? struck(surface, ...at) : null;
    doing = hit ? 'paint' : 'turn';
    last = at;
    if (!hit) return;
    ++stroke;
    dabAt(hit);
    paintChanged();
  });
  canvas.addEventListener('pointermove', event => {
    const at = within(event), before = held.get(event.pointerId);
    if (event.pointerType === 'mouse') showRing(at);
    if (!before) return;
    held.set(event.pointerId, at);
    const dx = at[0] - before[0], dy = at[1] - before[1];
    if (doing === 'two' && held.size === 2) {
      const both = two();
      zoom(pinch / Math.max(both.apart, 1), ...both.at);
      pan(both.at[0] - centre[0], both.at[1] - centre[1]);
      ({apart: pinch, at: centre} = both);
    } else if (doing === 'paint') {
      strokeTo(last, at);
      last = at;
    } else if (doing === 'turn') {
      if (event.shiftKey || event.buttons === 4) pan(dx, dy);
      else orbit(dx * 0.0087, event.pointerType === 'touch' ? 0 : dy * 0.0087);
    }
  });
  const release = event => {
    held.delete(event.pointerId);
    if (!held.size) doing = '';
    else if (doing === 'two') doing = 'rest';
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('pointerleave', () => showRing(null));
  canvas.addEventListener('wheel', event => {
    // Where the page is one column the wheel scrolls it.
    if (!event.ctrlKey && !besides.matches) return;
    event.preventDefault();
    zoom(Math.exp(Math.max(-100, Math.min(100, event.deltaY)) * 0.002), ...within(event));
    showRing(within(event));
  }, {passive: false});
  stage.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.view) lookFrom(button.dataset.view);
    if (button.dataset.zoom) zoom(button.dataset.zoom === 'in' ? 0.75 : 1 / 0.75, wide / 2, high / 2);
    if (button.dataset.way) way = button.dataset.way;
    if (button.dataset.brush) brush = Number(button.dataset.brush);
    markTools();
  });
  view.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== view) return;
    const step = 0.14, names = Object.keys(views);
    const keys = {
      ArrowLeft: () => orbit(-step, 0), ArrowRight: () => orbit(step, 0), ArrowUp: () => orbit(0, -step), ArrowDown: () => orbit(0, step),
      '+': () => zoom(0.8, wide / 2, high / 2), '=': () => zoom(0.8, wide / 2, high / 2), '-': () => zoom(1.25, wide / 2, high / 2), '0': () => turnTo(whole(camera.azimuth, camera.elevation)),
    };
    const act = keys[event.key] || (names[Number(event.key) - 1] && (() => lookFrom(names[Number(event.key) - 1])));
    if (!act) return;
    event.preventDefault();
    act();
  });
};

// ---- what is asked ------------------------------------------------------------------------------------------------------------------------

// One of several, or none: who presses what is chosen takes it back.
const chips = (into, title, options, className, choose) => {
  const set = made('fieldset', '', into), name = 'set' + sayings.length;
  made('legend', '', set, title);
  const row = made('div', 'chips ' + className, set);
  let chosen;
  for (const {value, text} of options) {
    const label = made('label', 'chip', row), input = made('input', '', label);
    input.type = 'radio';
    input.name = name;
    input.value = value;
    made('span', '', label, text);
    const take = what => { chosen = what; choose(what); changed(); };
    input.addEventListener('click', () => { if (chosen === value) { input.checked = false; take(undefined); } });
    input.addEventListener('change', () => { if (input.checked) take(value); });
  }
  return {set, pick: value => { for (const input of set.querySelectorAll('input')) input.checked = Number(input.value) === value; chosen = value; choose(value); }};
};
let scaleNow = null;
const makeQuestions = () => {
  facts.qualities.forEach((key, i) => {
    const label = made('label', 'tick', byId('qualities')), input = made('input', '', label);
    input.type = 'checkbox';
    made('span', '', label, () => told().qualities[i]);
    input.addEventListener('change', () => { form.qualities[input.checked ? 'add' : 'delete'](key); changed(); });
  });
  const steps = Array.from({length: 11}, (_, value) => ({value, text: () => String(value)}));
  for (const [field, key] of [['pain', 'form now'], ['pain_worst', 'form worst'], ['pain_best', 'form best']]) {
    const scale = chips(byId('scales'), () => word(key), steps, 'scale', value => { form.pain[field] = value; });
    if (field === 'pain') scaleNow = scale;
    const ends = made('p', 'ends', scale.set);
    made('span', '', ends, () => word('form none'));
    made('span', '', ends, () => word('form most'));
  }
  const answers = [['yes', 'form yes'], ['no', 'form no'], ['not_sure', 'form not sure']].map(([value, key]) => ({value, text: () => word(key)}));
  facts.questions.forEach((key, i) => chips(byId('questions'), () => told().questions[i], answers, '', value => { form.answers[key] = value; }));
};

// ---- one step after the other -----------------------------------------------------------------------------------------------------------

const steps = [...sheet.querySelectorAll('.step')];
let step = 0;
const tellStep = () => {
  sheet.classList.toggle('painting-now', step === 0);
  byId('step').textContent = word('form steps', {step: step + 1, steps: steps.length});
  byId('back').hidden = step === 0;
  byId('next').hidden = step === steps.length - 1;
};
const goTo = to => {
  step = to;
  steps.forEach((each, i) => { each.hidden = i !== step; });
  if (step === steps.length - 1) tellAnswers();
  tellStep();
  window.scrollTo(0, 0);
  steps[step].querySelector('h2').focus({preventScroll: true});
};
const answered = what => facts.questions.filter(key => form.answers[key] === what);
const tellAnswers = () => {
  const list = byId('check'), none = word('form not told');
  list.replaceChildren();
  const say = (title, text) => {
    made('dt', '', list).textContent = title;
    made('dd', '', list).textContent = text || none;
  };
  const places = placesPainted().map(each => placeSaid(...each)).join('; ');
  say(word('form where'), form.noPain ? word('form no pain') : places);
  say(word('form like'), facts.qualities.map((key, i) => form.qualities.has(key) ? told().qualities[i] : '').filter(Boolean).join(', '));
  const scale = [['pain', 'form now'], ['pain_worst', 'form worst'], ['pain_best', 'form best']].filter(([field]) => form.pain[field] !== undefined);
  say(word('form how much'), scale.map(([field, key]) => word(key) + ': ' + form.pain[field]).join('\n'));
  const [yes, no, unsure] = ['yes', 'no', 'not_sure'].map(answered), open = facts.questions.length - yes.length - no.length - unsure.length;
  const asked = keys => keys.map(key => '\u2022 ' + told().questions[facts.questions.indexOf(key)]).join('\n');
  say(word('form questions'), [word('form said', {yes: yes.length, no: no.length, unsure: unsure.length}), open ? word('form open', {count: open}) : ''].filter(Boolean).join(' '));
  if (yes.length) say(word('form yes'), asked(yes));
  if (unsure.length) say(word('form not sure'), asked(unsure));
  say(word('form words'), form.words.trim());
  say(word('form name'), form.name.trim());
};

// ---- the file -------------------------------------------------------------------------------------------------------------------------

const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  return [...bytes].map(each => each.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
const tenths = x => Math.round(10 * x) / 10;
const dabToWrite = act => act.region === undefined ? {at_mm: act.at.map(tenths), radius_mm: act.radius, ...(act.erases && {erases: true})} : {region: facts.regions[act.region].key, ...(act.side && {side: act.side})};
const toWrite = () => {
  const areas = form.acts.length || form.qualities.size ? [{qualities: facts.qualities.filter(key => form.qualities.has(key)), dabs: form.acts.map(dabToWrite)}] : [];
  return {format: 'myochart-patient-form', version: 1, form: saved.id, at: saved.at, language, body: facts.is, painted: {areas}, ...form.pain,
    yes: answered('yes'), no: answered('no'), not_sure: answered('not_sure'), words: form.words.trim(), name: form.name.trim(), ...(facts.for && {for: facts.for})};
};
// Saved twice it is the same form; changed in between it is another.
const save = () => {
  const now = new Date(), two = n => String(n).padStart(2, '0');
  if (!saved) saved = {id: newId(), at: now.toISOString(), file: `pain-drawing-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.json`};
  const link = document.createElement('a'), address = URL.createObjectURL(new Blob([JSON.stringify(toWrite()) + '\n'], {type: 'application/json'}));
  link.href = address;
  link.download = saved.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  unsaved = false;
  byId('saved').textContent = word('form saved', {file: saved.file}) + ' ' + word('form thanks');
};

// ---- from the beginning -----------------------------------------------------------------------------------------------------------------

const speak = () => {
  document.documentElement.lang = language;
  document.title = word('form title');
  for (const each of sheet.querySelectorAll('[data-t]')) each.textContent = word(each.dataset.t);
  for (const each of sheet.querySelectorAll('[data-label]')) each.setAttribute('aria-label', word(each.dataset.label));
  for (const act of sayings) act();
  tellStep();
  tellPainted();
  if (step === steps.length - 1) tellAnswers();
  if (saved) byId('saved').textContent = word('form saved', {file: saved.file});
  if (surface) ask();
};
const listenToForm = () => {
  byId('language').value = language;
  byId('language').addEventListener('change', event => { language = event.target.value; speak(); });
  byId('undo').addEventListener('click', undo);
  byId('clear').addEventListener('click', clearPaint);
  byId('no-pain').addEventListener('change', event => {
    form.noPain = event.target.checked;
    if (form.noPain) {
      form.acts = [];
      layAgain();
      scaleNow.pick(0);
    }
    paintChanged();
  });
  byId('words').addEventListener('input', event => { form.words = event.target.value; changed(); });
  byId('name').addEventListener('input', event => { form.name = event.target.value; changed(); });
  byId('back').addEventListener('click', () => goTo(step - 1));
  byId('next').addEventListener('click', () => goTo(step + 1));
  byId('save').addEventListener('click', save);
  window.addEventListener('beforeunload', event => {
    if (!unsaved) return;
    event.preventDefault();
    event.returnValue = word('form unsaved');
  });
};
const showBody = () => {
  begin();
  layer = 'skin';
  surface = surfaceOf(shown('skin').made);
  regionOf = inflated(bytesOf(facts.regionOf), surface.count);
  stage.hidden = false;
  listenToBody();
  markTools();
  resized();
  new ResizeObserver(resized).observe(view);
  canvas.addEventListener('webglcontextlost', event => event.preventDefault());
  canvas.addEventListener('webglcontextrestored', () => { begin(); draw(); });
  performance.mark('first-picture');
};

sheet.hidden = false;
makeAreas();
makeQuestions();
listenToForm();
byId('undo').disabled = byId('clear').disabled = true;
try {
  showBody();
} catch (fault) {
  // The list of places says as much.
  surface = null;
  stage.hidden = true;
  sheet.classList.add('flat');
  byId('where-help').hidden = true;
  byId('flat').hidden = false;
}
speak();
