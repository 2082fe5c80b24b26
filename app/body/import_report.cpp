#include "body/import_report.h"

#include <array>

namespace myochart::body {

std::string_view name(Certainty certainty) {
    static constexpr std::array<std::string_view, 4> kNames = {"told", "concluded", "guessed", "unknown"};
    return kNames[static_cast<size_t>(certainty)];
}

std::string_view name(UpAxis axis) {
    static constexpr std::array<std::string_view, 6> kNames = {"x", "y", "z", "-x", "-y", "-z"};
    return kNames[static_cast<size_t>(axis)];
}

std::optional<UpAxis> upAxisFromName(std::string_view text) {
    for (const UpAxis axis : {UpAxis::x, UpAxis::y, UpAxis::z, UpAxis::minusX, UpAxis::minusY, UpAxis::minusZ})
        if (name(axis) == text) return axis;
    return std::nullopt;
}

}  // namespace myochart::body
