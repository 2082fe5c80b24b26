#pragma once
#include <gtest/gtest.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "exchange/fhir.h"
#include "record/samples.h"
#include "support/test_folder.h"

namespace myochart::test {

/// The tables of the program, read once.
inline const anatomy::Catalogue& fhirTables() {
    static const anatomy::Catalogue catalogue = anatomy::Catalogue::load(sourceFolder() / "assets/knowledge").value();
    return catalogue;
}

/// A patient with a signed visit in which everything is recorded that can be, and which does not speak against itself.
inline exchange::Bundle fullestBundle() {
    std::mt19937 random(7);
    exchange::Bundle bundle;
    record::Therapist therapist{record::TherapistId::make(), "Dr. M. Muster", "PT 4711", record::Role::therapist, {}, {}};
    bundle.practice = {"Practice by the lake", "Lakeside 1\n8000 Zurich", "", {therapist}, {}};
    bundle.patients = {fullPatient(random)};
    bundle.patients[0].details.sex = record::Sex::female;
    record::Session session = fullSession(random, bundle.patients[0].id);
    session.utcOffset = "+02:00";
    session.title = "Second visit";
    session.before.therapist = therapist.id;
    session.before.episode = bundle.patients[0].details.episodes[0].id;
    session.consent.how = record::Consented::written;
    session.signing.role = record::Role::student;
    session.signing.note = "The note as it was signed.";  // tells no seal
    session.signing.addenda[0].followUpOf = 0;
    record::Marker& marker = session.markers[0];
    marker.type = record::MarkerType::active;
    marker.side = Side::right;
    marker.label = "A";
    marker.anchor.address.muscleKey = "upper_trapezius";
    marker.plan.unconfirmed = false;
    marker.note = "Well taken";
    for (record::AdverseEvent& event : session.after.adverse) event.site = marker.id.text;
    session.after.adverse[1].site.clear();
    bundle.sessions = {std::move(session)};
    return bundle;
}

/// An open visit with a planned site, one that nobody confirmed, one in, and nothing else.
inline exchange::Bundle openVisit() {
    std::mt19937 random(9);
    exchange::Bundle bundle;
    bundle.patients = {samplePatient(random)};
    record::Session session;
    session.id = record::SessionId::make();
    session.patient = bundle.patients[0].id;
    session.startedAt = 1'790'000'000'000;
    session.utcOffset = "-04:30";
    for (int i = 0; i < 3; ++i) {
        record::Marker marker = sampleMarker(random);
        marker.type = record::MarkerType::needle;
        marker.plan = {}, marker.finding = {}, marker.needle = {}, marker.response = {};
        marker.needle.lot = "L1";
        session.markers.push_back(std::move(marker));
    }
    session.markers[1].plan.unconfirmed = true;
    session.markers[2].needle.inAt = session.startedAt + 60'000;
    numberMarkers(session);
    bundle.sessions = {std::move(session)};
    return bundle;
}

inline std::string fhirOf(const exchange::Bundle& bundle, exchange::FhirVersion version, const exchange::CodeMap& codes = {}) {
    Progress progress;
    const auto text = exchange::fhirText(bundle, version, fhirTables(), codes, progress);
    EXPECT_TRUE(text) << (text ? "" : text.error().message);
    return text ? *text : std::string("{}");
}

/// The resources of that type in a bundle, in order.
inline std::vector<nlohmann::json> resourcesOf(const nlohmann::json& bundle, const std::string& type) {
    std::vector<nlohmann::json> found;
    for (const auto& entry : bundle.at("entry"))
        if (entry.at("resource").at("resourceType") == type) found.push_back(entry.at("resource"));
    return found;
}

/// What is wrong in a bundle that the checkers of others do not see, a sentence each (fhir_faults.cpp).
std::vector<std::string> fhirFaults(const nlohmann::json& bundle, exchange::FhirVersion version);

}  // namespace myochart::test
