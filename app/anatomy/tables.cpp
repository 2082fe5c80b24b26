#include "anatomy/tables.h"

#include <algorithm>

#include <fmt/format.h>

#include "anatomy/table_rows.h"
#include "core/words.h"

namespace myochart::anatomy {

namespace {

const Columns kRegionWords = {"head_face", "neck", "shoulder_girdle", "arm", "forearm_hand", "thorax",
                                  "abdomen", "back", "pelvis_hip", "thigh", "leg_foot"};

std::vector<std::string> fmaIds(RowReader& row, std::string_view column) {
    auto ids = row.list(column);
    for (const std::string& id : ids)
        if (!id.starts_with("FMA") || id.size() < 4 || id.find_first_not_of("0123456789", 3) != std::string::npos)
            row.wrong(fmt::format("{} has an id that is not FMA and a number", column));
    return ids;
}

/// The columns that both muscle tables have.
Muscle muscleFrom(RowReader& row, Keys& seen, const Keys& sources) {
    Muscle muscle;
    muscle.key = row.key("key", seen);
    muscle.name = row.needed("english_name");
    muscle.latin = row.needed("latin_name");
    muscle.synonyms = row.list("synonyms");
    const auto whole = fmaIds(row, "fma_id");
    if (whole.size() > 1) row.wrong("fma_id has more than one id");
    muscle.fma = whole.empty() ? "" : whole.front();
    muscle.fmaLeft = fmaIds(row, "fma_id_left");
    muscle.fmaRight = fmaIds(row, "fma_id_right");
    muscle.elements = row.list("bodyparts3d_elements");
    muscle.idSources = sourcesOf(row, "id_source", sources);
    if (muscle.idSources.empty() && !(whole.empty() && muscle.fmaLeft.empty() && muscle.fmaRight.empty()))
        row.wrong("id_source must name where the FMA ids come from");
    muscle.region = row.oneOf("region", kRegionWords);
    muscle.reviewedBy = row.text("reviewed_by");
    muscle.layer = layerFromName(row.oneOf("depth_layer", {"superficial", "intermediate", "deep"})).value_or(Layer::superficial);
    return muscle;
}

Outcome readMuscles(const Path& folder, Tables& tables) {
    const Keys sources = keysOf(tables.sources);
    return readTable(folder, "muscles.csv",
                     {"key", "english_name", "latin_name", "synonyms", "fma_id", "region", "depth_layer", "origin", "insertion",
                      "innervation", "main_actions", "fma_scope", "fma_id_left", "fma_id_right", "bodyparts3d_elements",
                      "source", "id_source", "reviewed_by"},
                     tables.muscles, tables.faults, [&](RowReader& row, Keys& seen) {
                         Muscle muscle = muscleFrom(row, seen, sources);
                         row.needed("source");
                         muscle.sources = sourcesOf(row, "source", sources);
                         muscle.origin = row.text("origin");
                         muscle.insertion = row.text("insertion");
                         muscle.innervation = row.text("innervation");
                         muscle.action = row.text("main_actions");
                         // Ids of the whole muscle are on its own row in whole_muscles.csv.
                         if (row.oneOf("fma_scope", {"exact", "group", "whole_muscle_of_part", ""}) == "whole_muscle_of_part") {
                             muscle.fma.clear();
                             muscle.fmaLeft.clear();
                             muscle.fmaRight.clear();
                             muscle.elements.clear();
                         }
                         return muscle;
                     });
}

/// "sternal head: front of manubrium; clavicular head: ...", or once when all parts say the same.
std::string joined(const std::vector<const Muscle*>& parts, std::string Muscle::*fact) {
    bool same = true;
    for (const Muscle* part : parts) same = same && part->*fact == parts.front()->*fact;
    if (parts.empty() || same) return parts.empty() ? "" : parts.front()->*fact;
    std::string text;
    for (const Muscle* part : parts) {
        const size_t comma = part->name.find(", ");
        text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", comma == std::string::npos ? part->name : part->name.substr(comma + 2), part->*fact);
    }
    return text;
}

Outcome readWholes(const Path& folder, Tables& tables) {
    const std::vector<Muscle> parts = tables.muscles;
    const Keys known = keysOf(parts), sources = keysOf(tables.sources);
    return readTable(folder, "whole_muscles.csv",
                     {"key", "english_name", "latin_name", "synonyms", "fma_id", "fma_id_left", "fma_id_right",
                      "bodyparts3d_elements", "region", "depth_layer", "parts", "id_source", "reviewed_by"},
                     tables.muscles, tables.faults, [&](RowReader& row, Keys& seen) {
                         Muscle whole = muscleFrom(row, seen, sources);
                         whole.parts = row.references("parts", known, "muscle");
                         if (whole.parts.size() < 2) row.wrong("a whole muscle needs at least two parts");
                         if (known.contains(whole.key)) row.wrong(fmt::format("the key \"{}\" is already used in muscles.csv", whole.key));
                         std::vector<const Muscle*> own;
                         for (const Muscle& part : parts)
                             if (std::find(whole.parts.begin(), whole.parts.end(), part.key) != whole.parts.end()) own.push_back(&part);
                         whole.origin = joined(own, &Muscle::origin);
                         whole.insertion = joined(own, &Muscle::insertion);
                         whole.innervation = joined(own, &Muscle::innervation);
                         whole.action = joined(own, &Muscle::action);
                         for (const Muscle* part : own)
                             for (const std::string& key : part->sources)
                                 if (std::find(whole.sources.begin(), whole.sources.end(), key) == whole.sources.end()) whole.sources.push_back(key);
                         return whole;
                     });
}

Outcome readTriggerPoints(const Path& folder, Tables& tables) {
    const Keys muscles = keysOf(tables.muscles), regions = keysOf(tables.regions), sources = keysOf(tables.sources);
    Keys indices;
    return readTable(folder, "trigger_points.csv",
                     {"key", "muscle_key", "index", "fraction_along", "fraction_across", "across_axis", "landmark", "essential_zones",
                      "spillover_zones", "typical_complaints", "side_behaviour", "sides_available", "confidence", "source",
                      "source_note", "x", "y", "z", "reviewed_by"},
                     tables.triggerPoints, tables.faults, [&](RowReader& row, Keys& seen) {
                         TriggerPoint point;
                         point.key = row.key("key", seen);
                         point.muscleKey = row.needed("muscle_key");
                         row.references("muscle_key", muscles, "muscle");
                         point.index = row.needed("index");
                         if (!indices.insert(point.muscleKey + " " + point.index).second)
                             row.wrong(fmt::format("the muscle already has a point {}", point.index));
                         point.along = row.number("fraction_along", 0, 1);
                         point.across = row.number("fraction_across", 0, 1);
                         point.acrossAxis = row.oneOf("across_axis", {"medial_lateral", "superior_inferior", "anterior_posterior"});
                         point.landmark = row.text("landmark");
                         point.essentialZones = row.references("essential_zones", regions, "region");
                         point.spilloverZones = row.references("spillover_zones", regions, "region");
                         point.complaints = row.list("typical_complaints");
                         const std::string behaviour = row.oneOf("side_behaviour", {"ipsilateral", "bilateral", "essential_bilateral"});
                         point.bilateral = behaviour == "bilateral";
                         point.essentialBilateral = behaviour == "essential_bilateral";
                         point.rightOnly = row.oneOf("sides_available", {"both", "right_only"}) == "right_only";
                         point.confidence = row.oneOf("confidence", kConfidence);
                         point.reviewedBy = row.text("reviewed_by");
                         sourcesOf(row, "source", sources);
                         point.source = row.needed("source");
                         point.note = row.text("source_note");
                         point.x = row.number("x", -kBodyReach, kBodyReach);
                         point.y = row.number("y", -kBodyReach, kBodyReach);
                         point.z = row.number("z", -kBodyReach, kBodyReach);
                         return point;
                     });
}

/// Which zones of a point are drawn as one; told to the point itself.
Outcome readPatternBands(const Path& folder, Tables& tables) {
    const Keys sources = keysOf(tables.sources);
    std::vector<std::string> read;
    return readTable(folder, "pattern_bands.csv", {"trigger_point", "zones", "source", "confidence", "reviewed_by"}, read, tables.faults, [&](RowReader& row, Keys&) {
        const std::string key = row.needed("trigger_point");
        const auto point = std::ranges::find(tables.triggerPoints, key, &TriggerPoint::key);
        if (point == tables.triggerPoints.end()) row.wrong(fmt::format("trigger_point names an unknown point, \"{}\"", key));
        Keys own;
        if (point != tables.triggerPoints.end())
            for (const auto* zones : {&point->essentialZones, &point->spilloverZones}) own.insert(zones->begin(), zones->end());
        std::vector<std::string> band = row.references("zones", own, "zone of its point");
        if (row.sound() && band.size() < 2) row.wrong("zones names fewer than two");
        neededSources(row, "source", sources);
        row.oneOf("confidence", kConfidence);
        if (row.sound()) point->bands.push_back(std::move(band));
        return key;
    });
}

Outcome readRegions(const Path& folder, Tables& tables) {
    return readTable(folder, "referral_regions.csv",
                     {"key", "label", "body_area", "laterality", "x", "y", "z", "radius", "facing", "normal_x", "normal_y", "normal_z",
                      "depth", "description"},
                     tables.regions, tables.faults, [](RowReader& row, Keys& seen) {
                         ReferralRegion region;
                         region.key = row.key("key", seen);
                         region.label = row.needed("label");
                         region.bodyArea = row.oneOf("body_area", kRegionWords);
                         region.paired = row.oneOf("laterality", {"paired", "midline"}) == "paired";
                         region.x = row.number("x", -kBodyReach, kBodyReach);
                         region.y = row.number("y", -kBodyReach, kBodyReach);
                         region.z = row.number("z", -kBodyReach, kBodyReach);
                         region.radius = row.number("radius", 0, 0.5);
                         region.facing = row.needed("facing");
                         region.normalX = row.number("normal_x", -1, 1);
                         region.normalY = row.number("normal_y", -1, 1);
                         region.normalZ = row.number("normal_z", -1, 1);
                         region.internal = row.oneOf("depth", {"skin", "internal"}) == "internal";
                         region.description = row.text("description");
                         return region;
                     });
}

Outcome readSkinThickness(const Path& folder, Tables& tables) {
    return readTable(folder, "skin_thickness.csv", {"region", "triangles", "p25_mm", "median_mm", "p75_mm", "x_mm", "y_mm", "z_mm"},
                     tables.skinThickness, tables.faults, [](RowReader& row, Keys& seen) {
                         SkinThickness skin;
                         skin.region = row.key("region", seen);
                         skin.p25Mm = row.number("p25_mm", 0, 200);
                         skin.medianMm = row.number("median_mm", 0, 200);
                         skin.p75Mm = row.number("p75_mm", 0, 200);
                         if (skin.p25Mm > skin.medianMm || skin.medianMm > skin.p75Mm) row.wrong("the quartiles are not in order");
                         skin.x = row.number("x_mm", -3000, 3000);
                         skin.y = row.number("y_mm", -3000, 3000);
                         skin.z = row.number("z_mm", -3000, 3000);
                         return skin;
                     });
}

Outcome readSources(const Path& folder, Tables& tables) {
    return readTable(folder, "sources.csv", {"key", "citation", "verification"}, tables.sources, tables.faults, [](RowReader& row, Keys& seen) {
        return Source{row.key("key", seen), row.needed("citation"), row.needed("verification")};
    });
}

}  // namespace

Result<Tables> readTables(const Path& folder) {
    Tables tables;
    size_t failures = 0;
    const auto readers = {readSources,  readRegions,   readMuscles,       readWholes,         readTriggerPoints, readPatternBands, readSafety,       readNeedlePolicies,
                          readConditions, readProtocols, readMotionNorms, readPressureReferences, readExercises, readNerveFields, readMuscleFlesh, readPlainNames, readEverydayWords, readPainPlaces, readNeedles, readFactNames, readLandmarks, readTriggerPlaces, readSchematicPaths, readSchematicMuscles, readSkinThickness};
    for (const auto read : readers)
        if (const Outcome outcome = read(folder, tables); !outcome) {
            // What hangs on the table is left out row by row; the rest is sound.
            tables.faults.push_back({"", 0, outcome.error().message});
            ++failures;
        }
    if (failures == readers.size()) return failed(said("The catalogue's tables are missing from {}; install Myochart again.", shown(folder)));
    return tables;
}

}  // namespace myochart::anatomy
