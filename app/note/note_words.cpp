#include "note/note_words.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "note/adverse_rates.h"
#include "note/site_muscle.h"

namespace myochart::note {

namespace {

constexpr std::array<const char*, 10> kHeadings = {
    mark("Visit"), mark("Alerts and screening"), mark("Consent"), mark("Before the treatment"), mark("Sites"),
    mark("Needles"), mark("After the treatment"), mark("Advice and plan"), mark("Muscles needled"), mark("Signature")};

constexpr std::array<const char*, 7> kDays = {mark("Sunday"), mark("Monday"), mark("Tuesday"), mark("Wednesday"),
                                              mark("Thursday"), mark("Friday"), mark("Saturday")};

/// A text of several lines as one, so that it stays in its paragraph.
std::string onOneLine(std::string_view text) {
    std::string line;
    for (const std::string& part : split(trim(text), '\n'))
        if (const std::string words = trim(part); !words.empty()) line += (line.empty() ? "" : " ") + words;
    return line;
}

bool ends(std::string_view sentence) {
    return sentence.ends_with('.') || sentence.ends_with('!') || sentence.ends_with('?') || sentence.ends_with("\xE2\x80\xA6");
}

const char* weekday(std::string_view isoDay) {
    const auto part = [&](size_t from, size_t length) { return static_cast<int>(parseInteger(isoDay.substr(from, length)).value_or(1)); };
    const std::chrono::year_month_day day{std::chrono::year{part(0, 4)}, std::chrono::month{static_cast<unsigned>(part(5, 2))},
                                          std::chrono::day{static_cast<unsigned>(part(8, 2))}};
    return tr(kDays.at(std::chrono::weekday{std::chrono::sys_days{day}}.c_encoding()));
}

/// "side_lying" with blanks; words stay.
std::string withoutUnderscores(std::string_view key) {
    std::string words(key);
    const bool isKey = std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    if (isKey) std::ranges::replace(words, '_', ' ');
    return words;
}

}  // namespace

const char* heading(Group group) { return kHeadings.at(static_cast<size_t>(group)); }

void NoteWriter::begin(Group group) {
    endParagraph();
    waiting_ = group;
}

void NoteWriter::say(std::string_view sentence) {
    const std::string words = onOneLine(sentence);
    if (words.empty()) return;
    if (waiting_) {
        if (!text_.empty()) text_ += '\n';
        text_ += tr(heading(*waiting_));
        text_ += '\n';
        waiting_.reset();
    }
    if (inParagraph_) text_ += ' ';
    text_ += words;
    if (!ends(words)) text_ += '.';
    inParagraph_ = true;
}

void NoteWriter::endParagraph() {
    if (inParagraph_) text_ += '\n';
    inParagraph_ = false;
}

std::string NoteWriter::take() {
    endParagraph();
    return std::move(text_);
}

std::string joined(const std::vector<std::string>& parts) { return fmt::format("{}", fmt::join(parts, "; ")); }

std::string answer(const std::optional<bool>& given, const char* yes, const char* no) {
    if (!given) return {};
    return *given ? tr(yes) : tr(no);
}

std::string momentInFull(UtcMs moment, std::string_view utcOffset) {
    return fmt::format("{}, {}, {}", weekday(dayAt(moment, utcOffset)), dayInFullAt(moment, utcOffset), clockTime(moment, utcOffset));
}

std::string clockTime(UtcMs moment, std::string_view utcOffset) {
    constexpr size_t kLength = 5;  // "14:05" ends it
    const std::string whole = dateTimeAt(moment, utcOffset);
    return whole.substr(whole.size() - kLength);
}

std::string number(double value) { return formatNumber(value, 2); }

// Translators: a pain: 6 of 10
std::string painWords(std::uint32_t pain) { return trf("{} of 10", pain); }

std::string safetyWords(const anatomy::Catalogue& catalogue, std::string_view key) {
    if (const AdverseCategory* category = adverseCategory(key)) return tr(category->title);
    for (const anatomy::SafetyFact& fact : catalogue.safety())
        if (fact.key == key) return anatomy::called(catalogue, fact);
    return withoutUnderscores(key);
}

std::string needleWords(const anatomy::Catalogue& catalogue, std::string_view key) {
    for (const anatomy::NeedleFact& fact : catalogue.needles())
        if (fact.key == key) return anatomy::called(catalogue, fact);
    return withoutUnderscores(key);
}

std::string sideWords(Side side) {
    return side == Side::left ? tr("left") : side == Side::right ? tr("right") : tr("midline");
}

std::string insideSentence(std::string title) {
    if (languageInUse() != "de" && !title.empty() && title[0] >= 'A' && title[0] <= 'Z') title[0] = static_cast<char>(title[0] - 'A' + 'a');
    return title;
}

std::string siteWords(const NoteData& data, const record::Marker& marker) {
    return fmt::format("{} ({}, {})", record::shownLabel(data.session, marker.id), clinicalName(marker, data.catalogue), sideWords(marker.side));
}

bool isConfirmed(const record::Marker& marker) { return !marker.plan.unconfirmed.value_or(false); }

}  // namespace myochart::note
