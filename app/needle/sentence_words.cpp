#include "needle/sentence_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"

namespace myochart::needle {

namespace {

/// One way of the body: as a place's bearing and as where a needle points. `x` counts to lateral where there is a side.
struct Way {
    std::string_view bearing, aim;
    vec3 towards;
    bool ofSide = false;      ///< only where there is a side
    bool ofMidline = false;   ///< only where there is none
};
constexpr std::array kWays = {
    Way{"lateral to", "laterally", {1, 0, 0}, true, false}, Way{"medial to", "medially", {-1, 0, 0}, true, false},
    Way{"left of", "to the left", {1, 0, 0}, false, true},  Way{"right of", "to the right", {-1, 0, 0}, false, true},
    Way{"behind", "backward", {0, 1, 0}},                   Way{"in front of", "forward", {0, -1, 0}},
    Way{"above", "up", {0, 0, 1}},                          Way{"below", "down", {0, 0, -1}},
};

bool fits(const Way& way, Side side) { return side == Side::midline ? !way.ofSide : !way.ofMidline; }
vec3 inBody(const Way& way, Side side) { return way.towards * vec3(side == Side::right ? -1.0F : 1.0F, 1, 1); }

/// The way that a direction follows most; `except` an axis.
const Way& mostLike(vec3 direction, Side side, int except = -1) {
    const Way* best = nullptr;
    float most = -2;
    for (const Way& way : kWays) {
        if (!fits(way, side) || (except >= 0 && std::abs(way.towards[except]) > 0)) continue;
        if (const float along = glm::dot(inBody(way, side), direction); along > most) {
            most = along;
            best = &way;
        }
    }
    return *best;
}

const Way* wayAt(std::string_view text, Side side, std::string_view Way::*words) {
    for (const Way& way : kWays)
        if (fits(way, side) && text.starts_with(way.*words) && (text.size() == (way.*words).size() || text[(way.*words).size()] == ' ' || text[(way.*words).size()] == ',')) return &way;
    return nullptr;
}

int axisOf(const Way& way) { return way.towards.x != 0 ? 0 : way.towards.y != 0 ? 1 : 2; }

/// "20 degrees up" at the start of `text`, which loses it: the angle and the way.
struct Lean {
    float angle = 0;
    vec3 towards{};
};
std::optional<Lean> takeLean(std::string& text, Side side) {
    const size_t blank = text.find(' ');
    const auto number = parseNumber(text.substr(0, blank));
    if (!number || blank == std::string::npos) return std::nullopt;
    std::string rest = text.substr(blank + 1);
    for (const std::string_view unit : {"degrees ", "degree ", "\xC2\xB0 "})
        if (rest.starts_with(unit)) {
            rest = rest.substr(unit.size());
            const Way* way = wayAt(rest, side, &Way::aim);
            if (!way || !(*number >= 0) || *number >= 90) return std::nullopt;
            text = rest.substr(way->aim.size());
            return Lean{glm::radians(static_cast<float>(*number)), inBody(*way, side)};
        }
    return std::nullopt;
}

void takeJoint(std::string& text) {
    for (const std::string_view joint : {" and ", ", ", " "})
        if (text.starts_with(joint)) {
            text = text.substr(joint.size());
            return;
        }
}

}  // namespace

std::string bearingWords(vec3 way, Side side) { return std::string(mostLike(way, side).bearing); }

std::optional<vec3> takeBearing(std::string& text, Side side) {
    const Way* way = wayAt(text, side, &Way::bearing);
    if (!way) return std::nullopt;
    text = text.substr(std::min(text.size(), way->bearing.size() + 1));
    return inBody(*way, side);
}

std::string aimWords(vec3 direction, Side side) {
    const Way& main = mostLike(direction, side);
    const float along = glm::dot(inBody(main, side), direction);
    std::string text = fmt::format("aimed {}", main.aim), joint = ", ";
    for (int axis = 0; axis < 3; ++axis) {
        if (axis == axisOf(main)) continue;
        vec3 only{};
        only[axis] = direction[axis];
        const long angle = std::lround(glm::degrees(std::atan2(std::abs(direction[axis]), along)));
        if (angle == 0) continue;
        text += fmt::format("{}{} {} {}", joint, angle, angle == 1 ? "degree" : "degrees", mostLike(only, side).aim);
        joint = " and ";
    }
    return text;
}

std::optional<vec3> aimFromWords(std::string_view words, Side side, vec3 skinInward) {
    std::string text(words);
    std::optional<vec3> main;
    if (const Way* way = wayAt(text, side, &Way::aim)) {
        main = inBody(*way, side);
        text = text.substr(way->aim.size());
    } else if (text.starts_with("straight in")) {
        main = skinInward;
        text = text.substr(std::string_view("straight in").size());
    }
    const bool fromSkin = !main;
    vec3 direction = main.value_or(skinInward);
    takeJoint(text);
    int leans = 0;
    for (auto lean = takeLean(text, side); lean; lean = takeLean(text, side)) {
        vec3 across = lean->towards;
        if (fromSkin) across -= skinInward * glm::dot(across, skinInward);
        if (glm::length(across) < 0.1F) return std::nullopt;
        direction += glm::normalize(across) * std::tan(lean->angle);
        ++leans;
        takeJoint(text);
    }
    if (!text.empty() || (fromSkin && leans == 0)) return std::nullopt;
    return glm::normalize(direction);
}

std::string spokenLandmark(std::string_view label) {
    std::string text(label.substr(0, label.find(',')));
    for (const std::string_view kind : {"spinous process", "transverse process"})
        if (text.ends_with(kind) && text.size() > kind.size()) return fmt::format("{} of {}", kind, text.substr(0, text.size() - kind.size() - 1));
    const bool isShort = text.size() > 1 && (std::isupper(static_cast<unsigned char>(text[1])) || std::isdigit(static_cast<unsigned char>(text[1])));
    if (!text.empty() && !isShort) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

}  // namespace myochart::needle
