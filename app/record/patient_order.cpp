#include "record/patient_order.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "core/typed_day.h"

namespace myochart::record {

namespace {

bool isNumber(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether a folded word is in one of the usual ways to write that day. Called for everybody in the record: the month's name is
/// made only for words that may be one.
bool isInDay(const std::string& word, const std::string& isoDay) {
    const auto holds = [&](std::string_view text) { return text.find(word) != std::string_view::npos; };
    if (!isCalendarDay(isoDay)) return holds(isoDay);
    const std::string_view day = isoDay;
    return isNumber(word) ? holds(day.substr(0, 4)) || holds(day.substr(5, 2)) || holds(day.substr(8, 2)) : holds(foldForSearch(dayInWords(isoDay)));
}

constexpr size_t kLeastGuessed = 3;    ///< letters of a sound that is guessed at
constexpr size_t kOneSlip = 4, kTwoSlips = 7;  ///< from so many letters of a sound on, so many may be wrong

std::string inSmallLetters(std::string_view text) {
    std::string small(text);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

std::string joined(std::string text) {
    std::erase(text, ' ');
    return text;
}

/// Whether a word begins with the sought one, a slip or two allowed: who looks is still typing.
bool beginsNearly(std::string_view word, std::string_view sought) {
    if (word.starts_with(sought)) return true;
    const int slips = sought.size() >= kTwoSlips ? 2 : sought.size() >= kOneSlip ? 1 : 0;
    if (slips == 0 || word.empty()) return false;
    // Nobody misses both of the first two letters; most names end here.
    if (sought.substr(0, 2).find(word[0]) == std::string_view::npos && word.substr(0, 2).find(sought[0]) == std::string_view::npos) return false;
    for (size_t length = sought.size() - static_cast<size_t>(slips); length <= std::min(word.size(), sought.size() + static_cast<size_t>(slips)); ++length)
        if (editDistance(word.substr(0, length), sought, slips) <= slips) return true;
    return false;
}

}  // namespace

std::string soundOf(std::string_view word) {
    // In this order: the longer first.
    static constexpr std::pair<std::string_view, std::string_view> kSounds[] = {
        {"sch", "s"}, {"tsch", "s"}, {"eau", "o"}, {"sh", "s"}, {"ch", "k"}, {"ck", "k"}, {"ph", "f"}, {"th", "t"}, {"dt", "t"}, {"tz", "s"}, {"ts", "s"},
        {"qu", "k"}, {"ae", "a"}, {"oe", "o"}, {"ue", "u"}, {"ay", "ei"}, {"ai", "ei"}, {"ey", "ei"}, {"au", "o"}, {"ou", "u"},
        {"c", "k"}, {"q", "k"}, {"y", "i"}, {"z", "s"}, {"w", "v"}, {"h", ""}, {"j", "i"}, {"x", "ks"}};
    std::string sound;
    for (size_t at = 0; at < word.size();) {
        const auto rule = std::ranges::find_if(kSounds, [&](const auto& each) { return word.substr(at).starts_with(each.first); });
        const bool none = rule == std::end(kSounds);
        const std::string_view piece = none ? word.substr(at, 1) : rule->second;
        at += none ? 1 : rule->first.size();
        for (const char letter : piece)
            if (sound.empty() || sound.back() != letter) sound += letter;
    }
    return sound;
}

ListPlace listPlace(const Patient& patient) {
    ListPlace place{foldForSearch(patient.name), patient.birthDate, patient.name, patient.id, joined(foldForSearch(patient.details.identifier)), {},
                    inSmallLetters(patient.name) + '\n' + inSmallLetters(patient.details.identifier)};
    for (const std::string& word : split(place.folded, ' ')) {
        if (word.empty()) continue;
        if (!place.sounds.empty()) place.sounds += ' ';
        place.sounds += soundOf(word);
    }
    return place;
}

PatientSearch::PatientSearch(std::string_view sought) : wanted_(foldForSearch(sought)), joined_(joined(wanted_)) {
    const std::string text = inSmallLetters(sought);
    for (const std::string& word : split(text, ' '))
        if (word.find_first_of("%_*?") != std::string::npos) asWritten_.push_back(word);
    if (wanted_.empty() && asWritten_.empty() && !trim(text).empty()) asWritten_.push_back(trim(text));
    if (wanted_.empty()) return;
    for (const std::string& word : split(wanted_, ' '))
        if (!word.empty()) words_.push_back({word, soundOf(word), isNumber(word)});
    if (const auto day = dayFromTyped(sought)) day_ = *day;
}

Fit PatientSearch::fit(const ListPlace& place) const {
    if (!std::ranges::all_of(asWritten_, [&](const std::string& word) { return place.written.find(word) != std::string::npos; })) return Fit::none;
    if (fitsExactly(place)) return Fit::exact;
    return mayBeNear() && fitsNearly(place) ? Fit::near : Fit::none;
}

bool PatientSearch::fitsExactly(const ListPlace& place) const {
    const auto inName = [&](const std::string& text) { return place.folded.find(text) != std::string::npos; };
    const auto inIdentifier = [&](const std::string& text) { return !place.identifier.empty() && place.identifier.find(text) != std::string::npos; };
    if (wanted_.empty() || inName(wanted_) || inIdentifier(joined_) || (!day_.empty() && day_ == place.birthDate)) return true;
    return std::ranges::all_of(words_, [&](const Word& word) {
        return inName(word.text) || inIdentifier(word.text) || (!place.birthDate.empty() && isInDay(word.text, place.birthDate));
    });
}

bool PatientSearch::mayBeNear() const {
    return std::ranges::any_of(words_, [](const Word& word) { return !word.number && word.sound.size() >= kLeastGuessed; });
}

bool PatientSearch::fitsNearly(const ListPlace& place) const {
    const std::string_view sounds = place.sounds;
    const auto sounded = [&](const Word& word) {
        if (word.number) return false;
        if (word.sound.size() < kLeastGuessed) return place.folded.find(word.text) != std::string::npos;
        for (size_t from = 0; from < sounds.size();) {
            const size_t end = std::min(sounds.find(' ', from), sounds.size());
            if (beginsNearly(sounds.substr(from, end - from), word.sound)) return true;
            from = end + 1;
        }
        return false;
    };
    return std::ranges::all_of(words_, [&](const Word& word) {
        return sounded(word) || (!place.identifier.empty() && place.identifier.find(word.text) != std::string::npos) ||
               (!place.birthDate.empty() && isInDay(word.text, place.birthDate));
    });
}

}  // namespace myochart::record
