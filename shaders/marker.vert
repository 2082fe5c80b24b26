#version 330 core
precision highp float;

// One marker an instance: a square (for a pin: a long box) of constant size on the picture, at a point of the body.
layout(location = 0) in vec3 point;
layout(location = 1) in vec3 outward;
layout(location = 2) in vec4 look;    // kind, radius px, 1 = accent halo (0.25: pointed at), opacity
layout(location = 3) in vec3 tint;

uniform mat4 clipFromBody;
uniform vec2 sizePx;       // of the picture
uniform float pixelScale;
uniform float towardsEye;  // how far a point may lie behind the drawn surface and still count as seen: share of depth
uniform vec3 eye;
uniform sampler2D depth;
uniform bool hasMidline;
uniform float midlineMm;

out vec2 at;               // px from the point, y up
flat out vec2 shaft;       // of a pin: from the point to its head, px
flat out vec4 kind;        // kind, radius, halo, 1 = under tissue, 2 = on the far side
flat out vec4 ink;         // a = opacity

const float kPin = 4.0;
const float kShaftPx = 22.0;
const float kOnMidlineMm = 0.5;      // nearer, there is no side to stay on
const float kLeastFrontality = 0.5;

// So much of a pin that its head stays on the point's side of the body's midline: it is long in pixels, and a head over
// there reads as a needle in the other side. `pxPerMm` at the point.
float shareOnItsSide(vec2 pin, vec4 clip, float pxPerMm) {
    float offMm = abs(point.x - midlineMm);
    if (!hasMidline || offMm < kOnMidlineMm) return 1.0;
    vec4 foot = clipFromBody * vec4(midlineMm, point.yz, 1.0);
    vec2 across = (foot.xy / foot.w - clip.xy / clip.w) * 0.5 * sizePx;
    float room = length(across), along = dot(pin, across) / max(room, 1e-4);
    if (room < kLeastFrontality * offMm * pxPerMm || along <= 0.0) return 1.0;  // seen from the side it divides nothing
    return clamp((room - look.y) / along, 0.0, 1.0);
}

// Hidden when all of a small cross of the depth picture lies before the point.
bool isBehind(vec3 p) {
    vec4 clip = clipFromBody * vec4(mix(p, eye, towardsEye), 1.0);
    vec3 window = clip.xyz / clip.w * 0.5 + 0.5;
    ivec2 pixel = ivec2(window.xy * sizePx);
    ivec2 last = ivec2(sizePx) - 1;
    float farthest = 0.0;
    for (int i = -1; i <= 1; ++i) {
        farthest = max(farthest, texelFetch(depth, clamp(pixel + ivec2(i, 0), ivec2(0), last), 0).r);
        farthest = max(farthest, texelFetch(depth, clamp(pixel + ivec2(0, i), ivec2(0), last), 0).r);
    }
    return window.z > farthest;
}

void main() {
    vec4 clip = clipFromBody * vec4(point, 1.0);
    vec4 ahead = clipFromBody * vec4(point + outward * 4.0, 1.0);
    vec2 side = (ahead.xy / ahead.w - clip.xy / clip.w) * 0.5 * sizePx;
    // As long as the normal shows it: full when seen from the side, short when it points at the viewer.
    float full = 4.0 * 0.5 * sizePx.y * length(vec3(clipFromBody[0][1], clipFromBody[1][1], clipFromBody[2][1])) / clip.w;
    shaft = look.x == kPin ? side / max(full, 1e-4) * kShaftPx * pixelScale : vec2(0.0);
    shaft *= shareOnItsSide(shaft, clip, full / 4.0);

    float reach = look.y * 1.6 + 7.0 * pixelScale;  // a triangle reaches further at its tips
    vec2 low = min(vec2(0.0), shaft) - reach;
    vec2 high = max(vec2(0.0), shaft) + reach;
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    at = mix(low, high, corner);
    bool behind = isBehind(point), far = behind && dot(outward, eye - point) < 0.0;
    kind = vec4(look.xyz, far ? 2.0 : behind ? 1.0 : 0.0);
    ink = vec4(tint, look.w);
    bool drawn = clip.w > 0.0 && !(far && look.z < 0.1);  // sites of the far side are only drawn when asked for
    gl_Position = drawn ? vec4(clip.xy + at * 2.0 / sizePx * clip.w, 0.0, clip.w) : vec4(2.0, 2.0, 2.0, 1.0);
}
