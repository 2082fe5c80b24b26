#pragma once
#include <string>

#include "cli/render_options.h"

namespace myochart::cli {

/// Several pictures by one call, which loads the body and starts OpenGL once: of several visits, from several sides.
struct RenderBatch {
    std::string sessions;  ///< ids with commas between them, or a file with one a line
    int turntable = 0;     ///< so many pictures of each round the body; 0: one
    bool isAsked() const { return !sessions.empty() || turntable > 0; }
};

/// `options.output` is the folder, which is made where it is not there.
Answer renderBatch(Context& context, RenderOptions options, const RenderBatch& batch);

}  // namespace myochart::cli
