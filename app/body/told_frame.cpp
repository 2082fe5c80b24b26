#include "body/told_frame.h"

#include <set>

#include "core/text.h"

namespace myochart::body {

namespace {

/// The word after `label`, up to a blank, a semicolon or the end of the line.
std::string valueOf(std::string_view comment, std::string_view label) {
    const size_t at = comment.find(label);
    if (at == std::string_view::npos) return {};
    std::string_view rest = comment.substr(at + label.size());
    return std::string(rest.substr(0, rest.find_first_of(" ;,\t\r\n")));
}

}  // namespace

ToldFrame toldFrame(std::string_view comment) {
    ToldFrame told;
    const std::string space = valueOf(comment, "SPACE=");
    if (space == "RAS") told.space = ToldFrame::Space::ras;
    if (space == "LPS") told.space = ToldFrame::Space::lps;
    if (told.space == ToldFrame::Space::none) return told;
    const auto scale = parseNumber(valueOf(comment, "SCALE="));
    if (scale && *scale > 1e-6 && *scale < 1e6) told.millimetresPerUnit = 1 / *scale;
    return told;
}

ToldFrames applyToldFrames(ForeignModel& model) {
    std::set<std::string_view> ras, lps, silent;  // names of files, each with any number of meshes
    for (ForeignMesh& mesh : model.meshes) {
        const ToldFrame told = toldFrame(mesh.comment);
        (told.space == ToldFrame::Space::ras ? ras : told.space == ToldFrame::Space::lps ? lps : silent).insert(mesh.file);
        if (told.space == ToldFrame::Space::none) continue;
        const auto scale = static_cast<float>(told.millimetresPerUnit);
        const float across = told.space == ToldFrame::Space::ras ? -scale : scale;
        for (vec3& p : mesh.mesh.positions) p = {p.x * across, p.y * across, p.z * scale};
    }
    const ToldFrames found{lps.size(), ras.size(), silent.size()};
    if (found.all()) {
        model.unitMm = 1;
        model.axis = blob::Axis::zUpFacingNegativeY;
    }
    return found;
}

}  // namespace myochart::body
