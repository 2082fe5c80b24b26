#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "record/json.h"
#include "record/same_person.h"
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

/// The visit under ids that always belong to this content: taken twice it is known again.
record::Session underIdsOfItsContent(record::Session session) {
    session.id = {uuidOfContent(record::toJson(session).dump())};
    for (record::Marker& marker : session.markers) marker.id = {uuidOfContent(session.id.text + marker.id.text)};
    return session;
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

Result<Imported> RecordRules::importAll(const std::vector<record::Patient>& patients, const NextSession& next, OnConflict onConflict) {
    Imported done;
    auto outcome = change([&] {
        for (const record::Patient& patient : patients) importPatient(patient, done);
        std::unordered_map<std::string_view, const record::Patient*> inFile;
        for (const record::Patient& patient : patients) inFile.emplace(patient.id.text, &patient);
        for (;;) {
            const auto session = next();
            if (!session) throw Fault(session.error());
            if (!*session) break;
            const auto owner = inFile.find((*session)->patient.text);
            importSession(**session, owner == inFile.end() ? nullptr : owner->second, onConflict, done);
        }
        const bool refuses = onConflict == OnConflict::refuse || onConflict == OnConflict::ask;
        done.isRefused = refuses && (!done.kept.empty() || !done.skipped.empty());
        if (done.isRefused) throw Fault(refusal(done));  // takes everything back
    });
    if (!outcome && !(done.isRefused && onConflict == OnConflict::ask)) return outcome.error();
    return done;
}

void RecordRules::importPatient(const record::Patient& patient, Imported& done) {
    if (const std::string fault = faultIn(patient); !fault.empty())
        throw Fault(refused(said("Nothing was imported: a patient's {}", fault)));
    const Key key = keyOf(patient.id.text);
    const auto old = rows_.patients.find(key);
    if (!old) {
        rows_.insert(rows_.patients, "import.patient", key, {}, payloadOf(patient));
        summaries_.touch(key);
        ++done.patients;
    } else if (old->deleted != 0)
        done.skipped.push_back(skipped(patientFrom(rows_, *old)));
    else if (patientFrom(rows_, *old) != patient)
        done.kept.push_back("patient " + patient.id.text);
    else
        ++done.known;
}

std::optional<Skipped> RecordRules::removedHere(const record::Session& session, const Row& patient, const Row* here) {
    if (patient.deleted != 0)
        return Skipped{"session", session.id.text, Skipped::Why::patientRemoved, skipped(patientFrom(rows_, patient)).sentence,
                       skipped(patientFrom(rows_, patient)).advice};
    if (!here || here->deleted == 0) return std::nullopt;
    return skipped(headerFrom(rows_, *here), Skipped::Why::removed);
}

void RecordRules::importSession(const record::Session& session, const record::Patient* owner, OnConflict onConflict, Imported& done) {
    if (const std::string fault = faultIn(session); !fault.empty())
        throw Fault(refused(said("Nothing was imported: a session's {}", fault)));
    const auto old = rows_.sessions.find(keyOf(session.id.text));
    const auto patient = rows_.patients.find(keyOf(session.patient.text));
    if (!patient)
        throw Fault(refused(said("Nothing was imported: the patient {} of session {} is neither in the file nor in the "
                                        "record.", session.patient.text, session.id.text)));
    if (auto removed = removedHere(session, *patient, old ? &*old : nullptr)) return done.skipped.push_back(std::move(*removed));
    if (old && sessionFrom(*old) == session) {
        ++done.known;
        return;
    }
    if (owner && record::areTwoPeople(*owner, patientFrom(rows_, *patient)))
        return done.skipped.push_back(skippedOf(session, *owner, patientFrom(rows_, *patient)));
    const bool taken = std::any_of(session.markers.begin(), session.markers.end(), [&](const record::Marker& marker) {
        return rows_.markers.find(keyOf(marker.id.text)).has_value();
    });
    if (!old && !taken) {
        insertSession(session, "import.session");
        ++done.sessions;
        return;
    }
    const bool ownVisit = old && old->parent == patient->id;
    if (ownVisit) done.kept.push_back("session " + session.id.text);
    if (onConflict == OnConflict::both) importBeside(session, done);
    else if (!ownVisit)
        done.skipped.push_back(skipped(session, old ? Skipped::Why::otherPatients : Skipped::Why::siteElsewhere));
}

void RecordRules::importBeside(const record::Session& session, Imported& done) {
    const record::Session beside = underIdsOfItsContent(session);
    const auto before = rows_.sessions.find(keyOf(beside.id.text));
    if (before && before->deleted != 0) return done.skipped.push_back(skipped(headerFrom(rows_, *before), Skipped::Why::removed));
    if (before) return;
    insertSession(beside, "import.session");
    done.addedBeside.push_back(beside.id.text);
}

}  // namespace myochart::store
