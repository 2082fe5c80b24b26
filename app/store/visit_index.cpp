#include "store/visit_index.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "core/local_day.h"
#include "core/text.h"

namespace myochart::store {

namespace {

constexpr UtcMs kIndexDayMs = 86'400'000;

/// Of "YYYY-MM-DD", days since 1970.
std::int32_t dayNumber(const std::string& iso) {
    using namespace std::chrono;
    if (iso.size() != 10) return 0;
    const auto part = [&](size_t from, size_t length) { return std::atoi(iso.substr(from, length).c_str()); };
    const sys_days day = year(part(0, 4)) / month(static_cast<unsigned>(part(5, 2))) / std::chrono::day(static_cast<unsigned>(part(8, 2)));
    return static_cast<std::int32_t>(day.time_since_epoch().count());
}

std::int32_t dayOf(UtcMs moment, const std::string& utcOffset) {
    if (!isUtcOffset(utcOffset)) return dayNumber(dayAt(moment, utcOffset));
    const int minutes = std::atoi(utcOffset.substr(1, 2).c_str()) * 60 + std::atoi(utcOffset.substr(4, 2).c_str());
    const UtcMs there = moment + (utcOffset[0] == '-' ? -1 : 1) * minutes * 60'000LL;
    return static_cast<std::int32_t>(there / kIndexDayMs - (there % kIndexDayMs < 0 ? 1 : 0));
}

}  // namespace

std::string foldedLot(std::string_view lot) {
    std::string folded = foldForSearch(lot);
    std::erase(folded, ' ');
    return folded;
}

void VisitIndex::forget() {
    people_.clear();
    words_.clear();
    muscles_.clear();
    lots_.clear();
}

std::uint32_t VisitIndex::numberOf(std::string text, bool isLot) {
    auto& known = isLot ? lots_ : muscles_;
    if (const auto at = known.find(text); at != known.end()) return at->second;
    const auto number = static_cast<std::uint32_t>(words_.size());
    words_.push_back({text, isLot ? foldedLot(text) : std::string(), isLot});
    known.emplace(std::move(text), number);
    return number;
}

void VisitIndex::set(const PatientSummary& now) {
    auto table = now.done.table();
    if (!table || table->visits.empty()) return forget(now.patient.id);  // sealed: it can only be unsound by a mistake of this program
    std::vector<std::uint32_t> numbers;
    for (size_t i = 0; i < table->words.size(); ++i) numbers.push_back(numberOf(std::move(table->words[i]), i >= table->muscles));
    Person& person = people_[now.patient.id.text];
    person = {};
    person.visits.reserve(table->visits.size());
    const std::string& first = table->visits.front().utcOffset;
    const bool same = std::ranges::all_of(table->visits, [&](const DoneVisits::Visit& visit) { return visit.utcOffset == first; });
    if (same) person.offsets = {first};
    for (const DoneVisits::Visit& visit : table->visits) {
        person.visits.push_back({visit.startedAt, dayOf(visit.startedAt, visit.utcOffset), static_cast<std::uint32_t>(person.words.size()), static_cast<std::uint32_t>(visit.words.size())});
        for (const std::uint32_t word : visit.words) person.words.push_back(numbers[word]);
        if (!same) person.offsets.push_back(visit.utcOffset);
    }
    person.words.shrink_to_fit();
}

VisitSearch::VisitSearch(const VisitIndex& index, const std::vector<SoughtPiece>& pieces) : index_(index) {
    for (const SoughtPiece& sought : pieces) {
        Piece& piece = pieces_.emplace_back();
        piece.words.resize(index.words_.size());
        for (const std::string& key : sought.muscles)
            if (const auto at = index.muscles_.find(key); at != index.muscles_.end()) piece.words[at->second] = true;
        for (size_t i = 0; i < index.words_.size(); ++i) {
            const VisitIndex::Word& word = index.words_[i];
            if (word.isLot) {
                const size_t at = sought.lot.empty() ? std::string::npos : word.folded.find(sought.lot);
                if (at == 0 || (sought.lotAnywhere && at != std::string::npos)) piece.words[i] = true;
            } else if (!sought.byHand.empty() && nameByHand(word.text).find(sought.byHand) != std::string_view::npos) {
                piece.words[i] = true;
            }
        }
        piece.namesDays = !sought.firstDay.empty();
        if (piece.namesDays) piece.firstDay = dayNumber(sought.firstDay), piece.lastDay = dayNumber(sought.lastDay);
    }
}

bool VisitSearch::holds(const VisitIndex::Person& person, const VisitIndex::Visit& visit, const Piece& piece) const {
    if (piece.namesDays && visit.day >= piece.firstDay && visit.day <= piece.lastDay) return true;
    const auto words = std::span(person.words).subspan(visit.firstWord, visit.words);
    return std::ranges::any_of(words, [&](std::uint32_t word) { return piece.words[word]; });
}

FoundVisits VisitSearch::of(const record::PatientId& patient, const std::vector<bool>& asked) const {
    FoundVisits found;
    const auto at = index_.people_.find(patient.text);
    if (at == index_.people_.end()) return found;
    const VisitIndex::Person& person = at->second;
    std::vector<std::uint32_t> named;
    for (size_t i = 0; i < person.visits.size(); ++i) {
        const VisitIndex::Visit& visit = person.visits[i];
        bool all = true;
        for (size_t j = 0; j < pieces_.size() && all; ++j) all = !asked[j] || holds(person, visit, pieces_[j]);
        if (!all) continue;
        ++found.visits;
        found.last = visit.startedAt;
        found.lastOffset = person.offsets.size() == 1 ? person.offsets[0] : person.offsets[i];
        for (const std::uint32_t word : std::span(person.words).subspan(visit.firstWord, visit.words))
            for (size_t j = 0; j < pieces_.size(); ++j)
                if (asked[j] && pieces_[j].words[word] && std::ranges::find(named, word) == named.end()) named.push_back(word);
    }
    for (const std::uint32_t word : named) (index_.words_[word].isLot ? found.lots : found.muscles).push_back(index_.words_[word].text);
    std::ranges::sort(found.muscles);
    std::ranges::sort(found.lots);
    return found;
}

}  // namespace myochart::store
