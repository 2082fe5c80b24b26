#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/log.h"
#include "core/words.h"
#include "store/record_rules.h"

// What is damaged: found, named in people's words, and left out.

namespace myochart::store {

namespace {

constexpr std::string_view kVisit = "visit", kSite = "site", kPatient = "patient", kPractice = "practice";

/// The sentence with "site UUID" in these words; the id stays, for those who look for it in the file.
std::string withWords(std::string sentence, std::string_view what, const std::string& uuid, const std::string& words) {
    const std::string bare = fmt::format("{} {}", what, uuid);
    if (const size_t at = sentence.find(bare); at != std::string::npos) sentence.replace(at, bare.size(), fmt::format("{} ({})", words, uuid));
    return sentence;
}

/// The id behind "visit " in a sentence; empty when there is none.
std::string idBehind(const std::string& sentence, std::string_view what) {
    const std::string before = fmt::format(" {} ", what);
    for (size_t at = sentence.find(before); at != std::string::npos; at = sentence.find(before, at + 1))
        if (std::string uuid = sentence.substr(at + before.size(), 36); isUuid(uuid)) return uuid;
    return {};
}

/// Gives sites that cannot be read the numbers that those around them leave for them, where there is one for each.
void numberBetween(record::Session& session, const std::function<bool(const record::Marker&)>& unread) {
    auto& markers = session.markers;
    std::uint32_t before = 0;
    for (size_t first = 0; first < markers.size();) {
        size_t end = first;
        while (end < markers.size() && unread(markers[end])) ++end;
        const std::uint32_t after = end < markers.size() ? markers[end].number : session.lastNumber + 1;
        if (after <= before) return;  // not in the order of their numbers: nothing can be told
        if (after - before - 1 == end - first)
            for (size_t i = first; i < end; ++i) markers[i].number = before + 1 + static_cast<std::uint32_t>(i - first);
        before = after;
        first = end + 1;
    }
}

/// "site 21 of the visit of 28 October 2026"; without its number where that is not known.
std::string siteOf(const record::Session& session, const std::string& uuid) {
    const record::Marker* marker = session.marker({uuid});
    const std::string day = dayInFullAt(session.startedAt, session.utcOffset);
    if (!marker || marker->number == 0) return trf("a site of the visit of {}", day);
    return trf("site {} of the visit of {}", marker->number, day);
}

}  // namespace

record::Marker RecordRules::markerOf(const Row& session, const Key& key) {
    const auto marker = rows_.markers.find(key);
    if (!marker || marker->parent != session.id) throw Fault(rows_.markers.damaged(key, said("it is missing")));
    return markerFrom(rows_, *marker);
}

SessionReading RecordRules::readingFrom(const Row& row) {
    SessionReading reading{headerFrom(rows_, row), {}};
    record::Session& session = reading.session;
    const std::vector<Key> keys = startFrom(rows_, row).markers;
    for (const Key& key : keys) {
        const auto damage = damageIn([&] { session.markers.push_back(markerOf(row, key)); });
        if (!damage) continue;
        reading.damaged.push_back({uuidOf(key), damage->message, session.patient.text});
        session.markers.emplace_back().id.text = uuidOf(key);  // its place in the list tells its number
    }
    const auto left = [&](const record::Marker& marker) {
        return std::ranges::any_of(reading.damaged, [&](const Damage& damage) { return damage.id == marker.id.text; });
    };
    numberBetween(session, left);
    for (Damage& damage : reading.damaged)
        damage.sentence = withWords(damage.sentence, kSite, damage.id, siteOf(session, damage.id));
    std::erase_if(session.markers, left);
    numberMarkers(session);
    return reading;
}

void RecordRules::eachSound(Table& table, const std::function<void(const Row&)>& visit) {
    table.each(visit, [&](const Key& id, const Error& error) { leaveOut(id, error); });
}

void RecordRules::leaveOut(const Key& id, const Error& error, const std::string& patient) {
    Damage damage{uuidOf(id), inWords(error).message, patient};
    if (const auto row = rows_.audit.known().find(id); row && patient.empty()) {
        if (row->kind == RowKind::patient)
            damage.patient = damage.id;
        else if (row->parent != Key{})
            damage.patient = uuidOf(row->parent);
    }
    const auto same = [&](const Damage& each) { return each.id == damage.id && each.patient == damage.patient; };
    if (std::any_of(damage_.begin(), damage_.end(), same)) return;
    log::error(error.inEnglish());
    damage_.push_back(std::move(damage));
}

void RecordRules::tellGap() {
    const auto seq = rows_.audit.gapAt();
    if (!seq) return;
    leaveOut(keyOf(rows_.databaseUuid),
             backend_->damaged(said("its audit trail is broken at entry {}, so an entry may be missing that nothing else tells of", *seq)));
}

Error RecordRules::inWords(Error error) {
    if (error.kind != ErrorKind::refused) return error;
    try {
        for (const std::string_view what : {kVisit, kSite, kPatient, kPractice})
            if (const std::string uuid = idBehind(error.message, what); !uuid.empty())
                error.message = withWords(error.message, what, uuid, wordsFor(what, keyOf(uuid)));
    } catch (const Fault&) {  // then as it is
    }
    return error;
}

std::string RecordRules::wordsFor(std::string_view what, const Key& key) {
    if (what == kPractice) return tr("what is kept of the practice");
    std::string words;
    (void)damageIn([&] {
        const auto visit = what == kVisit ? rows_.sessions.find(key) : std::nullopt;
        if (!visit) return;
        std::string offset;
        (void)damageIn([&] { offset = headerFrom(rows_, *visit).utcOffset; });
        words = trf("the visit of {}", dayInFullAt(startFrom(rows_, *visit).startedAt, offset));
    });
    if (!words.empty()) return words;
    const auto utc = backend_->firstWritten(key);
    if (!utc) return what == kVisit ? tr("a visit") : what == kSite ? tr("a site") : tr("a patient");
    const std::string day = localDayInFull(*utc);
    if (what == kVisit) return trf("a visit that was first saved on {}", day);
    return what == kSite ? trf("a site that was first saved on {}", day) : trf("a patient that was first saved on {}", day);
}

}  // namespace myochart::store
