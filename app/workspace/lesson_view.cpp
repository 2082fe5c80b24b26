#include "workspace/lesson_view.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <glm/trigonometric.hpp>

#include "anatomy/hazards.h"
#include "builtin/schematic_muscles.h"
#include "core/text.h"
#include "core/words.h"
#include "needle/approach.h"
#include "needle/hazards.h"
#include "needle/target.h"
#include "places/place_trigger_points.h"
#include "teaching/read_lesson.h"

namespace myochart::workspace {

namespace {

constexpr float kAboutPointMm = 90;      ///< is seen of the body around a point that is looked at
constexpr float kAroundTaught = 1.25F;   ///< what is looked at is seen with some of what lies around it
constexpr float kTaughtShaftMm = 30, kTaughtHandleMm = 20;  ///< that stand out of the skin; a picture, no size

std::vector<Side> sidesOf(const teaching::OnSide& named) {
    if (named.side) return {*named.side};
    return {Side::left, Side::right};
}

std::string pointName(const anatomy::Catalogue& catalogue, const anatomy::TriggerPoint& point) {
    const anatomy::Muscle* muscle = catalogue.muscle(point.muscleKey);
    std::string words = fmt::format("{} {}", muscle ? anatomy::spokenName(*muscle) : point.muscleKey, point.index);
    if (words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

/// Works out one step after the other of what it shows.
class StepShower {
  public:
    StepShower(const teaching::Step& step, const body::Body& body, const anatomy::Catalogue& catalogue, const geometry::RayIndex* rays)
        : step_(step), body_(body), catalogue_(catalogue), rays_(rays) {}

    ShownStep show(const scene::Viewport& viewport, bool dark) {
        shown_.view = scene::firstView();
        for (const auto layer : {anatomy::Layer::nerve, anatomy::Layer::vessel}) shown_.view.layers[static_cast<size_t>(layer)] = false;
        shown_.view.dark = dark;
        if (!step_.layers.empty()) shown_.view.layers.fill(false);
        for (const anatomy::Layer layer : step_.layers) shown_.view.layers[static_cast<size_t>(layer)] = true;
        shown_.view.hidden = builtin::hiddenAtFirst(body_, catalogue_);
        isolate();
        for (const teaching::OnSide& each : step_.patterns) shown_.patterns.push_back({each.key, each.side});
        mark();
        if (step_.needle) needle(*step_.needle);
        look(viewport);
        return std::move(shown_);
    }

  private:
    void isolate() {
        for (const teaching::OnSide& each : step_.isolate) {
            const auto structures = needle::structuresMeant(body_, catalogue_, each.key, each.side);
            if (structures.empty()) lacks(each.key, each.side);
            for (const std::uint32_t structure : structures) {
                shown_.view.isolated.insert(structure);
                shown_.view.hidden.erase(structure);
            }
        }
        shown_.view.ghostOthers = step_.othersAsGhost && !shown_.view.isolated.empty();
    }

    void lacks(const std::string& key, const std::optional<Side>& side) {
        const anatomy::Muscle* muscle = catalogue_.muscle(key);
        if (!muscle) return;
        const std::string name = anatomy::spokenName(*muscle);
        shown_.missing.push_back(side && *side != Side::midline ? trf("This body has no {} ({}).", name, tr(myochart::name(*side))) : trf("This body has no {}.", name));
    }

    std::optional<places::PlacedTriggerPoint> placeOf(const anatomy::TriggerPoint& point, Side side) {
        if (!landmarks_) landmarks_.emplace(body_);
        auto placed = places::placeTriggerPoint(body_, *landmarks_, catalogue_, point, side);
        if (placed) return std::move(*placed);
        shown_.missing.push_back(placed.error().message);
        return std::nullopt;
    }

    void mark() {
        auto ghosts = std::make_shared<std::vector<scene::Ghost>>();
        for (const teaching::OnSide& each : step_.markers) {
            const anatomy::TriggerPoint* point = teaching::triggerPoint(catalogue_, each.key);
            if (!point) continue;
            for (const Side side : sidesOf(each)) {
                if (point->rightOnly && side == Side::left && !each.side) continue;
                const auto placed = placeOf(*point, side);
                if (!placed) continue;
                scene::Ghost& ghost = ghosts->emplace_back();
                ghost.id = record::MarkerId{fmt::format("taught-{}-{}", point->key, myochart::name(side))};
                ghost.structureKey = placed->place.anchor.structureKey;
                ghost.position = placed->place.anchor.position;
                ghost.normal = placed->place.anchor.normal;
                ghost.label = pointName(catalogue_, *point);
            }
        }
        if (!ghosts->empty()) shown_.view.ghosts = std::move(ghosts);
    }

    /// Where courses treat by hand, none is drawn.
    void needle(const teaching::OnSide& named) {
        const anatomy::TriggerPoint* point = teaching::triggerPoint(catalogue_, named.key);
        const anatomy::NeedlePolicy* policy = point ? catalogue_.policy(point->key) : nullptr;
        if (!point) return;
        if (policy) shown_.told.push_back(std::string(anatomy::sentence(*policy)));
        if (!policy || policy->policy == anatomy::Policy::handsOnly) {
            if (!policy) shown_.told.push_back(tr("The tables tell nothing of a needle at this point; none is drawn."));
            return;
        }
        shown_.told.push_back(needle::statement());
        if (rays_) draw(*point, named.side.value_or(Side::left));
    }

    void draw(const anatomy::TriggerPoint& point, Side side) {
        const auto placed = placeOf(point, side);
        if (!placed) return;
        places::SkinWay skinWay(body_);
        const record::SurfaceAnchor& anchor = placed->place.anchor;
        const needle::Approach way = needle::approachOf(body_, *rays_, catalogue_, skinWay, point, side, anchor.position, anchor.normal);
        if (!way.fromSkin) return shown_.missing.push_back(tr("No needle is drawn: this body shows no way from the skin to that point."));
        constexpr vec3 kInk(0.12F, 0.16F, 0.2F), kSteel(0.36F, 0.4F, 0.44F), kCopper(0.6F, 0.36F, 0.18F);
        const vec3 hub = way.entry - way.direction * kTaughtShaftMm;
        // Without ticks: a picture tells no depth.
        shown_.needle = {{way.entry, anchor.position, kInk, 2.5F, true}, {way.entry, hub, kSteel, 2}, {hub, hub - way.direction * kTaughtHandleMm, kCopper, 6}};
        if (way.basis != needle::ApproachBasis::shortest && !way.words.empty()) shown_.told.push_back(trf("Direction by the tables: {}", displayText(way.words, 200)));
        else shown_.told.push_back(tr("No table tells of a way in here; the shortest one from the skin is drawn."));
        if (way.pincer) shown_.told.push_back(tr("The tables tell of a pincer grip here; it is not drawn."));
    }

    Box boxOf(const teaching::OnSide& named) {
        Box box;
        if (const anatomy::TriggerPoint* point = teaching::triggerPoint(catalogue_, named.key)) {
            for (const Side side : sidesOf(named))
                if (!(point->rightOnly && side == Side::left && !named.side))
                    if (const auto placed = placeOf(*point, side))
                        for (const float away : {-kAboutPointMm, kAboutPointMm}) box.add(placed->place.anchor.position + vec3(away));
            return box;
        }
        const auto structures = needle::structuresMeant(body_, catalogue_, named.key, named.side);
        if (structures.empty()) lacks(named.key, named.side);
        for (const std::uint32_t structure : structures) box.add(body_.structure(structure).bounds);
        return box;
    }

    void look(const scene::Viewport& viewport) {
        if (const auto& at = step_.camera) {
            shown_.camera.target = vec3(at->x, at->y, at->z);
            shown_.camera.azimuthRad = static_cast<float>(glm::radians(at->azimuthDeg));
            shown_.camera.elevationRad = static_cast<float>(glm::radians(at->elevationDeg));
            shown_.camera.distanceMm = static_cast<float>(at->distanceMm);
            return;
        }
        Box box;
        for (const teaching::OnSide& each : step_.lookAt) box.add(boxOf(each));
        const bool part = !box.empty();
        const auto view = scene::standardViewFromName(step_.view).value_or(scene::StandardView::anterior);
        shown_.camera = scene::standardView(view, part ? box : scene::shownBounds(body_, shown_.view), viewport);
        if (part) shown_.camera.distanceMm *= kAroundTaught;
        shown_.camera.distanceMm /= static_cast<float>(std::clamp(step_.zoom, 0.2, 10.0));
    }

    const teaching::Step& step_;
    const body::Body& body_;
    const anatomy::Catalogue& catalogue_;
    const geometry::RayIndex* rays_;
    std::optional<places::LandmarkFinder> landmarks_;
    ShownStep shown_;
};

double shortFigure(double value) { return std::round(value * 100) / 100; }

}  // namespace

ShownStep showStep(const teaching::Step& step, const body::Body& body, const anatomy::Catalogue& catalogue, const geometry::RayIndex* rays, const scene::Viewport& viewport, bool dark) {
    ShownStep shown = StepShower(step, body, catalogue, rays).show(viewport, dark);
    std::vector<std::string> once;
    for (std::string& sentence : shown.missing)
        if (std::ranges::find(once, sentence) == once.end()) once.push_back(std::move(sentence));
    shown.missing = std::move(once);
    return shown;
}

void takeView(teaching::Step& step, const body::Body& body, const scene::ViewOptions& view, const scene::Camera& camera, const std::vector<referral::PatternSource>& patterns) {
    step.view.clear();
    step.lookAt.clear();
    step.zoom = 1;
    step.camera = teaching::Viewpoint{shortFigure(glm::degrees(static_cast<double>(camera.azimuthRad))), shortFigure(std::clamp(glm::degrees(static_cast<double>(camera.elevationRad)), -89.9, 89.9)),
                                      shortFigure(static_cast<double>(camera.distanceMm)), shortFigure(static_cast<double>(camera.target.x)),
                                      shortFigure(static_cast<double>(camera.target.y)), shortFigure(static_cast<double>(camera.target.z))};
    step.layers.clear();
    for (size_t i = 0; i < scene::kLayerCount; ++i)
        if (view.layers[i]) step.layers.push_back(static_cast<anatomy::Layer>(i));
    step.isolate.clear();
    step.othersAsGhost = view.isolated.empty() || view.ghostOthers;
    for (const std::uint32_t index : view.isolated) {
        const body::Structure& structure = body.structure(index);
        const teaching::OnSide named{structure.muscleKey, structure.side};
        if (!named.key.empty() && step.isolate.size() < teaching::kMostShownAtOnce && std::ranges::find(step.isolate, named) == step.isolate.end()) step.isolate.push_back(named);
    }
    step.patterns.clear();
    for (const referral::PatternSource& source : patterns) step.patterns.push_back({source.key, source.side});
}

}  // namespace myochart::workspace
