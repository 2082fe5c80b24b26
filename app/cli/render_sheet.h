#pragma once
#include <string>

#include "cli/render_options.h"

namespace myochart::cli {

/// One picture of several standard views beside each other, for a slide: `views` are their names with commas between them, 2 to 6. `options.size` is that
/// of the whole; with labels each view has its name at the foot.
Answer renderSheet(Context& context, const RenderOptions& options, const std::string& views);

}  // namespace myochart::cli
