#include "places/place_words.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include <fmt/format.h>

#include "core/text.h"
#include "places/place_side.h"

namespace myochart::places {

namespace {

constexpr float kTellMidlineMm = 40;
constexpr float kFlat = 0.35F;  // thickness over width below which a structure counts as a sheet

std::string_view axisWord(BodyAxes::Axis axis, int third, Side side) {
    constexpr std::array<std::array<std::string_view, 3>, 3> kSided = {
        {{"medial", "middle", "lateral"}, {"anterior", "middle", "posterior"}, {"lower", "middle", "upper"}}};
    constexpr std::array<std::string_view, 3> kMidline = {"right", "middle", "left"};
    const auto at = static_cast<size_t>(third);
    return axis == BodyAxes::across && side == Side::midline ? kMidline[at] : kSided[axis][at];
}

/// "upper posterolateral", "left anterior", ...; empty when no third is an outer one.
std::string outerWords(const Thirds& said, Side side) {
    const auto outer = [&](BodyAxes::Axis axis) { return said[axis] && *said[axis] != 1; };
    std::vector<std::string> words;
    if (outer(BodyAxes::height)) words.emplace_back(axisWord(BodyAxes::height, *said[BodyAxes::height], side));
    if (outer(BodyAxes::depth) && outer(BodyAxes::across) && side != Side::midline) {
        words.push_back(std::string(*said[BodyAxes::depth] == 0 ? "antero" : "postero") +
                        std::string(axisWord(BodyAxes::across, *said[BodyAxes::across], side)));
    } else {
        if (outer(BodyAxes::across)) words.emplace_back(axisWord(BodyAxes::across, *said[BodyAxes::across], side));
        if (outer(BodyAxes::depth)) words.emplace_back(axisWord(BodyAxes::depth, *said[BodyAxes::depth], side));
    }
    return fmt::format("{}", fmt::join(words, " "));
}

struct Meaning {
    BodyAxes::Axis axis;
    int third;
    std::string word;
};

std::optional<std::pair<BodyAxes::Axis, int>> meaningOf(const std::string& word) {
    using enum BodyAxes::Axis;
    static const std::unordered_map<std::string, std::pair<BodyAxes::Axis, int>> known = {
        {"upper", {height, 2}},    {"superior", {height, 2}},  {"proximal", {height, 2}}, {"top", {height, 2}},
        {"lower", {height, 0}},    {"inferior", {height, 0}},  {"distal", {height, 0}},   {"bottom", {height, 0}},
        {"anterior", {depth, 0}},  {"front", {depth, 0}},      {"ventral", {depth, 0}},   {"posterior", {depth, 2}},
        {"back", {depth, 2}},      {"dorsal", {depth, 2}},     {"medial", {across, 0}},   {"inner", {across, 0}},
        {"lateral", {across, 2}},  {"outer", {across, 2}}};
    const auto at = known.find(word);
    if (at == known.end()) return std::nullopt;
    return at->second;
}

bool isMiddle(const std::string& word) { return word == "middle" || word == "mid" || word == "central" || word == "centre" || word == "center"; }

/// "part", "side", ... add nothing to "lateral".
bool isPlaceNoun(const std::string& word) {
    constexpr std::array<std::string_view, 14> kNouns = {"part", "side", "aspect", "surface", "edge", "border", "portion",
                                                         "superficial", "the", "of", "belly", "head", "fibres", "fibers"};
    return std::find(kNouns.begin(), kNouns.end(), word) != kNouns.end();
}

std::optional<int> triggerPointNumber(const std::vector<std::string>& words) {
    const std::string all = fmt::format("{}", fmt::join(words, ""));
    for (const std::string_view start : {"triggerpoint", "trp", "tp"}) {
        if (!all.starts_with(start)) continue;
        const auto number = parseInteger(std::string_view(all).substr(start.size()));
        if (number && *number >= 1 && *number <= 99) return static_cast<int>(*number);
    }
    return std::nullopt;
}

/// Of "8 mm left of the midline" and "at the midline"; left positive.
std::optional<int> leftOfMidline(const std::vector<std::string>& words) {
    if (words == std::vector<std::string>{"at", "the", "midline"}) return 0;
    const bool fits = words.size() == 6 && words[1] == "mm" && words[3] == "of" && words[4] == "the" && words[5] == "midline";
    const auto mm = fits ? parseInteger(words[0]) : std::nullopt;
    const auto side = fits ? sideFromName(words[2]) : std::nullopt;
    if (!mm || !side || *side == Side::midline || *mm < 0 || *mm > 999) return std::nullopt;
    return static_cast<int>(*side == Side::left ? *mm : -*mm);
}

bool says(const std::vector<std::string>& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

/// One word of a phrase, said as part of `whole`; "posterolateral" is two.
bool understandWord(const std::string& word, const std::string& whole, std::vector<Meaning>& said) {
    for (const auto& [prefix, third] : {std::pair<std::string_view, int>{"antero", 0}, {"postero", 2}})
        if (word.starts_with(prefix) && word.size() > prefix.size()) {
            const size_t before = said.size();
            if (!understandWord(word.substr(prefix.size()), whole, said)) return false;
            if (std::any_of(said.begin() + static_cast<std::ptrdiff_t>(before), said.end(), [](const Meaning& m) { return m.axis == BodyAxes::depth; }))
                return false;  // "anteroposterior" is no place
            said.push_back({BodyAxes::depth, third, whole});
            return true;
        }
    const auto meaning = meaningOf(word);
    if (meaning) said.push_back({meaning->first, meaning->second, whole});
    return meaning || isPlaceNoun(word);
}

const SaidPlace* saidOn(const WantedPlace& wanted, SaidPlace::Aspect aspect) {
    const auto at = std::find_if(wanted.said.begin(), wanted.said.end(), [&](const SaidPlace& said) { return said.aspect == aspect; });
    return at == wanted.said.end() ? nullptr : &*at;
}

}  // namespace

int thirdOf(float coordinate) { return coordinate < 1.0F / 3 ? 0 : coordinate < 2.0F / 3 ? 1 : 2; }

BodyAxes::BodyAxes(const body::AddressFrame& frame, Side side) {
    const std::array<vec3, 3> axes = {frame.u, frame.v, frame.w};
    std::array<size_t, 3> order = {0, 1, 2}, best = order;
    float bestSum = -1;
    do {
        float sum = 0;
        for (size_t k = 0; k < 3; ++k) sum += std::abs(axes[order[k]][static_cast<int>(k)]);
        if (sum > bestSum + 1e-6F) {
            bestSum = sum;
            best = order;
        }
    } while (std::next_permutation(order.begin(), order.end()));
    frameAxis_ = best;
    for (size_t k = 0; k < 3; ++k) flipped_[k] = axes[best[k]][static_cast<int>(k)] < 0;
    if (side == Side::right) flipped_[across] = !flipped_[across];  // lateral is towards -x
}

float BodyAxes::coordinate(Axis axis, vec3 address) const {
    const float value = address[static_cast<int>(frameAxis_[axis])];
    return flipped_[axis] ? 1 - value : value;
}

BodyAxes::Axis BodyAxes::axisOf(size_t frameAxis) const {
    return frameAxis_[across] == frameAxis ? across : frameAxis_[depth] == frameAxis ? depth : height;
}

std::string midlineWords(Side side, float leftOfMidlineMm) {
    const float off = std::abs(leftOfMidlineMm);
    if (off >= kTellMidlineMm || (side == Side::midline && off <= kMidlineMm)) return {};
    const bool isLeft = side == Side::midline ? leftOfMidlineMm > 0 : side == Side::left;
    const int shown = static_cast<int>(std::lround(isLeft ? leftOfMidlineMm : -leftOfMidlineMm));
    return shown <= 0 ? "at the midline" : fmt::format("{} mm {} of the midline", shown, isLeft ? "left" : "right");
}

bool saysThickness(const body::AddressFrame& frame) { return frame.lengthMm.z >= kFlat * frame.lengthMm.y; }

std::string placeWords(const body::AddressFrame& frame, Side side, vec3 address, Side placeSide) {
    const BodyAxes axes(frame, side);
    const auto along = axes.along(), wide = axes.axisOf(1), thick = axes.axisOf(2);
    int third = thirdOf(axes.coordinate(along, address));
    Thirds said;
    said[wide] = thirdOf(axes.coordinate(wide, address));
    if (saysThickness(frame)) said[thick] = thirdOf(axes.coordinate(thick, address));
    if (side == Side::midline) {
        const int half = placeSide == Side::left ? 2 : placeSide == Side::right ? 0 : 1;
        if (along == BodyAxes::across && third != half) third = 1;
        said[BodyAxes::across] = half;
        if (along == BodyAxes::across && third != 1) said[BodyAxes::across].reset();
    }
    const std::string outer = outerWords(said, side);
    return fmt::format("{} third, {} part", axisWord(along, third, side), outer.empty() ? "central" : outer);
}

bool understandPhrase(const std::vector<std::string>& words, Side side, WantedPlace& wanted) {
    if (words.empty()) return true;
    if (const auto number = triggerPointNumber(words)) {
        wanted.triggerPoint = number;
        wanted.said.push_back({SaidPlace::triggerPoint, *number, fmt::format("trp{}", *number)});
        return true;
    }
    if (const auto left = leftOfMidline(words)) {
        wanted.leftOfMidlineMm = left;
        if (side == Side::midline && *left != 0) wanted.half = *left > 0 ? Side::left : Side::right;
        wanted.said.push_back({SaidPlace::midline, *left, fmt::format("{}", fmt::join(words, " "))});
        return true;
    }
    if (says(words, "origin") || says(words, "insertion")) {
        const auto near = [&](const char* end, int value, bool& isNear) {
            if (!says(words, end)) return;
            isNear = true;
            wanted.said.push_back({SaidPlace::along, value, fmt::format("near the {}", end)});
        };
        near("origin", 0, wanted.nearOrigin);
        near("insertion", 2, wanted.nearInsertion);
        return std::all_of(words.begin(), words.end(), [](const std::string& word) {
            return word == "origin" || word == "insertion" || word == "near" || word == "at" || word == "the";
        });
    }
    std::vector<Meaning> meanings;
    const bool third = says(words, "third");
    const std::string noun = third ? " third" : "";
    for (const std::string& word : words) {
        if (word == "third") continue;
        if (isMiddle(word)) {
            if (third) wanted.alongThird = 1;
            else wanted.centre = true;
            wanted.said.push_back({third ? SaidPlace::along : SaidPlace::centre, 1, word + noun});
        } else if (side == Side::midline && (word == "left" || word == "right")) {
            wanted.half = sideFromName(word);
            wanted.said.push_back({SaidPlace::half, word == "left" ? 0 : 1, word + noun});
            if (third) meanings.push_back({BodyAxes::across, 2, word});
        } else if (!understandWord(word, word, meanings)) {
            return false;
        }
    }
    for (const Meaning& meaning : meanings) {
        wanted.thirds[meaning.axis] = meaning.third;
        wanted.said.push_back({static_cast<SaidPlace::Aspect>(meaning.axis), meaning.third, meaning.word + noun});
    }
    return !meanings.empty() || wanted.alongThird || wanted.centre || wanted.half || std::all_of(words.begin(), words.end(), isPlaceNoun);
}

Error contradiction(std::string_view one, std::string_view other) {
    return environmentFault(fmt::format("\"{}\" and \"{}\" cannot both be meant; say one of them.", one, other));
}

std::optional<Error> contradictionIn(const WantedPlace& wanted) {
    // A trigger point is a place of its own: nothing beside it would be looked at.
    const auto clash = [](const SaidPlace& a, const SaidPlace& b) {
        const bool onePoint = (a.aspect == SaidPlace::triggerPoint) != (b.aspect == SaidPlace::triggerPoint);
        return onePoint || (a.aspect == b.aspect && a.value != b.value);
    };
    for (size_t i = 0; i < wanted.said.size(); ++i)
        for (size_t k = 0; k < i; ++k)
            if (clash(wanted.said[k], wanted.said[i])) return contradiction(wanted.said[k].words, wanted.said[i].words);
    return std::nullopt;
}

std::optional<Error> contradictionOn(const BodyAxes& axes, const WantedPlace& wanted) {
    const auto on = [&](BodyAxes::Axis axis) { return saidOn(wanted, static_cast<SaidPlace::Aspect>(axis)); };
    const SaidPlace *along = on(axes.along()), *wide = on(axes.axisOf(1));
    if (wanted.alongThird && along) return contradiction(saidOn(wanted, SaidPlace::along)->words, along->words);
    // The ends of u lie at one end of the axis that it follows: "near the insertion" of the soleus is its lower third.
    for (const auto& [isNear, u] : {std::pair{wanted.nearOrigin, 0.0F}, std::pair{wanted.nearInsertion, 1.0F}})
        if (isNear && along && along->value != thirdOf(axes.coordinate(axes.along(), vec3(u, 0.5F, 0.5F))))
            return contradiction(saidOn(wanted, SaidPlace::along)->words, along->words);
    if (wanted.centre && wide) return contradiction(saidOn(wanted, SaidPlace::centre)->words, wide->words);
    return std::nullopt;
}

}  // namespace myochart::places
