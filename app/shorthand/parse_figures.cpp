#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "shorthand/chips.h"
#include "shorthand/line_parser.h"

namespace myochart::shorthand {

namespace {

using TokenKind = Token::Kind;

constexpr double kLeastDepthMm = 1;        // less is the thickness of a needle
constexpr double kThickestMm = 1;          // of a needle told as 40x0.25
constexpr double kShortestMm = 5;

const char* needsUnit(std::string_view field) {
    if (field == "depth_mm" || field == "length_mm" || field == "diameter_mm") return tr("Its unit is missing: mm or cm.");
    if (field == "threshold") return tr("Its unit is missing: N, kg or kPa.");
    if (field == "tip_cm2") return tr("Its unit is missing: cm\xC2\xB2.");
    if (field == "stimulation_hz") return tr("Its unit is missing: Hz.");
    if (field == "stimulation_ma") return tr("Its unit is missing: mA.");
    return tr("Its unit is missing: min.");
}

}  // namespace

/// The unit at a token: "mm", "kg/cm2".
LineParser::Found LineParser::unitAt(size_t at) const {
    Found found = findUse(at, Use::unit);
    if (found && is(found.end, TokenKind::slash) && found.end + 1 < words_.size() && words_[found.end + 1] == "cm2") found.end += 2;
    return found;
}

size_t LineParser::figure(size_t at) {
    if (is(at, TokenKind::minus)) return notUnderstood(at, std::min(at + 2, tokens_.size()), tr("A figure below 0 or a range is not understood."));
    if (const size_t end = painPair(at, at); end != at) return end;
    if (!is(at, TokenKind::number)) return notUnderstood(at, at + 1, tr("This is not understood."));
    if (const size_t end = needleSize(at); end != at) return end;
    if (unitAt(at + 1)) return withUnit(at, at, "");
    const size_t behind = is(at + 1, TokenKind::times) ? at + 2 : at + 1;
    if (const Found what = findUse(behind, Use::subject)) {
        const std::string& field = what.word->field;
        const bool counts = field == "insertions" || field == "pistoning" || field == "twitch";
        const bool hasOwn = is(what.end, TokenKind::number) || is(what.end, TokenKind::times) || findUse(what.end, Use::level);
        if (counts && !hasOwn) return counted(field == "twitch" ? "twitch_count" : field, at, at, what.end);
    }
    return notUnderstood(at, std::min(behind, tokens_.size()), tr("A figure alone: say what it is, such as 20 mm or pain 7."));
}

/// "0.25x40", "0,25 mm × 40 mm", "40x0.25".
size_t LineParser::needleSize(size_t at) {
    const auto behindMm = [&](size_t i) {
        const Found unit = unitAt(i);
        return unit && unit.word->field == "depth_mm" && unit.word->value == "1" ? unit.end : i;
    };
    const size_t times = behindMm(at + 1);
    if (!is(times, TokenKind::times) || !is(times + 1, TokenKind::number)) return at;
    const size_t end = behindMm(times + 2);
    double diameter = tokens_[at].value, length = tokens_[times + 1].value;
    if (diameter >= kShortestMm && length > 0 && length <= kThickestMm) std::swap(diameter, length);
    Told told = parsed_.told;
    if (put(told, "diameter_mm", diameter) != Put::done || put(told, "length_mm", length) != Put::done)
        return notUnderstood(at, end, tr("A needle's size is its diameter and length in mm, such as 0.25x40."));
    if (!once("diameter_mm", fmt::format("{}", diameter), at, end) || !once("length_mm", fmt::format("{}", length), at, end)) return end;
    parsed_.told = std::move(told);
    return understood(at, end, chipOf("size", parsed_.told));
}

/// "7>3", "7/10 -> 3/10" and, behind a word for pain (`from` is before `at`), "7" and ">3".
size_t LineParser::painPair(size_t from, size_t at) {
    size_t end = at;
    bool whole = true, inRange = true;
    const auto take = [&]() -> std::optional<double> {
        if (!is(end, TokenKind::number)) return std::nullopt;
        const double value = tokens_[end].value;
        whole = whole && tokens_[end].whole;
        inRange = inRange && value <= factsOf("pain_before").highest;
        ++end;
        if (is(end, TokenKind::slash) && is(end + 1, TokenKind::number) && tokens_[end + 1].value == 10) end += 2;
        return value;
    };
    const std::optional<double> before = take();
    std::optional<double> after;
    const bool arrow = is(end, TokenKind::arrow);
    if (arrow) {
        ++end;
        after = take();
    }
    const bool worded = from != at;
    if (!arrow && (!worded || !before)) return at;
    if (arrow && !after) return notUnderstood(from, end, tr("Behind the arrow stands the pain after."));
    if (!worded && !before) return notUnderstood(from, end, tr("Say the pain as 7>3, or pain 7."));
    const bool goesOn = is(end, TokenKind::slash) || is(end, TokenKind::minus) || is(end, TokenKind::arrow) || is(end, TokenKind::times);
    if (goesOn || unitAt(end)) return notUnderstood(from, std::min(end + 1, tokens_.size()), tr("Pain is a whole figure from 0 to 10, without a unit: 7>3."));
    if (!whole || !inRange) return notUnderstood(from, end, tr("Pain is a whole figure from 0 to 10, without a unit: 7>3."));
    if (before && !once("pain_before", fmt::format("{}", *before), from, end)) return end;
    if (after && !once("pain_after", fmt::format("{}", *after), from, end)) return end;
    record::Response& response = parsed_.told.response;
    if (before) response.painBefore = static_cast<std::uint32_t>(*before);
    if (after) response.painAfter = static_cast<std::uint32_t>(*after);
    record::Response here;
    if (before) here.painBefore = response.painBefore;
    if (after) here.painAfter = response.painAfter;
    return understood(from, end, painChip(here));
}

bool LineParser::aboutStimulation(size_t from, size_t end) const {
    bool context = false, figures = false;
    for (size_t i = from; i < end; ++i) {
        context = context || findUse(i, Use::context);
        const Found unit = is(i, TokenKind::number) ? unitAt(i + 1) : Found{};
        if (unit && unit.word->field.starts_with("stimulation_")) return true;
        figures = figures || unit;
    }
    return context && figures;
}

/// Minutes beside hertz or milliamperes are of the stimulation; right behind them, with a comma between, they may be both.
size_t LineParser::minutes(size_t from, size_t end, double value, size_t number) {
    const size_t begin = phraseBegin(number), last = phraseEnd(number);
    if (aboutStimulation(begin, last)) return set("stimulation_min", value, from, end);
    const bool behindStimulation = begin >= 2 && is(begin - 1, TokenKind::separator) && aboutStimulation(phraseBegin(begin - 2), begin - 1);
    if (behindStimulation) return notUnderstood(from, end, tr("Of the stimulation, or in place? Say \xE2\x80\x9Cstimulation 10 min\xE2\x80\x9D or \xE2\x80\x9Cin place 10 min\xE2\x80\x9D."));
    return set("retention_min", value, from, end);
}

/// The figure at `at` with the unit behind it; `onlyField`: what stood before says which field it must be; `from`: where that is.
size_t LineParser::withUnit(size_t from, size_t at, const std::string& onlyField) {
    const Found unit = unitAt(at + 1);
    const double value = std::round(tokens_[at].value * parseNumber(unit.word->value).value_or(1) * 1e4) / 1e4;
    const std::string& field = unit.word->field;
    const bool aLength = field == "depth_mm";
    const bool fits = onlyField.empty() || field == onlyField || (aLength && (onlyField == "length_mm" || onlyField == "diameter_mm")) ||
                      (field == "retention_min" && onlyField == "stimulation_min");
    if (!fits) return notUnderstood(from, unit.end, needsUnit(onlyField));
    if (field == "threshold") {
        if (!once("threshold_unit", unit.word->unit, from, unit.end)) return unit.end;
        set("threshold", value, from, unit.end);
        if (parsed_.told.finding.threshold) put(parsed_.told, "threshold_unit", unit.word->unit);
        if (made_.back().piece.understood) made_.back().piece.words = chipOf("threshold", parsed_.told);
        return unit.end;
    }
    if (field == "retention_min" && onlyField.empty()) return minutes(from, unit.end, value, at);
    if (aLength && onlyField.empty()) {
        const bool beforeNeedle = [&] {
            const Found next = findUse(unit.end, Use::word);
            return next && next.word->field == "type" && next.word->value == "needle";
        }();
        const bool behindNeedle = at > 0 && !words_[at - 1].empty() && [&] {
            const Found last = findUse(at - 1, Use::word);
            return last && last.word->field == "type" && last.word->value == "needle";
        }();
        if (beforeNeedle || behindNeedle) return notUnderstood(from, unit.end, tr("The needle's length or its depth? Say the size as 0.25x40, the depth as \xE2\x80\x9C" "depth 20 mm\xE2\x80\x9D."));
    }
    const std::string target = onlyField.empty() ? field : onlyField;
    if (target == "depth_mm" && value < kLeastDepthMm) return notUnderstood(from, unit.end, tr("Less than 1 mm is no depth; say a needle's size as 0.25x40."));
    return set(target, value, from, unit.end);
}

// --- a field by its name, its value beside it

size_t LineParser::counted(const std::string& field, size_t from, size_t at, size_t end) {
    if (!tokens_[at].whole) return notUnderstood(from, end, tr("This is counted in whole figures."));
    return set(field, tokens_[at].value, from, end);
}

size_t LineParser::flagged(const Found& found, size_t at) {
    const std::string& field = found.word->field;
    size_t end = behindColon(found.end);
    if (is(end, TokenKind::plus)) return set(field, true, at, end + 1);
    if (const Found level = findUse(end, Use::level); level && level.word->field == "yes") return set(field, level.word->value == "yes", at, level.end);
    if (const Found no = findUse(end, Use::no); no && no.end == phraseEnd(end)) return set(field, false, at, no.end);
    return set(field, true, at, found.end);
}

size_t LineParser::twitch(const Found& found, size_t at) {
    const size_t value = behindColon(found.end);
    if (const Found level = findUse(value, Use::level); level && level.word->field == "twitch") return set("twitch", level.word->value, at, level.end);
    if (const Found no = findUse(value, Use::no); no && no.end == phraseEnd(value)) return set("twitch", std::string("none"), at, no.end);
    if (is(value, TokenKind::times) && is(value + 1, TokenKind::number)) return counted("twitch_count", at, value + 1, value + 2);
    if (is(value, TokenKind::number) && is(value + 1, TokenKind::times) && !is(value + 2, TokenKind::number)) return counted("twitch_count", at, value, value + 2);
    if (is(value, TokenKind::number) && !unitAt(value + 1)) {
        static constexpr std::array<const char*, 3> kGrades = {"none", "weak", "strong"};
        const double grade = tokens_[value].value;
        if (!tokens_[value].whole || grade > 2) return notUnderstood(at, value + 1, tr("A twitch is 0 none, 1 weak or 2 strong; their count is said as twitch x3."));
        return set("twitch", std::string(kGrades[static_cast<size_t>(grade)]), at, value + 1);
    }
    return notUnderstood(at, found.end, tr("Which twitch: none, weak or strong?"));
}

size_t LineParser::tenderness(const Found& found, size_t at) {
    const size_t value = behindColon(found.end);
    if (is(value, TokenKind::plus)) return set("tenderness", tokens_[value].value, at, value + 1);
    if (!is(value, TokenKind::number) || unitAt(value + 1)) {
        if (found.word->value.empty()) return notUnderstood(at, found.end, tr("How tender, from 0 to 3?"));
        if (!once("type", found.word->value, at, found.end)) return found.end;  // "tender" alone is a type of site
        parsed_.type = record::markerTypeFromName(found.word->value);
        return understood(at, found.end, parsed_.type ? std::string(tr(record::title(*parsed_.type))) : std::string());
    }
    size_t end = value + 1;
    if (is(end, TokenKind::slash) && is(end + 1, TokenKind::number) && tokens_[end + 1].value == 3) end += 2;
    return counted("tenderness", at, value, end);
}

size_t LineParser::grade(const Found& found, size_t at) {
    const size_t value = behindColon(found.end);
    static constexpr std::array<std::string_view, 5> kRoman = {"i", "ii", "iii", "iv", "v"};
    if (is(value, TokenKind::number)) return counted("grade", at, value, value + 1);
    const auto roman = value < words_.size() ? std::find(kRoman.begin(), kRoman.end(), words_[value]) : kRoman.end();
    if (roman == kRoman.end()) return notUnderstood(at, found.end, tr("Which grade, from 1 to 5?"));
    return set("grade", static_cast<double>(roman - kRoman.begin() + 1), at, value + 1);
}

size_t LineParser::leveled(const Found& found, size_t at) {
    const Found what = findUse(found.end, Use::subject);
    if (what && what.word->field == found.word->field) return set(what.word->field, found.word->value, at, what.end);
    if (what && found.word->field == "yes") return notUnderstood(at, found.end, tr("This is not understood."));
    return notUnderstood(at, found.end, tr("What is so?"));
}

size_t LineParser::subject(const Found& found, size_t at) {
    const Word& word = *found.word;
    const size_t value = behindColon(found.end);
    // "pistoning 5,20 mm": five strokes and 20 mm, or 5.2 mm?
    const Kind fieldKind = factsOf(word.field).kind;
    const bool counts = fieldKind == Kind::count || word.field == "pain" || word.field == "twitch";
    if (counts && is(value, TokenKind::number) && tokens_[value].text.find(',') != std::string::npos)
        return notUnderstood(at, unitAt(value + 1) ? unitAt(value + 1).end : value + 1, tr("Does that comma part two figures? Write a blank behind it."));
    if (word.field == "pain") {
        const size_t end = painPair(at, value);
        return end != value ? end : notUnderstood(at, found.end, tr("How much pain, from 0 to 10?"));
    }
    if (word.field == "pain_before" || word.field == "pain_after") {
        size_t end = value + 1;
        if (is(end, TokenKind::slash) && is(end + 1, TokenKind::number) && tokens_[end + 1].value == 10) end += 2;
        if (!is(value, TokenKind::number)) return notUnderstood(at, found.end, tr("How much pain, from 0 to 10?"));
        if (unitAt(end) || is(end, TokenKind::arrow)) return notUnderstood(at, end + 1, tr("Pain is a whole figure from 0 to 10, without a unit: 7>3."));
        const size_t behind = counted(word.field, at, value, end);
        if (made_.back().piece.understood) {
            record::Response here;
            (word.field == "pain_before" ? here.painBefore : here.painAfter) = static_cast<std::uint32_t>(tokens_[value].value);
            made_.back().piece.words = painChip(here);
        }
        return behind;
    }
    if (word.field == "twitch") return twitch(found, at);
    if (word.field == "tenderness") return tenderness(found, at);
    if (word.field == "grade") return grade(found, at);
    const Kind kind = fieldKind;
    if (kind == Kind::flag) return flagged(found, at);
    if (kind == Kind::figure) {
        if (is(value, TokenKind::number) && unitAt(value + 1)) return withUnit(at, value, word.field);
        if (is(value, TokenKind::number)) return notUnderstood(at, value + 1, needsUnit(word.field));
        return notUnderstood(at, found.end, tr("Its figure is missing."));
    }
    if (kind == Kind::choice) {
        const Found level = findUse(value, Use::level);
        if (level && level.word->field == word.field) return set(word.field, level.word->value, at, level.end);
        return notUnderstood(at, found.end, tr("What is so?"));
    }
    // Counts: "pistoning 5", "pistoning x5", "insertions 3x".
    const size_t number = is(value, TokenKind::times) ? value + 1 : value;
    if (is(number, TokenKind::number) && !unitAt(number + 1) && !(is(number + 1, TokenKind::times) && is(number + 2, TokenKind::number)) && !is(number + 1, TokenKind::arrow))
        return counted(word.field, at, number, is(number + 1, TokenKind::times) ? number + 2 : number + 1);
    if (!word.value.empty()) return set("technique", word.value, at, found.end);
    return notUnderstood(at, found.end, tr("How many?"));
}

}  // namespace myochart::shorthand
