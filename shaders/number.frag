#version 330 core
precision highp float;

flat in uint structure;
layout(location = 0) out uint number;

void main() { number = structure; }
