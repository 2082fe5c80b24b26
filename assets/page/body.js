// The body of a page: unpacks it, draws it, turns it. What stands in this file and behind it in the page's own script is one scope. That script says
// what is drawn besides: draw() draws a picture, layShares(skin) what lies on the skin, and `rim` is how many pixels beside the body stay free.
const byId = id => document.getElementById(id);
const facts = JSON.parse(byId('facts').textContent);

// ---- what is packed -------------------------------------------------------------------------------------------------------------

const bytesOf = text => {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; ++i) bytes[i] = raw.charCodeAt(i);
  return bytes;
};

// Raw DEFLATE, RFC 1951. Browsers that can do it themselves are younger than those that can show the body.
const inflated = (packed, size) => {
  const out = new Uint8Array(size);
  let at = 0, held = 0, count = 0, end = 0;
  const bits = n => {
    while (count < n) { held |= packed[at++] << count; count += 8; }
    const value = held & ((1 << n) - 1);
    held >>>= n;
    count -= n;
    return value;
  };
  // A table by the next 15 bits: symbol * 16 + length.
  const tableOf = lengths => {
    const counts = new Uint16Array(16), next = new Uint16Array(16);
    let longest = 1;
    for (const l of lengths) if (l) { ++counts[l]; if (l > longest) longest = l; }
    for (let l = 1, code = 0; l < 16; ++l) next[l] = code = (code + (l > 1 ? counts[l - 1] : 0)) << 1;
    const table = new Uint32Array(1 << longest);
    lengths.forEach((l, symbol) => {
      if (!l) return;
      let code = next[l]++, turned = 0;
      for (let k = 0; k < l; ++k) { turned = turned << 1 | code & 1; code >>= 1; }
      for (let k = turned; k < table.length; k += 1 << l) table[k] = symbol << 4 | l;
    });
    return {table, mask: table.length - 1, longest};
  };
  const symbolOf = tree => {
    while (count < tree.longest) { held |= (packed[at++] | 0) << count; count += 8; }
    const found = tree.table[held & tree.mask], length = found & 15;
    if (!length) throw new Error('damaged');
    held >>>= length;
    count -= length;
    return found >> 4;
  };
  const baseOf = (first, steps) => {
    const extra = [], base = [];
    for (let i = 0, value = first, n = 0; i < 30; ++i) {
      n = i < 2 * steps ? 0 : (i / steps | 0) - 1;
      extra.push(n);
      base.push(value);
      value += 1 << n;
    }
    return {extra, base};
  };
  const lengthCodes = baseOf(3, 4), distanceCodes = baseOf(1, 2);
  lengthCodes.extra[28] = 0;
  lengthCodes.base[28] = 258;
  const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  for (let last = false; !last;) {
    last = bits(1) === 1;
    const kind = bits(2);
    if (kind === 0) {
      at -= count >> 3;
      held = count = 0;
      const length = packed[at] | packed[at + 1] << 8;
      out.set(packed.subarray(at + 4, at + 4 + length), end);
      at += 4 + length;
      end += length;
      continue;
    }
    let literals, distances;
    if (kind === 1) {
      literals = tableOf(Array.from({length: 288}, (_, i) => i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
      distances = tableOf(new Array(30).fill(5));
    } else {
      const literalCount = bits(5) + 257, distanceCount = bits(5) + 1, codeCount = bits(4) + 4;
      const codeLengths = new Array(19).fill(0);
      for (let i = 0; i < codeCount; ++i) codeLengths[order[i]] = bits(3);
      const codes = tableOf(codeLengths), lengths = [];
      while (lengths.length < literalCount + distanceCount) {
        const symbol = symbolOf(codes);
        if (symbol < 16) { lengths.push(symbol); continue; }
        const value = symbol === 16 ? lengths[lengths.length - 1] : 0;
        for (let n = symbol === 16 ? bits(2) + 3 : symbol === 17 ? bits(3) + 3 : bits(7) + 11; n; --n) lengths.push(value);
      }
      literals = tableOf(lengths.slice(0, literalCount));
      distances = tableOf(lengths.slice(literalCount));
    }
    for (;;) {
      const symbol = symbolOf(literals);
      if (symbol < 256) { out[end++] = symbol; continue; }
      if (symbol === 256) break;
      const k = symbol - 257, length = lengthCodes.base[k] + bits(lengthCodes.extra[k]);
      const d = symbolOf(distances), distance = distanceCodes.base[d] + bits(distanceCodes.extra[d]);
      for (let i = 0; i < length; ++i, ++end) out[end] = out[end - distance];
    }
  }
  return out;
};

// Triangles as meshoptimizer packs them (its index codec, version 1).
const trianglesOf = (packed, indexCount) => {
  const indices = new Uint32Array(indexCount);
  const edges = new Uint32Array(32), corners = new Uint32Array(16);
  let edge = 0, corner = 0, next = 0, last = 0, at = 1 + indexCount / 3;
  const table = packed.length - 16;
  const read = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = packed[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    return last = last + ((value >>> 1) ^ -(value & 1)) | 0;
  };
  const pushEdge = (a, b) => { edges[edge] = a; edges[edge + 1] = b; edge = edge + 2 & 31; };
  const pushCorner = a => { corners[corner] = a; corner = corner + 1 & 15; };
  for (let i = 0; i < indexCount; i += 3) {
    const code = packed[1 + i / 3];
    let a, b, c;
    if (code < 0xf0) {
      const from = edge - 2 - 2 * (code >> 4) & 31, kind = code & 15;
      a = edges[from];
      b = edges[from + 1];
      if (kind < 13) {
        c = kind === 0 ? next++ : corners[corner - 1 - kind & 15];
        if (kind === 0) pushCorner(c);
      } else {
        c = kind === 15 ? read() : last = last + (kind === 13 ? -1 : 1);
        pushCorner(c);
      }
      pushEdge(c, b);
      pushEdge(a, c);
    } else {
      const more = code < 0xfe ? packed[table + (code & 15)] : packed[at++];
      const first = code === 0xff ? 15 : 0, second = more >> 4, third = more & 15;
      if (code >= 0xfe && more === 0) next = 0;
      a = first === 0 ? next++ : 0;
      b = second === 0 ? next++ : corners[corner - second & 15];
      c = third === 0 ? next++ : corners[corner - third & 15];
      if (first === 15) a = read();
      if (code >= 0xfe && second === 15) b = read();
      if (code >= 0xfe && third === 15) c = read();
      pushCorner(a);
      if (second === 0 || code >= 0xfe && second === 15) pushCorner(b);
      if (third === 0 || code >= 0xfe && third === 15) pushCorner(c);
      pushEdge(b, a);
      pushEdge(c, b);
      pushEdge(a, c);
    }
    indices[i] = a;
    indices[i + 1] = b;
    indices[i + 2] = c;
  }
  return indices;
};

const mixed = (a, b, t) => a + (b - a) * t;
const smooth = (from, to, x) => {
  const t = Math.min(Math.max((x - from) / (to - from), 0), 1);
  return t * t * (3 - 2 * t);
};

// A layer as buffers: 16 bytes a vertex, place as three times 16 bits, normal as bytes, colour as bytes.
const layerOf = told => {
  const count = told.vertices;
  const bytes = inflated(bytesOf(byId('layer-' + told.name).textContent), told.indexBytes + 9 * count);
  const indices = trianglesOf(bytes.subarray(0, told.indexBytes), told.indices);
  const plane = k => told.indexBytes + k * count;
  const buffer = new ArrayBuffer(16 * count), shorts = new Uint16Array(buffer), signed = new Int8Array(buffer), colours = new Uint8Array(buffer);
  const place = [0, 0, 0], turn = [0, 0];
  let part = 0, left = told.parts[0][0];
  for (let i = 0; i < count; ++i) {
    while (left === 0) left = told.parts[++part][0];
    --left;
    for (let axis = 0; axis < 3; ++axis) {
      const folded = bytes[plane(2 * axis) + i] | bytes[plane(2 * axis + 1) + i] << 8;
      place[axis] += (folded >>> 1) ^ -(folded & 1);
      shorts[8 * i + axis] = place[axis];
    }
    for (let k = 0; k < 2; ++k) turn[k] = turn[k] + bytes[plane(6 + k) + i] & 255;
    let x = (turn[0] - 127) / 127, y = (turn[1] - 127) / 127;
    const z = 1 - Math.abs(x) - Math.abs(y);
    if (z < 0) [x, y] = [(1 - Math.abs(y)) * (x < 0 ? -1 : 1), (1 - Math.abs(x)) * (y < 0 ? -1 : 1)];
    const scale = 127 / Math.hypot(x, y, z);
    signed[16 * i + 8] = Math.round(x * scale);
    signed[16 * i + 9] = Math.round(y * scale);
    signed[16 * i + 10] = Math.round(z * scale);
    const sinew = smooth(0.3, 0.7, bytes[plane(8) + i] / 255), belly = told.parts[part][1], end = told.parts[part][2];
    for (let k = 0; k < 3; ++k) colours[16 * i + 12 + k] = mixed(belly >> 16 - 8 * k & 255, end >> 16 - 8 * k & 255, sinew);
  }
  return {buffer, indices, count};
};

// ---- looking ---------------------------------------------------------------------------------------------------------------------

const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const fov = 0.4363;
const views = {anterior: [0, 0], posterior: [Math.PI, 0], left: [Math.PI / 2, 0], right: [-Math.PI / 2, 0], superior: [0, 1.5], inferior: [0, -1.5]};
const box = facts.body;
const middle = box.min.map((low, axis) => (low + box.max[axis]) / 2);
const extent = box.min.map((low, axis) => box.max[axis] - low);
const radius = Math.hypot(...extent) / 2;

// Millimetres, x to the patient's left, y to the back, z up; azimuth 0 stands in front.
const camera = {azimuth: 0, elevation: 0, target: middle.slice(), distance: 4000};
const frame = () => {
  const ca = Math.cos(camera.azimuth), sa = Math.sin(camera.azimuth), ce = Math.cos(camera.elevation), se = Math.sin(camera.elevation);
  const toEye = [sa * ce, -ca * ce, se], right = [ca, sa, 0], up = [-sa * se, ca * se, ce];
  return {toEye, right, up, eye: camera.target.map((t, axis) => t + toEye[axis] * camera.distance)};
};

const stage = byId('stage'), view = byId('view'), canvas = byId('canvas');
const still = matchMedia('(prefers-reduced-motion: reduce)'), besides = matchMedia('(min-width: 900px)');  // as in page.css
let gl = null, wide = 1, high = 1, layer = '', asked = 0, ground = null;

const fitting = () => {
  const across = Math.abs(Math.sin(camera.azimuth)) * extent[1] + Math.abs(Math.cos(camera.azimuth)) * extent[0];
  const tall = Math.abs(Math.sin(camera.elevation)) * Math.max(extent[0], extent[1]) + Math.abs(Math.cos(camera.elevation)) * extent[2];
  const room = Math.max(wide - rim, wide * 0.4) / high;
  return Math.max(tall * 1.07, across / room) / 2 / Math.tan(fov / 2) + 120;
};
const project = (place, f) => {
  const d = minus(place, f.eye), depth = -dot(d, f.toEye), scale = high / 2 / Math.tan(fov / 2) / Math.max(depth, 1);
  return [wide / 2 + dot(d, f.right) * scale, high / 2 - dot(d, f.up) * scale];
};

const shaders = {
  vertex: `#version 300 es
    precision highp float;
    layout(location = 0) in vec3 place;
    layout(location = 1) in vec3 direction;
    layout(location = 2) in vec3 tint;
    layout(location = 3) in float share;
    uniform vec4 stored;
    uniform vec3 eye, rightward, upward, toEye;
    uniform vec4 lens;  // scale across, scale up, near, far
    out vec3 normal, towards, colour, where, facing;
    out float reported;
    void main() {
      where = stored.xyz + place * stored.w;
      vec3 d = where - eye;
      vec3 seen = vec3(dot(d, rightward), dot(d, upward), dot(d, toEye));
      float depth = -seen.z;
      gl_Position = vec4(seen.xy * lens.xy, (depth * (lens.w + lens.z) - 2.0 * lens.w * lens.z) / (lens.w - lens.z), depth);
      normal = vec3(dot(direction, rightward), dot(direction, upward), dot(direction, toEye));
      towards = -seen;
      colour = tint;
      facing = direction;
      reported = share;
    }`,
  fragment: `#version 300 es
    precision highp float;
    in vec3 normal, towards, colour, where, facing;
    in float reported;
    uniform float skin;     // 1: lit as skin
    uniform float opacity;  // below 1: a veil
    uniform float grain;    // mm of a pixel
    uniform float painted;  // 1: what lies on the skin was painted, not reported
    out vec4 ink;
    const vec3 kKey = vec3(-0.492, 0.640, 0.590), kFill = vec3(0.755, -0.050, 0.654), kRim = vec3(0.451, 0.551, -0.702);
    // Dots on the skin that grow with what is reported there, by the plane of the body that the skin faces most.
    float dots(float strength) {
      vec3 f = abs(facing);
      vec2 q = f.y >= max(f.x, f.z) ? where.xz : f.x >= f.z ? where.yz : where.xy;
      float cell = exp2(floor(log2(max(grain, 0.02) * 4.0)) + 1.0);
      vec2 uv = q / cell;
      uv.x += 0.5 * mod(floor(uv.y), 2.0);
      float away = length(fract(uv) - 0.5);
      float soft = grain / cell;
      return 1.0 - smoothstep(-soft, soft, away - 0.52 * sqrt(strength));
    }
    void main() {
      vec3 n = normalize(normal), v = normalize(towards);
      vec3 albedo = colour * colour;
      float covered = 0.0;
      if (painted > 0.5) {
        covered = smoothstep(0.38, 0.62, reported);
        albedo = mix(albedo, vec3(0.50, 0.012, 0.035), covered * 0.85);
      } else if (reported > 0.02) {
        covered = dots(reported) * smoothstep(0.0, 0.12, reported);
        albedo = mix(albedo, vec3(0.53, 0.012, 0.018), covered * 0.92);
      }
      float key = dot(n, kKey), edge = 1.0 - clamp(dot(n, v), 0.0, 1.0);
      vec3 around = mix(vec3(0.122, 0.088, 0.070), vec3(0.220, 0.208, 0.194), n.y * 0.5 + 0.5);
      float fill = max(dot(n, kFill), 0.0);
      float shine = pow(clamp(dot(n, normalize(kKey + v)), 0.0, 1.0), 8.0);
      vec3 lit;
      if (skin > 0.5) {
        float soft = clamp((key + 0.45) * 0.69, 0.0, 1.0), fade = clamp(1.0 - abs(key - 0.05) * 1.9, 0.0, 1.0);
        vec3 light = around * 1.25 + soft * soft * vec3(0.98, 0.955, 0.92) + fill * vec3(0.17, 0.145, 0.13) + vec3(0.17, 0.035, 0.012) * fade * fade;
        light *= 1.0 - 0.25 * edge * edge * edge;
        lit = albedo * light + (shine * 0.035 + edge * edge * edge * edge * 0.10) * vec3(1.0, 0.93, 0.88);
      } else {
        vec3 light = around + max((key + 0.20) * 0.833, 0.0) * vec3(1.00, 0.975, 0.93) + fill * vec3(0.134, 0.116, 0.101);
        light *= 1.0 - 0.5 * edge * edge * edge;
        lit = albedo * light + 0.3 * (shine * shine * 0.17 + shine * 0.045);
        lit += max(dot(n, kRim) + 0.1, 0.0) * edge * (albedo * 0.55 + 0.03);
      }
      float alpha = 1.0;
      if (opacity < 1.0) {
        alpha = opacity * (0.5 + 0.5 * opacity) + (1.0 - opacity) * min(opacity * 3.0, 1.0) * 0.85 * edge * edge;
        alpha = max(alpha, covered * 0.92);
      }
      ink = vec4(sqrt(max(lit, vec3(0.0))) * alpha, alpha);
    }`,
};

const programOf = () => {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, shaders.vertex], [gl.FRAGMENT_SHADER, shaders.fragment]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error('no program');
  const places = {};
  for (const name of ['stored', 'eye', 'rightward', 'upward', 'toEye', 'lens', 'skin', 'opacity', 'grain', 'painted']) places[name] = gl.getUniformLocation(program, name);
  return {program, places};
};

let drawing = null;
let loaded = {};
const shown = name => {
  if (loaded[name]) return loaded[name];
  const told = facts.layers.find(each => each.name === name);
  if (!told) return null;
  const made = layerOf(told), array = gl.createVertexArray(), shares = gl.createBuffer();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, made.buffer, gl.STATIC_DRAW);
  gl.vertexAttribPointer(0, 3, gl.UNSIGNED_SHORT, false, 16, 0);
  gl.vertexAttribPointer(1, 3, gl.BYTE, true, 16, 8);
  gl.vertexAttribPointer(2, 3, gl.UNSIGNED_BYTE, true, 16, 12);
  for (let k = 0; k < 3; ++k) gl.enableVertexAttribArray(k);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, made.indices, gl.STATIC_DRAW);
  gl.bindBuffer(gl.ARRAY_BUFFER, shares);
  gl.vertexAttribPointer(3, 1, gl.UNSIGNED_BYTE, true, 0, 0);
  gl.bindVertexArray(null);
  return loaded[name] = {array, shares, indices: told.indices, vertices: told.vertices, made};
};

const drawLayer = (made, skin, opacity) => {
  const {places} = drawing;
  gl.uniform1f(places.skin, skin ? 1 : 0);
  gl.uniform1f(places.opacity, opacity);
  gl.bindVertexArray(made.array);
  if (opacity < 1) {
    // Only the nearest surface of the veil counts.
    gl.colorMask(false, false, false, false);
    gl.drawElements(gl.TRIANGLES, made.indices, gl.UNSIGNED_INT, 0);
    gl.colorMask(true, true, true, true);
    gl.enable(gl.BLEND);
  }
  gl.drawElements(gl.TRIANGLES, made.indices, gl.UNSIGNED_INT, 0);
  gl.disable(gl.BLEND);
};

const drawBody = f => {
  const {program, places} = drawing, from = minus(middle, f.eye), depth = -dot(from, f.toEye);
  const near = Math.max(20, depth - radius), far = depth + radius, scale = 1 / Math.tan(fov / 2);
  gl.viewport(0, 0, canvas.width, canvas.height);
  gl.clearColor(0, 0, 0, 0);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  gl.useProgram(program);
  gl.uniform4f(places.stored, ...box.origin, box.step);
  gl.uniform3fv(places.eye, f.eye);
  gl.uniform3fv(places.rightward, f.right);
  gl.uniform3fv(places.upward, f.up);
  gl.uniform3fv(places.toEye, f.toEye);
  gl.uniform4f(places.lens, scale * high / wide, scale, near, far);
  gl.uniform1f(places.painted, facts.painted ? 1 : 0);
  gl.uniform1f(places.grain, camera.distance * Math.tan(fov / 2) * 2 / high);
  const skin = shown('skin');
  if (skin) layShares(skin);
  if (layer === 'skin') return drawLayer(skin, true, 1);
  if (layer === 'muscles' && shown('bones')) drawLayer(shown('bones'), false, 1);
  drawLayer(shown(layer), false, 1);
  if (skin) drawLayer(skin, true, layer === 'bones' ? 0.3 : 0.2);
};

const markButtons = () => {
  for (const each of stage.querySelectorAll('[data-view]')) {
    const [azimuth, elevation] = views[each.dataset.view];
    const off = Math.abs(Math.atan2(Math.sin(camera.azimuth - azimuth), Math.cos(camera.azimuth - azimuth))) + Math.abs(camera.elevation - elevation);
    each.setAttribute('aria-pressed', String(off < 0.02));
  }
  for (const each of stage.querySelectorAll('[data-layer]')) each.setAttribute('aria-pressed', String(each.dataset.layer === layer));
};

const ask = () => { if (!asked) asked = requestAnimationFrame(draw); };

// ---- turning -----------------------------------------------------------------------------------------------------------------------

let motion = 0;
const stop = () => { if (motion) cancelAnimationFrame(motion); motion = 0; };
const turnTo = goal => {
  stop();
  const from = {...camera, target: camera.target.slice()};
  let way = (goal.azimuth - from.azimuth) % (2 * Math.PI);
  if (way > Math.PI) way -= 2 * Math.PI;
  if (way < -Math.PI) way += 2 * Math.PI;
  const put = t => {
    camera.azimuth = from.azimuth + way * t;
    camera.elevation = mixed(from.elevation, goal.elevation, t);
    camera.distance = mixed(from.distance, goal.distance, t);
    camera.target = from.target.map((x, axis) => mixed(x, goal.target[axis], t));
    if (asked) cancelAnimationFrame(asked);
    draw();
  };
  if (still.matches) return put(1);
  const begun = performance.now();
  const step = now => {
    const t = Math.min(1, (now - begun) / 380);
    put(t * t * (3 - 2 * t));
    motion = t < 1 ? requestAnimationFrame(step) : 0;
  };
  motion = requestAnimationFrame(step);
};
const whole = (azimuth, elevation) => {
  const before = [camera.azimuth, camera.elevation];
  [camera.azimuth, camera.elevation] = [azimuth, elevation];
  const distance = fitting();
  [camera.azimuth, camera.elevation] = before;
  return {azimuth, elevation, distance, target: middle.slice()};
};
const lookFrom = name => turnTo(whole(...views[name]));
const orbit = (across, up) => {
  stop();
  camera.azimuth -= across;
  camera.elevation = Math.min(1.5, Math.max(-1.5, camera.elevation + up));
  ask();
};
const zoom = (factor, x, y) => {
  stop();
  const before = camera.distance, f = frame();
  camera.distance = Math.min(Math.max(camera.distance * factor, 350), fitting() * 1.3);
  // What lies under the pointer stays there.
  const scale = 2 * Math.tan(fov / 2) / high * (before - camera.distance), across = (x - wide / 2) * scale, up = (high / 2 - y) * scale;
  camera.target = camera.target.map((t, axis) => Math.min(Math.max(t + f.right[axis] * across + f.up[axis] * up, box.min[axis]), box.max[axis]));
  if (camera.distance >= fitting()) camera.target = middle.slice();
  ask();
};
const pan = (dx, dy) => {
  stop();
  const f = frame(), scale = 2 * Math.tan(fov / 2) / high * camera.distance;
  camera.target = camera.target.map((t, axis) => Math.min(Math.max(t - f.right[axis] * dx * scale + f.up[axis] * dy * scale, box.min[axis]), box.max[axis]));
  ask();
};

const resized = () => {
  const at = view.getBoundingClientRect();
  if (at.width < 2 || at.height < 2) return;
  const was = camera.distance / fitting();
  [wide, high] = [at.width, at.height];
  const dots = Math.min(window.devicePixelRatio || 1, 2);
  canvas.width = Math.round(wide * dots);
  canvas.height = Math.round(high * dots);
  camera.distance = fitting() * (ground ? was : 1);
  ground = at;
  if (asked) cancelAnimationFrame(asked);
  draw();
};

const begin = () => {
  gl = canvas.getContext('webgl2', {antialias: true, alpha: true, premultipliedAlpha: true});
  if (!gl) throw new Error('no WebGL 2');
  drawing = programOf();
  loaded = {};
  gl.enable(gl.DEPTH_TEST);
  gl.depthFunc(gl.LEQUAL);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.vertexAttrib1f(3, 0);
};
