#pragma once
#include "cli/verbs.h"
#include "picture/picture.h"

namespace myochart::cli {

/// The options of `render`, as given.
struct RenderOptions {
    std::string output, view, camera, region, layers, isolate, hide, show, session, size = "1280x800", section, fade, patterns;
    int samples = 4;
    float explode = 0, skin = 0, habitus = 1;
    bool sectionFlipped = false, sectionFace = false;
    bool labels = false, transparent = false, dark = false, plain = false;
};

/// What they ask for, on the body of --model. `checked`: every triangle of it is looked at beforehand.
Result<picture::Request> pictureRequest(Context& context, const RenderOptions& options, bool checked);

/// A visit as it stands on the body that is shown; null for no id.
Result<std::shared_ptr<const record::Session>> sessionOnBody(workspace::Program& program, const std::string& id);

/// Pictures are written as PNG: refuses another ending.
Outcome requirePng(const std::string& output);

/// "1280x800" within 16..16384.
Result<scene::Viewport> viewportFrom(const std::string& size);

}  // namespace myochart::cli
