#include "workspace/hand_over.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/words.h"
#include "note/visit_words.h"
#include "places/hand_edits.h"
#include "record/agreement.h"
#include "store/beside.h"
#include "workspace/patient_order.h"
#include "workspace/seal_doubt.h"

namespace myochart::workspace {

namespace {

/// The visits of a file on their way into the record, one by one.
class Incoming {
  public:
    /// `body`: what the visits' sites are held against; null where it is not at hand.
    Incoming(exchange::BundleReader& file, const body::Body* body, const anatomy::Catalogue& catalogue, bool nobodyIsHere)
        : file_(file), body_(body), nobodyIsHere_(nobodyIsHere), names_(catalogue) {
        for (const record::Patient& patient : file.patients()) birthDates_.emplace(patient.id.text, patient.birthDate);
    }

    /// What the file says of a new visit's sites is held against the places that they have on the body; fails with the one
    /// that contradicts itself.
    Result<std::optional<record::Session>> next(store::Record& record) {
        auto session = file_.next();
        if (!session || !*session) return session;
        if (record::liesBeforeBirth((*session)->startedAt, birthDates_[(*session)->patient.text])) beforeBirth.push_back((*session)->id.text);
        auto doubt = sealDoubt(**session);
        const auto here = nobodyIsHere_ ? Result<record::Session>(failed("")) : record.session((*session)->id);
        if (here && *here == **session) return session;  // it was held against its places when it came here
        for (size_t k = 0; k < (*session)->markers.size(); ++k) {
            auto held = places::heldAgainstItsPlace(body_, names_, std::move((*session)->markers[k]));
            if (!held) return refused(fmt::format("sessions[{}].markers[{}]: {}", file_.sessions() - 1, k, held.error().message));
            (*session)->markers[k] = std::move(*held);
        }
        if (tellsTwoSides(**session)) doubtful.push_back(**session);
        if (doubt) sealsInDoubt.push_back({std::move(*doubt), store::underIdsOfItsContent(**session).id});
        return session;
    }
    /// The visits that lie before their patient's birth; records hold such, so they are taken and told.
    std::vector<std::string> beforeBirth;
    /// Those with a site that tells two sides.
    std::vector<record::Session> doubtful;
    /// Those that are not as they were signed, with the id under which they are added beside what is here.
    std::vector<std::pair<Contradiction, record::SessionId>> sealsInDoubt;

  private:
    exchange::BundleReader& file_;
    const body::Body* body_;
    bool nobodyIsHere_;  ///< before this import
    places::MuscleNames names_;
    std::unordered_map<std::string, std::string> birthDates_;
};

/// The ids of what of a file is not in the record now.
std::set<std::string> leftOut(const store::Imported& done, store::OnConflict onConflict) {
    std::set<std::string> out;
    for (const store::Skipped& each : done.skipped) out.insert(each.id);
    if (onConflict != store::OnConflict::both)
        for (const std::string& kept : done.kept) out.insert(kept.substr(kept.find(' ') + 1));
    return out;
}

/// What of a part of the file is in the record now, under the ids that it has there: a visit that was added beside another has
/// others than in the file, where it has those of what was here.
exchange::Bundle takenOf(store::Record& record, exchange::Bundle bundle, const std::set<std::string>& out) {
    std::erase_if(bundle.patients, [&](const record::Patient& patient) { return out.contains(patient.id.text); });
    std::erase_if(bundle.sessions, [&](const record::Session& session) { return out.contains(session.id.text); });
    for (record::Session& session : bundle.sessions)
        if (record::Session beside = store::underIdsOfItsContent(session); record.readable(beside.id)) session = std::move(beside);
    return bundle;
}

/// What stayed as it is here ("session UUID", "patient UUID"), in words.
std::vector<std::string> inWords(store::Record& record, const std::vector<std::string>& kept) {
    constexpr size_t kMost = 20;
    std::vector<std::string> words;
    for (const std::string& each : kept) {
        if (words.size() == kMost) {
            words.push_back(trf("{} more are here with other content.", kept.size() - kMost));
            break;
        }
        const std::string id = each.substr(each.find(' ') + 1);
        const auto visit = each.starts_with("session ") ? record.readable({id}) : Result<store::SessionReading>(failed(""));
        const auto person = record.patient({visit ? visit->session.patient.text : id});
        const std::string name = person ? nameAndBirth(person->name, person->birthDate) : std::string(tr("somebody"));
        words.push_back(visit ? trf("The visit of {0} of {1} is here with other content.",
                                            dayInFullAt(visit->session.startedAt, visit->session.utcOffset), name)
                              : trf("{} is here with another name, birth date or note.", name));
    }
    return words;
}

/// What to do in the window about a part of the file that was not taken.
const char* adviceFor(store::Skipped::Why why) {
    using enum store::Skipped::Why;
    switch (why) {
        case removed:
        case patientRemoved: return tr("Bring it back from Recently deleted, then import again.");
        case siteElsewhere:
        case otherPatients: return tr("\"Keep both\" adds it as a visit of its own.");
        case otherPerson: return tr("If they are one person, correct the name here and import again.");
    }
    return "";
}

}  // namespace

Result<exchange::Bundle> bundleOf(store::Record& record, const std::string& id) {
    exchange::Bundle bundle;
    if (auto practice = record.practice()) bundle.practice = std::move(*practice);
    auto session = record.session({id});
    if (!session && session.error().kind == ErrorKind::refused) return session.error();
    if (session) {
        auto patient = record.patient(session->patient);
        if (!patient) return patient.error();
        bundle.patients.push_back(std::move(*patient));
        bundle.sessions.push_back(std::move(*session));
        return bundle;
    }
    auto patient = record.patient({id});
    if (!patient && patient.error().kind == ErrorKind::refused) return patient.error();
    if (!patient) return failed("There is no patient or session with that id; `patient list` shows them.");
    auto sessions = record.sessions(patient->id);
    if (!sessions) return sessions.error();
    for (const store::Damage& damage : record.damage())
        if (damage.mayTouch({id})) return refused(damage.sentence);
    for (const auto& summary : *sessions) {
        auto visit = record.session(summary.id);
        if (!visit) return visit.error();
        bundle.sessions.push_back(std::move(*visit));
    }
    bundle.patients.push_back(std::move(*patient));
    return bundle;
}

exchange::Bundle deIdentified(const exchange::Bundle& bundle, const anatomy::Catalogue& catalogue) {
    exchange::KnownWords known(catalogue);
    for (const auto& list : {note::positions(), note::painQualities(), note::painDepths(), note::adviceTexts()})
        for (const note::KeyWords& each : list) known.add(each.key);
    std::random_device source;
    std::seed_seq seed{source(), source(), source(), source()};
    std::mt19937_64 random(seed);
    return exchange::deIdentified(bundle, known, random);
}

Outcome noteExport(store::Record& record, const std::string& id, std::string_view file, store::Event event) {
    if (!record.readOnlyReason().empty()) return Done{};
    const auto noted = record.note(event, id);
    if (noted) return noted;
    return Error{noted.error().kind, trf("{} is written, but it could not be noted in the audit trail that it was handed over. {}",
                                         file, noted.error().message)};
}

std::vector<std::string> TakenOver::toBeLookedAt() const {
    std::vector<std::string> all;
    const auto add = [&](const std::string& sentence) {
        if (std::ranges::find(all, sentence) == all.end()) all.push_back(sentence);
    };
    for (const std::string& each : hereOtherwise) add(each);
    for (const store::Skipped& each : done.skipped) add(each.sentence + " " + adviceFor(each.why));
    if (done.isRefused) return all;
    for (const PerhapsTheSame& each : perhapsTheSame) add(each.sentence);
    for (const Contradiction& each : contradictory) add(each.sentence);
    if (!beforeBirth.empty())
        add(trnf("{} visit lies before the patient's birth; one of the two days is wrong.",
                 "{} visits lie before the patient's birth; one of the two days is wrong.", beforeBirth.size(), beforeBirth.size()));
    return all;
}

Result<TakenOver> takeOver(store::Record& record, exchange::BundleReader& file, std::string_view fileName,
                           std::shared_ptr<const body::Body> body, const anatomy::Catalogue& catalogue,
                           store::OnConflict onConflict, Progress& progress) {
    const auto here = record.patients();
    if (!here) return here.error();
    Incoming incoming(file, body.get(), catalogue, here->empty());
    const auto next = [&]() -> Result<std::optional<record::Session>> {
        if (progress.cancelled()) return failed(tr("The import was cancelled; nothing was taken."));
        progress.report(file.share(), trnf("{} visit read", "{} visits read", file.sessions(), file.sessions()));
        auto session = incoming.next(record);
        if (!session) return Error{session.error().kind, fmt::format("{}: {}", fileName, session.error().message)};
        return session;
    };
    auto done = record.importAll(file.patients(), next, onConflict);
    if (!done) return done.error();
    const std::set<std::string> out = leftOut(*done, onConflict);
    const exchange::Bundle taken = takenOf(record, {file.patients(), std::move(incoming.doubtful)}, out);
    auto against = contradictory(taken);
    for (auto& [doubt, beside] : incoming.sealsInDoubt) {
        if (out.contains(doubt.session.text)) continue;
        if (record.readable(beside)) doubt.session = beside;
        against.push_back(std::move(doubt));
    }
    auto otherwise = inWords(record, done->kept);
    return TakenOver{std::move(*done), file.patients().size(), file.sessions(), std::move(incoming.beforeBirth),
                     perhapsTheSame(*here, taken), std::move(against), std::move(otherwise)};
}

}  // namespace myochart::workspace
