#version 330 core
precision highp float;

// The ground, and over it the body, darkened in its cavities.
#ifdef SAMPLED
uniform sampler2DMS body;  // premultiplied
uniform sampler2DMS depth;
uniform ivec2 corner;      // of the part of the picture that has samples
#else
uniform sampler2D body;
uniform sampler2D depth;
#endif
uniform sampler2D open;  // open share and distance, half size
uniform vec2 unproject;  // as in depth_half.frag
uniform vec4 groundLow;   // at the lower edge; premultiplied
uniform vec4 groundStep;  // more of it with each pixel upwards

layout(location = 0) out vec4 colour;

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
#ifdef SAMPLED
    ivec2 there = at - corner;
    colour = 0.25 * (texelFetch(body, there, 0) + texelFetch(body, there, 1) + texelFetch(body, there, 2) + texelFetch(body, there, 3));
#else
    colour = texelFetch(body, at, 0);
#endif
    vec4 ground = groundLow + groundStep * gl_FragCoord.y;
#ifdef OCCLUSION
#ifdef SAMPLED
    float d = texelFetch(depth, there, 0).r;
#else
    float d = texelFetch(depth, at, 0).r;
#endif
    float z = d >= 1.0 ? 1e6 : unproject.y / (unproject.x + d * 2.0 - 1.0);
    // The four half-size neighbours, nearer ones first, and only those about as deep.
    ivec2 base = (at - 1) / 2;
    vec2 part = vec2(at - 1 - base * 2) * 0.5 + 0.25;
    vec2 a = texelFetch(open, base, 0).rg;
    vec2 b = texelFetch(open, base + ivec2(1, 0), 0).rg;
    vec2 c = texelFetch(open, base + ivec2(0, 1), 0).rg;
    vec2 e = texelFetch(open, base + ivec2(1, 1), 0).rg;
    vec4 weights = vec4((1.0 - part.x) * (1.0 - part.y), part.x * (1.0 - part.y), (1.0 - part.x) * part.y, part.x * part.y);
    vec4 apart = vec4(a.g, b.g, c.g, e.g) - z;
    weights *= 1.0 / (1.0 + apart * apart * 0.5);
    float seen = dot(weights, vec4(a.r, b.r, c.r, e.r)) / dot(weights, vec4(1.0));
    // Light that bounces about in a cavity takes on its colour, so it darkens warmly.
    float hidden = 1.0 - seen;
    colour.rgb *= vec3(1.0) - hidden * vec3(0.72, 0.86, 0.92);
#endif
    colour += ground * (1.0 - colour.a);
}
