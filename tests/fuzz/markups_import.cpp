#include <cmath>

#include "exchange/markups.h"
#include "promised.h"

using namespace myochart;

namespace {

void promisedPlace(const vec3& place) {
    for (int axis = 0; axis < 3; ++axis) fuzz::promised(std::abs(place[axis]) <= record::kMaxCoordinateMm, "a place is a number within the limits");
}

}  // namespace

/// Points and lines of 3D Slicer (.mrk.json and .fcsv): what is accepted lies within the limits, and what it brings of a site is sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::textOf(data, size);
    (void)exchange::looksLikeMarkups(text);
    const auto read = exchange::markupsFromText(text, "points.mrk.json");
    if (!read) {
        fuzz::promisedSentence(read.error());
        fuzz::promised(read.error().message.starts_with("points.mrk.json"), "a refusal names the file");
        return 0;
    }
    fuzz::promised(read->points.size() + read->lines.size() <= exchange::kMostMarkups, "there are no more points than allowed");
    for (const exchange::MarkupPoint& point : read->points) {
        promisedPlace(point.position);
        fuzz::promised(isUtf8(point.label) && isUtf8(point.description), "labels are text");
        if (point.site) fuzz::promised(record::faultIn(*point.site).empty(), "a site that is brought is sound");
    }
    for (const exchange::MarkupLine& line : read->lines) {
        promisedPlace(line.entry);
        promisedPlace(line.tip);
    }
    for (const std::string& remark : read->remarks) fuzz::promised(isUtf8(remark) && !remark.empty(), "what is left out is told");
    return 0;
}
