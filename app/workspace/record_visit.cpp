#include <algorithm>

#include <fmt/format.h>

#include "core/words.h"
#include "record/ledger.h"
#include "workspace/record_desk.h"

namespace myochart::workspace {

// The open visit: shown, edited, and kept for its own day.

void RecordDesk::showSession(record::Session session) {
    settings_.lastSession = session.id.text;
    correcting_ = false;
    wasOfToday_ = isToday(session);
    visit_.emplace(std::move(session));
    events.opened();
    placeVisit();
    if (!wasOfToday_) tellNeedlesLeftIn();
}

void RecordDesk::tellNeedlesLeftIn() {
    const record::Ledger ledger = record::ledgerOf(*session(), now());
    if (ledger.open.empty()) return;
    const auto first = std::ranges::min_element(ledger.open, {}, &record::OpenNeedle::inAt);
    notices_.tell(trnf("By the record {} needle of this visit is in since {}. Correct the visit and say when it came out.",
                       "By the record {} needles of this visit are in since {}. Correct the visit and say when they came out.", ledger.in, ledger.in,
                       dateTimeAt(first->inAt, session()->utcOffset)),
                  true);
}

void RecordDesk::placeVisit(bool quietly) {
    if (!body_ || !visit_) return;
    const OpenVisit::Placed placed = visit_->showOn(body_, catalogue_);
    if (!quietly) tellOfPlacing(placed);
}

void RecordDesk::tellOfPlacing(const OpenVisit::Placed& placed) {
    if (!placed.moved.empty()) {
        float worst = 0;
        for (const auto& id : placed.moved) worst = std::max(worst, session()->marker(id)->anchor.errorRadiusMm);
        notices_.tell(trnf("{} markers were charted on another body and are shown here within {:.0f} mm; the record "
                           "keeps where they were placed.",
                           "{} markers were charted on another body and are shown here within {:.0f} mm; the record "
                           "keeps where they were placed.",
                           placed.moved.size(), placed.moved.size(), worst));
    }
    if (!placed.lost.empty())
        notices_.tell(trnf("{} markers lie in muscles that this body does not have; they are shown where they were.",
                           "{} markers lie in muscles that this body does not have; they are shown where they were.",
                           placed.lost.size(), placed.lost.size()),
               true);
}

void RecordDesk::closeSession() {
    ++visitAsked_;
    if (!visit_) return;
    events.closing();
    for (store::SessionSummary& row : sessions_)
        if (row.id == session()->id) row.markers = static_cast<int>(session()->markers.size()), row.adverse = session()->after.adverse;
    notices_.withdraw(lockWords());
    visit_.reset();
    correcting_ = false;
    events.closed(goesOn_);
}

bool RecordDesk::refusedNow() {
    if (!readOnly_.empty()) {
        notices_.tell(readOnly_);
        return true;
    }
    if (!visitIsLocked()) return false;
    ++refusedByLock_;
    notices_.tell(lockWords());
    return true;
}

std::string RecordDesk::lockWords() const {
    if (visitIsSigned()) return tr("This visit is signed: nothing of it can be changed. Add an addendum instead.");
    return trf("This is the visit of {}. Choose \"Chart in today's visit\" or \"Correct this one\" first.",
                       dayInFullAt(session()->startedAt, session()->utcOffset));
}

void RecordDesk::correctVisit(bool on) {
    if (!session()) return;
    if (visitIsSigned()) return notices_.tell(lockWords());
    correcting_ = on;
    notices_.withdraw(lockWords());  // it was chosen
}

void RecordDesk::withTodaysVisit(std::function<void()> then) {
    if (!patient_) return notices_.tell(tr("Open or add a patient first; a visit belongs to a patient."));
    const record::PatientId id = patient_->id;
    link_.ask<std::vector<store::SessionSummary>>(
        [id](store::Record& r) { return r.sessions(id); }, [this, id, then = std::move(then)](auto visits) {
            if (!visits) return notices_.tell(visits.error().message, true);
            if (!patient_ || patient_->id != id) return;
            const auto goOn = [then] {
                if (then) then();
            };
            if (session() && isToday(*session())) return goOn();
            const auto today = std::find_if(visits->begin(), visits->end(), [&](const auto& v) { return isToday(v); });
            goesOn_ = true;
            if (today == visits->end()) {
                newSession();
                goesOn_ = false;
                if (session()) goOn();  // else nothing can be saved here
                return;
            }
            openVisit(
                today->id,
                [goOn](bool opened) {
                    if (opened) goOn();
                },
                true);
            goesOn_ = false;
        });
}

/// The record is to hold `recorded` from now on.
void RecordDesk::apply(record::Session recorded) {
    store::SessionChange change{visit_->recorded(), std::move(recorded), correctingVisit() ? "correction of an earlier visit" : ""};
    visit_->take(change.after);
    if (isOpen()) saving().save(std::move(change));
}

void RecordDesk::refuse(const std::string& why) {
    putRight();
    notices_.tell(why, true);
    refusal_ = why;
}

void RecordDesk::putRight() {
    if (!refusal_.empty()) notices_.withdraw(refusal_);
    refusal_.clear();
}

bool RecordDesk::commit(Result<record::Edited> edited, std::string typing) {
    if (!visit_) return false;
    const bool begunToday = readOnly_.empty() && !typing.empty() && wasOfToday_;  // a text that was being typed at midnight is not lost
    if (!begunToday && refusedNow()) return false;
    if (!edited) {
        refuse(edited.error().message);
        return false;
    }
    putRight();
    const auto before = held(visit_->recorded());
    const auto after = held(visit_->recordedFrom(edited->session));
    if (*before == *after) return true;
    apply(*after);
    RecordStep step = visitStep(std::move(edited->message), before, after, std::move(typing));
    step.afterItsDay = !isToday(*after);
    steps_.add(std::move(step));
    return true;
}

bool RecordDesk::add(Result<record::Edited> edited) {
    if (!visit_) return false;
    if (!readOnly_.empty() || !edited) {
        refuse(!readOnly_.empty() ? readOnly_ : edited.error().message);
        return false;
    }
    putRight();
    apply(visit_->recordedFrom(edited->session));
    return true;
}

}  // namespace myochart::workspace
