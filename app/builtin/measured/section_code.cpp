#include "builtin/measured/section_code.h"

#include "builtin/measured/figure_code.h"

namespace myochart::builtin::measured {

namespace {

/// What a coordinate is expected to be: the one before it in the outline, moved on as in the section before; in the
/// first section, moved on as the last step went.
std::int32_t expected(const Section& section, const Section* before, size_t point, size_t axis) {
    const auto& now = section.outline;
    if (before) {
        const auto& then = before->outline;
        return point == 0 ? then[0][axis] : then[point][axis] + now[point - 1][axis] - then[point - 1][axis];
    }
    if (point == 0) return 0;
    return point == 1 ? now[0][axis] : 2 * now[point - 1][axis] - now[point - 2][axis];
}

}  // namespace

std::string sectionText(const Section& section, const Section* before) {
    std::string text;
    appendFigure(text, section.s - (before ? before->s : 0));
    for (size_t i = 0; i < section.outline.size(); ++i)
        for (size_t axis = 0; axis < 2; ++axis)
            appendFigure(text, section.outline[i][axis] - expected(section, before, i, axis));
    return text;
}

std::optional<Section> readSection(std::string_view text, size_t points, const Section* before) {
    constexpr std::int32_t kFarthest = 500'000;  // steps; keeps the sums from overflowing
    Section section;
    const auto s = takeFigure(text);
    if (!s) return std::nullopt;
    section.s = *s + (before ? before->s : 0);
    for (size_t i = 0; i < points; ++i) {
        section.outline.push_back({0, 0});
        for (size_t axis = 0; axis < 2; ++axis) {
            const auto figure = takeFigure(text);
            if (!figure) return std::nullopt;
            section.outline[i][axis] = expected(section, before, i, axis) + *figure;
            if (std::abs(section.outline[i][axis]) > kFarthest) return std::nullopt;
        }
    }
    if (!text.empty() || std::abs(section.s) > kFarthest) return std::nullopt;
    return section;
}

}  // namespace myochart::builtin::measured
