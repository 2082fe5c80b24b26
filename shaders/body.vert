#version 330 core
precision highp float;

// The surface of a body. Texels of `looks`, nine a structure and 64 structures a row:
// 0 belly colour (squares of sRGB), strength of the fibres
// 1 tendon colour, gloss
// 2 u axis along the fibres and its offset      3 v axis and its offset
// 4 offset of w = cross(u, v), 1 / half length, opacity
// 5 middle line c0, c1 as (v, w)                6 middle line c2, spread c0           7 spread c1, c2
// 8 shift of the exploded view
// STAGED: with a section or moved apart.
const int kTexels = 9;
const int kStructuresARow = 64;
const float kNoiseAMmAcross = 1.0 / 64.0;   // as in app/render/fibre_noise.h
const float kNoiseAMmAlong = 1.0 / 160.0;

layout(location = 0) in vec4 place;  // as stored; w = structure number
layout(location = 1) in vec3 direction;
layout(location = 2) in float tendonShare;

uniform mat4 clipFromBody;
uniform mat4 viewFromBody;
uniform vec4 stored;  // body frame = stored.xyz + place.xyz * stored.w
uniform sampler2D looks;

#ifdef LAID
uniform sampler2D strengthsOf;  // 1024 vertices a row
uniform int firstVertex;
out vec4 strengths;     // three reported patterns, where it hurts
out vec3 placeMm;       // body frame
out vec3 facing_;
#endif

#ifdef STAGED
uniform vec4 section;  // above 0 it is cut away: dot(place, xyz) + w
#endif

// Few slots: setting up a slot for every small triangle is what costs most in software.
out vec4 surface;       // normal in view space, share of tendon
out vec4 fibre;         // where in the noise: across by v, across by w, along; above 0: take the second
flat out vec4 belly;
flat out vec4 sinew;
#ifdef GHOST
flat out float opacity;
#endif
invariant gl_Position;
#ifdef STAGED
out float gl_ClipDistance[1];
#endif

void main() {
    vec3 p = stored.xyz + place.xyz * stored.w;
    int number = int(place.w);
    ivec2 at = ivec2((number % kStructuresARow) * kTexels, number / kStructuresARow);
#ifdef STAGED
    vec3 moved = texelFetch(looks, at + ivec2(8, 0), 0).xyz;
    gl_ClipDistance[0] = -(dot(p, section.xyz) + section.w);
    gl_Position = clipFromBody * vec4(p + moved, 1.0);
#else
    gl_Position = clipFromBody * vec4(p, 1.0);
#endif
#ifdef LAID
    int at_ = gl_VertexID - firstVertex;
    strengths = texelFetch(strengthsOf, ivec2(at_ & 1023, at_ >> 10), 0);
    placeMm = p;
    facing_ = direction;
#endif
    surface = vec4(mat3(viewFromBody) * direction, tendonShare);

    belly = texelFetch(looks, at, 0);
    sinew = texelFetch(looks, at + ivec2(1, 0), 0);
    vec4 u = texelFetch(looks, at + ivec2(2, 0), 0);
    vec4 v = texelFetch(looks, at + ivec2(3, 0), 0);
    vec4 rest = texelFetch(looks, at + ivec2(4, 0), 0);
    vec4 middle = texelFetch(looks, at + ivec2(5, 0), 0);
    vec4 mixed = texelFetch(looks, at + ivec2(6, 0), 0);
    vec4 spread = texelFetch(looks, at + ivec2(7, 0), 0);
    vec3 w = cross(u.xyz, v.xyz);

    float along = dot(p, u.xyz) + u.w;
    float x = clamp(along * rest.y, -1.0, 1.0);
    vec2 across = vec2(dot(p, v.xyz) + v.w, dot(p, w) + rest.x);
    vec2 line = middle.xy + x * (middle.zw + x * mixed.xy);
    vec2 drawn = max(mixed.zw + x * (spread.xy + x * spread.zw), vec2(0.3));
    fibre.xy = (across - line) / drawn * kNoiseAMmAcross;
    fibre.z = along * kNoiseAMmAlong;
#ifdef GHOST
    opacity = rest.z;
#endif
    vec2 facing = vec2(dot(direction, v.xyz), dot(direction, w));
    facing *= facing;
    fibre.w = facing.x - facing.y;
}
