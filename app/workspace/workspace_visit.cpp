#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "scene/pick.h"
#include "workspace/workspace.h"

namespace myochart::workspace {

// The open visit: shown, edited, and kept for its own day.

void Workspace::showSession(record::Session session) {
    settings_.lastSession = session.id.text;
    view.selectedMarkers.clear();
    drag_.reset();
    correcting_ = false;
    wasOfToday_ = isToday(session);
    visit_.emplace(std::move(session));
    if (body_) tellOfPlacing(visit_->showOn(body_, *catalogue_));
}

void Workspace::tellOfPlacing(const OpenVisit::Placed& placed) {
    if (!placed.moved.empty()) {
        float worst = 0;
        for (const auto& id : placed.moved) worst = std::max(worst, session()->marker(id)->anchor.errorRadiusMm);
        notify(fmt::format("{} markers were charted on another body and are shown here within {:.0f} mm; the record "
                           "keeps where they were placed.",
                           placed.moved.size(), worst));
    }
    if (!placed.lost.empty())
        notify(fmt::format("{} markers lie in muscles that this body does not have; they are shown where they were.",
                           placed.lost.size()),
               true);
}

void Workspace::closeSession() {
    ++visitAsked_;
    if (!visit_) return;
    cancelDrag();
    keepView();
    for (store::SessionSummary& row : sessions_)
        if (row.id == session()->id) row.markers = static_cast<int>(session()->markers.size());
    std::erase_if(notices_, [&](const Notice& notice) { return notice.text == lockWords(); });
    visit_.reset();
    correcting_ = false;
    view.selectedMarkers.clear();
    view.hoveredMarker.reset();
    if (mode_ == Mode::place) mode_ = Mode::look;
}

bool Workspace::visitIsLocked() const { return session() && !correcting_ && !isToday(*session()); }

/// True, with a notice, when the open visit is locked or nothing can be saved.
bool Workspace::refusedNow() {
    if (!readOnly_.empty()) {
        notify(readOnly_);
        return true;
    }
    if (!visitIsLocked()) return false;
    ++refusedByLock_;
    notify(lockWords());
    return true;
}

std::string Workspace::lockWords() const {
    return fmt::format("This is the visit of {}. Choose \"Chart in today's visit\" or \"Correct this one\" first.",
                       dayInFullAt(session()->startedAt, session()->utcOffset));
}

void Workspace::correctVisit(bool on) {
    if (!session()) return;
    correcting_ = on;
    std::erase_if(notices_, [&](const Notice& notice) { return notice.text == lockWords(); });  // it was chosen
}

void Workspace::withTodaysVisit(std::function<void()> then) {
    if (!patient_) return notify("Open or add a patient first; a visit belongs to a patient.");
    const record::PatientId id = patient_->id;
    ask<std::vector<store::SessionSummary>>(
        [id](store::Record& r) { return r.sessions(id); }, [this, id, then = std::move(then)](auto visits) {
            if (!visits) return notify(visits.error().message, true);
            if (!patient_ || patient_->id != id) return;
            const auto goOn = [then] {
                if (then) then();
            };
            if (session() && isToday(*session())) return goOn();
            const auto today = std::find_if(visits->begin(), visits->end(), [&](const auto& v) { return isToday(v); });
            const Mode mode = mode_;  // closing a visit stops placing; this goes on
            if (today == visits->end()) {
                newSession();
                if (!session()) return;  // nothing can be saved here
                mode_ = mode;
                return goOn();
            }
            openVisit(
                today->id,
                [goOn](bool opened) {
                    if (opened) goOn();
                },
                true);
            mode_ = mode;
        });
}

/// The record is to hold `recorded` from now on.
void Workspace::apply(record::Session recorded) {
    store::SessionChange change{visit_->recorded(), std::move(recorded), correctingVisit() ? "correction of an earlier visit" : ""};
    visit_->take(change.after);
    if (saving_) saving_->save(std::move(change));
}

bool Workspace::commit(Result<record::Edited> edited, std::string typing) {
    if (!visit_) return false;
    const bool begunToday = readOnly_.empty() && !typing.empty() && wasOfToday_;  // a text that was being typed at midnight is not lost
    if (!begunToday && refusedNow()) return false;
    if (!edited) {
        notify(edited.error().message, true);
        return false;
    }
    const auto before = std::make_shared<const record::Session>(visit_->recorded());
    const auto after = std::make_shared<const record::Session>(visit_->recordedFrom(edited->session));
    if (*before == *after) return true;
    apply(*after);
    steps_.add({std::move(edited->message), nullptr, nullptr, before, after, std::move(typing)});
    return true;
}

/// What a step brought back or changed is selected; what it took away is not.
void Workspace::selectChanged(const record::Session& before) {
    std::unordered_map<std::string_view, const record::Marker*> old;
    for (const record::Marker& marker : before.markers) old.emplace(marker.id.text, &marker);
    std::set<record::MarkerId> changed;
    for (const record::Marker& marker : session()->markers) {
        const auto was = old.find(marker.id.text);
        if (was == old.end() || *was->second != marker) changed.insert(marker.id);
    }
    if (changed.empty()) {
        std::erase_if(view.selectedMarkers, [&](const auto& id) { return !session()->marker(id); });
        return;
    }
    view.selectedMarkers = std::move(changed);
    view.selected.reset();
}

}  // namespace myochart::workspace
