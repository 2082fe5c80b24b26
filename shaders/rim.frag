#version 330 core
precision highp float;

flat in vec4 ink;

layout(location = 0) out vec4 colour;  // premultiplied

void main() { colour = vec4(sqrt(ink.rgb) * ink.a, ink.a); }
