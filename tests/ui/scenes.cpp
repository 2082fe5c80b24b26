#include "scenes.h"

#include "visits.h"

#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace myochart::ui::test {

namespace {

using Look = std::function<void(const std::string&)>;

void run(FrameRig& rig, const char* command) {
    EXPECT_TRUE(rig.frame().commands().run(command, rig.program())) << command;
    rig.pass(0.2);
}

void closeAll(FrameRig& rig) {
    for (int i = 0; i < 3; ++i) rig.key(GLFW_KEY_ESCAPE);
    rig.frame().state().close();
    rig.frame().state().quitAsked = rig.frame().state().quitWaits = false;
    rig.pass(0.1);
}

void forms(FrameRig& rig, const Look& look) {
    look("no patient");
    run(rig, "patient.new");
    look("new patient");
    closeAll(rig);
    rig.openVisit();
    look("empty visit");
    rig.addMarkers(4);
    rig.program().view.clearSelection();
    rig.pass(0.1);
    look("visit");
    run(rig, "patient.edit");
    look("change patient");
    closeAll(rig);
    run(rig, "session.rename");
    look("name visit");
    closeAll(rig);
    for (const char* line : {"left soleus, 20 mm, pain 7>3, twitch strong", "left soleus, 20, 500 mm"}) {
        run(rig, "site.shorthand");
        rig.pass(0.3);
        rig.type(line);
        rig.pass(0.2);
        look(line);
        closeAll(rig);
    }
}

void cards(FrameRig& rig, const Look& look) {
    const auto& markers = rig.program().record.session()->markers;
    rig.program().marks.select(markers[0].id);
    rig.pass(0.1);
    look("site card");
    run(rig, "needle.aim");
    look("aim");
    run(rig, "needle.aim");
    rig.program().marks.select(markers[1].id, true);
    rig.pass(0.1);
    look("two sites");
    rig.program().view.clearSelection();
    for (const char* structure : {"left_soleus", "left_tibia"}) {
        rig.program().view.options.selected = rig.program().bodies.current()->find(structure);
        rig.pass(0.1);
        look(structure);
    }
    rig.program().view.clearSelection();
    run(rig, "mode.place.needle");
    look("placing");
    run(rig, "mode.look");
    run(rig, "window.structures");
    look("tree");
    run(rig, "window.record");
    rig.program().view.hide(1);
    rig.pass(0.1);
    look("hidden");
    rig.program().view.showAll();
}

/// Nobody is open: the lists over the whole practice.
void practiceLists(FrameRig& rig, const Look& look) {
    rig.program().record.closePatient();
    rig.pass(0.2);
    look("patients with visits open today");
    for (const char* command : {"list.open", "list.followUps", "list.lots"}) {
        run(rig, command);
        look(command);
    }
    run(rig, "list.followUps");
    rig.click("due.row.0.ask");
    rig.pass(0.2);
    look("follow-up");
    closeAll(rig);
    rig.program().lists.shown = workspace::PracticeList::patients;
    run(rig, "record.rates");
    look("rates");
    closeAll(rig);
}

/// A visit with all that can stand in its stages, then signed.
void stages(FrameRig& rig, const Look& look) {
    record::Session visit = *rig.program().record.session();
    visit.screening.yes = {"rel_anticoagulant"};
    visit.consent.how = record::Consented::written;
    visit.consent.strokes = "100,100 400,200;500,100 600,150";
    visit.outcomes.measures.push_back({.joint = "neck", .movement = "rotation", .side = {}, .before = {}, .after = {}, .tool = {}, .others = {}});
    visit.after.adverse.push_back({.category = "bruising", .severity = record::Severity::mild, .at = rig.clock(), .site = {}, .action = {}, .followUpDue = rig.clock() - 1, .followedUpAt = {}, .followUp = {}, .others = {}});
    visit.markers[0].plan.unconfirmed = true;
    visit.markers[1].needle.lot = "A12";
    visit.markers[1].needle.expiry = "2020-01-31";
    visit.before.pain = 7;
    visit.after.pain = 2;
    for (record::Marker& marker : visit.markers) marker.type = record::MarkerType::needle;
    rig.program().record.commit(record::Edited{visit, "all of it"});
    rig.pass(0.1);
    for (const auto& [stage, name] : {std::pair{Stage::before, "stage before"}, {Stage::after, "stage after"}, {Stage::note, "stage note"}}) {
        rig.frame().state().stage = stage;
        rig.pass(0.2);
        look(name);
    }
    const record::PatientId patient = rig.program().record.patient()->id;
    practiceLists(rig, look);
    rig.program().lists.openVisit(patient, visit.id);
    rig.frame().state().stage = Stage::sites;
    rig.pass(0.1);
    run(rig, "site.confirmAll");
    run(rig, "needle.allIn");
    rig.clock() += 60'000;
    rig.pass(0.1);
    look("needles in");
    run(rig, "needle.faint");
    look("counts needles");
    closeAll(rig);
    rig.program().record.commit(record::needlesCounted(*rig.program().record.session(), record::sitesOf(*rig.program().record.session(), record::NeedleState::out), rig.clock()));
    run(rig, "record.practice");
    look("practice");
    closeAll(rig);
    record::Practice practice;
    practice.therapists.emplace_back();
    practice.therapists[0].id = record::TherapistId::make();
    practice.therapists[0].name = "Thera Peut";
    rig.program().practice.change(practice);
    run(rig, "visit.askToSign");
    look("asks to sign");
    closeAll(rig);
    run(rig, "visit.sign");
    look("signed");
    run(rig, "visit.addend");
    look("addendum");
    closeAll(rig);
    run(rig, "session.new");
    rig.addMarkers(4);
    rig.program().view.clearSelection();
    rig.pass(0.1);
}

/// The visits one after the other, each part of it.
void overTime(FrameRig& rig, const Look& look) {
    chartVisits(rig, 3);
    run(rig, "patient.overTime");
    look("over time");
    rig.click("time.place.0");
    rig.pass(0.1);
    look("a place over time");
    rig.click("time.sighting.1.more");
    look("menu of a site over time");
    rig.click("time.sighting.1.join");
    rig.pass(0.1);
    look("joining places");
    rig.click("time.join.cancel");
    rig.click("time.shows.1");
    rig.pass(0.1);
    look("needles counted on the body");
    rig.click("time.tab.1");
    rig.pass(0.1);
    look("plots");
    rig.click("time.course.1");
    rig.pass(0.1);
    look("tables");
    rig.click("time.tab.2");
    rig.pass(0.1);
    look("two visits");
    rig.click("time.tab.0");
    rig.program().time.setOpen(false);
    rig.program().record.closePatient();
    rig.pass(0.1);
}

/// Nobody is open.
void taught(FrameRig& rig, const Look& look) {
    run(rig, "lesson.open");
    look("lessons");
    rig.click("lesson.row.1");
    rig.pass(0.2);
    look("lesson");
    rig.program().lessons.goTo(rig.program().lessons.steps() - 1);
    rig.pass(0.1);
    look("last step of a lesson");
    rig.program().lessons.setEditing(true);
    rig.pass(0.2);
    look("lesson being changed");
    run(rig, "lesson.stop");
    run(rig, "lesson.open");
}

void lists(FrameRig& rig, const Look& look) {
    for (const char* list : {"top.menu", "mode.types", "body.layers", "tool.regions", "tool.views", "tool.section", "tool.explode", "tool.xray",
                             "visits.row.0.more"}) {
        rig.click(list);
        rig.pass(0.1);
        look(list);
        closeAll(rig);
    }
    run(rig, "section.axial");
    rig.click("tool.section");
    rig.pass(0.1);
    look("section");
    closeAll(rig);
    run(rig, "section.off");
    rig.program().view.panes.show(4, rig.program().view.camera);
    rig.pass(0.1);
    look("four views");
    rig.program().view.panes.show(1, rig.program().view.camera);
}

void dialogs(FrameRig& rig, const Look& look) {
    for (const char* command : {"window.palette", "window.shortcuts", "model.import", "record.import", "record.export", "record.removed", "record.backup",
                                "session.delete", "patient.delete"}) {
        run(rig, command);
        look(command);
        closeAll(rig);
    }
    auto& question = rig.program().bodies.importQuestion().emplace();
    question.source = "figure.obj";
    question.report.name = "figure";
    question.report.sizeMm = {520, 181, 1400};
    question.report.unit = {body::Certainty::concluded, "One unit of the file is a millimetre."};
    question.report.frame = {body::Certainty::guessed, "It was mirrored back."};
    question.report.unnamed = {"Gizmo A"};
    rig.pass(0.1);
    look("import question");
    rig.program().bodies.importQuestion().reset();
    rig.program().bodies.replaceQuestion().emplace(workspace::ReplaceQuestion{"nowhere/figure.obj", {}, "figure", "figure (2)"});
    rig.pass(0.1);
    look("replace question");
    rig.program().bodies.replaceQuestion().reset();
    rig.program().imports.toBeLookedAt() = {"Two patients have one name."};
    rig.pass(0.1);
    look("imported");
    rig.program().imports.toBeLookedAt().clear();
    rig.pass(0.1);
}

/// Files of others as they are looked through: a visit that differs here, a muscle that nobody knows, points that do not tell what they are.
void filesOfOthers(FrameRig& rig, const Look& look) {
    workspace::Program& program = rig.program();
    const auto looked = [&](const Path& file, const char* scene) {
        program.imports.look(file);
        rig.pass(0.2);
        look(scene);
    };
    const Path visit = rig.folder() / "visit.json";
    EXPECT_TRUE(program.exchange.exportTo(workspace::ExchangeDesk::What::visit, exchange::exporters().front(), visit));
    rig.pass(0.2);
    program.notices.all().clear();  // one that goes by itself is not there for as long as a scene is looked at
    record::Marker changed = program.record.session()->markers.front();
    changed.note = "written since";
    program.record.commit(record::changeMarker(*program.record.session(), changed, "Change note"));
    looked(visit, "visit of a file");
    program.imports.setOfOthers(workspace::OfOthers::decide);
    rig.pass(0.1);
    look("differences of a file");
    program.imports.drop();
    const Path points = rig.folder() / "points.fcsv";
    EXPECT_TRUE(writeFileAtomically(points, "# Markups fiducial file version = 4.11\n# CoordinateSystem = LPS\n# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID\n"
                                            "1,90,-10,300,0,0,0,1,1,1,0,F-1,felt here,\n"));
    looked(points, "points of a file");
    program.imports.chooseType(record::MarkerType::latent);
    rig.pass(0.1);
    look("points with their type");
    program.imports.drop();
    const Path fhir = rig.folder() / "fhir.json";
    EXPECT_TRUE(writeFileAtomically(fhir, R"({"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "urn:uuid:11111111-1111-4111-8111-111111111111",
        "resource": {"resourceType": "Patient", "id": "p1", "name": [{"family": "Sample", "given": ["Carla"]}], "birthDate": "1970-02-03"}},
        {"fullUrl": "urn:uuid:22222222-2222-4222-8222-222222222222", "resource": {"resourceType": "Procedure", "id": "q1", "status": "completed",
        "subject": {"reference": "urn:uuid:11111111-1111-4111-8111-111111111111"}, "code": {"text": "Dry needling"},
        "performedDateTime": "2023-11-20T10:00:00+01:00", "bodySite": [{"text": "M. soleus sin. weich"}]}}]})"));
    looked(fhir, "muscles of a file");
    program.imports.drop();
    rig.pass(0.1);
}

/// Last: afterwards nothing can be saved any more.
void troubles(FrameRig& rig, const Look& look) {
    rig.program().notices.offer("A sentence", "Undo", [] {});
    rig.pass(0.1);
    look("notice");
    rig.program().notices.all().clear();
    const auto visit = rig.program().record.session()->id;
    rig.clock() += UtcMs{40} * 86'400'000;
    rig.program().record.closeSession();
    rig.program().record.openSession(visit);
    rig.pass(0.1);
    look("locked visit");
    rig.program().record.correctVisit();
    rig.pass(0.1);
    look("corrected visit");
    ASSERT_TRUE(rig.program().record.saving().run<Outcome>([&](store::Record& r) { return r.removeSession(visit); }));
    record::Marker noted = rig.program().record.session()->markers.front();
    noted.note = "twitch";
    ASSERT_TRUE(rig.program().record.commit(record::changeMarker(*rig.program().record.session(), noted, "Change note")));
    EXPECT_FALSE(rig.program().record.saving().flush(5000));
    rig.pass(0.3);
    look("not saved");
    run(rig, "record.unsaved");
    look("unsaved");
    closeAll(rig);
}

}  // namespace

void throughAllScenes(FrameRig& rig, const Look& look) {
    workspace::ViewPreset preset;
    preset.name = "Mine";
    rig.program().settings.presets = {preset};
    rig.pass(0.1);
    overTime(rig, look);
    taught(rig, look);
    forms(rig, look);
    cards(rig, look);
    stages(rig, look);
    lists(rig, look);
    dialogs(rig, look);
    filesOfOthers(rig, look);
    troubles(rig, look);
}

}  // namespace myochart::ui::test
