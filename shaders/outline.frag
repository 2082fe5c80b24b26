#version 330 core
precision highp float;

// A line around what the mask covers: full where it can be seen, faint where something lies before it.
uniform sampler2D mask;  // seen, whole
uniform vec2 pixel;      // size of one in texture coordinates
uniform float widthPx;
uniform vec3 accent;

layout(location = 0) out vec4 colour;  // premultiplied

void main() {
    vec2 at = gl_FragCoord.xy * pixel;
    vec2 here = texture(mask, at).rg;
    vec2 most = vec2(0.0);
    vec2 arm = vec2(widthPx, 0.0);
    const mat2 kTurn = mat2(0.9239, 0.3827, -0.3827, 0.9239);
    for (int i = 0; i < 16; ++i) {
        arm = kTurn * arm;
        most = max(most, max(texture(mask, at + arm * pixel).rg, texture(mask, at + arm * 0.5 * pixel).rg));
    }
    // The whole silhouette bounds the line where the structure goes on behind something.
    float seen = most.r * (1.0 - here.g);
    float behind = most.g * (1.0 - here.g);
    float alpha = max(seen, behind * 0.4);
    colour = vec4(accent * alpha, alpha);
}
