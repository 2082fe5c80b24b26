#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/words.h"
#include "note/visit_words.h"
#include "note/muscle_count.h"
#include "note/note_words.h"
#include "record/seal.h"

// What comes when the needles are out, the muscles that were needled, and who answers for it.

namespace myochart::note {

namespace {

constexpr std::array<const char*, 3> kSeverities = {mark("mild"), mark("moderate"), mark("major")};
constexpr std::array<const char*, 4> kRoles = {mark("therapist"), mark("student"), mark("office"), mark("educator")};

/// Pieces of advice as the patient was told them, or in the words that were typed.
std::vector<std::string> adviceGiven(const NoteData& data, const std::vector<std::string>& keys) {
    std::vector<std::string> told;
    for (const std::string& key : keys) {
        std::string text = wordsOf(adviceTexts(), key);
        if (text.ends_with('.')) text.pop_back();
        told.push_back(text.empty() ? safetyWords(data.catalogue, key) : text);
    }
    return told;
}

/// Exercises by name with their dose, or in the words that were typed.
std::vector<std::string> exercisesGiven(const NoteData& data, const std::vector<std::string>& keys) {
    std::vector<std::string> given;
    for (const std::string& key : keys) {
        const anatomy::HomeExercise* exercise = data.catalogue.exercise(key);
        if (!exercise) given.push_back(safetyWords(data.catalogue, key));
        else given.push_back(exercise->dose.empty() ? anatomy::called(data.catalogue, *exercise) : fmt::format("{} ({})", anatomy::called(data.catalogue, *exercise), exercise->dose));
    }
    return given;
}

void sayEvent(NoteWriter& to, const NoteData& data, const record::AdverseEvent& event) {
    const std::string& offset = data.session.utcOffset;
    to.endParagraph();
    // Translators: an adverse event: what, and how bad it was
    to.say(trf("Adverse event: {}, {}", safetyWords(data.catalogue, event.category),
               tr(kSeverities.at(static_cast<size_t>(event.severity)))));
    if (event.at) to.say(trf("When: {}", momentInFull(*event.at, offset)));
    if (const record::Marker* marker = event.site.empty() ? nullptr : data.session.marker({event.site}))
        to.say(trf("At site {}", siteWords(data, *marker)));
    if (!event.action.empty()) to.say(trf("What was done: {}", event.action));
    if (event.followUpDue) to.say(trf("Follow-up due: {}", momentInFull(*event.followUpDue, offset)));
    if (event.followedUpAt) to.say(trf("Followed up: {}", momentInFull(*event.followedUpAt, offset)));
    if (!event.followUp.empty()) to.say(trf("How it went: {}", event.followUp));
}

void sayAdverse(NoteWriter& to, const NoteData& data) {
    const record::After& after = data.session.after;
    if (after.adverse.empty())
        to.say(answer(after.noAdverse, mark("Asked about adverse events: there was none."), mark("Something adverse happened; what it was is not recorded.")));
    for (const record::AdverseEvent& event : after.adverse) sayEvent(to, data, event);
}

/// "Jane Doe, licence 12, student".
std::string signer(const std::string& name, const std::string& licence, const std::optional<record::Role>& role) {
    std::string text = licence.empty() ? name : trf("{}, licence {}", name, licence);
    if (role) text += fmt::format(", {}", tr(kRoles.at(static_cast<size_t>(*role))));
    return text;
}

}  // namespace

void writeAfter(NoteWriter& to, const NoteData& data) {
    to.begin(Group::after);
    const record::After& after = data.session.after;
    if (!after.response.empty()) to.say(trf("Response to the treatment: {}", after.response));
    if (after.pain) to.say(trf("Pain after the treatment: {}", painWords(*after.pain)));
    sayMeasures(to, data, true);
    to.endParagraph();
    sayAdverse(to, data);
}

void writePlan(NoteWriter& to, const NoteData& data) {
    to.begin(Group::plan);
    const record::After& after = data.session.after;
    if (!after.aftercare.empty()) to.say(trf("Advice given: {}", joined(adviceGiven(data, after.aftercare))));
    if (!after.exercises.empty()) to.say(trf("Exercises at home: {}", joined(exercisesGiven(data, after.exercises))));
    if (!after.plan.empty()) to.say(trf("Plan: {}", after.plan));
    if (!after.nextVisit.empty()) to.say(trf("Next visit: {}", dayInWords(after.nextVisit)));
}

void writeMuscles(NoteWriter& to, const NoteData& data) {
    to.begin(Group::muscles);
    const MuscleCount count = musclesNeedled(data.session, data.catalogue);
    to.say(count.sentence());
    to.say(count.suggestion());
}

void writeSignature(NoteWriter& to, const NoteData& data) {
    to.begin(Group::signature);
    const record::Signing& signing = data.session.signing;
    const std::string& offset = data.session.utcOffset;
    if (const char* doubt = record::sealSentence(record::sealState(data.session))) to.say(tr(doubt));
    if (signing.at) to.say(trf("Signed on {} by {}", momentInFull(*signing.at, offset), signer(signing.name, signing.licence, signing.role)));
    if (signing.wantsCosignature()) to.say(tr("A co-signature is still wanted."));
    if (signing.cosignedAt)
        to.say(trf("Co-signed on {} by {}", momentInFull(*signing.cosignedAt, offset), signer(signing.cosigner, signing.cosignerLicence, {})));
    for (const record::Addendum& addendum : signing.addenda) {
        to.endParagraph();
        const std::string author = signer(addendum.author, addendum.licence, {});
        to.say(addendum.at ? trf("Addendum of {} by {}: {}", momentInFull(*addendum.at, offset), author, addendum.text)
                           : trf("Addendum by {}: {}", author, addendum.text));
    }
}

}  // namespace myochart::note
