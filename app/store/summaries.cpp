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

void countVisit(PatientSummary& summary, const record::Session& header) {
    if (auto waits = waitingVisit(header)) summary.waiting.push_back(std::move(*waits));
    if (summary.sessions++ > 0 && header.startedAt <= summary.lastSession) return;
    summary.lastSession = header.startedAt;
    summary.lastOffset = header.utcOffset;
}

void inOrder(std::vector<WaitingVisit>& visits) {
    std::ranges::sort(visits, [](const WaitingVisit& a, const WaitingVisit& b) { return a.startedAt != b.startedAt ? a.startedAt < b.startedAt : a.id < b.id; });
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

std::optional<PatientSummary> Summaries::ofEntries(const Key& patient) {
    const auto row = rows_.patients.find(patient);
    if (!row || row->deleted != 0) return std::nullopt;
    PatientSummary summary{patientFrom(rows_, *row)};
    for (const Key& key : backend_.childrenOf(patient, rows_.sessions.name()))
        (void)damageIn([&] {
            const auto visit = rows_.sessions.find(key);
            if (!visit || visit->deleted != 0 || visit->parent != patient) return;
            countVisit(summary, headerFrom(rows_, *visit));
        });
    inOrder(summary.waiting);
    return summary;
}

void Summaries::finish() {
    if (touched_.empty()) return;
    Hash sum = backend_.summarySum();
    for (const Key& patient : touched_) {
        std::optional<PatientSummary> now;
        // Of a patient who is damaged it stays as it was, and opening them says so.
        if (damageIn([&] { now = ofEntries(patient); })) continue;
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

void Summaries::Tally::addVisit(const Key& patient, const record::Session& header) { countVisit(visits_[patient], header); }

std::vector<PatientSummary> Summaries::Tally::list() const {
    std::vector<PatientSummary> list;
    for (const record::Patient& patient : patients_) {
        const auto visits = visits_.find(keyOf(patient.id.text));
        PatientSummary summary = visits == visits_.end() ? PatientSummary() : visits->second;
        summary.patient = patient;
        inOrder(summary.waiting);
        list.push_back(std::move(summary));
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
    rows_.patients.each([&](const Row& row) {
        if (row.deleted == 0) unlessDamaged(row, [&] { tally.addPatient(patientFrom(rows_, row)); });
    }, damaged);
    return tally.list();
}

}  // namespace myochart::store
