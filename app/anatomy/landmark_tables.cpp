#include <algorithm>

#include <fmt/format.h>

#include "anatomy/table_rows.h"
#include "core/text.h"

namespace myochart::anatomy {

namespace {

constexpr double kOffsetReachMm = 200;  // beyond it another landmark is the better start

/// Words that say from where: "anterior", "lateral posterior".
std::string direction(RowReader& row, std::string_view column) {
    const std::string text = row.needed(column);
    for (const std::string& word : split(text, ' '))
        if (word != "anterior" && word != "posterior" && word != "lateral" && word != "medial" && word != "superior" && word != "inferior")
            row.wrong(fmt::format("{} has a word that is no direction", column));
    return text;
}

/// The columns by which a place is told from landmarks.
LandmarkPoint landmarkPoint(RowReader& row, const Keys& landmarks) {
    LandmarkPoint at;
    at.from = row.needed("from_landmark");
    row.references("from_landmark", landmarks, "landmark");
    at.to = row.text("to_landmark");
    if (!at.to.empty()) row.references("to_landmark", landmarks, "landmark");
    at.share = row.maybeNumber("share", -0.5, 1.5).value_or(0);
    if (!at.to.empty() && !row.maybeNumber("share", -0.5, 1.5)) row.wrong("share must say how far it is towards to_landmark");
    at.lateralMm = row.number("lateral_mm", -kOffsetReachMm, kOffsetReachMm);
    at.posteriorMm = row.number("posterior_mm", -kOffsetReachMm, kOffsetReachMm);
    at.upMm = row.number("up_mm", -kOffsetReachMm, kOffsetReachMm);
    return at;
}

/// The columns of every point along a schematic course: where it lies, how sure that is, and who says so.
template <class Point>
void readCourse(RowReader& row, const Keys& landmarks, const Keys& sources, Point& point) {
    point.uncertaintyMm = row.number("uncertainty_mm", 1, 60);
    point.at = landmarkPoint(row, landmarks);
    sourcesOf(row, "source", sources);
    point.source = row.needed("source");
}

}  // namespace

Outcome readLandmarks(const Path& folder, Tables& tables) {
    return readTable(folder, "frame_landmarks.csv", {"key", "label", "laterality", "x", "y", "z", "note"}, tables.landmarks, tables.faults,
                     [](RowReader& row, Keys& seen) {
                         Landmark mark;
                         mark.key = row.key("key", seen);
                         mark.label = row.needed("label");
                         mark.paired = row.oneOf("laterality", {"paired", "midline"}) == "paired";
                         mark.x = row.number("x", -kBodyReach, kBodyReach);
                         mark.y = row.number("y", -kBodyReach, kBodyReach);
                         mark.z = row.number("z", -kBodyReach, kBodyReach);
                         mark.note = row.text("note");
                         return mark;
                     });
}

Outcome readTriggerPlaces(const Path& folder, Tables& tables) {
    const Keys points = keysOf(tables.triggerPoints), landmarks = keysOf(tables.landmarks), muscles = keysOf(tables.muscles);
    return readTable(folder, "trigger_places.csv",
                     {"key", "held_by", "how", "approach", "from_landmark", "to_landmark", "share", "lateral_mm", "posterior_mm", "up_mm", "across_axis",
                      "across"},
                     tables.triggerPlaces, tables.faults, [&](RowReader& row, Keys& seen) {
                         TriggerPlace place;
                         place.key = row.key("key", seen);
                         row.references("key", points, "trigger point");
                         place.heldBy = row.text("held_by");
                         if (!place.heldBy.empty()) row.references("held_by", muscles, "muscle");
                         place.level = row.oneOf("how", {"point", "level"}) == "level";
                         place.approach = direction(row, "approach");
                         place.at = landmarkPoint(row, landmarks);
                         place.acrossAxis = row.oneOf("across_axis", {"", "medial_lateral", "anterior_posterior"});
                         if (place.level && place.acrossAxis.empty()) row.wrong("a level needs across_axis");
                         if (place.level) place.across = row.number("across", 0, 1);
                         return place;
                     });
}

Outcome readSchematicPaths(const Path& folder, Tables& tables) {
    const Keys landmarks = keysOf(tables.landmarks), sources = keysOf(tables.sources);
    return readTable(folder, "schematic_paths.csv",
                     {"key", "path", "name", "system", "laterality", "radius_mm", "uncertainty_mm", "from_landmark", "to_landmark", "share",
                      "lateral_mm", "posterior_mm", "up_mm", "source"},
                     tables.pathPoints, tables.faults, [&](RowReader& row, Keys& seen) {
                         SchematicPathPoint point;
                         point.key = row.key("key", seen);
                         point.path = row.needed("path");
                         point.name = row.text("name");
                         point.system = row.oneOf("system", {"", "nerve", "vessel"});
                         point.paired = row.oneOf("laterality", {"", "paired", "midline"}) != "midline";
                         point.radiusMm = row.number("radius_mm", 0.3, 15);
                         readCourse(row, landmarks, sources, point);
                         return point;
                     });
}

Outcome readSchematicMuscles(const Path& folder, Tables& tables) {
    const Keys landmarks = keysOf(tables.landmarks), sources = keysOf(tables.sources), muscles = keysOf(tables.muscles);
    return readTable(folder, "schematic_muscles.csv",
                     {"key", "muscle", "at_first", "faces", "width_mm", "thickness_mm", "uncertainty_mm", "from_landmark", "to_landmark", "share",
                      "lateral_mm", "posterior_mm", "up_mm", "source"},
                     tables.musclePoints, tables.faults, [&](RowReader& row, Keys& seen) {
                         SchematicMusclePoint point;
                         point.key = row.key("key", seen);
                         point.muscle = row.needed("muscle");
                         row.references("muscle", muscles, "muscle");
                         point.hiddenAtFirst = row.oneOf("at_first", {"", "shown", "hidden"}) == "hidden";
                         point.faces = direction(row, "faces");
                         point.widthMm = row.number("width_mm", 0.5, 80);
                         point.thicknessMm = row.number("thickness_mm", 0.5, 40);
                         readCourse(row, landmarks, sources, point);
                         return point;
                     });
}

}  // namespace myochart::anatomy
