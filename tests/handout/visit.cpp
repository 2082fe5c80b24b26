#include "visit.h"

#include "core/time.h"
#include "support/test_folder.h"

namespace myochart::test {

const anatomy::Catalogue& handoutTables() {
    static const anatomy::Catalogue catalogue = anatomy::Catalogue::load(sourceFolder() / "assets/knowledge").value();
    return catalogue;
}

const std::vector<std::string>& handoutLanguages() {
    static const std::vector<std::string> languages = {"en", "de", "es", "fr"};
    return languages;
}

const handout::Texts& handoutTexts(const std::string& language) {
    static std::map<std::string, handout::Texts> read;
    if (!read.contains(language)) read[language] = handout::readTexts({sourceFolder() / "assets/handout"}, language).value().texts;
    return read.at(language);
}

TreatedVisit::TreatedVisit() {
    patient.id = record::PatientId::make();
    patient.name = "Ana Muster";
    session.id = record::SessionId::make();
    session.patient = patient.id;
    session.startedAt = *parseIsoUtc("2026-11-22T13:05:00Z");
    session.utcOffset = "+01:00";
}

record::Marker& TreatedVisit::addNeedled(const std::string& muscleKey, Side side) {
    record::Marker& marker = session.markers.emplace_back();
    const anatomy::Muscle* muscle = handoutTables().muscle(muscleKey);
    marker.id = record::MarkerId::make();
    marker.number = ++session.lastNumber;
    marker.type = record::MarkerType::needle;
    marker.side = side;
    marker.muscle = muscle ? anatomy::spokenName(*muscle) : muscleKey;
    marker.anchor.address.muscleKey = muscle ? muscleKey : std::string();
    marker.needle.insertions = 1;
    return marker;
}

handout::Handout TreatedVisit::in(const std::string& language, std::vector<std::string> exercises) const {
    return handout::handoutOf({patient, practice, session, handoutTables(), handoutTexts(language), std::move(exercises)});
}

}  // namespace myochart::test
