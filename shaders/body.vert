#version 330 core
precision highp float;

// The surface of a body. Texels of `looks`, eight a structure and 64 structures a row:
// 0 belly colour (squares of sRGB), strength of the fibres
// 1 tendon colour, whole part = opacity * 1000 and fraction = gloss / 2
// 2 u axis along the fibres and its offset      3 v axis and its offset
// 4 offset of w = cross(u, v), 1 / length, noise a half width across (v, w)
// 5 middle line: c0, c1 as (v, w)               6 middle line c2, half width c0       7 half width c1, c2
const int kTexels = 8;
const int kStructuresARow = 64;
const float kNoiseAMmAlong = 1.0 / 160.0;

layout(location = 0) in vec4 place;  // as stored; w = structure number
layout(location = 1) in vec3 direction;
layout(location = 2) in float tendonShare;

uniform mat4 clipFromBody;
uniform mat4 viewFromBody;
uniform vec4 stored;  // body frame = stored.xyz + place.xyz * stored.w
uniform sampler2D looks;

out vec3 normal;     // view space
out vec3 toEye;      // view space, mm
out vec4 fibre;      // where in the noise: across by v, across by w, along; share of the second
out float tendon;
flat out vec4 belly;
flat out vec4 sinew;
invariant gl_Position;

void main() {
    vec3 p = stored.xyz + place.xyz * stored.w;
    gl_Position = clipFromBody * vec4(p, 1.0);
    normal = mat3(viewFromBody) * direction;
    toEye = -(viewFromBody * vec4(p, 1.0)).xyz;
    tendon = tendonShare;

    int number = int(place.w);
    ivec2 at = ivec2((number % kStructuresARow) * kTexels, number / kStructuresARow);
    belly = texelFetch(looks, at, 0);
    sinew = texelFetch(looks, at + ivec2(1, 0), 0);
    vec4 u = texelFetch(looks, at + ivec2(2, 0), 0);
    vec4 v = texelFetch(looks, at + ivec2(3, 0), 0);
    vec4 rest = texelFetch(looks, at + ivec2(4, 0), 0);
    vec4 middle = texelFetch(looks, at + ivec2(5, 0), 0);
    vec4 mixed = texelFetch(looks, at + ivec2(6, 0), 0);
    vec4 width = texelFetch(looks, at + ivec2(7, 0), 0);
    vec3 w = cross(u.xyz, v.xyz);

    float along = dot(p, u.xyz) + u.w;
    float t = clamp(along * rest.y, 0.0, 1.0);
    vec2 across = vec2(dot(p, v.xyz) + v.w, dot(p, w) + rest.x);
    vec2 line = middle.xy + t * (middle.zw + t * mixed.xy);
    vec2 half_ = max(mixed.zw + t * (width.xy + t * width.zw), vec2(0.5));
    // Never drawn together to less than a third, or the streaks would grow finer than real bundles.
    vec2 full = rest.zw * 64.0;
    fibre.xy = (across - line) / max(half_, full * 0.33) * rest.zw;
    fibre.z = along * kNoiseAMmAlong;
    vec2 facing = vec2(dot(direction, v.xyz), dot(direction, w));
    facing *= facing;
    fibre.w = smoothstep(0.25, 0.75, facing.x / (facing.x + facing.y + 1e-4));
}
