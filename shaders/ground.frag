#version 330 core
precision highp float;

uniform vec3 top;
uniform vec3 bottom;
uniform float height;

layout(location = 0) out vec4 colour;

void main() { colour = vec4(mix(bottom, top, gl_FragCoord.y / height), 1.0); }
