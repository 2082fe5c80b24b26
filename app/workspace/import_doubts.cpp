#include "workspace/import_doubts.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "anatomy/catalogue.h"
#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "places/hand_edits.h"
#include "record/agreement.h"
#include "record/same_person.h"
#include "workspace/patient_order.h"
#include "workspace/seal_doubt.h"

namespace myochart::workspace {

namespace {

/// What of a site contradicts the rest, as it is called in an answer.
std::vector<std::string> contradictionsOf(const record::Marker& marker) {
    const record::ByHand found = record::contradictionsIn(marker);
    const auto sideOfMuscle = anatomy::sideInName(marker.muscle);  // also in other languages
    std::vector<std::string> names;
    if (found.muscle || (sideOfMuscle && *sideOfMuscle != Side::midline && *sideOfMuscle != marker.side))
        names.emplace_back("muscle");
    if (found.side || places::liesSurelyOnOtherSide(marker)) names.emplace_back("side");
    if (found.sentence) names.emplace_back("sentence");
    if (record::labelTellsOtherSide(marker)) names.emplace_back("label");
    return names;
}

}  // namespace

std::vector<PerhapsTheSame> perhapsTheSame(const std::vector<store::PatientSummary>& here, const exchange::Bundle& bundle) {
    std::multimap<std::string, const record::Patient*> byName;
    std::set<std::string_view> known;
    const auto add = [&](const record::Patient& patient) { byName.emplace(record::nameKey(patient.name), &patient); };
    for (const store::PatientSummary& each : here) {
        known.insert(each.patient.id.text);
        add(each.patient);
    }
    std::vector<PerhapsTheSame> all;
    for (const record::Patient& patient : bundle.patients) {
        if (known.contains(patient.id.text)) continue;
        const auto [from, to] = byName.equal_range(record::nameKey(patient.name));
        const auto same =
            std::find_if(from, to, [&](const auto& each) { return record::mayBeOnePerson(*each.second, patient); });
        if (same != to)
            all.push_back(
                {patient.id, same->second->id,
                  trf("{} came in under another id ({}) than somebody of that name and no other birth date "
                              "has here ({}); that makes two. If they are one person, go on with one of them.",
                              nameAndBirth(patient.name, patient.birthDate), patient.id.text,
                              same->second->id.text)});
        add(patient);
    }
    return all;
}

std::optional<Contradiction> sealDoubt(const record::Session& session) {
    const record::SealState state = record::sealState(session);
    if (!record::sealSentence(state)) return std::nullopt;
    const std::string day = dayInFullAt(session.startedAt, session.utcOffset), name = displayText(session.signing.name, 60);
    const bool isBroken = state == record::SealState::broken;
    return Contradiction{{}, session.id, {isBroken ? "seal_broken" : "seal_unknown"},
                         isBroken ? trf("The visit of {} is not what {} signed: it was changed afterwards, outside of Myochart. It is marked as that.", day, name)
                                  : trf("Nothing shows that the visit of {} is what {} signed: its note has no seal that can be read. It is marked as that.", day, name)};
}

bool tellsTwoSides(const record::Session& session) {
    return std::ranges::any_of(session.markers, [](const record::Marker& marker) { return !contradictionsOf(marker).empty(); });
}

std::vector<Contradiction> contradictory(const exchange::Bundle& bundle) {
    constexpr std::array<std::pair<std::string_view, const char*>, 4> kWords = {
        {{"muscle", mark("muscle")}, {"side", mark("side")}, {"sentence", mark("place in words")}, {"label", mark("label")}}};
    std::vector<Contradiction> all;
    for (const record::Session& session : bundle.sessions)
        for (const record::Marker& marker : session.markers) {
            const auto found = contradictionsOf(marker);
            if (found.empty()) continue;
            std::string words;
            for (const auto& [key, word] : kWords)
                if (std::find(found.begin(), found.end(), key) != found.end())
                    words = words.empty() ? std::string(tr(word)) : trf("{} and {}", words, tr(word));
            all.push_back(
                {marker.id, session.id, found,
                  trnf("Site {} of the visit of {}: its {} is against its side ({}) or its place. Look which is meant; it is kept "
                       "as it came, marked as written by hand.",
                       "Site {} of the visit of {}: its {} are against its side ({}) or its place. Look which is meant; it is kept "
                       "as it came, marked as written by hand.",
                       found.size(), marker.number, dayInFullAt(session.startedAt, session.utcOffset), words,
                       marker.side == Side::left ? tr("left") : marker.side == Side::right ? tr("right") : tr("midline"))});
        }
    return all;
}

}  // namespace myochart::workspace
