#include "handout/texts.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <set>

#include <fmt/format.h>

#include "core/text.h"
#include "core/time.h"
#include "core/words.h"
#include "teaching/lesson_lines.h"

namespace myochart::handout {

namespace {

constexpr std::uint64_t kMaxHandoutTextBytes = 1U << 20U;

/// A key, and what its text holds in braces: all of these, nothing else. Of lists between commas so many parts.
struct KeyRule {
    std::string_view key;
    std::string_view names = {};  ///< with blanks between them
    size_t parts = 0;
};

constexpr auto kKeyRules = std::to_array<KeyRule>({
    {"title needled"}, {"title other"}, {"title planned"}, {"subject"}, {"for"}, {"visit", "day"}, {"therapist"}, {"day", "day month weekday year"}, {"weekdays", "", 7}, {"months", "", 12},
    {"places title"}, {"places none"}, {"places model"}, {"view anterior"}, {"view posterior"}, {"view left"}, {"view right"},
    {"edge left"}, {"edge right"}, {"edge front"}, {"edge back"}, {"others view left"}, {"others view right"}, {"others edge left"}, {"others edge right"}, {"column number"}, {"column where"}, {"column side"}, {"column done"},
    {"side left"}, {"side right"}, {"side midline"}, {"done needle"}, {"done current"}, {"done found"}, {"done planned"}, {"muscle unknown"},
    {"area head_face"}, {"area neck"}, {"area shoulder_girdle"}, {"area arm"}, {"area forearm_hand"}, {"area thorax"}, {"area abdomen"}, {"area back"},
    {"area pelvis_hip"}, {"area thigh"}, {"area leg_foot"}, {"expect title"}, {"expect needled"}, {"expect other"}, {"care title"}, {"care needled"},
    {"care other"}, {"care therapist"}, {"warning title"}, {"lung title"}, {"lung"}, {"lung planned"}, {"warning needled"}, {"warning other"}, {"emergency", "number"},
    {"emergency number"}, {"call"}, {"exercises title"}, {"exercise dose"}, {"exercise stop"}, {"exercise line", "label text"}, {"exercise both"}, {"next title"},
    {"page", "page pages"}, {"foot"},
    {"consent subject"}, {"consent places title"}, {"consent places none"}, {"consent risks title"}, {"consent all told"}, {"consent told", "risks"}, {"consent before title"},
    {"consent alternatives"}, {"consent questions"}, {"consent copy"}, {"consent sign title"}, {"consent agree"}, {"consent disagree"}, {"consent line day"}, {"consent line patient"},
    {"consent line therapist"}, {"consent signed"}, {"consent verbal"}, {"consent refused"}, {"consent withdrawn"}, {"consent when", "day time what"}, {"consent foot", "version"},
    {"page body"}, {"page help"}, {"page keys"}, {"page nearer"}, {"page farther"}, {"page views"}, {"page layers"}, {"page skin"},
    {"page muscles"}, {"page bones"}, {"page close"}, {"page flat"}, {"page pattern", "places"}, {"page pattern note"},
    {"page pattern source", "confidence source"}, {"page confidence high"}, {"page confidence medium"}, {"page confidence low"},
    {"page offline"},
    {"screen needles", "count"}, {"screen feel title"}, {"screen feel"}, {"screen nothing"}, {"screen follow"}, {"screen ring"},
    {"form title"}, {"form steps", "step steps"}, {"form where"}, {"form where help"}, {"form no pain"}, {"form paint"}, {"form erase"}, {"form undo"},
    {"form clear"}, {"form brush"}, {"form small"}, {"form middle"}, {"form large"}, {"form painted", "place"}, {"form like"}, {"form qualities", "", 11},
    {"form how much"}, {"form now"}, {"form worst"}, {"form best"}, {"form none"}, {"form most"}, {"form questions"}, {"form questions help"}, {"form yes"},
    {"form no"}, {"form not sure"}, {"form open", "count"}, {"form words"}, {"form check"}, {"form said", "no unsure yes"}, {"form next"}, {"form back"},
    {"form done"}, {"form stop"}, {"form thanks"}, {"form give back"}, {"form away"}, {"form emergency"}, {"form name"}, {"form save"}, {"form save help"},
    {"form saved", "file"}, {"form unsaved"}, {"form region help"}, {"form language"}, {"form keys"}, {"form flat"},
    {"form no script"}, {"form nothing painted"}, {"form not told"}, {"form full"}, {"ask abs_red_flag"}, {"ask abs_fever_infection"}, {"ask rel_unfit_today"},
    {"ask abs_needle_phobia"}, {"ask pre_vasovagal"}, {"ask rel_earlier_reaction"}, {"ask rel_anticoagulant"}, {"ask rel_pregnancy"},
    {"ask abs_electrical_pacemaker"}, {"ask abs_over_implant"}, {"ask rel_breast_implant"}, {"ask rel_joint_replacement"}, {"ask abs_lymphoedema_limb"},
    {"ask rel_node_clearance"}, {"ask abs_compartment_dvt"}, {"ask abs_local_infection"}, {"ask abs_malignancy_area"}, {"ask rel_lung"}, {"ask rel_heart"},
    {"ask rel_vascular"}, {"ask rel_diabetes"}, {"ask rel_epilepsy"}, {"ask rel_immune"}, {"ask rel_spleen_neutropenia"}, {"ask rel_blood_borne"},
    {"ask rel_allergy"}, {"ask rel_osteoporosis"}, {"ask rel_post_surgery"}, {"ask rel_missing_lamina"}, {"ask rel_recent_injection"},
    {"ask abs_cosmetic_fillers"}, {"ask rel_thin_skin"}, {"ask rel_numb_area"}, {"ask rel_flight_dive"},
});

const KeyRule* ruleOf(std::string_view key) {
    const auto at = std::ranges::find(kKeyRules, key, &KeyRule::key);
    return at == kKeyRules.end() ? nullptr : &*at;
}

/// What stands in braces, sorted, with blanks between; nothing where a brace stays open.
std::optional<std::string> namesIn(std::string_view text) {
    std::set<std::string> names;
    while (true) {
        const size_t open = text.find_first_of("{}");
        if (open == std::string_view::npos) break;
        const size_t close = text.find_first_of("{}", open + 1);
        if (text[open] == '}' || close == std::string_view::npos || text[close] == '{') return std::nullopt;
        names.emplace(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : " ") + name;
    return all;
}

std::string listOf(std::string_view names) {
    std::string list;
    for (const std::string& name : split(names, ' ')) list += fmt::format("{}{{{}}}", list.empty() ? "" : ", ", name);
    return list;
}

/// What is wrong with a text for its key; empty: nothing.
std::string faultOf(const KeyRule& rule, std::string_view text) {
    if (text.empty()) return fmt::format("{} has no text.", rule.key);
    const auto names = namesIn(text);
    if (!names || *names != rule.names)
        return rule.names.empty() ? fmt::format("{} holds nothing in braces.", rule.key) : fmt::format("{} holds {} and nothing else in braces.", rule.key, listOf(rule.names));
    if (rule.parts > 0 && split(text, ',').size() != rule.parts) return fmt::format("{} has {} parts with commas between them.", rule.key, rule.parts);
    return {};
}

}  // namespace

/// Reads the files of one language over what is there.
class TextsReader {
  public:
    TextsReader(ReadTexts& into, std::string_view language) : into_(into) { into_.texts.language_ = language; }

    /// False: the file is not there. `whole`: it has to have every key, else it adds to what was read.
    bool readFile(const Path& file, bool whole) {
        std::error_code fault;
        if (!std::filesystem::exists(file, fault)) return false;
        const auto text = readTextFile(file, kMaxHandoutTextBytes);
        file_ = shown(file.filename());
        if (!text) {
            into_.remarks.push_back(text.error().message);
            return true;
        }
        const teaching::FileLines lines = teaching::linesOf(*text, file_);
        for (const teaching::Remark& remark : lines.remarks) into_.remarks.push_back(remark.sentence());
        std::set<std::string> seen;
        for (const teaching::FileSection& section : lines.sections) {
            if (!section.name.empty()) {
                say(section.line, fmt::format("No section is called so: {}", displayText(section.name, 60)));
                continue;
            }
            for (const teaching::FileEntry& entry : section.entries) readEntry(entry, seen);
        }
        if (whole)
            for (const KeyRule& rule : kKeyRules)
                if (!seen.contains(std::string(rule.key))) say(lines.lastLine, fmt::format("The file has no {}.", rule.key));
        return true;
    }

    void readExercises(const Path& file) {
        std::error_code fault;
        if (!std::filesystem::exists(file, fault)) return;
        const auto text = readTextFile(file, kMaxHandoutTextBytes);
        file_ = shown(file.filename());
        if (!text) return into_.remarks.push_back(text.error().message);
        const teaching::FileLines lines = teaching::linesOf(*text, file_);
        for (const teaching::Remark& remark : lines.remarks) into_.remarks.push_back(remark.sentence());
        for (const teaching::FileSection& section : lines.sections)
            if (!section.name.empty() || !section.entries.empty()) readExercise(section);
    }

    bool hasAll() const {
        return std::ranges::all_of(kKeyRules, [&](const KeyRule& rule) { return into_.texts.byKey_.contains(rule.key); });
    }

  private:
    void say(int line, std::string text) {
        if (into_.remarks.size() < teaching::kMostRemarks) into_.remarks.push_back(teaching::Remark{file_, line, std::move(text)}.sentence());
    }

    void readEntry(const teaching::FileEntry& entry, std::set<std::string>& seen) {
        const KeyRule* rule = ruleOf(entry.key);
        if (entry.told || !rule) return say(entry.line, fmt::format("No text of a handout is called so: {}", displayText(entry.key, 60)));
        if (!seen.insert(entry.key).second) return say(entry.line, fmt::format("{} is told twice; the first one counts.", entry.key));
        if (std::string wrong = faultOf(*rule, entry.value); !wrong.empty()) return say(entry.line, std::move(wrong));
        into_.texts.byKey_[entry.key] = entry.value;
    }

    void readExercise(const teaching::FileSection& section) {
        if (section.name.empty()) return say(1, "What is told of an exercise stands below its key in square brackets.");
        ExerciseText text;
        for (const teaching::FileEntry& entry : section.entries) {
            std::string* to = entry.key == "how" ? &text.how : entry.key == "dose" ? &text.dose : entry.key == "stop" ? &text.stop : nullptr;
            if (!to || entry.told) say(entry.line, fmt::format("Of an exercise how, dose and stop are told, not {}.", displayText(entry.key, 60)));
            else *to = entry.value;
        }
        if (text.how.empty()) return say(section.line, fmt::format("Nothing is told of how {} goes.", displayText(section.name, 60)));
        into_.texts.exercises_[section.name] = std::move(text);
    }

    ReadTexts& into_;
    std::string file_;
};

const std::string& Texts::of(std::string_view key) const {
    const auto at = byKey_.find(key);
    assert(at != byKey_.end());
    return at->second;
}

std::string Texts::of(std::string_view key, const std::map<std::string_view, std::string>& values) const {
    std::string_view rest = of(key);
    std::string filled;
    while (!rest.empty()) {
        const size_t open = rest.find('{');
        filled += rest.substr(0, open);
        if (open == std::string_view::npos) break;
        const size_t close = rest.find('}', open);
        const auto value = values.find(rest.substr(open + 1, close - open - 1));
        if (value != values.end()) filled += value->second;
        rest.remove_prefix(close + 1);
    }
    return filled;
}

Texts Texts::toldToOthers() const {
    Texts told = *this;
    for (const char* key : {"view left", "view right", "edge left", "edge right"}) told.byKey_.insert_or_assign(key, of(std::string("others ") + key));
    return told;
}

std::vector<std::string> Texts::paragraphs(std::string_view key) const { return split(of(key), '\n'); }

std::vector<std::string> Texts::parts(std::string_view key) const {
    std::vector<std::string> parts;
    for (const std::string& part : split(of(key), ',')) parts.push_back(trim(part));
    return parts;
}

const ExerciseText* Texts::exercise(std::string_view key) const {
    const auto at = exercises_.find(key);
    return at == exercises_.end() ? nullptr : &at->second;
}

std::vector<std::string_view> keys() {
    std::vector<std::string_view> all;
    for (const KeyRule& rule : kKeyRules) all.push_back(rule.key);
    return all;
}

Result<ReadTexts> readTexts(const std::vector<Path>& folders, std::string_view language) {
    assert(!folders.empty());
    const auto known = std::ranges::find_if(kLanguages, [&](const Language& each) { return language == each.code; });
    if (known == kLanguages.end()) return environmentFault(fmt::format("Handouts are written in en, de, es and fr, not in {}.", displayText(language, 20)));
    ReadTexts read;
    TextsReader reader(read, known->code);
    if (!reader.readFile(folders.front() / "en.txt", true)) return failed("The texts of handouts are not there: assets/handout/en.txt. Install the program again.");
    if (!reader.hasAll()) return failed(fmt::format("The texts of handouts are not whole: {}", read.remarks.front()));
    for (const Path& folder : folders) {
        const bool first = &folder == &folders.front();
        const bool there = (first && language == "en") || reader.readFile(folder / fmt::format("{}.txt", language), first);
        if (first && !there) read.remarks.push_back(fmt::format("{}.txt is not there: the handout is in English.", language));
        reader.readExercises(folder / fmt::format("exercises.{}.txt", language));
    }
    return read;
}

std::string dayInFull(const Texts& texts, std::string_view isoDay) {
    if (!isCalendarDay(isoDay)) return std::string(isoDay);
    const auto number = [&](size_t from, size_t count) { return static_cast<int>(parseInteger(isoDay.substr(from, count)).value_or(1)); };
    const auto month = static_cast<unsigned>(number(5, 2)), day = static_cast<unsigned>(number(8, 2));
    const std::chrono::year_month_day date{std::chrono::year(number(0, 4)), std::chrono::month(month), std::chrono::day(day)};
    const unsigned weekday = std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding();  // Monday is 1
    return texts.of("day", {{"weekday", texts.parts("weekdays").at(weekday - 1)},
                            {"day", std::to_string(day)},
                            {"month", texts.parts("months").at(month - 1)},
                            {"year", std::string(isoDay.substr(0, 4))}});
}

}  // namespace myochart::handout
