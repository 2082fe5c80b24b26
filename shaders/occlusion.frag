#version 330 core
precision highp float;

// How much of the surroundings a point cannot see. Taps lie on a spiral, always two opposite each other: what counts is
// by how much the two together rise above the point, so a slope alone, however steep, hides nothing. The spiral turns
// in a 4 x 4 pattern that occlusion_smooth.frag averages away.
const int kPairs = 6;
const mat2 kTurn = mat2(-0.7374, 0.6755, -0.6755, -0.7374);  // the golden angle

uniform sampler2D distances;
uniform float pixelsAMm;   // at 1 mm before the eye, of the half-size picture
uniform float radiusMm;

layout(location = 0) out vec2 seen;  // open share, distance

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    float z = texelFetch(distances, at, 0).r;
    seen = vec2(1.0, z);
    if (z > 9e5) return;

    float scale = pixelsAMm / z;
    float radius = clamp(radiusMm * scale, 5.0, 42.0);
    float reach = radius / scale;
    float turn = float((at.x & 3) * 4 + (at.y & 3)) * (6.2832 / 16.0) * 5.0;
    vec2 arm = vec2(cos(turn), sin(turn));
    float start = float(((at.x & 1) * 2 + (at.y & 1))) * 0.25;
    float hidden = 0.0;
    for (int i = 0; i < kPairs; ++i) {
        arm = kTurn * arm;
        float share = (float(i) + start + 0.25) / float(kPairs);
        vec2 offset = arm * (share * radius);
        ivec2 tap = ivec2(offset + sign(offset) * 0.5);
        vec2 rise = z - vec2(texelFetch(distances, at + tap, 0).r, texelFetch(distances, at - tap, 0).r);
        // What stands far before the point belongs to something else and hides nothing.
        vec2 same = clamp(2.0 - rise / reach, 0.0, 1.0);
        rise = max(rise, -reach) * same;
        float both = rise.x + rise.y;
        float away = length(vec2(tap)) / scale;
        float steep = both * inversesqrt(both * both + away * away * 2.0 + 1e-3);
        hidden += max(steep - 0.04, 0.0);
    }
    seen.x = clamp(1.0 - hidden * (1.9 / float(kPairs)), 0.0, 1.0);
}
