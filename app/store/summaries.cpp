#include "store/summaries.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "core/log.h"
#include "record/ledger.h"
#include "store/migrations.h"
#include "store/row_values.h"

namespace myochart::store {

namespace {

constexpr std::string_view kTable = "summary";

void inOrder(std::vector<WaitingVisit>& visits) {
    std::ranges::sort(visits, [](const WaitingVisit& a, const WaitingVisit& b) { return a.startedAt != b.startedAt ? a.startedAt < b.startedAt : a.id < b.id; });
}

PatientSummary summaryOf(record::Patient patient, std::vector<DoneVisit> done, std::vector<WaitingVisit> waiting) {
    PatientSummary summary{std::move(patient)};
    summary.sessions = static_cast<int>(done.size());
    const auto last = std::ranges::max_element(done, [](const DoneVisit& a, const DoneVisit& b) { return a.startedAt != b.startedAt ? a.startedAt < b.startedAt : a.id < b.id; });
    if (last != done.end()) summary.lastSession = last->startedAt, summary.lastOffset = last->utcOffset;
    summary.done = DoneVisits(std::move(done));
    summary.waiting = std::move(waiting);
    inOrder(summary.waiting);
    return summary;
}

PatientSummary summaryOf(record::Patient patient, std::vector<VisitFacts> visits) {
    std::vector<DoneVisit> done;
    std::vector<WaitingVisit> waiting;
    for (VisitFacts& visit : visits) {
        done.push_back(std::move(visit.done));
        if (visit.waiting) waiting.push_back(std::move(*visit.waiting));
    }
    return summaryOf(std::move(patient), std::move(done), std::move(waiting));
}

}  // namespace

std::optional<WaitingVisit> waitingVisit(const record::Session& header) {
    WaitingVisit visit{header.id, header.startedAt, header.utcOffset, !header.signing.isSigned(), header.signing.wantsCosignature(), {}};
    for (const record::OpenFollowUp& each : record::openFollowUps(header)) visit.followUpsDue.push_back(each.due);
    if (!visit.isOpen && !visit.wantsCosignature && visit.followUpsDue.empty()) return std::nullopt;
    return visit;
}

void Summaries::count(Hash& sum, const Key& patient, std::span<const std::byte> sealed, bool add) const {
    addUp(sum, Hasher(rows_.audit.key()).add(patient).add(sealed).hash(), add);
}

AssociatedData Summaries::belongsTo(const std::string& uuid) const {
    return {rows_.databaseUuid, kTable, uuid, kPayloadFormat, 0, {}, 0};
}

void Summaries::touchVisit(const Key& patient, const record::Session& now) {
    touched_[patient].visits.insert_or_assign(keyOf(now.id.text), VisitFacts{doneIn(now), waitingVisit(now)});
}

VisitFacts Summaries::factsOf(const Row& visit) {
    const record::Session header = headerFrom(rows_, visit);
    VisitFacts facts{{visit.id, header.startedAt, header.utcOffset, {}, {}}, waitingVisit(header)};
    for (const Key& site : startFrom(rows_, visit).markers)
        (void)damageIn([&] {
            if (const auto row = rows_.markers.find(site)) addSite(facts.done, markerFrom(rows_, *row));
        });
    return facts;
}

std::optional<PatientSummary> Summaries::ofEntries(const Key& patient) {
    const auto row = rows_.patients.find(patient);
    if (!row || row->deleted != 0) return std::nullopt;
    std::vector<VisitFacts> visits;
    for (const Key& key : backend_.childrenOf(patient, rows_.sessions.name()))
        (void)damageIn([&] {
            const auto visit = rows_.sessions.find(key);
            if (visit && visit->deleted == 0 && visit->parent == patient) visits.push_back(factsOf(*visit));
        });
    return summaryOf(patientFrom(rows_, *row), std::move(visits));
}

std::optional<PatientSummary> Summaries::changed(const Key& patient, const Touched& how) {
    if (how.anew) return ofEntries(patient);
    const auto before = how.isNew ? std::optional(PatientSummary()) : kept(patient);
    auto done = before ? before->done.visits() : Result<std::vector<DoneVisit>>(std::vector<DoneVisit>());
    if (!before || !done) return ofEntries(patient);
    const auto row = rows_.patients.find(patient);
    if (!row || row->deleted != 0) return std::nullopt;
    std::vector<WaitingVisit> waiting = before->waiting;
    std::erase_if(*done, [&](const DoneVisit& visit) { return how.visits.contains(visit.id); });
    std::erase_if(waiting, [&](const WaitingVisit& visit) { return how.visits.contains(keyOf(visit.id.text)); });
    for (const auto& [key, visit] : how.visits) {
        done->push_back(visit.done);
        if (visit.waiting) waiting.push_back(*visit.waiting);
    }
    return summaryOf(patientFrom(rows_, *row), std::move(*done), std::move(waiting));
}

void Summaries::finish() {
    if (touched_.empty()) return;
    Hash sum = backend_.summarySum();
    for (const auto& [patient, how] : touched_) {
        std::optional<PatientSummary> now;
        // Of a patient who is damaged it stays as it was, and opening them says so.
        if (damageIn([&] { now = changed(patient, how); })) continue;
        const auto before = backend_.summary(patient);
        if (before) count(sum, patient, *before, false);
        if (!now) {
            if (before) backend_.eraseSummary(patient);
            continue;
        }
        const Bytes sealed = cipher_.seal(payloadOf(*now), belongsTo(now->patient.id.text));
        backend_.putSummary(patient, sealed);
        count(sum, patient, sealed, true);
    }
    backend_.setSummarySum(sum);
}

std::optional<PatientSummary> Summaries::opened(const Key& patient, std::span<const std::byte> sealed) {
    const std::string uuid = uuidOf(patient);
    const auto payload = cipher_.open(sealed, belongsTo(uuid));
    auto summary = payload ? summaryIn(*payload) : Result<PatientSummary>(payload.error());
    return summary ? std::optional(std::move(*summary)) : std::nullopt;
}

std::optional<PatientSummary> Summaries::kept(const Key& patient) {
    const auto sealed = backend_.summary(patient);
    return sealed ? opened(patient, *sealed) : std::nullopt;
}

std::optional<std::vector<PatientSummary>> Summaries::all() {
    std::vector<PatientSummary> list;
    Hash sum{};
    bool sound = true;
    backend_.eachSummary([&](const Key& patient, std::span<const std::byte> sealed) {
        if (!sound) return;
        count(sum, patient, sealed, true);
        auto summary = opened(patient, sealed);
        sound = summary.has_value();
        if (sound) list.push_back(std::move(*summary));
    });
    if (!sound || sum != backend_.summarySum()) return std::nullopt;
    return list;
}

std::uint32_t Summaries::Tally::numberOf(const std::string& word) {
    const auto [at, isNew] = numbers_.emplace(word, static_cast<std::uint32_t>(words_.size()));
    if (isNew) words_.push_back(&at->first);
    return at->second;
}

std::vector<std::string> Summaries::Tally::wordsOf(const std::vector<std::uint32_t>& numbers) const {
    std::vector<std::string> words;
    for (const std::uint32_t number : numbers) words.push_back(*words_[number]);
    std::ranges::sort(words);
    return words;
}

void Summaries::Tally::addVisit(const Key& patient, const record::Session& header) {
    const Key key = keyOf(header.id.text);
    Visit& visit = visits_[key];
    visit.patient = patient;
    visit.startedAt = header.startedAt;
    visit.utcOffset = header.utcOffset;
    if (auto waits = waitingVisit(header)) waiting_.emplace(key, std::move(*waits));
}

void Summaries::Tally::addSite(const Key& key, const DoneVisit& words) {
    Visit& visit = visits_[key];
    const auto add = [&](std::vector<std::uint32_t>& to, const std::vector<std::string>& from) {
        for (const std::string& word : from)
            if (const auto number = numberOf(word); std::ranges::find(to, number) == to.end()) to.push_back(number);
    };
    add(visit.muscles, words.muscles);
    add(visit.lots, words.lots);
}

std::vector<PatientSummary> Summaries::Tally::list() {
    std::unordered_map<Key, std::vector<Key>, KeyHash> visitsOf;
    for (const auto& [key, visit] : visits_)
        if (visit.patient) visitsOf[*visit.patient].push_back(key);
    std::vector<PatientSummary> list;
    for (record::Patient& patient : patients_) {
        std::vector<VisitFacts> visits;
        for (const Key& key : visitsOf[keyOf(patient.id.text)]) {
            const Visit& visit = visits_.at(key);
            const auto waits = waiting_.find(key);
            visits.push_back({{key, visit.startedAt, visit.utcOffset, wordsOf(visit.muscles), wordsOf(visit.lots)}, waits == waiting_.end() ? std::nullopt : std::optional(waits->second)});
        }
        list.push_back(summaryOf(std::move(patient), std::move(visits)));
    }
    return list;
}

std::vector<PatientSummary> Summaries::fromEntries(const std::function<void(const Key&, const Error&)>& damaged) {
    Tally tally;
    const auto unlessDamaged = [&](const Row& row, const std::function<void()>& work) {
        if (const auto damage = damageIn(work)) damaged(row.id, *damage);
    };
    rows_.sessions.each([&](const Row& row) {
        if (row.deleted == 0) unlessDamaged(row, [&] { tally.addVisit(row.parent, headerFrom(rows_, row)); });
    }, damaged);
    rows_.markers.each([&](const Row& row) { 
        (void)damageIn([&] {
            DoneVisit words;
            addSite(words, markerFrom(rows_, row));
            tally.addSite(row.parent, words);
        });
    }, [](const Key&, const Error&) {});
    rows_.patients.each([&](const Row& row) {
        if (row.deleted == 0) unlessDamaged(row, [&] { tally.addPatient(patientFrom(rows_, row)); });
    }, damaged);
    return tally.list();
}

}  // namespace myochart::store
