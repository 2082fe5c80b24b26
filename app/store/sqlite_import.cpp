#include <fmt/format.h>

#include "store/sqlite_record.h"

namespace myochart::store {

namespace {

constexpr size_t kMostListed = 100;

Error listed(const std::vector<std::string>& conflicts) {
    std::string text = fmt::format("Nothing was imported: {} already here with other content:",
                                   conflicts.size() == 1 ? std::string("1 entry is") : fmt::format("{} entries are", conflicts.size()));
    for (size_t i = 0; i < conflicts.size() && i < kMostListed; ++i) text += (i == 0 ? " " : ", ") + conflicts[i];
    if (conflicts.size() > kMostListed) text += fmt::format(" and {} more", conflicts.size() - kMostListed);
    return conflict(text + ". Remove them from the file, or from the record, and import again.");
}

}  // namespace

Outcome SqliteRecord::importAll(const std::vector<chart::Patient>& patients, const std::vector<chart::Session>& sessions) {
    return change([&] {
        std::vector<std::string> conflicts;
        for (const chart::Patient& patient : patients) importPatient(patient, conflicts);
        for (const chart::Session& session : sessions) importSession(session, conflicts);
        if (!conflicts.empty()) throw Fault(listed(conflicts));
    });
}

void SqliteRecord::importPatient(const chart::Patient& patient, std::vector<std::string>& conflicts) {
    if (const std::string fault = faultIn(patient); !fault.empty())
        throw Fault(refused(fmt::format("Nothing was imported: a patient's {}", fault)));
    const Key key = keyOf(patient.id.text);
    const auto old = rows_.patients.find(key);
    if (!old) return rows_.insert(rows_.patients, "import.patient", key, {}, payloadOf(patient));
    if (patientFrom(*old) != patient) conflicts.push_back("patient " + patient.id.text);
    else setRemoved(rows_.patients, *old, "patient.restore", 0);
}

void SqliteRecord::importSession(const chart::Session& session, std::vector<std::string>& conflicts) {
    if (const std::string fault = faultIn(session); !fault.empty())
        throw Fault(refused(fmt::format("Nothing was imported: a session's {}", fault)));
    if (const auto old = rows_.sessions.find(keyOf(session.id.text))) {
        if (sessionFrom(*old) != session) conflicts.push_back("session " + session.id.text);
        else setRemoved(rows_.sessions, *old, "session.restore", 0);
        return;
    }
    bool free = true;
    for (const chart::Marker& marker : session.markers)
        if (rows_.markers.find(keyOf(marker.id.text))) {
            conflicts.push_back("marker " + marker.id.text);
            free = false;
        }
    if (!rows_.patients.find(keyOf(session.patient.text)))
        throw Fault(refused(fmt::format("Nothing was imported: the patient {} of session {} is neither in the file nor in the "
                                        "record.", session.patient.text, session.id.text)));
    if (free) insertSession(session, "import.session");
}

}  // namespace myochart::store
