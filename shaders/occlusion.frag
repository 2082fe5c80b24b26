#version 330 core
precision highp float;

// How much of the surroundings a point cannot see: taps on a spiral, each by how steeply it rises above the tangent
// plane. The spiral turns in a 4 x 4 pattern that occlusion_smooth.frag averages away.
const int kTaps = 12;
const mat2 kTurn = mat2(-0.7374, 0.6755, -0.6755, -0.7374);  // the golden angle

uniform sampler2D distances;
uniform float pixelsAMm;   // at 1 mm before the eye, of the half-size picture
uniform float radiusMm;

layout(location = 0) out vec2 seen;  // open share, distance

float steeper(float a, float b) { return abs(a) < abs(b) ? a : b; }

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    float z = texelFetch(distances, at, 0).r;
    seen = vec2(1.0, z);
    if (z > 9e5) return;

    vec2 slope = vec2(steeper(texelFetch(distances, at + ivec2(1, 0), 0).r - z, z - texelFetch(distances, at - ivec2(1, 0), 0).r),
                      steeper(texelFetch(distances, at + ivec2(0, 1), 0).r - z, z - texelFetch(distances, at - ivec2(0, 1), 0).r));
    float scale = pixelsAMm / z;
    float radius = clamp(radiusMm * scale, 5.0, 42.0);
    float reach = radius / scale;
    float turn = float((at.x & 3) * 4 + (at.y & 3)) * (6.2832 / 16.0) * 5.0;
    vec2 arm = vec2(cos(turn), sin(turn));
    float start = float(((at.x & 1) * 2 + (at.y & 1))) * 0.25;
    float hidden = 0.0;
    for (int i = 0; i < kTaps; ++i) {
        arm = kTurn * arm;
        float share = (float(i) + start + 0.25) / float(kTaps);
        vec2 offset = arm * (share * radius);
        ivec2 tap = ivec2(offset + sign(offset) * 0.5);
        float rise = z + dot(vec2(tap), slope) - texelFetch(distances, at + tap, 0).r;
        float away = length(vec2(tap)) / scale;
        float steep = rise * inversesqrt(rise * rise + away * away + 1e-3);
        float near = clamp(1.5 - rise / reach, 0.0, 1.0);
        hidden += max(steep - 0.12, 0.0) * near;
    }
    seen.x = clamp(1.0 - hidden * (1.9 / float(kTaps)), 0.0, 1.0);
}
