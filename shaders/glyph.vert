#version 330 core
precision highp float;

// One glyph an instance, in whole pixels from the upper left.
layout(location = 0) in vec4 place;  // corner, size
layout(location = 1) in vec2 from;   // corner in the atlas
layout(location = 2) in vec4 tint;

uniform vec2 sizePx;

out vec2 texel;
flat out vec4 ink;

void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 pixel = place.xy + corner * place.zw;
    texel = from + corner * place.zw;
    ink = tint;
    gl_Position = vec4(pixel.x / sizePx.x * 2.0 - 1.0, 1.0 - pixel.y / sizePx.y * 2.0, 0.0, 1.0);
}
