#version 330 core
precision highp float;

// Distance before the eye in mm at half size, from the depth buffer.
#ifdef SAMPLED
uniform sampler2DMS depth;
uniform ivec4 sampled;   // the part of the picture that has samples: corner, corner past the end
#else
uniform sampler2D depth;
#endif
uniform vec2 unproject;  // distance = unproject.y / (unproject.x + depth * 2 - 1)

layout(location = 0) out float distanceMm;

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy) * 2;
#ifdef SAMPLED
    bool inside = all(greaterThanEqual(at, sampled.xy)) && all(lessThan(at, sampled.zw));
    float d = inside ? texelFetch(depth, at - sampled.xy, 0).r : 1.0;
#else
    float d = texelFetch(depth, at, 0).r;
#endif
    distanceMm = d >= 1.0 ? 1e6 : unproject.y / (unproject.x + d * 2.0 - 1.0);
}
