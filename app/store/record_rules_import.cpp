#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "record/json.h"
#include "record/same_person.h"
#include "store/beside.h"
#include "store/record_rules.h"

namespace myochart::store {

namespace {

constexpr size_t kMostListed = 100;

/// At most kMostListed texts; "and 50 more" for the rest.
std::string joined(const std::vector<std::string>& texts, std::string_view between) {
    std::string all;
    for (size_t i = 0; i < texts.size() && i < kMostListed; ++i) all += (i == 0 ? "" : std::string(between)) + texts[i];
    if (texts.size() > kMostListed) all += fmt::format("{}and {} more", between == ", " ? " " : between, texts.size() - kMostListed);
    return all;
}

Error refusal(const Imported& done) {
    std::string text = "Nothing was imported";
    if (const size_t n = done.kept.size(); n > 0)
        text += fmt::format(": {} already here with other content: {}. Import again with --conflicts keep (what is here stays, new "
                            "visits are taken) or --conflicts both (the other version of a visit is added beside it).",
                            n == 1 ? std::string("1 entry is") : fmt::format("{} entries are", n), joined(done.kept, ", "));
    else
        text += ".";
    std::vector<std::string> sentences;  // of somebody who was removed one for all visits
    for (const Skipped& each : done.skipped)
        if (const std::string said = each.sentenceWithAdvice(); std::ranges::find(sentences, said) == sentences.end())
            sentences.push_back(said);
    if (!sentences.empty()) text += " " + joined(sentences, " ");
    return conflict(text);
}

std::string dayOf(const record::Session& session) { return dayInFullAt(session.startedAt, session.utcOffset); }

Skipped skipped(const record::Patient& patient) {
    return {"patient", patient.id.text, Skipped::Why::removed,
            trf("{} was deleted here recently.", displayText(patient.name, record::kMaxNameBytes)),
            fmt::format("`trash restore {}` brings the patient back with the visits; then import again.", patient.id.text)};
}

Skipped skippedOf(const record::Session& session, const record::Patient& inFile, const record::Patient& here) {
    const auto told = [](const record::Patient& patient) {
        const std::string name = displayText(patient.name, record::kMaxNameBytes);
        return patient.birthDate.empty() ? name : trf("{}, born {}", name, patient.birthDate);
    };
    return {"session", session.id.text, Skipped::Why::otherPerson,
            trf("The visit of {} is of {} in the file, and the patient here with that id is {}.", dayOf(session), told(inFile), told(here)),
            fmt::format("If they are one person, correct the name here (`patient edit {}`) and import again.", here.id.text)};
}

Skipped skipped(const record::Session& session, Skipped::Why why) {
    constexpr const char* kBeside = "--conflicts both adds it as a visit of its own.";
    switch (why) {
        case Skipped::Why::removed:
            return {"session", session.id.text, why, trf("The visit of {} was deleted here recently.", dayOf(session)),
                    fmt::format("`trash restore {}` brings it back.", session.id.text)};
        case Skipped::Why::siteElsewhere:
            return {"session", session.id.text, why, trf("The visit of {} has a site that is in another visit here.", dayOf(session)), kBeside};
        default:
            return {"session", session.id.text, why, trf("The visit of {} is another patient's visit here.", dayOf(session)), kBeside};
    }
}

}  // namespace

record::Session underIdsOfItsContent(record::Session session) {
    session.id = {uuidOfContent(record::toJson(session).dump())};
    for (record::Marker& marker : session.markers) marker.id = {uuidOfContent(session.id.text + marker.id.text)};
    return session;
}

Result<Imported> RecordRules::importAll(const std::vector<record::Patient>& patients, const NextSession& next, OnConflict onConflict) {
    Import import;
    import.onConflict = onConflict;
    Imported& done = import.done;
    auto outcome = change([&] {
        for (const record::Patient& patient : patients) importPatient(patient, import);
        for (;;) {
            const auto session = next();
            if (!session) throw Fault(session.error());
            if (!*session) break;
            importSession(**session, import);
        }
        const bool refuses = onConflict == OnConflict::refuse || onConflict == OnConflict::ask;
        done.isRefused = onConflict == OnConflict::look || (refuses && (!done.kept.empty() || !done.skipped.empty()));
        if (done.isRefused) throw Fault(refusal(done));  // takes everything back
    });
    if (!outcome && !(done.isRefused && (onConflict == OnConflict::ask || onConflict == OnConflict::look))) return outcome.error();
    return std::move(done);
}

void RecordRules::importPatient(const record::Patient& patient, Import& import) {
    if (const std::string fault = faultIn(patient); !fault.empty())
        throw Fault(refused(said("Nothing was imported: a patient's {}", fault)));
    Imported& done = import.done;
    const Key key = keyOf(patient.id.text);
    Import::Person& person = import.people[patient.id.text];
    person.inFile = &patient;
    person.id = key;
    const auto old = rows_.patients.findKnown(key);
    if (!old) {
        Bytes payload = payloadOf(patient);
        done.added.patients.push_back({patient.id.text, contentHash(payload)});
        rows_.insert(rows_.patients, "import.patient", key, {}, std::move(payload));
        summaries_.touchNew(key);
        ++done.patients;
        return;
    }
    record::Patient here = patientFrom(rows_, *old);
    if (old->deleted != 0) done.skipped.push_back(skipped(here));
    else if (here != patient) done.kept.push_back("patient " + patient.id.text);
    else ++done.known;
    if (record::areTwoPeople(*person.inFile, here)) person.otherPerson = here;
    if (old->deleted != 0) person.removed = std::move(here);
}

RecordRules::Import::Person& RecordRules::ownerOf(const record::Session& session, Import& import) {
    if (const auto known = import.people.find(session.patient.text); known != import.people.end()) return known->second;
    const auto row = rows_.patients.find(keyOf(session.patient.text));
    if (!row)
        throw Fault(refused(fmt::format("Nothing was imported: the patient {} of session {} is neither in the file nor in the "
                                        "record.", session.patient.text, session.id.text)));
    import.ofRecord.push_back(session.patient.text);
    Import::Person& person = import.people[import.ofRecord.back()];
    person.id = row->id;
    if (row->deleted != 0) person.removed = patientFrom(rows_, *row);
    return person;
}

std::optional<Skipped> RecordRules::removedHere(const record::Session& session, const Import::Person& owner, const Row* here) {
    if (owner.removed) {
        const Skipped patient = skipped(*owner.removed);
        return Skipped{"session", session.id.text, Skipped::Why::patientRemoved, patient.sentence, patient.advice};
    }
    if (!here || here->deleted == 0) return std::nullopt;
    return skipped(headerFrom(rows_, *here), Skipped::Why::removed);
}

void RecordRules::importSession(const record::Session& session, Import& import) {
    if (const std::string fault = faultIn(session); !fault.empty())
        throw Fault(refused(said("Nothing was imported: a session's {}", fault)));
    Imported& done = import.done;
    const Import::Person& owner = ownerOf(session, import);
    const auto old = rows_.sessions.findKnown(keyOf(session.id.text));
    if (auto removed = removedHere(session, owner, old ? &*old : nullptr)) return done.skipped.push_back(std::move(*removed));
    if (old && sessionFrom(*old) == session) {
        ++done.known;
        return;
    }
    if (owner.otherPerson) return done.skipped.push_back(skippedOf(session, *owner.inFile, *owner.otherPerson));
    const bool taken = std::any_of(session.markers.begin(), session.markers.end(), [&](const record::Marker& marker) {
        return rows_.markers.findKnown(keyOf(marker.id.text)).has_value();
    });
    if (!old && !taken) {
        addSession(session, owner.id, done);
        ++done.sessions;
        return;
    }
    const bool ownVisit = old && old->parent == owner.id;
    if (ownVisit) done.kept.push_back("session " + session.id.text);
    if (import.onConflict == OnConflict::both) importBeside(session, owner.id, done);
    else if (!ownVisit)
        done.skipped.push_back(skipped(session, old ? Skipped::Why::otherPatients : Skipped::Why::siteElsewhere));
}

void RecordRules::addSession(const record::Session& session, const Key& patient, Imported& done) {
    done.added.sessions.push_back({session.id.text, insertSession(session, patient, "import.session")});
}

void RecordRules::importBeside(const record::Session& session, const Key& patient, Imported& done) {
    const record::Session beside = underIdsOfItsContent(session);
    const auto before = rows_.sessions.findKnown(keyOf(beside.id.text));
    if (before && before->deleted != 0) return done.skipped.push_back(skipped(headerFrom(rows_, *before), Skipped::Why::removed));
    if (before) return;
    addSession(beside, patient, done);
    done.addedBeside.push_back(beside.id.text);
}

}  // namespace myochart::store
