#version 330 core
precision highp float;

// Only where a body's surface lies.
layout(location = 0) in vec4 place;

uniform mat4 clipFromBody;
uniform vec4 stored;

void main() { gl_Position = clipFromBody * vec4(stored.xyz + place.xyz * stored.w, 1.0); }
