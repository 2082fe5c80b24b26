#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "chart/json.h"
#include "store/sqlite_record.h"

namespace myochart::store {

namespace {

constexpr size_t kMostListed = 100;

Error listed(const std::vector<std::string>& conflicts) {
    std::string text = fmt::format("Nothing was imported: {} already here with other content:",
                                   conflicts.size() == 1 ? std::string("1 entry is") : fmt::format("{} entries are", conflicts.size()));
    for (size_t i = 0; i < conflicts.size() && i < kMostListed; ++i) text += (i == 0 ? " " : ", ") + conflicts[i];
    if (conflicts.size() > kMostListed) text += fmt::format(" and {} more", conflicts.size() - kMostListed);
    return conflict(text + ". Import again with --conflicts keep (what is here stays, new visits are taken) or --conflicts both (the "
                           "other version of a visit is added beside it).");
}

/// The visit under ids that always belong to this content: taken twice it is known again.
chart::Session underIdsOfItsContent(chart::Session session) {
    session.id = {uuidOfContent(chart::toJson(session).dump())};
    for (chart::Marker& marker : session.markers) marker.id = {uuidOfContent(session.id.text + marker.id.text)};
    return session;
}

}  // namespace

Result<Imported> SqliteRecord::importAll(const std::vector<chart::Patient>& patients, const std::vector<chart::Session>& sessions,
                                         OnConflict onConflict) {
    Imported done;
    auto outcome = change([&] {
        for (const chart::Patient& patient : patients) importPatient(patient, done);
        for (const chart::Session& session : sessions) importSession(session, onConflict, done);
        if (onConflict == OnConflict::refuse && !done.kept.empty()) throw Fault(listed(done.kept));
    });
    if (!outcome) return outcome.error();
    return done;
}

void SqliteRecord::importPatient(const chart::Patient& patient, Imported& done) {
    if (const std::string fault = faultIn(patient); !fault.empty())
        throw Fault(refused(fmt::format("Nothing was imported: a patient's {}", fault)));
    const Key key = keyOf(patient.id.text);
    const auto old = rows_.patients.find(key);
    if (old && patientFrom(*old) != patient) return done.kept.push_back("patient " + patient.id.text);
    if (!old) rows_.insert(rows_.patients, "import.patient", key, {}, payloadOf(patient));
    else setRemoved(rows_.patients, *old, "patient.restore", 0);
    ++(old && old->deleted == 0 ? done.known : done.patients);
}

void SqliteRecord::importSession(const chart::Session& session, OnConflict onConflict, Imported& done) {
    if (const std::string fault = faultIn(session); !fault.empty())
        throw Fault(refused(fmt::format("Nothing was imported: a session's {}", fault)));
    const auto old = rows_.sessions.find(keyOf(session.id.text));
    if (old && sessionFrom(*old) == session) {
        setRemoved(rows_.sessions, *old, "session.restore", 0);
        ++(old->deleted == 0 ? done.known : done.sessions);
        return;
    }
    const auto patient = rows_.patients.find(keyOf(session.patient.text));
    if (!patient)
        throw Fault(refused(fmt::format("Nothing was imported: the patient {} of session {} is neither in the file nor in the "
                                        "record.", session.patient.text, session.id.text)));
    const bool taken = std::any_of(session.markers.begin(), session.markers.end(), [&](const chart::Marker& marker) {
        return rows_.markers.find(keyOf(marker.id.text)).has_value();
    });
    if (!old && !taken) {
        insertSession(session, "import.session");
        ++done.sessions;
        return;
    }
    done.kept.push_back("session " + session.id.text);
    if (onConflict != OnConflict::both) return;
    const chart::Session beside = underIdsOfItsContent(session);
    if (rows_.sessions.find(keyOf(beside.id.text))) return;  // taken before
    insertSession(beside, "import.session");
    done.addedBeside.push_back(beside.id.text);
}

}  // namespace myochart::store
