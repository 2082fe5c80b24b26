#pragma once
#include <utility>

#include "cli/render_options.h"
#include "note/over_time.h"

namespace myochart::cli {

/// The sites of two visits on the body of --model, from in front and from behind, told apart by shape and number: the first
/// visit's hollow, the second's filled. Answers what `render` answers of its picture.
Result<nlohmann::json> drawDifference(Context& context, const RenderOptions& options, const std::pair<record::Session, record::Session>& visits,
                                      const note::VisitDifference& difference, const OutputFile& file);

}  // namespace myochart::cli
