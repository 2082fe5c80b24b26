#pragma once
#include <string>
#include <string_view>

#include "anatomy/csv_table.h"
#include "core/progress.h"
#include "needle/passage.h"

namespace myochart::needle {

/// One needle of a list.
struct BatchLine {
    int line = 0;                          ///< in the file, from 1
    std::vector<std::string> given;        ///< its cells
    std::string target;                    ///< key of the muscle that is meant; may be empty
    std::optional<Passage> passage;        ///< nothing: `fault` says why
    std::optional<Passage> without{};        ///< the same needle with nothing lifted and nothing seen, where the list tells of either
    std::vector<std::string> remarks{};      ///< remarksOf()
    float inTargetMm = 0;
    std::string fault;
};
struct Batch {
    std::vector<std::string> header;
    std::vector<BatchLine> lines;  ///< in the order of the file

    size_t faults() const;
};

/// Reads and asks many needles. `text` is CSV with the columns x, y, z, dx, dy, dz and length_mm, and where they are wanted target
/// (key of a muscle), pinch_mm and ultrasound; others are kept as they stand. A line that is none is told by its number and keeps
/// its cells as far as they can be told apart; the others are done. At most kMostLines. Refused as a whole when it is no such table. On two threads; when cancelled, fails.
Result<Batch> batchOf(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const anatomy::Catalogue& catalogue, std::string_view text,
                      Progress& progress);
constexpr size_t kMostLines = 200'000;

/// The lines with what was found as CSV: the given columns but those that an earlier answer filled, then from_skin, path, tip, bone_at_mm, in_target_mm, nearest,
/// nearest_mm, met, first_hazard_mm, the last four once more without grip and ultrasound, remarks (and what these changed), fault and
/// statement().
std::string csvOf(const Batch& batch, const body::Body& body);

}  // namespace myochart::needle
