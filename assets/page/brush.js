// Where a pointer touches the skin, and the paint that lies there (behind body.js).

// What can be touched: places in mm, and which vertices lie beside each other. Vertices at one place count as the first of them, so that a seam stops no paint.
const surfaceOf = ({buffer, indices, count}) => {
  const shorts = new Uint16Array(buffer), at = new Float32Array(3 * count), same = new Uint32Array(count), known = new Map();
  for (let i = 0; i < count; ++i) {
    const key = shorts[8 * i] + 65536 * (shorts[8 * i + 1] + 65536 * shorts[8 * i + 2]);
    for (let axis = 0; axis < 3; ++axis) at[3 * i + axis] = box.origin[axis] + shorts[8 * i + axis] * box.step;
    if (!known.has(key)) known.set(key, i);
    same[i] = known.get(key);
  }
  const starts = new Uint32Array(count + 1), beside = new Uint32Array(2 * indices.length);
  for (const vertex of indices) starts[same[vertex] + 1] += 2;
  for (let i = 0; i < count; ++i) starts[i + 1] += starts[i];
  const next = starts.slice(0, count);
  for (let i = 0; i < indices.length; i += 3)
    for (let k = 0; k < 3; ++k) {
      const vertex = same[indices[i + k]];
      beside[next[vertex]++] = same[indices[i + (k + 1) % 3]];
      beside[next[vertex]++] = same[indices[i + (k + 2) % 3]];
    }
  return {at, indices, count, same, starts, beside, boxes: boxesOf(at, indices), seen: new Uint32Array(count), look: 0, strengths: new Float32Array(count), shares: new Uint8Array(count)};
};

// Triangles stand near those they lie beside, so boxes about some that follow each other pass most of them over.
const inBox = 64;
const boxesOf = (at, indices) => {
  const count = Math.ceil(indices.length / 3 / inBox), boxes = new Float32Array(6 * count);
  for (let k = 0; k < count; ++k) {
    boxes.fill(Infinity, 6 * k, 6 * k + 3);
    boxes.fill(-Infinity, 6 * k + 3, 6 * k + 6);
    for (let i = 3 * inBox * k; i < Math.min(3 * inBox * (k + 1), indices.length); ++i)
      for (let axis = 0; axis < 3; ++axis) {
        const x = at[3 * indices[i] + axis];
        if (x < boxes[6 * k + axis]) boxes[6 * k + axis] = x;
        if (x > boxes[6 * k + 3 + axis]) boxes[6 * k + 3 + axis] = x;
      }
  }
  return boxes;
};

// mm of a pixel at a depth of one.
const pixelMm = () => 2 * Math.tan(fov / 2) / high;

// The nearest place of the skin under a pixel: mm, its triangle, how deep it lies.
const struck = (surface, x, y) => {
  const f = frame(), across = (x - wide / 2) * pixelMm(), up = (high / 2 - y) * pixelMm();
  const way = [0, 1, 2].map(axis => f.right[axis] * across + f.up[axis] * up - f.toEye[axis]), inverse = way.map(each => 1 / each), {eye} = f, {at, indices, boxes} = surface;
  let nearest = Infinity, found = -1;
  const meets = i => {
    const a = 3 * indices[i], b = 3 * indices[i + 1], c = 3 * indices[i + 2];
    const ux = at[b] - at[a], uy = at[b + 1] - at[a + 1], uz = at[b + 2] - at[a + 2], vx = at[c] - at[a], vy = at[c + 1] - at[a + 1], vz = at[c + 2] - at[a + 2];
    const px = way[1] * vz - way[2] * vy, py = way[2] * vx - way[0] * vz, pz = way[0] * vy - way[1] * vx, scale = ux * px + uy * py + uz * pz;
    if (Math.abs(scale) < 1e-9) return;
    const sx = eye[0] - at[a], sy = eye[1] - at[a + 1], sz = eye[2] - at[a + 2], u = (sx * px + sy * py + sz * pz) / scale;
    if (u < 0 || u > 1) return;
    const qx = sy * uz - sz * uy, qy = sz * ux - sx * uz, qz = sx * uy - sy * ux, v = (way[0] * qx + way[1] * qy + way[2] * qz) / scale;
    if (v < 0 || u + v > 1) return;
    const t = (vx * qx + vy * qy + vz * qz) / scale;
    if (t > 1 && t < nearest) [nearest, found] = [t, i];
  };
  for (let k = 0; k < boxes.length / 6; ++k) {
    let enters = 0, leaves = nearest;
    for (let axis = 0; axis < 3; ++axis) {
      const one = (boxes[6 * k + axis] - eye[axis]) * inverse[axis], two = (boxes[6 * k + 3 + axis] - eye[axis]) * inverse[axis];
      enters = Math.max(enters, Math.min(one, two));
      leaves = Math.min(leaves, Math.max(one, two));
    }
    if (enters > leaves) continue;
    for (let i = 3 * inBox * k; i < Math.min(3 * inBox * (k + 1), indices.length); i += 3) meets(i);
  }
  return found < 0 ? null : {at: way.map((each, axis) => eye[axis] + each * nearest), triangle: found, depth: nearest};
};

// Full to three quarters of its radius, half at the radius, which is where its line runs: as the program paints.
const strengthAt = (away, radius) => Math.min(1, Math.max(0, (1.25 - away / radius) * 2));

// Lays a round dab on what hangs together about its middle: not on the arm that touches the trunk.
const layDab = (surface, {at: middle, radius, triangle, erases}) => {
  const {at, same, starts, beside, seen, strengths} = surface, stamp = ++surface.look, waiting = [];
  const visit = vertex => { if (seen[vertex] !== stamp) { seen[vertex] = stamp; waiting.push(vertex); } };
  const first = [0, 1, 2].map(k => same[surface.indices[triangle + k]]);
  first.forEach(visit);
  while (waiting.length) {
    const vertex = waiting.pop(), away = Math.hypot(at[3 * vertex] - middle[0], at[3 * vertex + 1] - middle[1], at[3 * vertex + 2] - middle[2]), strength = strengthAt(away, radius);
    if (strength > 0) strengths[vertex] = erases ? Math.min(strengths[vertex], 1 - strength) : Math.max(strengths[vertex], strength);
    if (strength > 0 || first.includes(vertex)) for (let k = starts[vertex]; k < starts[vertex + 1]; ++k) visit(beside[k]);
  }
};

const sideOf = (surface, vertex) => surface.at[3 * vertex] > facts.midplane ? 'left' : 'right';

// Lays a region whole; `side` of a paired one.
const layRegion = (surface, regionOf, {region, side}) => {
  for (let i = 0; i < surface.count; ++i)
    if (regionOf[i] === region + 1 && (!side || sideOf(surface, i) === side)) surface.strengths[surface.same[i]] = 1;
};

// The regions of which a good part is painted, those with most of it first; else the one that has most of the paint: [region, side].
const regionsPainted = (surface, regionOf) => {
  const counted = new Map();
  for (let i = 0; i < surface.count; ++i) {
    const region = regionOf[i] - 1;
    if (region < 0) continue;
    const side = facts.regions[region].paired ? sideOf(surface, i) : '', key = region + side, count = counted.get(key) || {region, side, all: 0, painted: 0};
    ++count.all;
    if (surface.strengths[surface.same[i]] >= 0.5) ++count.painted;
    counted.set(key, count);
  }
  const some = [...counted.values()].filter(each => each.painted).sort((a, b) => b.painted - a.painted);
  const good = some.filter(each => each.painted >= each.all / 3);
  return (good.length ? good : some.slice(0, 1)).slice(0, 6).map(each => [each.region, each.side]);
};
