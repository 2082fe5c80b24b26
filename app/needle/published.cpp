#include "needle/published.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"

namespace myochart::needle {

namespace {

/// Ways on the left side of one body.
struct PublishedAsker {
    const body::Body& body;
    const geometry::RayIndex& rays;
    const HazardIndex& hazards;
    const anatomy::Catalogue& catalogue;
    places::LandmarkFinder landmarks{body};
    places::SkinWay skinWay{body};

    std::optional<PointWay> way(std::string_view key) {
        const auto at = std::ranges::find(catalogue.triggerPoints(), key, &anatomy::TriggerPoint::key);
        if (at == catalogue.triggerPoints().end()) return std::nullopt;
        auto found = pointWay(body, rays, hazards, catalogue, landmarks, skinWay, *at, Side::left);
        return found ? std::optional(*found) : std::nullopt;
    }
    /// Along `direction` to a place told by landmarks.
    std::optional<Path> along(const anatomy::LandmarkPoint& told, vec3 direction) {
        const auto at = landmarks.point(told, Side::left);
        if (!at) return std::nullopt;
        for (const float before : {30.0F, 80.0F})  // the skin may lie so far from the bone
            if (const Path path = pathOf(body, rays, {*at - direction * before, direction, kLongestMm}); path.fromSkin) return path;
        return std::nullopt;
    }
    std::optional<float> hazardOn(const std::optional<Path>& path, anatomy::Danger danger, std::string_view word = "") const {
        if (!path) return std::nullopt;
        std::optional<float> first;
        for (const Hazard& each : hazards.near(path->shaft, rays, 0.1F))
            if (each.danger == danger && each.isMet() && (word.empty() || (each.structure && foldForSearch(body.structure(*each.structure).name).find(word) != std::string::npos)))
                first = std::min(first.value_or(kLongestMm), each.atDepthMm);
        return first;
    }
    /// The first rib straight in from behind along the inner edge of the shoulder blade.
    std::optional<float> ribUnderRhomboid() {
        for (const double share : {0.3, 0.4, 0.5, 0.6, 0.2, 0.7})
            if (const auto rib = ribOn(along({"scapula_spine_root", "scapula_inferior_angle", share, -15, 0, 0}, {0, -1, 0}))) return rib;
        return std::nullopt;
    }
    std::optional<float> ribOn(const std::optional<Path>& path) const {
        if (!path) return std::nullopt;
        for (const Piece& piece : path->pieces)
            if (piece.structure && body.structure(*piece.structure).system == body::System::bone && foldForSearch(body.structure(*piece.structure).name).find("rib") != std::string::npos)
                return piece.fromMm;
        return std::nullopt;
    }
};

constexpr const char* kNone = "none in the sources at hand";
constexpr const char* kOneBody = "one standing body with skin and trapezius not pressed; the sample lay prone and the probe presses the tissue in";

std::optional<Path> pathOfPoint(const std::optional<PointWay>& way) { return way ? std::optional(way->path) : std::nullopt; }

std::vector<Beside> overTheLung(PublishedAsker& ask) {
    const anatomy::LandmarkPoint slope{"c7_spinous", "acromion_tip", 0.5, 0, 0, 0}, angle{"c7_spinous", "acromion_tip", 0.3, 0, 0, 0};
    const vec3 down{0, 0, -1}, tilted = glm::normalize(vec3(-0.5F, 0, -0.8660254F));
    const auto straight = ask.along(slope, down), medially = ask.along(slope, tilted), atAngle = ask.along(angle, down);
    const auto rhomboid = ask.way("rhomboid_major_trp2");
    const auto back = pathOfPoint(rhomboid);
    const auto lung = anatomy::Danger::lung;
    return {
        {"skin to pleura at the shoulder slope", 17.4F, "mean of the men among 101 adults, ultrasound, straight under the point half way from C7 to the acromion (women 14.6 mm)", "CHEN2018GB21",
         "straight down half way from C7 to the acromion", ask.hazardOn(straight, lung),
         "the probe presses the skin in and looks at the nearest pleura, the way here is vertical in a standing body; the published figures themselves differ by a factor of three"},
        {"skin to lung apex at the shoulder slope", 37.4F, "smallest of 57 people, MRI, vertical", "MRIAPEX", "straight down half way from C7 to the acromion", ask.hazardOn(straight, lung),
         "the smallest of 57 against one body whose lung is met at the wall of the chest, which lies before the lung itself"},
        {"skin to lung apex, tilted 30 degrees medially", 33.4F, "smallest of 57 people, MRI", "MRIAPEX", "the same, tilted 30 degrees to the midline", ask.hazardOn(medially, lung),
         "the smallest of 57 against one body; the wall of the chest counts here, which lies before the lung itself"},
        {"skin to pleura at the neck's angle", 33, "mean in cadavers, as told by a guideline", "SAAHPCSA", "straight down three tenths of the way from C7 to the acromion", ask.hazardOn(atAngle, lung),
         "the guideline does not tell place and direction; so near the neck the way down passes before the wall of the chest or beside it"},
        {"skin to the deep side of rhomboid major", 19, "reached it in 59 adults under ultrasound: a reach figure", "VALERA_RHOMB", "the taught way to rhomboid major TrP2", rhomboid ? rhomboid->targetToMm : std::nullopt, kOneBody},
        {"skin to rib at rhomboid major", {}, kNone, "", "straight forward 15 mm beside the inner edge of the shoulder blade, where a rib is met", ask.ribUnderRhomboid(), ""},
        {"skin to pleura at rhomboid major", {}, kNone, "", "the taught way to rhomboid major TrP2", ask.hazardOn(back, lung), ""},
    };
}

std::vector<Beside> elsewhere(PublishedAsker& ask) {
    const auto multifidus = ask.way("multifidus_lumbar_trp2"), gluteus = ask.way("gluteus_medius_trp2"), piriformis = ask.way("piriformis_trp2"),
               tibialis = ask.way("tibialis_posterior_trp1");
    const auto kidney = ask.along({"l2_transverse", "", 0, 15, 0, 0}, {0, -1, 0});
    const auto into = [](const std::optional<PointWay>& way) { return way ? way->targetFromMm : std::nullopt; };
    return {
        {"skin to lamina through lumbar multifidus", {}, kNone, "", "the taught way to lumbar multifidus TrP2, first bone", multifidus ? multifidus->boneMm : std::nullopt, ""},
        {"skin to kidney at quadratus lumborum", {}, "an ultrasound study of 68 adults found it to vary with sex, age, girth and skinfold and gives no one figure", "LOPEZ2022",
         "straight forward 15 mm lateral to the transverse process of L2", ask.hazardOn(kidney, anatomy::Danger::organ, "kidney"), ""},
        {"skin to gluteus medius", {}, kNone, "", "the taught way to gluteus medius TrP2", into(gluteus), ""},
        {"skin to piriformis", {}, "two donor studies (19 and 14 hips) give hits and misses, no depth", "HANNAH2022", "the taught way to the lateral point of piriformis", into(piriformis), ""},
        {"skin to tibialis posterior", 70, "length of the needle that was used in 11 cadavers, no depth", "TIBPOST2022", "the taught way to tibialis posterior TrP1", into(tibialis),
         "a needle's length is not how deep it went"},
    };
}

std::string figure(std::optional<float> mm) { return mm ? fmt::format("{:.1f}", *mm) : "-"; }

std::string firstWords(const body::Body& body, const std::optional<Hazard>& hazard) {
    if (!hazard) return fmt::format("none met within {} mm on this body", kLongestMm);
    return fmt::format("{} from {:.1f} mm ({})", spokenHazard(body, *hazard), hazard->metFromMm(), basisWords(*hazard));
}

std::string rowOf(const body::Body& body, const PointWay& way) {
    const std::string lifted = way.approach.pincer ? firstWords(body, way.firstLifted) : "-";
    return fmt::format("| {} {} | {} | {} | {} | {} | {} | {} | {} |\n", way.side == Side::left ? "left" : "right", way.point->key, way.policy ? anatomy::name(way.policy->policy) : "-",
                       name(way.approach.basis), figure(way.targetFromMm), figure(way.targetToMm), figure(way.boneMm), firstWords(body, way.first), lifted);
}

}  // namespace

std::vector<Beside> publishedBesideModel(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const anatomy::Catalogue& catalogue) {
    PublishedAsker ask{body, rays, hazards, catalogue};
    std::vector<Beside> rows = overTheLung(ask), more = elsewhere(ask);
    std::ranges::move(more, std::back_inserter(rows));
    return rows;
}

std::string clearancePage(const body::Body& body, const PointWays& points, const std::vector<Beside>& beside) {
    std::string page = fmt::format(
        "# What lies on the taught ways to the charted points\n\nMade by `myochart needle points --page FILE`; not written by hand. {} Nothing on this page clears a way: not a figure, not a \"none\".\n\n"
        "## Published beside the model\nDepths in mm under the skin. Published figures are what somebody measured or used in the people named; those of the model were measured on the built-in body, "
        "left side. The literature on the pleura under the upper trapezius differs by a factor of three, so no figure is a limit.\n\n"
        "| depth | published | in whom and how | source | model | how on the model | why they differ by more than {} mm |\n| --- | --- | --- | --- | --- | --- | --- |\n",
        statement(), Beside::kToldFromMm);
    for (const Beside& row : beside)
        page += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", row.what, figure(row.publishedMm), row.published, row.source.empty() ? "-" : row.source, figure(row.modelMm), row.how, row.differs() ? row.reason : "-");
    page += fmt::format(
        "\n## The charted points\n{} points on their sides. *Policy* is that of `needle_policy.csv` (hands_only: courses treat by hand). *Way*: taught (the direction of `safety.csv`), finger (the approach of "
        "`trigger_places.csv`), shortest (the shortest way from the skin). *Muscle from* and *to*: where that way goes into the muscle and leaves it, and *bone*: measured on the model. The first hazard is that "
        "on the way however long the needle; a schematic course counts as far off as it may lie; the wall of the chest stands for pleura and lung. *Lifted*: the same with {} mm lifted in a pincer grip, where "
        "the tables tell of one. What was published of a muscle stands with its hazards (`myochart muscle KEY`).\n\n"
        "| point | policy | way | muscle from, mm | to, mm | bone, mm | first hazard | lifted |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n",
        points.ways.size(), kUsualLiftMm);
    for (const PointWay& way : points.ways) page += rowOf(body, way);
    for (const std::string& each : points.missing) page += "\n" + each + "\n";
    return page;
}

}  // namespace myochart::needle
