#version 330 core
precision highp float;

in vec2 at;
flat in vec4 form;
flat in vec4 filling;
flat in vec4 edging;

layout(location = 0) out vec4 colour;  // premultiplied

void main() {
    vec2 d = abs(at) - form.xy + form.z;
    float far = length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - form.z;
    float inside = clamp(0.5 - far, 0.0, 1.0);
    float inner = clamp(0.5 - far - form.w, 0.0, 1.0);
    vec4 face = mix(edging, filling, form.w > 0.0 ? inner : 1.0);
    colour = vec4(face.rgb * face.a, face.a) * inside;
    if (colour.a <= 0.0) discard;
}
