#include "store/done_visits.h"

#include <algorithm>

#include "core/text.h"
#include "core/words.h"
#include "store/taking.h"

namespace myochart::store {

namespace {

constexpr size_t kLongestWord = 255, kMostNarrow = 65'536;

void addOnce(std::vector<std::string>& words, std::string word) {
    if (word.empty()) return;
    word.resize(std::min(word.size(), kLongestWord));
    const auto at = std::ranges::lower_bound(words, word);
    if (at == words.end() || *at != word) words.insert(at, std::move(word));
}

std::vector<std::string> allOf(const std::vector<DoneVisit>& visits, std::vector<std::string> DoneVisit::*which) {
    std::vector<std::string> all;
    for (const DoneVisit& visit : visits) all.insert(all.end(), (visit.*which).begin(), (visit.*which).end());
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());  // clang before 16 does not know the ranges of libstdc++
    return all;
}

void appendPlaces(std::vector<std::uint32_t>& places, const std::vector<std::string>& words, const std::vector<std::string>& table, size_t first) {
    for (const std::string& word : words)
        places.push_back(static_cast<std::uint32_t>(first + static_cast<size_t>(std::ranges::lower_bound(table, word) - table.begin())));
}

Error notSound() { return refused(said("its content is not sound")); }

}  // namespace

std::string muscleWord(const record::Marker& site) {
    if (!site.byHand.muscle && !site.anchor.address.muscleKey.empty()) return site.anchor.address.muscleKey;
    const std::string name = foldForSearch(site.muscle);
    return name.empty() ? name : kByHand + name;
}

std::string_view nameByHand(std::string_view word) { return word.starts_with(kByHand) ? word.substr(1) : std::string_view(); }

void addSite(DoneVisit& visit, const record::Marker& site) {
    if (site.plan.unconfirmed == true) return;
    addOnce(visit.muscles, muscleWord(site));
    addOnce(visit.lots, site.needle.lot);
}

DoneVisit doneIn(const record::Session& session) {
    DoneVisit visit{keyOf(session.id.text), session.startedAt, session.utcOffset, {}, {}};
    for (const record::Marker& site : session.markers) addSite(visit, site);
    return visit;
}

bool sameDone(const record::Session& a, const record::Session& b) {
    const DoneVisit before = doneIn(a), after = doneIn(b);
    return before.startedAt == after.startedAt && before.utcOffset == after.utcOffset && before.muscles == after.muscles && before.lots == after.lots;
}

DoneVisits::DoneVisits(std::vector<DoneVisit> visits) {
    if (visits.empty()) return;
    std::ranges::sort(visits, [](const DoneVisit& a, const DoneVisit& b) { return a.startedAt != b.startedAt ? a.startedAt < b.startedAt : a.id < b.id; });
    const std::vector<std::string> muscles = allOf(visits, &DoneVisit::muscles), lots = allOf(visits, &DoneVisit::lots);
    const bool narrow = muscles.size() + lots.size() <= kMostNarrow;
    append(bytes_, static_cast<std::uint32_t>(muscles.size()));
    append(bytes_, static_cast<std::uint32_t>(lots.size()));
    for (const auto* words : {&muscles, &lots})
        for (const std::string& word : *words) appendText(bytes_, word);
    append(bytes_, static_cast<std::uint32_t>(visits.size()));
    for (const DoneVisit& visit : visits) {
        bytes_.insert(bytes_.end(), visit.id.begin(), visit.id.end());
        append(bytes_, static_cast<std::uint64_t>(visit.startedAt));
        appendText(bytes_, visit.utcOffset);
        std::vector<std::uint32_t> places;
        appendPlaces(places, visit.muscles, muscles, 0);
        appendPlaces(places, visit.lots, lots, muscles.size());
        append(bytes_, static_cast<std::uint32_t>(places.size()));
        for (const std::uint32_t place : places) narrow ? append(bytes_, static_cast<std::uint16_t>(place)) : append(bytes_, place);
    }
}

Result<DoneVisits::Table> DoneVisits::table() const {
    Table table;
    if (bytes_.empty()) return table;
    Taking from(bytes_);
    table.muscles = from.number<std::uint32_t>();
    const size_t words = table.muscles + from.number<std::uint32_t>();
    for (size_t i = 0; i < words && from.sound(); ++i) table.words.push_back(from.text());
    const auto count = from.number<std::uint32_t>();
    for (std::uint32_t i = 0; i < count && from.sound(); ++i) {
        Visit& visit = table.visits.emplace_back();
        visit.id = from.key();
        visit.startedAt = from.number<UtcMs>();
        visit.utcOffset = from.text();
        const auto places = from.number<std::uint32_t>();
        for (std::uint32_t j = 0; j < places && from.sound(); ++j) {
            visit.words.push_back(words <= kMostNarrow ? from.number<std::uint16_t>() : from.number<std::uint32_t>());
            if (visit.words.back() >= words) return notSound();
        }
    }
    if (!from.sound() || !from.left().empty()) return notSound();
    return table;
}

Result<std::vector<DoneVisit>> DoneVisits::visits() const {
    const auto kept = table();
    if (!kept) return kept.error();
    std::vector<DoneVisit> visits;
    for (const Visit& visit : kept->visits) {
        DoneVisit& each = visits.emplace_back(DoneVisit{visit.id, visit.startedAt, visit.utcOffset, {}, {}});
        for (const std::uint32_t word : visit.words) (word < kept->muscles ? each.muscles : each.lots).push_back(kept->words[word]);
    }
    return visits;
}

}  // namespace myochart::store
