#version 330 core
precision highp float;

in vec3 at;
flat in vec3 belly;
flat in vec4 sinew;

uniform sampler2D grain;  // sheaths between bundles, pores

layout(location = 0) out vec4 colour;

void main() {
    vec2 g = texture(grain, at.xy).rg;
    vec3 flesh = mix(belly * (0.96 - 0.18 * g.g), sinew.rgb * vec3(0.84, 0.66, 0.58), g.r * 0.42);
    vec3 muscle = mix(flesh, sinew.rgb * (0.98 - 0.12 * g.r), smoothstep(0.35, 0.75, at.z));
    vec3 spongy = mix(vec3(0.74, 0.58, 0.39), vec3(0.44, 0.24, 0.16), g.g * 0.8);
    vec3 fat = mix(vec3(0.84, 0.66, 0.36), vec3(0.93, 0.82, 0.58), g.r * 0.8);
    vec3 other = belly * (0.98 - 0.06 * g.r);
    vec3 lit = sinew.a < 0.5 ? muscle : sinew.a < 1.5 ? spongy : sinew.a < 2.5 ? other : sinew.a < 3.5 ? fat : belly * 0.42;
    colour = vec4(sqrt(lit), 1.0);
}
