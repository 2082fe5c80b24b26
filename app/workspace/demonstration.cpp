#include "workspace/demonstration.h"

#include <algorithm>

#include "core/id.h"
#include "core/local_day.h"
#include "core/words.h"
#include "note/note_text.h"
#include "places/protocol_sites.h"
#include "record/ledger.h"
#include "record/like.h"

namespace myochart::workspace {

namespace {

constexpr UtcMs kMinute = 60'000, kWeek = 7 * 24 * 60 * kMinute;

record::Practice practice() {
    record::Practice made;
    made.name = "Demonstration practice (made up)";
    record::Therapist& therapist = made.therapists.emplace_back();
    therapist.id = record::TherapistId::make();
    therapist.name = "T. Invented";
    therapist.licence = "none: made up";
    return made;
}

record::Patient patient() {
    record::Patient made;
    made.id = record::PatientId::make();
    made.name = "Example, Ana (made up)";
    made.birthDate = "1984-05-12";
    made.details.identifier = "DEMO-1";
    made.details.alerts = {"rel_anticoagulant"};
    record::Episode& episode = made.details.episodes.emplace_back();
    episode.id = record::EpisodeId::make();
    episode.condition = "tension_headache";
    return made;
}

/// A visit with the sites of a protocol, everything of it charted.
Result<record::Session> visit(const Program& program, const record::Patient& of, const record::Therapist& therapist, UtcMs at) {
    const auto& protocols = program.catalogue().protocols();
    const auto protocol = std::ranges::find(protocols, "tension_headache", &anatomy::Protocol::key);
    if (protocol == protocols.end()) return failed(said("The tables of the program are not whole: there is nothing to demonstrate."));
    record::Session made;
    made.id = record::SessionId::make();
    made.patient = of.id;
    made.startedAt = at;
    made.utcOffset = utcOffsetAt(at);
    made.before.therapist = therapist.id;
    made.before.episode = of.details.episodes.front().id;
    made.before.reason = "Headache in the afternoon, stiff neck (made up).";
    made.before.position = "prone";
    made.before.pain = 6;
    made.screening.yes = of.details.alerts;
    made.screening.overrides.push_back({"rel_anticoagulant", "Made up: superficial sites only, pressed afterwards.", {}});
    made.consent.how = record::Consented::verbal;
    made.consent.at = at;
    made.consent.risks = {"bruising", "fainting", "pneumothorax"};
    made.outcomes.measures.push_back({.joint = "neck", .movement = "rotation", .side = Side::left, .before = 48.0F, .after = 61.0F, .tool = "goniometer", .others = {}});
    made.after.pain = 3;
    made.after.noAdverse = true;
    std::uint32_t pain = 4;
    for (record::Marker site : places::protocolSites(*program.bodies.current(), program.catalogue(), *protocol, Side::left, at).sites) {
        site.plan.unconfirmed.reset();
        site.finding.tautBand = true;
        site.response.painBefore = 4 + pain % 4;
        site.response.painAfter = 1 + pain++ % 3;
        if (site.type == record::MarkerType::needle) {
            site.needle.diameterMm = 0.25F, site.needle.lengthMm = 30.0F;
            site.needle.inAt = at + 10 * kMinute, site.needle.outAt = at + 14 * kMinute;
            site.response.twitch = pain % 2 == 0 ? record::Twitch::weak : record::Twitch::none;
        }
        auto added = record::addMarker(made, std::move(site));
        if (!added) return added.error();
        made = std::move(added->session);
    }
    return made;
}

}  // namespace

Result<DemonstrationFolder> DemonstrationFolder::make() {
    std::error_code fault;
    const Path path = std::filesystem::temp_directory_path(fault) / ("myochart-demonstration-" + makeUuid());
    if (fault || !std::filesystem::create_directory(path, fault)) return environmentFault(said("There is no place for a demonstration: the folder for temporary files cannot be written."));
    std::filesystem::permissions(path, std::filesystem::perms::owner_all, fault);
    return DemonstrationFolder(path);
}

DemonstrationFolder::~DemonstrationFolder() {
    std::error_code fault;
    if (!path_.empty()) std::filesystem::remove_all(path_, fault);
}

Outcome beginDemonstration(Program& program) {
    if (!program.bodies.current() || !program.record.isOpen()) return failed(said("A demonstration needs a body and a record."));
    const record::Practice made = practice();
    const record::Patient ana = patient();
    const record::Therapist& therapist = made.therapists.front();
    const UtcMs now = program.record.now();
    auto earlier = visit(program, ana, therapist, now - kWeek);
    if (!earlier) return earlier.error();
    const auto signedVisit = record::sign(*earlier, therapist, note::noteDraft(ana, made, *earlier, program.catalogue()).text, now - kWeek + 60 * kMinute);
    if (!signedVisit) return signedVisit.error();
    record::Session today = record::likeVisit(signedVisit->session, record::SessionId::make(), now, utcOffsetAt(now));
    today.before.pain = 4;
    const auto taken = program.record.saving().run<Outcome>([&](store::Record& record) -> Outcome {
        if (const auto kept = record.importAll({ana}, {signedVisit->session, today}); !kept) return kept.error();
        return Done{};
    });
    if (!taken) return taken;
    program.practice.change(made);
    program.practice.actAs(therapist.id);
    program.record.refresh();
    program.record.resume(ana.id, today.id);
    return Done{};
}

}  // namespace myochart::workspace
