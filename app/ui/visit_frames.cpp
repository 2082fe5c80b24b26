#include "ui/visit_frames.h"

#include <chrono>
#include <cmath>

#include "record/edits.h"
#include "ui/app_frame.h"
#include "ui/input_queue.h"

namespace myochart::ui {

namespace {

/// Sites of the catalogue's protocols, one protocol after the other, until there are so many.
Outcome placeSites(workspace::Program& program, size_t sites, const std::function<void(record::Marker&)>& chart) {
    for (const Side side : {Side::left, Side::right})
        for (const anatomy::Protocol& protocol : program.catalogue().protocols())
            if (program.record.session()->markers.size() < sites) program.marks.takeProtocol(protocol, side);
    record::Session visit = *program.record.session();
    if (visit.markers.size() > sites) visit.markers.resize(sites);
    for (size_t i = 0; !visit.markers.empty() && visit.markers.size() < sites; ++i) {
        record::Marker again = visit.markers[i];
        again.id = record::MarkerId::make();
        again.number = 0;
        visit.markers.push_back(std::move(again));
    }
    record::numberMarkers(visit);
    for (record::Marker& marker : visit.markers) {
        chart(marker);
        marker.plan.unconfirmed.reset();
    }
    visit.before.pain = 7;
    visit.after.pain = 3;
    if (visit.markers.empty()) return failed(std::string("no site could be placed on this body."));
    return program.record.commit(record::Edited{std::move(visit), "chart"}) ? Outcome(Done{}) : failed(std::string("the sites could not be charted."));
}

}  // namespace

Result<std::vector<StageFrames>> visitPanelFrames(const Path& dataDir, std::shared_ptr<const body::Body> body, size_t sites, int runs, const std::function<void(record::Marker&)>& chart) {
    auto opened = workspace::Program::open({.dataDir = dataDir, .recordFile = {}, .inlineJobs = true, .needRecord = true});
    if (!opened) return opened.error();
    workspace::Program& program = **opened;
    AppFrame frame(program, nullptr, false);
    InputQueue queue;
    double now = 0;
    const auto run = [&] {
        now += 1.0 / 60;
        program.pump();
        const auto begin = std::chrono::steady_clock::now();
        frame.run(queue, {}, now);
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    };
    const auto settle = [&] {
        for (int i = 0; i < 20; ++i) {
            program.record.saving().run<bool>([](store::Record&) { return true; });
            run();
        }
    };
    settle();
    program.bodies.show(std::move(body));
    record::Patient patient;
    patient.id = record::PatientId::make();
    patient.name = "Bench Example";
    patient.createdAt = nowUtc();
    program.record.addPatient(patient);
    settle();
    program.record.newSession();
    if (!program.record.session()) return failed(std::string("no visit could be begun."));
    if (const auto placed = placeSites(program, sites, chart); !placed) return placed.error();
    program.view.clearSelection();
    std::vector<StageFrames> all;
    for (const auto& [stage, name] : {std::pair{Stage::before, "before"}, {Stage::sites, "sites"}, {Stage::after, "after"}, {Stage::note, "note"}}) {
        StageFrames& frames = all.emplace_back(StageFrames{name, {}, {}});
        frame.state().stage = stage;
        for (const bool shown : {true, false}) {
            program.settings.leftPanel = shown;
            settle();
            for (int i = 0; i < runs; ++i) (shown ? frames.with : frames.without).push_back(run());
        }
    }
    // One of them aimed, and turned a little before every frame.
    frame.state().stage = Stage::sites;
    program.settings.leftPanel = true;
    program.view.options.selectedMarkers = {program.record.session()->markers.front().id};
    settle();
    StageFrames& aimed = all.emplace_back(StageFrames{kAimedStage, {}, {}});
    for (int i = 0; i < runs; ++i) aimed.without.push_back(run());
    if (const auto begun = program.aim.open(); !begun) return begun.error();
    settle();
    if (!program.aim.aimed()) return failed(std::string("no needle could be aimed."));
    const vec3 straight = program.aim.aimed()->shaft.direction, across = glm::normalize(glm::cross(straight, std::abs(straight.z) < 0.9F ? vec3(0, 0, 1) : vec3(1, 0, 0)));
    for (int i = 0; i < runs; ++i) {
        program.aim.turnTo(glm::normalize(straight + across * (0.2F * std::sin(static_cast<float>(i) * 0.3F))));
        aimed.with.push_back(run());
    }
    program.aim.cancelDrag();
    return all;
}

}  // namespace myochart::ui
