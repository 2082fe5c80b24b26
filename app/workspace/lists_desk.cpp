#include "workspace/lists_desk.h"

#include <algorithm>

#include "core/words.h"
#include "note/lacking.h"
#include "note/muscle_count.h"

namespace myochart::workspace {

namespace {

constexpr size_t kPage = 100;

struct Waiting {
    store::WaitingPage open, followUps;
};

Result<Waiting> waitingIn(store::Record& record, size_t openWanted, UtcMs now) {
    auto open = record.waiting({store::WaitingQuery::What::open, INT64_MAX, 0, openWanted});
    if (!open) return open.error();
    auto followUps = record.waiting({store::WaitingQuery::What::followUps, now, 0, SIZE_MAX});
    if (!followUps) return followUps.error();
    return Waiting{std::move(*open), std::move(*followUps)};
}

VisitDetail detailOf(const note::RulePack* pack, const record::Patient& patient, const record::Practice& practice, const record::Session& session) {
    VisitDetail detail;
    detail.sites = session.markers.size();
    detail.needles = static_cast<size_t>(std::ranges::count_if(session.markers, note::wasNeedled));
    detail.lacks = note::lacking(pack, patient, practice, session);
    detail.isSigned = session.signing.isSigned();
    for (const record::OpenFollowUp& each : record::openFollowUps(session)) {
        const record::AdverseEvent& event = session.after.adverse[each.event];
        detail.due.push_back({each.event, each.due, event.category, event.severity});
    }
    std::ranges::stable_sort(detail.due, {}, &VisitDetail::Due::due);
    return detail;
}

}  // namespace

ListsDesk::ListsDesk(Notices& notices, RecordLink& link, Settings& settings, PracticeDesk& practice, RecordDesk& record, NoteDesk& note)
    : notices_(notices), link_(link), settings_(settings), practice_(practice), record_(record), note_(note), openWanted_(kPage), lotWalk_(link), rateWalk_(link) {}

void ListsDesk::show(PracticeList list) {
    shown = list;
    settings_.leftPanel = true;
    settings_.structuresTab = false;
    if (record_.patient()) record_.closePatient();
    refresh();
}

void ListsDesk::begin() { ask(true); }

void ListsDesk::ask(bool tells) {
    link_.ask<Waiting>([wanted = openWanted_, now = record_.now()](store::Record& r) { return waitingIn(r, wanted, now); },
                       [this, tells, asked = ++question_](auto waiting) {
                           if (asked != question_) return;
                           if (!waiting) return notices_.tell(waiting.error().message, true);
                           take(std::move(waiting->open), std::move(waiting->followUps), tells);
                       });
}

void ListsDesk::take(store::WaitingPage open, store::WaitingPage followUps, bool tells) {
    open_ = std::move(open);
    followUps_ = std::move(followUps);
    details_.clear();
    asked_.clear();
    ++version_;
    if (!told_.empty()) notices_.withdraw(told_);
    if (followUps_.all == 0 || (!tells && told_.empty())) return told_.clear();
    told_ = trnf("{} patient is to be asked how it went: a follow-up is due.", "{} patients are to be asked how it went: follow-ups are due.", followUps_.all, followUps_.all);
    notices_.offer(told_, tr("Show"), [this] { show(PracticeList::followUps); });
}

std::vector<const store::WaitingRow*> ListsDesk::openToday() const {
    std::vector<const store::WaitingRow*> today;
    for (const store::WaitingRow& row : open_.rows)
        if (record_.isToday(row.visit)) today.push_back(&row);
    return today;
}

void ListsDesk::wantOpen(size_t end) {
    if (end < open_.rows.size() || open_.rows.size() >= open_.all || openWanted_ > open_.rows.size()) return;
    openWanted_ = open_.rows.size() + kPage;
    refresh();
}

const VisitDetail* ListsDesk::detail(const record::SessionId& id) {
    const auto here = details_.find(id.text);
    if (here != details_.end()) return &here->second;
    if (!asked_.insert(id.text).second) return nullptr;
    const note::RulePack* pack = note_.pack();
    link_.ask<VisitDetail>(
        [id, rules = pack ? std::make_shared<const note::RulePack>(*pack) : nullptr, practice = practice_.practice()](store::Record& r) -> Result<VisitDetail> {
            const auto reading = r.readable(id);
            if (!reading) return reading.error();
            const auto patient = r.patient(reading->session.patient);
            if (!patient) return patient.error();
            return detailOf(rules.get(), *patient, practice, reading->session);
        },
        [this, id](auto detail) {
            if (detail) details_[id.text] = std::move(*detail);  // one that cannot be read is told when it is opened
        });
    const auto now = details_.find(id.text);
    return now == details_.end() ? nullptr : &now->second;
}

void ListsDesk::openVisit(const record::PatientId& patient, const record::SessionId& session) {
    record_.openPatient(patient);
    record_.openSession(session);
}

void ListsDesk::followUp(const record::SessionId& session, size_t event, std::string text) {
    const record::Therapist* acting = practice_.acting();
    const auto by = acting ? std::make_shared<const record::Therapist>(*acting) : nullptr;
    record_.editVisit(
        session, [by, event, text = std::move(text), now = record_.now()](const record::Session& visit) { return record::followUp(visit, event, by.get(), text, now); }, {},
        [this, session] {
            forget(session);
            refresh();
        });
}

void ListsDesk::countLots() {
    const auto counter = std::make_shared<record::LotCounter>();
    lotWalk_.start([counter](const record::Patient& patient, const record::Session& visit) { counter->add(patient, visit); },
                   [this, counter](const Outcome& done) {
                       if (!done) return notices_.tell(done.error().message, true);
                       lots_ = counter->lots();
                   });
}

void ListsDesk::countRates() {
    const auto counter = std::make_shared<note::AdverseCounter>();
    rateWalk_.start([counter](const record::Patient&, const record::Session& visit) { counter->add(visit); },
                    [this, counter](const Outcome& done) {
                        if (!done) return notices_.tell(done.error().message, true);
                        rates_ = counter->rates();
                    });
}

}  // namespace myochart::workspace
