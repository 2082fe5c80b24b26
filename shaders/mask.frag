#version 330 core
precision highp float;

// Which pixels a structure covers, and where nothing lies before it. The mask may be finer than the depth picture.
uniform sampler2D depth;
uniform float fineness;
uniform float least;  // slack where the surface faces the eye

layout(location = 0) out vec2 covered;  // seen, whole

void main() {
    float before = texelFetch(depth, ivec2(gl_FragCoord.xy / fineness), 0).r;
    float slack = fwidth(gl_FragCoord.z) * 2.0 * fineness + least;
    covered = vec2(gl_FragCoord.z <= before + slack ? 1.0 : 0.0, 1.0);
}
