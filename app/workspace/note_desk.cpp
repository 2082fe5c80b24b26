#include "workspace/note_desk.h"

#include <cassert>
#include <iterator>

#include "core/log.h"
#include "core/words.h"

namespace myochart::workspace {

NoteDesk::NoteDesk(const anatomy::Catalogue& catalogue, Notices& notices, PracticeDesk& practice, RecordDesk& record, Path assets, Path data)
    : catalogue_(catalogue), notices_(notices), practice_(practice), record_(record), assets_(std::move(assets)), data_(std::move(data)) {}

void NoteDesk::choosePack(std::string key) {
    record::Practice practice = practice_.practice();
    practice.notePack = std::move(key);
    practice_.change(std::move(practice));
}

void NoteDesk::follow() {
    assert(record_.session() && record_.patient());
    const record::Session& session = *record_.session();
    const record::Patient& patient = *record_.patient();
    if (!stale_ && language_ == languageInUse() && session_ == session && patient_ == patient && ofPractice_ == practice_.practice()) return;
    session_ = session;
    patient_ = patient;
    ofPractice_ = practice_.practice();
    language_ = languageInUse();
    stale_ = false;
    draft_ = note::noteDraft(patient, ofPractice_, session, catalogue_);
    muscles_ = note::musclesNeedled(session, catalogue_);
    const note::RulePack* rules = pack();
    missing_ = rules ? note::missing(*rules, patient, ofPractice_, session) : std::vector<note::Missing>();
    if (!session.signing.isSigned()) {
        // What can harm comes before what a rule wants.
        std::vector<note::Missing> first = note::screeningRemarks(patient, session, catalogue_);
        untoldRisks_ = note::untoldRisks(session, consentTexts(), catalogue_);
        if (untoldRisks_) first.push_back(*untoldRisks_);
        missing_.insert(missing_.begin(), std::make_move_iterator(first.begin()), std::make_move_iterator(first.end()));
        for (note::Missing& each : note::remarks(session)) missing_.push_back(std::move(each));
    } else {
        untoldRisks_.reset();
    }
    missingGroups_ = note::grouped(missing_);
}

const note::NoteDraft& NoteDesk::draft() {
    follow();
    return draft_;
}

const note::MuscleCount& NoteDesk::muscles() {
    follow();
    return muscles_;
}

const std::vector<note::Missing>& NoteDesk::missing() {
    follow();
    return missing_;
}

const std::optional<note::Missing>& NoteDesk::untoldRisks() {
    follow();
    return untoldRisks_;
}

const std::vector<note::MissingGroup>& NoteDesk::missingGroups() {
    follow();
    return missingGroups_;
}

void NoteDesk::tell(const std::vector<std::string>& faults) {
    for (const std::string& fault : faults) {
        log::warn(fault);
        notices_.tell(fault, true);
    }
}

const note::Packs& NoteDesk::packs() {
    if (packs_) return *packs_;
    packs_ = note::readPacks({assets_ / "note_packs", data_ / "note_packs"});
    tell(packs_->faults);
    return *packs_;
}

const std::vector<note::ConsentText>& NoteDesk::consentTexts() {
    if (!consent_) {
        consent_ = note::readConsentTexts({assets_ / "consent", data_ / "consent"});
        tell(consent_->faults);
    }
    return consent_->texts;
}

void NoteDesk::write(std::string text, std::string typing) {
    if (!record_.session() || record_.refusedNow()) return;
    const std::string basis = draft().basis;
    record_.commit(record::writeNote(*record_.session(), std::move(text), basis), std::move(typing));
}

}  // namespace myochart::workspace
