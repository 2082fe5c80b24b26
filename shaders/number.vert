#version 330 core
precision highp float;

// Where a body's surface lies and which structure it is.
layout(location = 0) in vec4 place;

uniform mat4 clipFromBody;
uniform vec4 stored;

flat out uint structure;

void main() {
    gl_Position = clipFromBody * vec4(stored.xyz + place.xyz * stored.w, 1.0);
    structure = uint(place.w);
}
