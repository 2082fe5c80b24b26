#include "cli/bench_cases.h"
#include "exchange/fhir.h"
#include "note/note_text.h"
#include "record/edits.h"
#include "store/record.h"

namespace myochart::cli {

namespace {

constexpr int kSites = 60;

/// Everything there is to chart at a site.
void chart(record::Marker& marker) {
    marker.note = "Felt like the headache that wakes her, down to the elbow.";
    marker.finding = {.tautBand = true, .tenderness = 2, .recognised = true, .referralFelt = true, .referralWhere = "front of the shoulder", .certainty = record::Certainty::likely,
                      .threshold = 24.5F, .thresholdUnit = record::PressureUnit::newton, .tipCm2 = 1.0F};
    record::Needling& needle = marker.needle;
    needle.diameterMm = 0.25F, needle.lengthMm = 40.0F, needle.depthMm = 22.0F;
    needle.maker = "Maker", needle.item = "A-25-40", needle.lot = "L123456", needle.serial = "S1", needle.expiry = "2030-01-31";
    needle.technique = "tech_pistoning", needle.directionWords = "towards the scapula", needle.depthWords = "to the bone";
    needle.insertions = 1, needle.winding = false, needle.pistoning = 5, needle.stimulationHz = 2.0F, needle.stimulationMa = 1.5F, needle.stimulationWords = "just felt";
    needle.stimulationMin = 10.0F, needle.grade = 3, needle.retentionMin = 10.0F, needle.inAt = marker.createdAt, needle.outAt = marker.createdAt + 600'000;
    marker.response = {.twitch = record::Twitch::strong, .twitchCount = 3, .painDuring = true, .painBefore = 7, .painAfter = 3, .referralReproduced = true, .bleeding = false, .bruise = false};
}

record::Marker chartedMarker(int i) {
    record::Marker marker = exampleMarker(i);
    chart(marker);
    return marker;
}

struct Charted {
    Scratch scratch;
    std::unique_ptr<store::Record> record;
    record::Patient patient;
    record::Session session;
};

Result<std::unique_ptr<Charted>> chartedVisit() {
    auto made = std::make_unique<Charted>();
    auto record = store::openSqliteRecord(made->scratch.folder / "record.myochart");
    if (!record) return record.error();
    made->record = std::move(*record);
    made->patient.id = record::PatientId::make();
    made->patient.name = "Bench";
    made->patient.createdAt = nowUtc();
    record::Session& session = made->session;
    session.id = record::SessionId::make();
    session.patient = made->patient.id;
    session.startedAt = nowUtc();
    session.before.pain = 7;
    for (int i = 0; i < kSites; ++i) {
        auto edited = record::addMarker(session, chartedMarker(i));
        if (!edited) return edited.error();
        session = std::move(edited->session);
    }
    if (auto outcome = made->record->put(made->patient); !outcome) return outcome.error();
    if (auto outcome = made->record->put(store::SessionChange{{}, session}); !outcome) return outcome.error();
    return made;
}

}  // namespace

Answer measureSaveCharted(Context&, const BenchOptions& options) {
    auto made = chartedVisit();
    if (!made) return made.error();
    Charted& visit = **made;
    bool ok = true;
    const auto ms = timed(runsOr(options, 500), [&](int i) {
        record::Session changed = visit.session;
        changed.markers[static_cast<size_t>(i) % kSites].response.painAfter = static_cast<std::uint32_t>(i / kSites % 2);
        ok = ok && visit.record->put(store::SessionChange{visit.session, changed}).ok();
        visit.session = std::move(changed);
    });
    if (!ok) return failed("an edit could not be saved.");
    return figures(ms);
}

Answer measureOpenVisit(Context&, const BenchOptions& options) {
    auto made = chartedVisit();
    if (!made) return made.error();
    size_t sites = 0;
    const auto ms = timed(runsOr(options, 200), [&](int) {
        if (const auto read = (*made)->record->readable((*made)->session.id)) sites = read->session.markers.size();
    });
    if (sites != kSites) return failed("the visit is not whole.");
    return figures(ms);
}

Answer measureNote(Context& context, const BenchOptions& options) {
    auto program = context.program(false);
    if (!program) return program.error();
    auto made = chartedVisit();
    if (!made) return made.error();
    size_t bytes = 0;
    const auto ms = timed(runsOr(options, 200), [&](int) { bytes = note::noteText((*made)->patient, {}, (*made)->session, (*program)->catalogue()).size(); });
    nlohmann::json answer = figures(ms);
    answer["bytes"] = bytes;
    return answer;
}

Answer measureFhir(Context& context, const BenchOptions& options) {
    constexpr std::ptrdiff_t kHandedOver = 20;
    auto program = context.program(false);
    if (!program) return program.error();
    auto made = chartedVisit();
    if (!made) return made.error();
    exchange::Bundle bundle;
    bundle.patients = {(*made)->patient};
    bundle.sessions = {(*made)->session};
    auto& markers = bundle.sessions[0].markers;
    markers.erase(markers.begin() + kHandedOver, markers.end());
    size_t bytes = 0;
    const auto ms = timed(runsOr(options, 100), [&](int) {
        Progress progress;
        const auto text = exchange::fhirText(bundle, exchange::FhirVersion::r5, (*program)->catalogue(), {}, progress);
        bytes = text ? text->size() : 0;
    });
    nlohmann::json answer = figures(ms);
    answer["bytes"] = bytes;
    return answer;
}

Answer measureVisitPanel(Context& context, const BenchOptions& options) {
    if (!context.measurePanel) return failed("this program has no window.");
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    const Scratch scratch;
    auto frames = context.measurePanel(scratch.folder, (*program)->bodies.current(), kSites, runsOr(options, 200), chart);
    if (!frames) return frames.error();
    // Of the stage that adds most.
    nlohmann::json answer, stages = nlohmann::json::object();
    double most = -1;
    for (const StageFrames& each : *frames) {
        const nlohmann::json with = figures(each.with);
        const double added = rounded(with.at("median_ms").get<double>() - figures(each.without).at("median_ms").get<double>(), 4);
        stages[each.stage] = added;
        if (added <= most || each.stage == "aim") continue;
        most = added;
        answer = with;
        answer["added_ms"] = added;
    }
    answer["sites"] = kSites;
    answer["added_by_stage_ms"] = std::move(stages);
    return answer;
}

}  // namespace myochart::cli
