#version 330 core
precision highp float;

// Bands along the edges of cut faces, see app/render/cut_faces.h.
layout(location = 0) in vec3 place;
layout(location = 1) in vec3 inwards;
layout(location = 2) in vec2 inMmPx;
layout(location = 3) in vec4 colour;

uniform mat4 clipFromBody;
uniform float mmAPixel;  // at 1 mm before the eye

flat out vec4 ink;

void main() {
    float distance = (clipFromBody * vec4(place, 1.0)).w;
    vec3 p = place + inwards * (inMmPx.x + inMmPx.y * mmAPixel * distance);
    gl_Position = clipFromBody * vec4(p, 1.0);
    gl_Position.z -= 8e-5 * gl_Position.w;  // before the face it lies on
    ink = colour;
}
