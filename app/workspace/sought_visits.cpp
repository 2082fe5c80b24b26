#include "workspace/sought_visits.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "core/typed_day.h"
#include "core/words.h"
#include "note/site_muscle.h"
#include "store/visit_index.h"

namespace myochart::workspace {

namespace {

constexpr size_t kLeastLetters = 4, kLongestName = 5, kLongestDay = 5, kMostNamed = 3;

std::string join(const std::vector<std::string>& words, size_t from, size_t count) {
    std::string text;
    for (size_t i = from; i < from + count; ++i) text += (i == from ? "" : " ") + words[i];
    return text;
}

bool hasDigit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

std::string lastOfMonth(const std::string& firstDay) {
    using namespace std::chrono;
    const year_month_day_last last = year(std::atoi(firstDay.substr(0, 4).c_str())) / month(static_cast<unsigned>(std::atoi(firstDay.substr(5, 2).c_str()))) / std::chrono::last;
    return fmt::format("{}-{:02}", firstDay.substr(0, 7), static_cast<unsigned>(last.day()));
}

/// "2026-03", "03/2026", "3.2026", "March 2026", "marzo de 2026": its first day; empty: it is no month.
std::string monthIn(const std::string& text) {
    const size_t parted = text.find_first_of("-/. ");
    if (parted == std::string::npos || parted == 0) return {};
    const std::string first = text.substr(0, parted), rest = text.substr(parted + 1);
    const auto isAll = [](const std::string& digits, size_t least, size_t most) {
        return digits.size() >= least && digits.size() <= most && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    };
    std::string day;
    if (isAll(first, 4, 4) && isAll(rest, 1, 2)) day = fmt::format("{}-{:0>2}-01", first, rest);
    else if (isAll(first, 1, 2) && isAll(rest, 4, 4)) day = fmt::format("{}-{:0>2}-01", rest, first);
    else if (!hasDigit(first)) day = "1 " + text;
    const auto read = dayFromTyped(day);
    return read ? *read : std::string();
}

/// Whether these words are a day or a month; it is in the piece then.
bool readDays(const std::string& text, store::SoughtPiece& piece) {
    if (!hasDigit(text)) return false;
    if (const auto day = dayFromTyped(text)) {
        piece.firstDay = piece.lastDay = *day;
        return true;
    }
    piece.firstDay = monthIn(text);
    if (!piece.firstDay.empty()) piece.lastDay = lastOfMonth(piece.firstDay);
    return !piece.firstDay.empty();
}

bool saysLot(const std::string& folded) {
    return folded == "lot" || folded == "lote" || folded == "charge" || folded == "batch";
}

}  // namespace

const std::vector<SoughtVisits::Name>& SoughtVisits::names() const {
    if (!names_.empty()) return names_;
    const auto add = [&](const std::string& name, const std::vector<std::string>& muscles) {
        if (const std::string folded = foldForSearch(name); !folded.empty()) names_.push_back({split(folded, ' '), muscles});
    };
    for (const anatomy::Muscle& muscle : catalogue_.muscles()) {
        std::vector<std::string> keys = {muscle.key};
        keys.insert(keys.end(), muscle.parts.begin(), muscle.parts.end());
        add(muscle.name, keys);
        add(muscle.latin, keys);
        for (const std::string& synonym : muscle.synonyms) add(synonym, keys);
        if (const anatomy::PlainName* plain = catalogue_.plainName(muscle.key))
            for (const std::string* name : {&plain->english, &plain->german, &plain->spanish, &plain->french}) add(*name, keys);
    }
    return names_;
}

std::vector<std::string> SoughtVisits::musclesNamed(const std::vector<std::string>& words) const {
    size_t letters = 0;
    for (const std::string& word : words) letters += word.size();
    std::vector<std::string> keys;
    if (letters < kLeastLetters || std::ranges::any_of(words, [](const std::string& word) { return word.empty() || hasDigit(word); })) return keys;
    for (const Name& name : names())
        if (std::ranges::all_of(words, [&](const std::string& word) { return std::ranges::any_of(name.words, [&](const std::string& each) { return each.starts_with(word); }); }))
            keys.insert(keys.end(), name.muscles.begin(), name.muscles.end());
    std::ranges::sort(keys);
    const auto twice = std::ranges::unique(keys);
    keys.erase(twice.begin(), twice.end());
    return keys;
}

std::vector<store::SoughtPiece> SoughtVisits::pieces(std::string_view typed) const {
    std::vector<std::string> words;
    for (std::string& word : split(typed, ' '))
        if (!trim(word).empty()) words.push_back(trim(word));
    std::vector<store::SoughtPiece> pieces;
    for (size_t at = 0; at < words.size();) {
        store::SoughtPiece piece;
        size_t taken = 0;
        for (size_t count = std::min(kLongestDay, words.size() - at); count > 0 && taken == 0; --count)
            if (readDays(join(words, at, count), piece)) taken = count;
        if (taken == 0 && at + 1 < words.size() && saysLot(foldForSearch(words[at]))) {
            piece.lot = store::foldedLot(words[at + 1]);
            piece.lotAnywhere = true;
            taken = piece.lot.empty() ? 0 : 2;
        }
        for (size_t count = std::min(kLongestName, words.size() - at); count > 0 && taken == 0; --count) {
            const std::string folded = foldForSearch(join(words, at, count));
            piece.muscles = musclesNamed(split(folded, ' '));
            if (!piece.muscles.empty()) taken = count, piece.byHand = folded;
        }
        if (taken == 0) {
            taken = 1;
            const std::string folded = foldForSearch(words[at]), lot = store::foldedLot(words[at]);
            if (lot.size() >= kLeastLetters && hasDigit(lot)) piece.lot = lot;
            else if (folded.size() >= kLeastLetters) piece.byHand = folded;
        }
        piece.text = join(words, at, taken);
        at += taken;
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

std::string foundInWords(const store::FoundVisits& found, const anatomy::Catalogue& catalogue) {
    if (found.visits == 0) return {};
    std::vector<std::string> named;
    for (const std::string& word : found.muscles) {
        const anatomy::Muscle* muscle = catalogue.muscle(word);
        named.push_back(muscle ? note::clinicalName(*muscle, catalogue) : displayText(store::nameByHand(word).empty() ? std::string_view(word) : store::nameByHand(word), 60));
    }
    for (const std::string& lot : found.lots) named.push_back(trf("lot {}", displayText(lot, 40)));
    std::string what;
    for (size_t i = 0; i < std::min(named.size(), kMostNamed); ++i) what += (i == 0 ? "" : ", ") + named[i];
    if (named.size() > kMostNamed) what += ", \xE2\x80\xA6";
    const std::string visits = trnf("{} visit \xC2\xB7 last {}", "{} visits \xC2\xB7 last {}", static_cast<unsigned long>(found.visits), found.visits, dateAt(found.last, found.lastOffset));
    return what.empty() ? visits : fmt::format("{} \xC2\xB7 {}", what, visits);
}

}  // namespace myochart::workspace
