#include "body/side_of.h"

#include <cmath>
#include <map>

#include "anatomy/name_words.h"
#include "body/axis_signs.h"
#include "core/text.h"

namespace myochart::body {

namespace {

constexpr float kTwinMm = 15;        ///< how far the heights and depths of a pair may differ
constexpr float kTwinAsideMm = 1;  ///< of twins: nearer than this lies on it
constexpr float kMidlineMm = 10;     ///< of the others: the middle of what is called midline lies nearer

Side sideOfX(float x) {
    return x > 0 ? Side::left : Side::right;
}

bool areMirrored(const Box& a, const Box& b) {
    const vec3 p = a.centre(), q = b.centre();
    return p.x * q.x < 0 && std::abs(p.x + q.x) < 0.5F * std::abs(p.x - q.x) && std::abs(p.y - q.y) < kTwinMm &&
           std::abs(p.z - q.z) < kTwinMm && std::abs(p.x - q.x) > 2 * kTwinAsideMm;
}

bool standsAboutTheMidplane(std::span<const SideQuestion> structures) {
    Box whole;
    for (const SideQuestion& s : structures) whole.add(s.box);
    const float width = whole.size().x;
    return whole.max.x > 0.25F * width && -whole.min.x > 0.25F * width;
}

/// How far its middle lies towards the told side, mm.
float towardsTold(const SideQuestion& s) {
    return *s.told == Side::left ? s.box.centre().x : -s.box.centre().x;
}

/// The same for both sides of a pair.
std::string wordsKey(const SideQuestion& s) {
    return anatomy::joined(anatomy::understand(s.name).words);
}

/// Nine tenths of a box lie on that side.
bool liesOn(const Box& box, Side side) {
    const float least = 0.1F * box.size().x;
    return side == Side::left ? box.min.x > -least && box.max.x > kTwinAsideMm
                              : box.max.x < least && box.min.x < -kTwinAsideMm;
}

/// Works on boxes that are moved so that the midplane is x = 0.
class SideRule {
  public:
    explicit SideRule(std::vector<SideQuestion> structures) : structures_(std::move(structures)) {}
    SettledSides settle() {
        for (const SideQuestion& s : structures_) sides_.push_back(s.told);
        settleMisnamed();
        settleTwins();
        for (size_t i = 0; i < structures_.size(); ++i)
            settled_.sides.push_back(sides_[i] ? *sides_[i] : sideOfBox(structures_[i].box));
        return std::move(settled_);
    }

  private:
    void settleMisnamed();
    void settleTwins();
    std::optional<Side> misnamed(size_t i) const;

    std::vector<SideQuestion> structures_;
    std::multimap<std::string, size_t> sided_;  ///< by their words without the side
    std::vector<std::optional<Side>> sides_;
    SettledSides settled_;
};

/// The true side of a structure that is named after another one. Two that are called after each other may differ: one
/// may have a scrap far away, so that it seems to lie on both sides.
std::optional<Side> SideRule::misnamed(size_t i) const {
    const SideQuestion& s = structures_[i];
    const float off = isSided(s) ? towardsTold(s) : 0;
    if (off >= 0) return std::nullopt;
    const std::string words = wordsKey(s);
    const auto [first, last] = sided_.equal_range(words);
    for (auto twin = first; twin != last && !words.empty(); ++twin) {
        const SideQuestion& other = structures_[twin->second];
        if (*other.told == *s.told) continue;
        if (areMirrored(s.box, other.box) || liesOn(other.box, *s.told)) return opposite(*s.told);
    }
    if (s.mayCross) return std::nullopt;
    if (liesOn(s.box, opposite(*s.told))) return opposite(*s.told);
    return off < -kMidlineMm ? std::optional(Side::midline) : std::nullopt;
}

void SideRule::settleMisnamed() {
    for (size_t i = 0; i < structures_.size(); ++i)
        if (isSided(structures_[i])) sided_.emplace(wordsKey(structures_[i]), i);
    auto& wrong = settled_.misnamed;
    for (size_t i = 0; i < structures_.size(); ++i)
        if (const auto side = misnamed(i)) wrong.emplace(i, *side);
    settled_.areNamesKept = !wrong.empty() && isClearMajority(wrong.size(), sided_.size());
    if (settled_.areNamesKept) return;
    for (const auto& [i, side] : wrong) sides_[i] = side;
}

/// Pairs of one name that tells no side, each structure in at most one.
void SideRule::settleTwins() {
    std::multimap<std::string, size_t> waiting;
    for (size_t i = 0; i < structures_.size(); ++i) {
        if (sides_[i]) continue;
        const std::string name = foldForSearch(structures_[i].name);
        const auto [first, last] = waiting.equal_range(name);
        auto twin = first;
        while (twin != last && !areMirrored(structures_[twin->second].box, structures_[i].box)) ++twin;
        if (twin == last) {
            waiting.emplace(name, i);
            continue;
        }
        for (const size_t one : {twin->second, i}) sides_[one] = sideOfX(structures_[one].box.centre().x);
        waiting.erase(twin);
    }
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

std::optional<float> midplaneOf(std::span<const SideQuestion> structures, std::optional<float> found,
                                bool isFrameKnown) {
    if (found) return found;
    size_t told = 0, agree = 0;
    std::map<Side, size_t> untold;
    for (const SideQuestion& s : structures) {
        const bool left = liesOn(s.box, Side::left), right = liesOn(s.box, Side::right);
        if (isSided(s) && !s.mayCross) {
            ++told;
            agree += (*s.told == Side::left ? left : right) ? 1 : 0;
        } else if (!s.told && s.isPaired) {
            untold[Side::left] += left ? 1 : 0;
            untold[Side::right] += right ? 1 : 0;
        }
    }
    if (!isFrameKnown && !standsAboutTheMidplane(structures)) return std::nullopt;
    const bool isOfOneSide = untold[Side::left] == 0 || untold[Side::right] == 0;
    const bool isTrue = told > 0 ? 10 * agree >= 9 * told : isOfOneSide;
    return isTrue ? std::optional(0.0F) : std::nullopt;
}

SettledSides sidesOf(std::span<const SideQuestion> structures, std::optional<float> midplaneMm) {
    if (!midplaneMm) {
        SettledSides told;
        for (const SideQuestion& s : structures) told.sides.push_back(s.told.value_or(Side::midline));
        return told;
    }
    std::vector<SideQuestion> centred(structures.begin(), structures.end());
    for (SideQuestion& s : centred) {
        s.box.min.x -= *midplaneMm;
        s.box.max.x -= *midplaneMm;
    }
    return SideRule(std::move(centred)).settle();
}

std::vector<size_t> amongTheOtherSide(std::span<const SideQuestion> structures) {
    std::map<Side, std::vector<size_t>> sided;
    for (size_t i = 0; i < structures.size(); ++i)
        if (isSided(structures[i]) && !structures[i].mayCross) sided[*structures[i].told].push_back(i);
    const auto &left = sided[Side::left], &right = sided[Side::right];
    const auto& fewer = left.size() < right.size() ? left : right;
    std::vector<size_t> among;
    for (const size_t i : fewer) {
        const auto& others = &fewer == &left ? right : left;
        const float sign = &fewer == &left ? 1.0F : -1.0F;
        for (const size_t k : others)
            if (sign * (structures[i].box.centre().x - structures[k].box.centre().x) < 0) {
                among.push_back(i);
                break;
            }
    }
    return among;
}

}  // namespace myochart::body
