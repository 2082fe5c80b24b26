#include "workspace/merging.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "places/hand_edits.h"
#include "record/json_text.h"
#include "record/same_person.h"
#include "record/signing_rules.h"
#include "store/beside.h"

namespace myochart::workspace {

namespace {

/// When patients, visits and sites of one person were last changed, and which sites were taken away.
struct TrailFacts {
    std::map<std::string, UtcMs> changedAt;
    std::set<std::string> removedSites;
};

void takeIn(const std::vector<store::TrailRow>& newestFirst, TrailFacts& facts) {
    for (const store::TrailRow& row : newestFirst) {
        if (row.object.empty() || store::trailKindOf(row.verb) != store::TrailKind::changed) continue;
        if (facts.changedAt.emplace(row.object, row.utc).second && row.verb == "marker.remove") facts.removedSites.insert(row.object);
    }
}

std::string dayOfVisit(const record::Session& session) { return dayInFullAt(session.startedAt, session.utcOffset); }

/// A version that is not taken, as it is put among the recently deleted: by its content, so that it is there once.
record::Session versionAside(record::Session session, const char* why) {
    const std::string title = session.title.empty() ? std::string(tr(why)) : fmt::format("{} ({})", session.title, tr(why));
    if (title.size() <= record::kMaxNameBytes) session.title = title;
    return store::underIdsOfItsContent(std::move(session));
}

class Planner {
  public:
    Planner(store::Record& record, OtherCopy& other, const Decisions& decisions, const body::Body* body, const anatomy::Catalogue& catalogue)
        : record_(record), other_(other), decisions_(decisions), body_(body), names_(catalogue) {}

    Result<MergePlan> run(Progress& progress) {
        if (const auto begun = begin(); !begun) return begun.error();
        for (const record::Patient& patient : other_.patients)
            if (const auto done = person(patient); !done) return done.error();
        for (size_t count = 0;; ++count) {
            if (progress.cancelled()) return failed(tr("The merging was cancelled; nothing was changed."));
            progress.report(0, trnf("{} visit compared", "{} visits compared", count, count));
            auto theirs = other_.next();
            if (!theirs) return theirs.error();
            if (!*theirs) break;
            if (const auto done = visit(std::move(**theirs)); !done) return done.error();
        }
        for (const record::SessionId& id : other_.removed)
            if (const auto done = removedThere(id); !done) return done.error();
        for (const auto& [named, taken] : decisions_.named)
            if (!met_.contains(named)) plan_.unmet.push_back(named);
        return std::move(plan_);
    }

  private:
    Outcome begin() {
        const auto removed = record_.removed();
        if (!removed) return removed.error();
        for (const store::Removed& each : *removed)
            if (each.what.session.empty()) removedPatients_.insert(each.what.patient.text);
        return Done{};
    }

    const TrailFacts& factsOf(const record::PatientId& patient) {
        auto [facts, isNew] = facts_.try_emplace(patient.text);
        if (isNew)
            if (const auto page = record_.trail({.patient = patient, .limit = 0})) takeIn(page->rows, facts->second);
        return facts->second;
    }

    /// Answers conflicts of one patient or visit and lists them.
    record::Decide deciding() {
        return [this](const record::MergeConflict& conflict) -> std::optional<record::Taken> {
            const std::string name = conflict.id + "." + conflict.field;
            const auto named = decisions_.named.find(name);
            if (named != decisions_.named.end()) met_.insert(name);
            std::optional<record::Taken> taken = named != decisions_.named.end() ? std::optional(named->second) : decisions_.rest;
            if (taken == record::Taken::both && !conflict.mayBeBoth) taken.reset();
            return taken;
        };
    }

    void list(const std::vector<record::MergeConflict>& conflicts, const record::PatientId& patient, const record::Session* session) {
        const TrailFacts& facts = factsOf(patient);
        for (const record::MergeConflict& each : conflicts) {
            PlannedConflict planned{each, patient, session ? session->id : record::SessionId(), session ? dayOfVisit(*session) : std::string(), {}, {}};
            if (const auto at = facts.changedAt.find(each.id); at != facts.changedAt.end()) planned.mineAt = at->second;
            if (const auto at = other_.changedAt.find(each.id); at != other_.changedAt.end()) planned.theirsAt = at->second;
            plan_.undecided += each.taken ? 0 : 1;
            plan_.conflicts.push_back(std::move(planned));
        }
    }

    record::Parting partingOf(const record::PatientId& patient) {
        record::Parting parting;
        const store::Parted& parted = other_.parted;
        parting.removedHere = [&facts = factsOf(patient)](const std::string& id) { return facts.removedSites.contains(id); };
        if (!parted.isKnown) return parting;
        parting.sameHere = [&parted](const std::string& id) { return !parted.here.contains(id); };
        parting.sameThere = [&parted](const std::string& id) { return !parted.there.contains(id); };
        parting.removedThere = [&parted](const std::string& id) { return parted.removedThere.contains(id); };
        return parting;
    }

    Outcome person(const record::Patient& theirs) {
        if (removedPatients_.contains(theirs.id.text)) {
            leftOut_.insert(theirs.id.text);
            plan_.notTaken.push_back(trf("{} was deleted here recently. Bring the patient back from Recently deleted, then merge again.", displayText(theirs.name, record::kMaxNameBytes)));
            return Done{};
        }
        const auto mine = record_.patient(theirs.id);
        if (!mine && mine.error().kind == ErrorKind::refused) return mine.error();
        if (!mine) {
            if (other_.parted.removedHere.contains(theirs.id.text)) {
                leftOut_.insert(theirs.id.text);
                plan_.notTaken.push_back(tr("A patient of the other copy was erased here for good and is not taken over again."));
            } else {
                plan_.order.newPatients.push_back(theirs);
            }
            return Done{};
        }
        if (*mine == theirs) {
            ++plan_.known;
            return Done{};
        }
        if (record::areTwoPeople(*mine, theirs)) {
            leftOut_.insert(theirs.id.text);
            plan_.notTaken.push_back(trf("{0} has the id of {1} here, with another name and not the same birth date. If they are one person, correct the name here and merge again.",
                                         displayText(theirs.name, record::kMaxNameBytes), displayText(mine->name, record::kMaxNameBytes)));
            return Done{};
        }
        return mergePerson(*mine, theirs);
    }

    Outcome mergePerson(const record::Patient& mine, const record::Patient& theirs) {
        const auto before = other_.patientsBefore.find(theirs.id.text);
        auto merged = mergePatients(before == other_.patientsBefore.end() ? nullptr : &before->second, mine, theirs, partingOf(mine.id), deciding());
        list(merged.conflicts, mine.id, nullptr);
        plan_.taken += merged.taken;
        if (!merged.fault.empty()) return refused(trf("What is kept of a patient cannot be merged so: {}", merged.fault));
        if (merged.value != mine) plan_.order.patients.push_back({mine, std::move(merged.value)});
        keepRefused(mine.id, merged.conflicts);
        return Done{};
    }

    /// What of a patient is not taken, as the note of a visit among the recently deleted: it goes where the patient goes.
    void keepRefused(const record::PatientId& patient, const std::vector<record::MergeConflict>& conflicts) {
        std::string text;
        for (const record::MergeConflict& each : conflicts) {
            if (!each.taken || each.taken == record::Taken::both) continue;
            for (const auto& [title, value] : each.taken == record::Taken::mine ? each.theirs : each.mine) text += fmt::format("{}: {}\n", tr(title), value);
        }
        if (text.empty()) return;
        record::Session kept;
        kept.id = {uuidOfContent("not taken of " + patient.text + text)};
        kept.patient = patient;
        kept.startedAt = nowUtc();
        kept.utcOffset = utcOffsetAt(kept.startedAt);
        kept.title = tr("Not taken when copies were merged");
        kept.note.text = text;
        plan_.order.keptAside.push_back(std::move(kept));
    }

    Outcome visit(record::Session theirs) {
        if (leftOut_.contains(theirs.patient.text)) return Done{};
        const auto kept = store::keptVisit(record_, theirs.id);
        if (!kept) return kept.error();
        if (!*kept) return newVisit(std::move(theirs));
        const record::Session& mine = (*kept)->session;
        if (mine == theirs) {
            ++plan_.known;
            return Done{};
        }
        if (mine.patient != theirs.patient) {
            plan_.notTaken.push_back(trf("The visit of {} is another patient's visit here.", dayOfVisit(theirs)));
            return Done{};
        }
        if (const auto held = heldAgainstPlaces(theirs, &mine); !held) return held;
        if (mine == theirs) return Done{};
        if ((*kept)->isRemoved) return removedHere(mine, std::move(theirs));
        if (mine.signing.isSigned() || theirs.signing.isSigned()) return signedVisit(mine, std::move(theirs));
        return mergeVisit(mine, theirs);
    }

    Outcome heldAgainstPlaces(record::Session& theirs, const record::Session* mine) {
        for (record::Marker& marker : theirs.markers) {
            const record::Marker* same = mine ? mine->marker(marker.id) : nullptr;
            if (same && same->anchor == marker.anchor && same->muscle == marker.muscle && same->side == marker.side && same->sentence == marker.sentence) continue;
            auto held = places::heldAgainstItsPlace(body_, names_, std::move(marker));
            if (!held) return held.error();
            marker = std::move(*held);
        }
        return Done{};
    }

    Outcome newVisit(record::Session theirs) {
        if (other_.parted.removedHere.contains(theirs.id.text)) return Done{};  // erased here
        for (const record::Marker& marker : theirs.markers)
            if (record_.sessionOf(marker.id)) {
                plan_.notTaken.push_back(trf("The visit of {} has a site that is in another visit here.", dayOfVisit(theirs)));
                return Done{};
            }
        if (const auto held = heldAgainstPlaces(theirs, nullptr); !held) return held;
        plan_.order.newVisits.push_back(std::move(theirs));
        return Done{};
    }

    /// Nothing of the visit or its sites changed in that copy since the two parted, or it is as it was then.
    bool isUntouched(const record::Session& visit, const std::set<std::string>& changed) const {
        if (const auto before = other_.visitsBefore.find(visit.id.text); before != other_.visitsBefore.end()) return before->second == visit;
        return other_.parted.isKnown && !changed.contains(visit.id.text) &&
               std::ranges::none_of(visit.markers, [&](const record::Marker& marker) { return changed.contains(marker.id.text); });
    }

    std::optional<record::Taken> wholeVisit(const record::Session& visit, record::MergeConflict::Kind kind) {
        record::MergeConflict conflict{visit.id.text, "visit", mark("visit"), kind};
        const std::string sites = trnf("{} site", "{} sites", visit.markers.size(), visit.markers.size());
        (kind == record::MergeConflict::Kind::removedHere ? conflict.theirs : conflict.mine) = {{mark("visit"), dayOfVisit(visit) + ", " + sites}};
        conflict.taken = deciding()(conflict);
        list({conflict}, visit.patient, &visit);
        return conflict.taken;
    }

    Outcome removedHere(const record::Session& mine, record::Session theirs) {
        if (isUntouched(theirs, other_.parted.there)) return Done{};
        const auto taken = wholeVisit(theirs, record::MergeConflict::Kind::removedHere);
        if (taken == record::Taken::mine) plan_.order.keptAside.push_back(versionAside(std::move(theirs), mark("of the other copy")));
        if (taken != record::Taken::theirs) return Done{};
        plan_.order.restored.push_back(mine.id);
        plan_.order.keptAside.push_back(versionAside(mine, mark("as it was here")));
        plan_.order.visits.push_back({mine, std::move(theirs)});
        return Done{};
    }

    Outcome removedThere(const record::SessionId& id) {
        const auto kept = store::keptVisit(record_, id);
        if (!kept) return kept.error();
        if (!*kept || (*kept)->isRemoved || (*kept)->session.signing.isSigned()) return Done{};
        const record::Session& mine = (*kept)->session;
        if (isUntouched(mine, other_.parted.here)) ++plan_.taken;
        else if (wholeVisit(mine, record::MergeConflict::Kind::removedThere) != record::Taken::theirs) return Done{};
        plan_.order.removed.push_back(id);
        return Done{};
    }

    /// What was signed is only added to; any other version comes beside it.
    Outcome signedVisit(const record::Session& mine, record::Session theirs) {
        if (isUntouched(theirs, other_.parted.there)) return Done{};
        const bool sameSites = mine.markers == theirs.markers;
        if (mine.signing.isSigned() && sameSites) {
            record::Session joined = mine;
            for (const record::Addendum& each : theirs.signing.addenda)
                if (std::ranges::find(joined.signing.addenda, each) == joined.signing.addenda.end()) joined.signing.addenda.push_back(each);
            if (!joined.signing.cosignedAt && theirs.signing.cosignedAt) {
                joined.signing.cosignedAt = theirs.signing.cosignedAt;
                joined.signing.cosigner = theirs.signing.cosigner;
                joined.signing.cosignerLicence = theirs.signing.cosignerLicence;
            }
            record::Session theirsBut = theirs, mineBut = mine;
            for (record::Signing* each : {&theirsBut.signing, &mineBut.signing}) {
                each->addenda.clear();
                each->cosignedAt.reset();
                each->cosigner.clear();
                each->cosignerLicence.clear();
            }
            const bool sameCosigner = !mine.signing.cosignedAt || !theirs.signing.cosignedAt || mine.signing.cosignedAt == theirs.signing.cosignedAt;
            if (theirsBut == mineBut && sameCosigner) {
                if (joined != mine) ++plan_.taken, plan_.order.visits.push_back({mine, std::move(joined)});
                return Done{};
            }
        }
        if (!mine.signing.isSigned() && isUntouched(mine, other_.parted.here)) {
            ++plan_.taken;
            plan_.order.visits.push_back({mine, std::move(theirs)});
            return Done{};
        }
        record::Session beside = store::underIdsOfItsContent(std::move(theirs));
        const auto known = store::keptVisit(record_, beside.id);
        if (!known) return known.error();
        if (*known) return Done{};
        plan_.beside.push_back(beside.id.text);
        plan_.order.newVisits.push_back(std::move(beside));
        return Done{};
    }

    Outcome mergeVisit(const record::Session& mine, const record::Session& theirs) {
        const auto before = other_.visitsBefore.find(mine.id.text);
        auto merged = mergeVisits(before == other_.visitsBefore.end() ? nullptr : &before->second, mine, theirs, partingOf(mine.patient), deciding());
        list(merged.conflicts, mine.patient, &mine);
        plan_.taken += merged.taken;
        if (!merged.fault.empty()) return refused(trf("The visit of {0} cannot be merged so: {1}", dayOfVisit(mine), merged.fault));
        if (!merged.isDecided()) return Done{};
        for (const auto& [there, here] : merged.renumbered)
            plan_.renumbered.push_back(trf("Site {0} of the other copy is site {1} of the visit of {2}.", there, here, dayOfVisit(mine)));
        if (merged.givesUpMine) plan_.order.keptAside.push_back(versionAside(mine, mark("before the merging")));
        if (merged.givesUpTheirs) plan_.order.keptAside.push_back(versionAside(theirs, mark("of the other copy")));
        if (merged.value != mine) plan_.order.visits.push_back({mine, std::move(merged.value)});
        return Done{};
    }

    store::Record& record_;
    OtherCopy& other_;
    const Decisions& decisions_;
    const body::Body* body_;
    places::MuscleNames names_;
    MergePlan plan_;
    std::set<std::string> removedPatients_, leftOut_, met_;
    std::map<std::string, TrailFacts> facts_;  ///< by patient
};

}  // namespace

OtherCopy otherCopyOf(exchange::BundleReader& file) { return {file.patients(), [&file] { return file.next(); }}; }

Outcome readBefore(exchange::BundleReader& before, OtherCopy& other) {
    for (const record::Patient& patient : before.patients()) other.patientsBefore.emplace(patient.id.text, patient);
    for (;;) {
        auto session = before.next();
        if (!session) return session.error();
        if (!*session) return Done{};
        std::string id = (*session)->id.text;
        other.visitsBefore.emplace(std::move(id), std::move(**session));
    }
}

Result<OtherCopy> otherCopyOf(store::Record& here, store::Record& there) {
    if (const auto sound = there.verify(); !sound) return sound.error();
    auto parted = store::partedFrom(here, there);
    if (!parted) return parted.error();
    const auto people = there.patients();
    if (!people) return people.error();
    OtherCopy other;
    other.parted = std::move(*parted);
    auto ids = std::make_shared<std::vector<record::SessionId>>();
    for (const auto& each : *people) {
        auto patient = there.patient(each.patient.id);
        if (!patient) return patient.error();
        const auto visits = there.sessions(each.patient.id);
        if (!visits) return visits.error();
        for (const store::SessionSummary& visit : *visits) ids->push_back(visit.id);
        other.patients.push_back(std::move(*patient));
    }
    const auto removed = there.removed();
    if (!removed) return removed.error();
    for (const store::Removed& each : *removed)
        if (!each.what.session.empty()) other.removed.push_back(each.what.session);
    const auto trail = there.trail({.limit = 0});
    if (!trail) return trail.error();
    TrailFacts facts;
    takeIn(trail->rows, facts);
    other.changedAt = std::move(facts.changedAt);
    other.next = [ids, at = size_t(0), &there]() mutable -> Result<std::optional<record::Session>> {
        if (at == ids->size()) return std::optional<record::Session>();
        auto session = there.session((*ids)[at++]);
        if (!session) return session.error();
        return std::optional(std::move(*session));
    };
    return other;
}

Result<MergePlan> planMerge(store::Record& record, OtherCopy& other, const Decisions& decisions, const body::Body* body, const anatomy::Catalogue& catalogue,
                            Progress& progress) {
    return Planner(record, other, decisions, body, catalogue).run(progress);
}

}  // namespace myochart::workspace
