#version 330 core
precision highp float;

// One rounded box an instance, in pixels from the upper left: the plate of a label, or its leader.
layout(location = 0) in vec4 place;   // middle, half size
layout(location = 1) in vec4 shape;   // direction of the long side, radius, edge width
layout(location = 2) in vec4 fill;
layout(location = 3) in vec4 line;

uniform vec2 sizePx;

out vec2 at;
flat out vec4 form;    // half size, radius, edge width
flat out vec4 filling;
flat out vec4 edging;

void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
    at = corner * (place.zw + 1.0);
    vec2 pixel = place.xy + shape.xy * at.x + vec2(-shape.y, shape.x) * at.y;
    form = vec4(place.zw, shape.zw);
    filling = fill;
    edging = line;
    gl_Position = vec4(pixel.x / sizePx.x * 2.0 - 1.0, 1.0 - pixel.y / sizePx.y * 2.0, 0.0, 1.0);
}
