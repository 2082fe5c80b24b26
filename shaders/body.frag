#version 330 core
precision highp float;

// Light for form, as on an anatomical plate: a key from the upper left in front of the viewer, a weak fill from the
// right, a rim from behind, contours that darken softly. Lights stand with the viewer, so they are constants here.
const vec3 kKey = vec3(-0.492, 0.640, 0.590);
const vec3 kFill = vec3(0.755, -0.050, 0.654);
const vec3 kRim = vec3(0.451, 0.551, -0.702);

in vec4 surface;
in vec4 fibre;
flat in vec4 belly;
flat in vec4 sinew;  // a = gloss
#ifdef GHOST
flat in float opacity;
#endif

uniform vec4 toEyeFromPixel;  // the way to the eye in view space = (pixel * xy + zw, 1)
uniform sampler2D noise;

#ifdef LAID
in vec4 strengths;
in vec3 placeMm;
in vec3 facing_;
uniform sampler2D stipple;  // distance to the nearest dot; 32 dots a side, as in app/render/stipple.h
uniform float grainMm;      // of a pixel of the screen
uniform int several;

// Squares of sRGB. Told apart by what they are drawn with too: dots, lines one way, lines the other way.
const vec3 kPatterns[3] = vec3[3](vec3(0.56, 0.012, 0.018), vec3(0.012, 0.075, 0.42), vec3(0.10, 0.055, 0.008));
const vec3 kPain = vec3(0.28, 0.012, 0.36);
const float kGrainPx = 7.0;

// What is laid on this place of the skin over `ground`, and in a how much of it is covered.
vec4 laidOver(vec3 ground) {
    if (dot(strengths, vec4(1.0)) < 0.01) return vec4(ground, 0.0);
    // The grain lies on the skin, by the plane of the body that the skin faces most. It grows with the picture and halves
    // whenever it has doubled, so that it looks the same from near and from far.
    vec3 f = abs(facing_);
    vec2 q = f.y >= max(f.x, f.z) ? placeMm.xz : f.x >= f.z ? placeMm.yz : placeMm.xy;
    float octave = log2(grainMm * kGrainPx);
    float cell = exp2(floor(octave));
    float turn = smoothstep(0.8, 1.0, fract(octave));
    vec2 uv = q / (cell * 32.0);
    float away = mix(texture(stipple, uv).r, texture(stipple, uv * 0.5).r, turn);
    vec2 along = vec2(q.x + q.y, q.x - q.y) / (cell * 2.0);
    vec2 line = abs(fract(along) - 0.5) * 2.0;
    vec2 wide = abs(fract(along * 0.5) - 0.5) * 2.0;
    line = mix(line, wide, turn);
    // On dark skin the same hues, lighter.
    float lift = 1.0 - smoothstep(0.04, 0.16, dot(ground, vec3(0.3, 0.6, 0.1)));
    vec3 reach = several != 0 ? min(strengths.rgb * 0.86, vec3(0.80)) : strengths.rgb * 1.12;
    vec3 edge = vec3(0.10, 0.22, 0.22);
    vec3 far = vec3(away, line.x, line.y);
    vec3 cover = smoothstep(-edge, edge, reach * vec3(1.0, 0.9, 0.9) - far) * smoothstep(vec3(0.0), vec3(0.12), strengths.rgb);
    // Where several lie over each other the line about an essential zone tells it from a spillover zone, which is half as strong.
    if (several != 0) {
        vec3 fromLine = abs(strengths.rgb - 0.75) / max(fwidth(strengths.rgb), vec3(1e-4));
        cover = max(cover, (1.0 - smoothstep(vec3(0.7), vec3(1.9), fromLine)) * step(vec3(0.01), strengths.rgb));
    }
    vec3 mixed = ground;
    float all = 0.0;
    for (int i = 0; i < 3; ++i) {
        mixed = mix(mixed, mix(kPatterns[i], kPatterns[i] * 0.5 + 0.35, lift), cover[i] * 0.93);
        all = max(all, cover[i]);
    }
    // Where it hurts: a wash within a line.
    float outline = 1.0 - smoothstep(0.6, 1.8, abs(strengths.a - 0.5) / max(fwidth(strengths.a), 1e-4));
    float wash = smoothstep(0.35, 0.65, strengths.a) * 0.42;
    float hurts = max(wash, outline * 0.95);
    mixed = mix(mixed, mix(kPain, kPain * 0.5 + 0.35, lift), hurts);
    // On a veil the skin under what is laid is there, so that red is not drawn on red muscle.
    float under = smoothstep(0.0, 0.30, max(strengths.r, max(strengths.g, max(strengths.b, strengths.a)))) * 0.86;
    return vec4(mixed, max(under, max(all, hurts)));
}
#endif

layout(location = 0) out vec4 colour;  // premultiplied

// As normalize(), by one step of Newton's method from `guess` for 1 / length: no division and no root, which cost most in
// software. Good to 1 % while the guess is within 10 %. At edges of triangles values are drawn out beyond their vertices'
// and can be of any length: the limit keeps them tame.
vec3 nearlyUnit(vec3 a, float guess) { return a * (guess * (1.5 - 0.5 * min(guess * guess * dot(a, a), 1.5))); }

void main() {
    vec3 n = nearlyUnit(surface.xyz, 1.0);
    vec3 v = nearlyUnit(vec3(gl_FragCoord.xy * toEyeFromPixel.xy + toEyeFromPixel.zw, 1.0), 1.0);
    // Streaks follow whichever of the two directions across lies more in the surface, and fade where they change over.
    float streak = texture(noise, vec2(fibre.w > 0.0 ? fibre.y : fibre.x, fibre.z)).r - 0.5;
    streak *= min(abs(fibre.w) * 4.0, 1.0) * belly.a;

    // Tendon runs into the belly in strands, not at a line.
    float sinewy = smoothstep(0.30, 0.70, surface.w + streak * 0.9);
    vec3 albedo = mix(belly.rgb, sinew.rgb, sinewy);
    albedo *= 1.0 + streak * mix(1.1, 0.45, sinewy);
#ifdef LAID
    vec4 laid = laidOver(albedo);
    albedo = laid.rgb;
#endif

    float key = max((dot(n, kKey) + 0.20) * 0.833, 0.0);
    float fill = max(dot(n, kFill), 0.0);
    vec3 around = mix(vec3(0.122, 0.088, 0.070), vec3(0.220, 0.208, 0.194), n.y * 0.5 + 0.5);
    vec3 light = around + key * vec3(1.00, 0.975, 0.93) + fill * vec3(0.134, 0.116, 0.101);

    float facing = clamp(dot(n, v), 0.0, 1.0);
    float edge = 1.0 - facing;
    light *= 1.0 - 0.5 * edge * edge * edge;

    float shine = clamp(dot(n, nearlyUnit(kKey + v, 0.56)), 0.0, 1.0);
    shine *= shine;
    shine *= shine;
    shine *= shine;
    float broad = shine;
    shine *= shine;
#ifdef SKIN
    // Light goes in and comes out beside: it reaches round the form, and reddens where it fades.
    float round_ = dot(n, kKey);
    float soft = clamp((round_ + 0.45) * 0.69, 0.0, 1.0);
    float fade = clamp(1.0 - abs(round_ - 0.05) * 1.9, 0.0, 1.0);
    vec3 inner = vec3(0.17, 0.035, 0.012) * fade * fade;
    light = around * 1.25 + soft * soft * vec3(0.98, 0.955, 0.92) + fill * vec3(0.17, 0.145, 0.13) + inner;
    light *= 1.0 - 0.25 * edge * edge * edge;
    // Down on the skin catches light from behind along the contour.
    float veil_ = edge * edge;
    vec3 lit = albedo * light + (broad * 0.035 + veil_ * veil_ * 0.10) * vec3(1.0, 0.93, 0.88);
#else
    vec3 lit = albedo * light + sinew.a * (shine * 0.17 + broad * 0.045) * (1.0 + streak * 1.5);
    lit += max(dot(n, kRim) + 0.1, 0.0) * edge * (albedo * 0.55 + 0.03);
#endif

#ifdef GHOST
#ifdef SKIN
    // Like a clear shell: thin where it faces the viewer, denser where the eye looks along it.
    float shell = opacity * (0.5 + 0.5 * opacity) + (1.0 - opacity) * min(opacity * 3.0, 1.0) * 0.85 * edge * edge;
    lit *= 1.0 - 0.45 * (1.0 - opacity) * edge * edge;
    float alpha = clamp(shell, 0.0, 1.0);
#ifdef LAID
    alpha = max(alpha, laid.a * 0.92);
#endif
#else
    float alpha = clamp(opacity * (0.45 + 1.1 * opacity + 1.3 * edge * edge), 0.0, 1.0);
#endif
    colour = vec4(sqrt(max(lit, vec3(0.0))) * alpha, alpha);
#else
    colour = vec4(sqrt(max(lit, vec3(0.0))), 1.0);
#endif
}
