#version 330 core
precision highp float;

in vec2 texel;
flat in vec4 ink;

uniform sampler2D atlas;

layout(location = 0) out vec4 colour;  // premultiplied

void main() {
    float alpha = ink.a * texelFetch(atlas, ivec2(texel), 0).r;
    colour = vec4(ink.rgb * alpha, alpha);
}
