#version 330 core
precision highp float;

// Where a body's surface lies and which structure it is.
layout(location = 0) in vec4 place;

uniform mat4 clipFromBody;
uniform vec4 stored;

flat out uint structure;
#ifdef STAGED
// As in body.vert.
const int kTexels = 9;
const int kStructuresARow = 64;
uniform sampler2D looks;
uniform vec4 section;
out float gl_ClipDistance[1];
#endif

void main() {
    vec3 p = stored.xyz + place.xyz * stored.w;
#ifdef STAGED
    int number = int(place.w);
    vec3 moved = texelFetch(looks, ivec2((number % kStructuresARow) * kTexels + 8, number / kStructuresARow), 0).xyz;
    gl_ClipDistance[0] = -(dot(p, section.xyz) + section.w);
    p += moved;
#endif
    gl_Position = clipFromBody * vec4(p, 1.0);
    structure = uint(place.w);
}
