#include "picture/picture_labels.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "core/text.h"
#include "scene/patient_way.h"
#include "scene/site_labels.h"
#include "scene/site_marks.h"

namespace myochart::picture {

namespace {

std::vector<scene::PlacedLabel> siteLabels(const scene::Scene& scene, const scene::Camera& camera, const scene::Viewport& viewport,
                                           const render::SceneRenderer& renderer, float pixelScale) {
    std::vector<bool> hidden;
    for (const auto& marker : scene.markers) hidden.push_back(renderer.isHidden(marker.position, marker.normal));
    const auto sizeOf = [&](const std::string& text) { return renderer.labelSize(text, pixelScale); };
    const auto requests = scene::requestLabels(scene, camera, viewport, hidden, sizeOf, pixelScale);
    return scene::layOutLabels(requests, viewport, {}, scene::kMostLabels, pixelScale);
}

/// Where sites are drawn, seen or not.
std::vector<scene::PxRect> marksOf(const scene::Scene& scene, const scene::Camera& camera, const scene::Viewport& viewport, float scale) {
    std::vector<scene::PxRect> marks;
    for (const scene::MarkerItem& marker : scene.markers)
        if (const auto mark = scene::siteMark(marker, camera, viewport, scale, scene.midlineMm)) marks.push_back(mark->box);
    return marks;
}

/// Beside their places, one under the other as they come down the picture; above them, a step higher each, where they come across it.
void addNames(std::vector<scene::PlacedLabel>& labels, const scene::Scene& scene, const scene::Camera& camera, const scene::Viewport& viewport,
              const render::SceneRenderer& renderer, float scale) {
    constexpr float kAsidePx = 40, kApartPx = 3, kEdgePx = 6;
    std::vector<scene::PlacedLabel> names;
    for (const scene::NameItem& name : scene.names) {
        const auto at = camera.project(name.at, viewport);
        if (!at || !scene::isIn(viewport, *at)) continue;
        scene::PlacedLabel label;
        label.key = fmt::format("name {}", names.size());
        label.text = name.text;
        label.sizePx = renderer.labelSize(name.text, scale);
        label.pointPx = *at;
        names.push_back(std::move(label));
    }
    if (names.empty()) return;
    const vec2 way = glm::abs(names.back().pointPx - names.front().pointPx);
    if (way.x > 2 * way.y) {
        std::ranges::sort(names, std::greater<>(), [](const scene::PlacedLabel& label) { return label.pointPx.x; });
        float highest = names.front().pointPx.y;
        for (const scene::PlacedLabel& label : names) highest = std::min(highest, label.pointPx.y);
        for (scene::PlacedLabel& label : names) {
            highest -= label.sizePx.y + (&label == &names.front() ? kAsidePx : kApartPx) * scale;
            label.cornerPx = glm::round(vec2(std::min(static_cast<float>(viewport.width) - label.sizePx.x - kEdgePx * scale, label.pointPx.x + kEdgePx * scale), std::max(kEdgePx * scale, highest)));
            labels.push_back(std::move(label));
        }
        return;
    }
    std::ranges::sort(names, {}, [](const scene::PlacedLabel& label) { return label.pointPx.y; });
    float lowest = kEdgePx * scale;
    for (scene::PlacedLabel& label : names) {
        const float right = static_cast<float>(viewport.width) - label.sizePx.x - kEdgePx * scale;
        label.cornerPx = glm::round(vec2(std::min(right, label.pointPx.x + kAsidePx * scale), std::max(lowest, label.pointPx.y - label.sizePx.y / 2)));
        lowest = label.cornerPx.y + label.sizePx.y + kApartPx * scale;
        labels.push_back(std::move(label));
    }
}

/// "Right" and "Left" at the picture's edges, half way up, or where no label and no site stands: a picture is handed on
/// without the window, and one of the back looks like one of the front.
void addSides(std::vector<scene::PlacedLabel>& labels, const std::vector<scene::PxRect>& marks, const scene::Camera& camera,
              const scene::Viewport& viewport, const render::SceneRenderer& renderer, float scale) {
    constexpr float kEdgePx = 12;
    const vec2 whole(viewport.width, viewport.height);
    for (const bool onRight : {false, true}) {
        scene::PlacedLabel side;
        side.text = scene::patientWay(onRight ? camera.right() : -camera.right()).word;
        side.key = "side " + side.text;
        side.sizePx = renderer.labelSize(side.text, scale);
        const float x = onRight ? whole.x - side.sizePx.x - kEdgePx * scale : kEdgePx * scale;
        const auto rectOf = [](const scene::PlacedLabel& label) { return scene::PxRect{label.cornerPx, label.cornerPx + label.sizePx}; };
        const auto isFree = [&] {
            return std::ranges::none_of(labels, [&](const auto& other) { return rectOf(side).meets(rectOf(other)); }) &&
                   std::ranges::none_of(marks, [&](const auto& mark) { return rectOf(side).meets(mark); });
        };
        for (const float height : {0.5F, 0.4F, 0.6F, 0.3F, 0.7F, 0.2F, 0.8F, 0.1F, 0.9F}) {
            side.cornerPx = glm::round(vec2(x, height * whole.y - side.sizePx.y / 2));
            if (isFree()) break;
        }
        side.pointPx = side.cornerPx + side.sizePx * 0.5F;
        labels.push_back(std::move(side));
    }
}

/// A label that is no wider shows all its text; wider ones may be cut.
constexpr float kWholeLabelPx = 255;

/// Adds a text as lines of which each fits, parted between words.
void wrap(const std::string& text, std::vector<std::string>& lines, const std::function<bool(const std::string&)>& fits) {
    std::string line;
    for (const std::string& word : split(text, ' ')) {
        const std::string longer = line.empty() ? word : line + " " + word;
        if (!line.empty() && !fits(longer)) {
            lines.push_back(std::move(line));
            line = word;
        } else {
            line = longer;
        }
    }
    if (!line.empty()) lines.push_back(std::move(line));
}

}  // namespace

std::vector<scene::PlacedLabel> labelsFor(const scene::Scene& scene, const scene::Camera& camera, const scene::Viewport& viewport,
                                          const render::SceneRenderer& renderer, float pixelScale) {
    auto labels = siteLabels(scene, camera, viewport, renderer, pixelScale);
    addNames(labels, scene, camera, viewport, renderer, pixelScale);
    addSides(labels, marksOf(scene, camera, viewport, pixelScale), camera, viewport, renderer, pixelScale);
    return labels;
}

void addLegend(std::vector<scene::PlacedLabel>& labels, const std::vector<std::string>& told, const scene::Viewport& viewport,
               const render::SceneRenderer& renderer, float pixelScale) {
    constexpr float kEdgePx = 12, kBetweenPx = 4;
    std::vector<std::string> lines;
    for (const std::string& each : told) wrap(each, lines, [&](const std::string& text) { return renderer.labelSize(text, pixelScale).x <= kWholeLabelPx * pixelScale; });
    float y = static_cast<float>(viewport.height) - kEdgePx * pixelScale;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        scene::PlacedLabel label;
        label.text = *line;
        label.key = "legend " + *line;
        label.sizePx = renderer.labelSize(*line, pixelScale);
        y -= label.sizePx.y;
        label.cornerPx = glm::round(vec2(kEdgePx * pixelScale, y));
        label.pointPx = label.cornerPx + label.sizePx * 0.5F;
        y -= kBetweenPx * pixelScale;
        labels.push_back(std::move(label));
    }
}

}  // namespace myochart::picture
