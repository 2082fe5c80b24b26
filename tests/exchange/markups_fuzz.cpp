#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "exchange/markups.h"

// A libFuzzer target: whatever is accepted lies within the limits. Built with clang and -DMYOCHART_FUZZ=ON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = myochart::exchange::markupsFromText({reinterpret_cast<const char*>(data), size}, "points.mrk.json");
    if (!read) return 0;
    if (read->points.size() + read->lines.size() > myochart::exchange::kMostMarkups) std::abort();
    for (const auto& point : read->points)
        for (int k = 0; k < 3; ++k)
            if (!(std::abs(point.position[k]) <= myochart::record::kMaxCoordinateMm)) std::abort();
    return 0;
}
