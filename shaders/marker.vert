#version 330 core
precision highp float;

// One marker an instance: a square (for a pin: a long box) of constant size on the picture, at a point of the body.
layout(location = 0) in vec3 point;
layout(location = 1) in vec3 outward;
layout(location = 2) in vec4 look;    // kind, radius px, 1 = accent halo (0.25: pointed at), opacity
layout(location = 3) in vec4 tint;    // a: 1 another part of the body stands before it, + 2 hollow
layout(location = 4) in vec2 toHead;  // of a pin: from the point to its head, px, y up

uniform mat4 clipFromBody;
uniform vec2 sizePx;       // of the picture
uniform float pixelScale;
uniform vec2 towardsEye;   // how far a point may lie behind the drawn surface and still count as seen: share of depth;
                           // y of a point that faces away
uniform vec3 eye;
uniform sampler2D depth;

out vec2 at;               // px from the point, y up
flat out vec2 shaft;       // of a pin: from the point to its head, px
flat out vec4 kind;        // kind, radius, halo, 0.6 = hollow, 1 = under tissue, 2 = on the far side
flat out vec4 ink;         // a = opacity

// Hidden when all of a small cross of the depth picture lies before the point.
bool isBehind(vec3 p, float margin) {
    vec4 clip = clipFromBody * vec4(mix(p, eye, margin), 1.0);
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
    shaft = toHead;
    float reach = look.y * 1.6 + 7.0 * pixelScale;  // a triangle reaches further at its tips
    vec2 low = min(vec2(0.0), shaft) - reach;
    vec2 high = max(vec2(0.0), shaft) + reach;
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    at = mix(low, high, corner);
    bool away = dot(outward, eye - point) < 0.0;
    bool behind = isBehind(point, away ? towardsEye.y : towardsEye.x), hollow = tint.a > 1.5;
    bool far = behind && (away || mod(tint.a, 2.0) > 0.5);
    kind = vec4(look.xyz, far ? 2.0 : behind ? 1.0 : hollow ? 0.6 : 0.0);
    ink = vec4(tint.rgb, look.w);
    bool drawn = clip.w > 0.0 && !(far && look.z < 0.1);  // sites of the far side are only drawn when asked for
    gl_Position = drawn ? vec4(clip.xy + at * 2.0 / sizePx * clip.w, 0.0, clip.w) : vec4(2.0, 2.0, 2.0, 1.0);
}
