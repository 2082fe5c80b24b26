#include "body/side_of.h"

#include <cmath>
#include <map>

#include "core/text.h"

namespace myochart::body {

namespace {

constexpr float kTwinMm = 15;        ///< how far the heights and depths of a pair may differ
constexpr float kOffMidplaneMm = 1;  ///< of twins: nearer than this lies on it
constexpr float kMidlineMm = 10;     ///< of the others: the middle of what is called midline lies nearer

Side sideOfX(float x) {
    return x > 0 ? Side::left : Side::right;
}

bool areMirrored(const Box& a, const Box& b) {
    const vec3 p = a.centre(), q = b.centre();
    return p.x * q.x < 0 && std::abs(p.x + q.x) < 0.5F * std::abs(p.x - q.x) && std::abs(p.y - q.y) < kTwinMm &&
           std::abs(p.z - q.z) < kTwinMm && std::abs(p.x - q.x) > 2 * kOffMidplaneMm;
}

bool standsAboutTheMidplane(std::span<const SideQuestion> structures) {
    Box whole;
    for (const SideQuestion& s : structures) whole.add(s.box);
    const float width = whole.size().x;
    return whole.max.x > 0.25F * width && -whole.min.x > 0.25F * width;
}

/// Pairs of one name, each structure in at most one.
void settleTwins(std::span<const SideQuestion> structures, std::vector<std::optional<Side>>& sides) {
    std::multimap<std::string, size_t> waiting;
    for (size_t i = 0; i < structures.size(); ++i) {
        if (sides[i]) continue;
        const std::string name = foldForSearch(structures[i].name);
        const auto [first, last] = waiting.equal_range(name);
        auto twin = first;
        while (twin != last && !areMirrored(structures[twin->second].box, structures[i].box)) ++twin;
        if (twin == last) {
            waiting.emplace(name, i);
            continue;
        }
        for (const size_t one : {twin->second, i}) sides[one] = sideOfX(structures[one].box.centre().x);
        waiting.erase(twin);
    }
}

/// Nine tenths of it lie across from where its name tells.
bool liesOpposite(const SideQuestion& s) {
    if (!s.isPaired || !s.told || *s.told == Side::midline) return false;
    const float least = 0.1F * s.box.size().x;
    return *s.told == Side::left ? s.box.max.x < least && s.box.min.x < -kOffMidplaneMm
                                 : s.box.min.x > -least && s.box.max.x > kOffMidplaneMm;
}

/// True when names and places agree so often that the exceptions are mistakes of names.
bool placesCanBeTrusted(std::span<const SideQuestion> structures) {
    size_t told = 0, wrong = 0;
    for (const SideQuestion& s : structures) {
        told += s.isPaired && s.told && *s.told != Side::midline ? 1 : 0;
        wrong += liesOpposite(s) ? 1 : 0;
    }
    return standsAboutTheMidplane(structures) && 10 * wrong <= told;
}

}  // namespace

Side sideOfBox(const Box& box) {
    const float least = 0.1F * box.size().x;
    if (std::abs(box.centre().x) <= kMidlineMm) return Side::midline;
    if (box.min.x > -least) return Side::left;
    if (box.max.x < least) return Side::right;
    return Side::midline;
}

bool spansBothSides(const Box& box) {
    const float width = box.size().x;
    return width > 6 * kMidlineMm && box.max.x > 0.35F * width && -box.min.x > 0.35F * width;
}

std::vector<Side> sidesOf(std::span<const SideQuestion> structures, bool isFrameKnown) {
    const bool trusted = placesCanBeTrusted(structures);
    std::vector<std::optional<Side>> sides;
    for (const SideQuestion& s : structures) sides.push_back(trusted && liesOpposite(s) ? opposite(*s.told) : s.told);
    settleTwins(structures, sides);
    std::vector<Side> settled;
    for (size_t i = 0; i < structures.size(); ++i) {
        const SideQuestion& s = structures[i];
        if (sides[i])
            settled.push_back(*sides[i]);
        else
            settled.push_back(trusted || isFrameKnown ? sideOfBox(s.box) : Side::midline);
    }
    return settled;
}

}  // namespace myochart::body
