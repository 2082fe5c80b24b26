#version 330 core
precision highp float;

// Averages the occlusion over the 4 x 4 pattern of its noise, but only over what lies about as deep.
uniform sampler2D open;  // open share, distance

layout(location = 0) out vec2 seen;

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    vec2 here = texelFetch(open, at, 0).rg;
    float sum = 0.0;
    float weights = 1e-4;
    for (int y = -2; y < 2; ++y) {
        for (int x = -2; x < 2; ++x) {
            vec2 there = texelFetch(open, at + ivec2(x, y), 0).rg;
            float weight = max(1.0 - abs(there.g - here.g) * 0.08, 0.0);
            sum += there.r * weight;
            weights += weight;
        }
    }
    seen = vec2(sum / weights, here.g);
}
