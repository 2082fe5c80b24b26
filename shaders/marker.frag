#version 330 core
precision highp float;

// Shapes by their distance, so they are smooth at every size. Kinds: 0 active: disc with cross, 1 latent: ring,
// 2 satellite: triangle, 3 tender: square, 4 needle: pin. Under tissue and of another visit they are hollow, on the far side also faint.
in vec2 at;
flat in vec2 shaft;
flat in vec4 kind;
flat in vec4 ink;

uniform float pixelScale;
uniform vec3 accent;

layout(location = 0) out vec4 colour;  // premultiplied

float box(vec2 p, vec2 half_) {
    vec2 d = abs(p) - half_;
    return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}

float segment(vec2 p, vec2 from, vec2 to) {
    vec2 along = to - from;
    float t = clamp(dot(p - from, along) / max(dot(along, along), 1e-4), 0.0, 1.0);
    return length(p - from - along * t);
}

float triangle(vec2 p, float r) {
    p.y += r * 0.25;
    p.x = abs(p.x);
    float slope = dot(p, vec2(0.8660, 0.5)) - r * 0.62;
    return max(slope, -p.y - r * 0.62) - r * 0.12;
}

float cover(float d) { return clamp(0.5 - d, 0.0, 1.0); }

void over(inout vec4 below, vec3 tint, float alpha) { below = vec4(tint * alpha, alpha) + below * (1.0 - alpha); }

float cross_(float r) { return min(box(at, vec2(r * 0.62, r * 0.17)), box(at, vec2(r * 0.17, r * 0.62))); }

// The shape's edge; what lies inside is negative.
float edge(float r) {
    if (kind.x < 1.5) return length(at) - r;
    if (kind.x < 2.5) return triangle(at, r * 1.12);
    if (kind.x < 3.5) return box(at, vec2(r * 0.78)) - r * 0.10;
    return min(length(at - shaft) - r * 0.62, segment(at, vec2(0.0), shaft) - max(r * 0.15, 0.8));
}

void main() {
    float r = kind.y;
    float stroke = 1.3 * pixelScale;  // half of it
    bool hidden = kind.w > 0.5;
    bool ring = kind.x > 0.5 && kind.x < 1.5;
    float d = edge(r);
    float shape = hidden ? abs(d + stroke * 0.8) - stroke * 0.8 : ring ? abs(d + stroke) - stroke : d;
    float halo = max(d, hidden ? -d - stroke * 2.4 : d) - 1.6 * pixelScale;

    colour = vec4(0.0);
    if (kind.z > 0.5) over(colour, accent, cover(abs(d - 3.9 * pixelScale) - 1.3 * pixelScale));
    over(colour, vec3(1.0), cover(halo) * 0.92);
    over(colour, ink.rgb, cover(shape));
    if (kind.x < 0.5) {
        if (hidden) over(colour, vec3(1.0), cover(cross_(r) - 1.2 * pixelScale) * 0.92);
        // White within its rim: red alone is lost on red muscle, and to eyes that see no red.
        if (!hidden) over(colour, vec3(1.0), cover(length(at) - r * 0.70));
        over(colour, ink.rgb, cover(cross_(r)));
    }
    if (kind.x > 3.5 && !hidden) over(colour, vec3(1.0), cover(length(at - shaft) - r * 0.22));
    colour *= kind.w > 1.5 ? min(0.4, ink.a) : kind.w > 0.8 ? min(0.75, ink.a) : ink.a;
    if (colour.a <= 0.0) discard;
}
