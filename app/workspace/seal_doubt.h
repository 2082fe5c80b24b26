#pragma once
#include <optional>

#include "record/seal.h"
#include "workspace/import_doubts.h"

namespace myochart::workspace {

/// A signed visit of a file that is not shown to be as it was signed, as what contradicts itself: of no one site, `contradicts` is
/// "seal_broken" or "seal_unknown". Nothing when the visit is as it was signed, or is not signed.
std::optional<Contradiction> sealDoubt(const record::Session& session);

}  // namespace myochart::workspace
