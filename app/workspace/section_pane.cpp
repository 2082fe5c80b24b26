#include "workspace/section_pane.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "scene/build_scene.h"
#include "scene/section_view.h"
#include "workspace/effect_commands.h"

namespace myochart::workspace {

namespace {

constexpr float kAroundSlice = 0.15F;  ///< of a region's size, on each side
constexpr float kRoomForLetters = 1.12F;  ///< above and below the slice

struct Axis {
    int index;
    const char *low, *high;  ///< words of the two sides
};

Axis axisOf(const scene::SectionPlane& section) {
    const vec3 n = glm::abs(section.normal);
    if (n.z >= n.x && n.z >= n.y) return {2, "", ""};
    return n.x >= n.y ? Axis{0, mark("right"), mark("left")} : Axis{1, mark("front"), mark("back")};
}

const scene::SectionPlane& sectionOf(const ViewDesk& desk) { return desk.options.effects.section; }

/// "12 mm right", "30 mm to the back"; of a height nothing is said but the figure.
std::string placeInWords(const Axis& axis, float mm) {
    const float size = std::abs(mm);
    if (axis.index == 2) return trf("{:.0f} mm", mm);
    if (mm == 0) return trf("{:.0f} mm", size);
    if (axis.index == 0) return mm < 0 ? trf("{:.0f} mm right", size) : trf("{:.0f} mm left", size);
    return mm < 0 ? trf("{:.0f} mm to the front", size) : trf("{:.0f} mm to the back", size);
}

/// The last word, or its beginning, tells the side; below 0, above 0, or 0 for none. Nothing when it is no side.
std::optional<float> sideIn(const Axis& axis, const std::string& words) {
    if (words.empty()) return 0.0F;
    if (axis.index == 2) return std::nullopt;
    const std::string last = split(words, ' ').back();
    const auto means = [typed = foldForSearch(last)](const char* side) {
        return !typed.empty() && (foldForSearch(tr(side)).starts_with(typed) || std::string_view(side).starts_with(typed));
    };
    if (means(axis.low)) return -1.0F;
    if (means(axis.high)) return 1.0F;
    return std::nullopt;
}

}  // namespace

std::optional<size_t> sectionPane(const ViewDesk& desk) {
    if (!desk.body() || !sectionOf(desk).on || !desk.panes.section.ownView || desk.panes.count() < 2) return std::nullopt;
    return desk.panes.count() - 1;
}

bool bodyIsCut(const ViewDesk& desk) { return sectionOf(desk).on && (!sectionPane(desk) || desk.panes.section.cutsBody); }

scene::ViewOptions bodyOptions(const ViewDesk& desk) {
    scene::ViewOptions options = desk.options;
    // Nothing of it: a section that moves must not have a whole body drawn again.
    if (!bodyIsCut(desk)) options.effects.section = {};
    return options;
}

scene::ViewOptions slicedOptions(const ViewDesk& desk) {
    scene::ViewOptions options = desk.options;
    if (desk.panes.section.near) options.layers[static_cast<size_t>(anatomy::Layer::skin)] = true;
    return options;
}

Box sectionSurroundings(const ViewDesk& desk) {
    if (!desk.region()) return scene::shownBounds(*desk.body(), desk.options);
    Box box = desk.region()->bounds;
    const vec3 more = box.size() * kAroundSlice;
    return {box.min - more, box.max + more};
}

static Box framedBy(const ViewDesk& desk) { return desk.panes.section.near ? *desk.panes.section.near : sectionSurroundings(desk); }

void settleSectionPane(ViewDesk& desk) {
    const auto pane = sectionPane(desk);
    if (!pane) return;
    if (desk.panes.active() == *pane) desk.panes.bringFirst();
    const SectionSheet& sheet = desk.panes.section;
    const Box box = framedBy(desk);
    const bool same = sheet.around.min == box.min && sheet.around.max == box.max && sheet.normal == sectionOf(desk).normal &&
                      sheet.viewport.width == desk.viewport.width && sheet.viewport.height == desk.viewport.height;
    if (!same) fitSlice(desk);
}

void fitSlice(ViewDesk& desk) {
    SectionSheet& sheet = desk.panes.section;
    sheet.around = framedBy(desk);
    sheet.normal = sectionOf(desk).normal;
    sheet.viewport = desk.viewport;
    Box flat = desk.region() || sheet.near ? Box{} : scene::sectionBounds(*desk.body(), scene::sliceOptions(desk.options));
    if (flat.empty())
        for (const vec3 corner : scene::sectionFrame(sectionOf(desk), sheet.around)) flat.add(corner);
    scene::Camera camera = scene::facing(scene::asSlice(sectionOf(desk)), flat, desk.viewport);
    camera.distanceMm *= kRoomForLetters;
    sheet.camera = desk.clearOfTools(camera);
}

scene::Camera sliceCamera(const ViewDesk& desk) {
    scene::Camera camera = desk.panes.section.camera;
    camera.target = scene::ontoPlane(sectionOf(desk), camera.target);
    return camera;
}

SectionRange sectionRange(const ViewDesk& desk) {
    const int axis = axisOf(sectionOf(desk)).index;
    const Box box = desk.body()->bounds();
    return {box.min[axis], box.max[axis]};
}

float sectionMm(const ViewDesk& desk) { return sectionOf(desk).origin[axisOf(sectionOf(desk)).index]; }

void setSectionMm(ViewDesk& desk, float mm) {
    const SectionRange range = sectionRange(desk);
    scene::SectionPlane& section = desk.options.effects.section;
    section.origin[axisOf(section).index] = std::clamp(mm, range.lowestMm, range.highestMm);
}

void moveSectionTo(ViewDesk& desk, vec3 point) {
    const scene::SectionPlane& section = sectionOf(desk);
    const float alongNormal = glm::dot(point - section.origin, section.normal);
    setSectionMm(desk, sectionMm(desk) + alongNormal / section.normal[axisOf(section).index]);
}

vec3 sectionStep(const scene::SectionPlane& section) { return section.normal * section.normal[axisOf(section).index]; }

void moveSection(ViewDesk& desk, float mm) {
    const vec3 deeper = -scene::asSlice(sectionOf(desk)).away();
    setSectionMm(desk, sectionMm(desk) + (deeper[axisOf(sectionOf(desk)).index] > 0 ? mm : -mm));
}

std::string sectionTitle(const scene::SectionPlane& section) {
    static constexpr const char* kWords[] = {mark("Sagittal"), mark("Coronal"), mark("Axial")};
    return tr(kWords[axisOf(section).index]);
}

std::string sectionPlace(const scene::SectionPlane& section) {
    const Axis axis = axisOf(section);
    const float mm = std::round(section.origin[axis.index]);
    return placeInWords(axis, mm);
}

Result<float> sectionMmFrom(const scene::SectionPlane& section, const std::string& text) {
    const Axis axis = axisOf(section);
    const std::string example = axis.index == 2 ? "1203" : fmt::format("12 {}", tr(axis.low));
    const Error unclear = refused(trf("Type millimetres, such as {}.", example));
    std::string typed;
    for (const char c : text) typed += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    typed = trim(typed);
    const size_t end = typed.find_first_not_of("+-0123456789.,");
    std::string figures = trim(typed.substr(0, end));
    std::replace(figures.begin(), figures.end(), ',', '.');
    const auto number = parseNumber(figures.starts_with('+') ? figures.substr(1) : figures);
    if (!number || std::abs(*number) > 1e5) return unclear;
    std::string words = end == std::string::npos ? std::string() : trim(typed.substr(end));
    if (words.starts_with("mm")) words = trim(words.substr(2));
    const auto side = sideIn(axis, words);
    if (!side) return unclear;
    const auto mm = static_cast<float>(*number);
    const bool signedNumber = figures[0] == '-' || figures[0] == '+';
    if (*side != 0) return std::abs(mm) * *side;
    if (axis.index == 2 || signedNumber) return mm;
    return section.origin[axis.index] < 0 ? -mm : mm;
}

}  // namespace myochart::workspace
