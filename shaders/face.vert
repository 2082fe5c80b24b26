#version 330 core
precision highp float;

// The faces where a section has cut structures. Tissues: 0 muscle, 1 bone, 2 plain, 3 skin (fat under it), 4 vessel.
layout(location = 0) in vec4 place;  // w = structure number
layout(location = 1) in vec2 inPlane;
layout(location = 2) in float tendonShare;
layout(location = 3) in float tissue;

uniform mat4 clipFromBody;
uniform sampler2D looks;  // as in body.vert

const int kTexels = 9;
const int kStructuresARow = 64;
const float kGrainAMm = 1.0 / 40.0;  // as in app/render/tissue_grain.h

out vec3 at;          // in the grain, share of tendon
flat out vec3 belly;
flat out vec4 sinew;  // a = tissue

void main() {
    gl_Position = clipFromBody * vec4(place.xyz, 1.0);
    // Where structures reach into one another, the finer one lies before the other.
    float before = tissue == 4.0 ? 5e-5 : tissue == 1.0 ? 4e-5 : tissue == 0.0 ? 3e-5 : tissue == 2.0 ? 2e-5 : 0.0;
    gl_Position.z -= before * gl_Position.w;
    int number = int(place.w);
    ivec2 texel = ivec2((number % kStructuresARow) * kTexels, number / kStructuresARow);
    belly = texelFetch(looks, texel, 0).rgb;
    sinew = vec4(texelFetch(looks, texel + ivec2(1, 0), 0).rgb, tissue);
    at = vec3(inPlane * kGrainAMm, tendonShare);
}
