#pragma once
#include <optional>
#include <span>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body_writer.h"
#include "body/import_report.h"
#include "body/side_of.h"

namespace myochart::body {

/// What an import knows of its frame when sides are settled.
struct SideFrame {
    std::optional<float> midplaneMm;  ///< x, where pairs, midline structures or the publisher told it
    bool isPublished = false;         ///< a publisher's whole body, where no piece is both sides
    bool isAnswered = false;          ///< a person said how it is turned or mirrored
};

/// Gives every structure its side (side_of.h) and key, and the name and identifier of that side to those that are
/// called after the other one. Each of them goes into `report` (corrected, notes), as does how sure the sides then are:
/// more than one misnamed in ten is to be confirmed. `questions` are those of `structures`, in their order.
void settleSides(std::span<NewStructure> structures, std::vector<SideQuestion> questions, const SideFrame& frame,
                 const anatomy::Catalogue& catalogue, ImportReport& report);

}  // namespace myochart::body
