// Lays numbers beside the body and tells of the place that somebody chose (behind body.js). Needs nothing from outside; where there is no WebGL 2 the
// still pictures and the table stay, which say the same.
const pins = byId('pins'), leaders = byId('leaders'), card = byId('card');
const rows = facts.sites.map(site => byId('site-' + site.number));
const rim = facts.sites.length ? 132 : 40;  // room for the numbers
let chosen = -1;

// What is reported of the chosen place, as a share for each vertex of the skin.
const patterns = [];
const patternOf = site => {
  const told = site < 0 ? undefined : facts.sites[site].pattern;
  return told === undefined ? -1 : told;
};
const layShares = skin => {
  const wanted = patternOf(chosen);
  if ((skin.pattern ?? -1) === wanted) return;
  skin.pattern = wanted;
  gl.bindVertexArray(skin.array);
  if (wanted < 0) return gl.disableVertexAttribArray(3);
  if (!patterns[wanted]) patterns[wanted] = inflated(bytesOf(facts.patterns[wanted]), skin.vertices);
  gl.bindBuffer(gl.ARRAY_BUFFER, skin.shares);
  gl.bufferData(gl.ARRAY_BUFFER, patterns[wanted], gl.DYNAMIC_DRAW);
  gl.enableVertexAttribArray(3);
};

// ---- numbers beside the body ------------------------------------------------------------------------------------------------------

const pin = {height: 30, half: 20};
// A place on a shoulder faces up: it is told from in front and from behind.
const faces = (site, f) => dot(site.normal, minus(f.eye, site.place)) > -0.25 * camera.distance;

// One below the other with room between, each as near to its place as the others let it.
const spread = column => {
  column.sort((a, b) => a.y - b.y);
  const low = 6 + pin.height / 2, high_ = high - low;
  let before = low - pin.height;
  for (const each of column) before = each.top = Math.max(each.y, before + pin.height + 5);
  let after = high_ + pin.height + 5;
  for (const each of column.reverse()) after = each.top = Math.min(each.top, after - pin.height - 5);
};

const layPins = f => {
  const axis = project(middle, f)[0], columns = [[], []], corners = [];
  for (let k = 0; k < 8; ++k) corners.push(project([0, 1, 2].map(a => k >> a & 1 ? box.max[a] : box.min[a]), f)[0]);
  const outer = [Math.max(pin.half + 8, Math.min(...corners) - 8), Math.min(wide - pin.half - 8, Math.max(...corners) + 8)];
  facts.sites.forEach((site, i) => {
    const [x, y] = project(site.place, f), seen = faces(site, f) && x > 0 && x < wide && y > 0 && y < high;
    site.pin.classList.toggle('away', !seen);
    site.leader.classList.toggle('away', !seen);
    site.dot.classList.toggle('away', !seen);
    site.seen = seen;
    site.at = [x, y];
    if (seen) columns[x < axis ? 0 : 1].push({site, x, y, top: y, i});
  });
  columns.forEach((column, side) => {
    spread(column);
    for (const {site, x, y, top} of column) {
      const left = outer[side], inner = left + (side === 0 ? pin.half - 4 : 4 - pin.half);
      site.pin.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px) translate(-50%, -50%)`;
      for (const [name, value] of [['x1', x], ['y1', y], ['x2', inner], ['y2', top]]) site.leader.setAttribute(name, value.toFixed(1));
      site.dot.setAttribute('cx', x.toFixed(1));
      site.dot.setAttribute('cy', y.toFixed(1));
    }
  });
  const way = f.right[0];
  const words = facts.words, sides = Math.abs(way) > 0.7 ? (way > 0 ? [words.right, words.left] : [words.left, words.right]) : f.right[1] > 0 ? [words.front, words.back] : [words.back, words.front];
  byId('edge-left').textContent = sides[0];
  byId('edge-right').textContent = sides[1];
};

const draw = () => {
  asked = 0;
  const f = frame();
  drawBody(f);
  layPins(f);
  markButtons();
  stage.dataset.drawn = String(Number(stage.dataset.drawn || 0) + 1);
};

// ---- a place and its text ------------------------------------------------------------------------------------------------------------

const turnToSite = site => {
  const azimuth = Math.hypot(site.normal[0], site.normal[1]) < 0.2 ? camera.azimuth : Math.atan2(site.normal[0], -site.normal[1]);
  turnTo(whole(azimuth, 0));
};
const tell = i => {
  const row = rows[i];
  card.replaceChildren();
  const number = document.createElement('span'), text = document.createElement('div'), close = document.createElement('button');
  number.className = 'number';
  number.textContent = facts.sites[i].number;
  const said = (kind, words) => {
    if (!words) return;
    const line = document.createElement('p');
    line.className = kind;
    line.textContent = words;
    text.append(line);
  };
  const cell = name => { const found = row.querySelector('.' + name); return found ? found.textContent : ''; };
  said('what', cell('where'));
  said('more', [cell('area'), cell('side')].filter(Boolean).join(', '));
  said('more', cell('done'));
  const below = byId('pattern-' + facts.sites[i].number);
  if (below) said('more reported', below.textContent.trim());
  close.type = 'button';
  close.className = 'close';
  close.setAttribute('aria-label', facts.words.close);
  close.textContent = '\u00d7';
  close.addEventListener('click', () => choose(-1));
  card.append(number, text, close);
};
const choose = i => {
  if (chosen >= 0) {
    rows[chosen].classList.remove('chosen');
    for (const each of ['pin', 'leader', 'dot']) facts.sites[chosen][each].classList.remove('chosen');
    facts.sites[chosen].pin.setAttribute('aria-pressed', 'false');
  }
  chosen = i;
  card.hidden = i < 0;
  if (i >= 0) {
    tell(i);
    rows[i].classList.add('chosen');
    const site = facts.sites[i];
    for (const each of ['pin', 'leader', 'dot']) site[each].classList.add('chosen');
    site.pin.setAttribute('aria-pressed', 'true');
    if (!site.seen) turnToSite(site);
  }
  ask();
};

// ---- hands ---------------------------------------------------------------------------------------------------------------------------

const listen = () => {
  const held = new Map();
  let moved = 0, pinch = 0, centre = [0, 0];
  const within = event => { const at = canvas.getBoundingClientRect(); return [event.clientX - at.left, event.clientY - at.top]; };
  const two = () => {
    const [a, b] = [...held.values()];
    return {apart: Math.hypot(a[0] - b[0], a[1] - b[1]), at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]};
  };
  canvas.addEventListener('pointerdown', event => {
    held.set(event.pointerId, within(event));
    canvas.setPointerCapture(event.pointerId);
    if (held.size === 1) moved = 0;
    if (held.size === 2) { const now = two(); pinch = now.apart; centre = now.at; moved = 99; }
  });
  canvas.addEventListener('pointermove', event => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = within(event), dx = now[0] - before[0], dy = now[1] - before[1];
    held.set(event.pointerId, now);
    moved += Math.abs(dx) + Math.abs(dy);
    if (held.size === 2) {
      const both = two();
      zoom(pinch / Math.max(both.apart, 1), both.at[0], both.at[1]);
      pan(both.at[0] - centre[0], both.at[1] - centre[1]);
      pinch = both.apart;
      centre = both.at;
    } else if (event.shiftKey || event.buttons === 4) pan(dx, dy);
    else if (moved > 4) orbit(dx * 0.0087, event.pointerType === 'touch' ? 0 : dy * 0.0087);
  });
  const release = event => {
    if (!held.delete(event.pointerId) || event.type !== 'pointerup' || moved > 8) return;
    const at = within(event);
    let best = -1, nearest = 24;
    facts.sites.forEach((site, i) => {
      const away = site.seen ? Math.hypot(site.at[0] - at[0], site.at[1] - at[1]) : 99;
      if (away < nearest) [best, nearest] = [i, away];
    });
    choose(best);
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('wheel', event => {
    // Where the page is one column the wheel scrolls it.
    if (!event.ctrlKey && !besides.matches) return;
    event.preventDefault();
    zoom(Math.exp(Math.max(-100, Math.min(100, event.deltaY)) * 0.002), ...within(event));
  }, {passive: false});
  stage.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.view) lookFrom(button.dataset.view);
    if (button.dataset.zoom) zoom(button.dataset.zoom === 'in' ? 0.75 : 1 / 0.75, wide / 2, high / 2);
    if (button.dataset.layer) { layer = button.dataset.layer; ask(); }
  });
  view.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = 0.14, names = Object.keys(views);
    const keys = {
      ArrowLeft: () => orbit(-step, 0), ArrowRight: () => orbit(step, 0), ArrowUp: () => orbit(0, -step), ArrowDown: () => orbit(0, step),
      '+': () => zoom(0.8, wide / 2, high / 2), '=': () => zoom(0.8, wide / 2, high / 2), '-': () => zoom(1.25, wide / 2, high / 2),
      '0': () => turnTo(whole(camera.azimuth, camera.elevation)), Escape: () => choose(-1),
    };
    const act = keys[event.key] || (names[Number(event.key) - 1] && (() => lookFrom(names[Number(event.key) - 1])));
    if (!act) return;
    event.preventDefault();
    act();
  });
  stage.addEventListener('keydown', event => { if (event.key === 'Escape') choose(-1); });
  // The numbers of the table are pressed only where there is a body to turn.
  rows.forEach((row, i) => {
    const number = row.querySelector('.number'), button = document.createElement('button');
    button.type = 'button';
    button.className = 'number';
    button.textContent = number.textContent;
    button.setAttribute('aria-label', facts.sites[i].label);
    button.addEventListener('click', () => {
      choose(i);
      if (!besides.matches) view.scrollIntoView({block: 'start', behavior: still.matches ? 'auto' : 'smooth'});
    });
    number.replaceWith(button);
  });
};

const makePins = () => {
  const drawn = (kind, name) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', kind);
    made.classList.add(name);
    return leaders.appendChild(made);
  };
  for (const site of facts.sites) site.leader = drawn('line', 'leader');
  facts.sites.forEach((site, i) => {
    site.dot = drawn('circle', 'dot');
    site.dot.setAttribute('r', '4.5');
    site.pin = document.createElement('button');
    site.pin.type = 'button';
    site.pin.className = 'pin';
    site.pin.textContent = site.number;
    site.pin.setAttribute('aria-label', site.label);
    site.pin.setAttribute('aria-pressed', 'false');
    site.pin.addEventListener('click', () => choose(chosen === i ? -1 : i));
    site.pin.addEventListener('focus', () => { if (!site.seen && site.pin.matches(':focus-visible')) turnToSite(site); });
    pins.append(site.pin);
  });
};

const giveUp = () => {
  stage.hidden = true;
  byId('no-picture').hidden = false;
  document.body.classList.remove('turns');
};

try {
  if (!facts.layers.length) throw new Error('no body');
  begin();
  layer = facts.layers[0].name;
  for (const each of byId('layers').querySelectorAll('button')) each.hidden = !facts.layers.some(told => told.name === each.dataset.layer);
  byId('layers').hidden = facts.layers.length < 2;
  stage.hidden = false;
  document.body.classList.add('turns');
  makePins();
  const first = facts.first;
  [camera.azimuth, camera.elevation] = views[first];
  listen();
  resized();
  new ResizeObserver(resized).observe(view);
  canvas.addEventListener('webglcontextlost', event => event.preventDefault());
  canvas.addEventListener('webglcontextrestored', () => { begin(); draw(); });
  performance.mark('first-picture');
} catch (fault) {
  giveUp();
}
