#version 330 core
precision highp float;

uniform vec4 groundLow;   // at the lower edge; premultiplied
uniform vec4 groundStep;  // more of it with each pixel upwards

layout(location = 0) out vec4 colour;

void main() { colour = groundLow + groundStep * gl_FragCoord.y; }
