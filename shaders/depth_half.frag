#version 330 core
precision highp float;

// Distance before the eye in mm at half size, from the depth buffer.
uniform sampler2D depth;
uniform vec2 unproject;  // distance = unproject.y / (unproject.x + depth * 2 - 1)

layout(location = 0) out float distanceMm;

void main() {
    float d = texelFetch(depth, ivec2(gl_FragCoord.xy) * 2, 0).r;
    distanceMm = d >= 1.0 ? 1e6 : unproject.y / (unproject.x + d * 2.0 - 1.0);
}
