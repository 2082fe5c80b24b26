#include "workspace/import_desk.h"

#include <algorithm>

#include "record/seal.h"
#include "scene/pick.h"
#include "support/sample_body.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using namespace test;
using myochart::test::TestFolder;
using record::Taken;
using State = PreviewRow::State;

namespace {

/// A record with Ana and one visit of one site on the left soleus.
class ImportDeskTest : public BothWays {
  protected:
    ImportDeskTest() {
        program->bodies.show(myochart::test::legs(here_ / "legs.cache"));
        record::Patient ana;
        ana.name = "Ana";
        ana.birthDate = "1985-03-12";
        program->record.addPatient(ana);
        program->record.newSession();
        const auto hits = scene::pickAlong(*program->bodies.current(), nullptr, {vec3(90, -1000, 300), vec3(0, 1, 0)}, program->view.options);
        program->marks.place(hits.front().at);
    }
    record::SessionId visit() { return program->record.session()->id; }
    record::Session kept(RunningProgram& of, const record::SessionId& id) {
        const auto session = of.ask<record::Session>([&](store::Record& r) { return r.session(id); });
        EXPECT_TRUE(session.ok()) << session.error().message;
        return session ? *session : record::Session();
    }
    /// The file of the open visit as it is now.
    Path exported(RunningProgram& of, const char* name = "visit.json") {
        const Path file = here_ / name;
        EXPECT_TRUE(of->exchange.exportTo(ExchangeDesk::What::visit, exchange::exporters().front(), file).ok());
        (void)*of;  // settled
        return file;
    }
    static void note(RunningProgram& in, const char* words) {
        record::Marker marker = in->record.session()->markers.front();
        marker.note = words;
        EXPECT_TRUE(in->record.commit(record::changeMarker(*in->record.session(), marker, "Change note")));
    }
    const IncomingFile& waiting() {
        static const IncomingFile kNone;
        const IncomingFile* incoming = program->imports.incoming();
        EXPECT_NE(incoming, nullptr) << said();
        return incoming ? *incoming : kNone;
    }
    std::string said() { return program->notices.all().empty() ? "" : program->notices.all().back().text; }
    size_t ghosts() { return program->view.options.ghosts ? program->view.options.ghosts->size() : 0; }
    Path written(const char* name, std::string_view text) const {
        EXPECT_TRUE(writeFileAtomically(here_ / name, text));
        return here_ / name;
    }

    TestFolder here_, there_;
    RunningProgram program{here_, GetParam()};
};

constexpr const char* kFhir = R"({"resourceType": "Bundle", "type": "collection", "entry": [
  {"fullUrl": "urn:uuid:11111111-1111-4111-8111-111111111111",
   "resource": {"resourceType": "Patient", "id": "p1", "name": [{"family": "Sample", "given": ["Carla"]}], "birthDate": "1970-02-03"}},
  {"fullUrl": "urn:uuid:22222222-2222-4222-8222-222222222222",
   "resource": {"resourceType": "Procedure", "id": "q1", "status": "completed", "subject": {"reference": "urn:uuid:11111111-1111-4111-8111-111111111111"},
    "code": {"text": "Dry needling"}, "performedDateTime": "2023-11-20T10:00:00+01:00", "bodySite": [{"text": "Schollenmuskel weich, left"}]}}]})";

constexpr const char* kPoints =
    "# Markups fiducial file version = 4.11\n# CoordinateSystem = LPS\n# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID\n"
    "1,90,-12,300,0,0,0,1,1,1,0,F-1,felt here,\n2,70,-12,350,0,0,0,1,1,1,0,F-2,,\n";

}  // namespace

TEST_P(ImportDeskTest, aFileWaitsUntilSomebodyTakesItAndNothingOfItIsTakenBefore) {
    RunningProgram other(there_, GetParam());
    const Path file = exported(program);
    other->imports.look(file);
    const IncomingFile* incoming = other->imports.incoming();
    ASSERT_TRUE(incoming);
    EXPECT_EQ(incoming->format, "json");
    ASSERT_EQ(incoming->patients.size(), 1U);
    EXPECT_EQ(incoming->patients[0].name, "Ana");
    EXPECT_EQ(incoming->patients[0].state, State::isNew);
    ASSERT_EQ(incoming->sessions.size(), 1U);
    EXPECT_EQ(incoming->sessions[0].sites, 1U);
    EXPECT_TRUE(incoming->mayBeTaken());
    EXPECT_TRUE(other->record.patients().empty());
    other->imports.drop();
    EXPECT_FALSE(other->imports.incoming());
    EXPECT_TRUE(other->record.patients().empty());
    EXPECT_TRUE(other->record.steps().undoMessage().empty());
}

TEST_P(ImportDeskTest, aFileOfWhichAllIsHereSaysSoAndNothingWaits) {
    program->imports.look(exported(program));
    EXPECT_FALSE(program->imports.incoming());
    EXPECT_EQ(said(), "visit.json: nothing is new. 2 entries were here already.");
}

TEST_P(ImportDeskTest, aMuscleThatNobodyKnowsIsNamedOnceAndThenTheFileComes) {
    program->record.closePatient();
    program->imports.look(written("other.json", kFhir));
    ASSERT_EQ(waiting().unknown.size(), 1U);
    EXPECT_FALSE(waiting().mayBeTaken());
    program->imports.take();
    EXPECT_EQ(program->record.patients().size(), 1U) << "nothing is taken before";
    program->imports.map(waiting().unknown[0].name, "soleus");
    EXPECT_TRUE(waiting().unknown.empty());
    EXPECT_EQ(waiting().proposed, 1U);
    ASSERT_TRUE(waiting().mayBeTaken());
    const record::SessionId theirs{waiting().sessions.at(0).id};
    program->imports.take();
    EXPECT_FALSE(program->imports.incoming());
    EXPECT_EQ(program->record.patients().size(), 2U);
    const record::Session came = kept(program, theirs);
    ASSERT_EQ(came.markers.size(), 1U);
    EXPECT_EQ(came.markers[0].muscle, "Soleus");
    EXPECT_EQ(came.markers[0].side, Side::left);
}

TEST_P(ImportDeskTest, whatDiffersStandsOnTheBodyAndIsDecidedAndMergingIsOneStep) {
    const record::SessionId id = visit();
    note(program, "as it was handed over");
    const Path file = exported(program);
    note(program, "written since");
    const record::Session mine = kept(program, id);
    program->imports.look(file);
    EXPECT_EQ(waiting().differing(), 1U);
    EXPECT_FALSE(waiting().mayBeTaken()) << "what is here stays, and nothing else is in it";
    EXPECT_EQ(ghosts(), 2U) << "the site that is here, and hollow that of the file";
    EXPECT_FALSE(program->marks.shownSession()) << "in place of the open visit";
    program->imports.setOfOthers(OfOthers::decide);
    ASSERT_EQ(waiting().conflicts.size(), 1U);
    EXPECT_EQ(waiting().conflicts[0].what.field, "note");
    EXPECT_FALSE(waiting().mayBeTaken()) << "not decided";
    program->imports.decide(0, Taken::theirs);
    EXPECT_TRUE(waiting().isDecided());
    ASSERT_TRUE(waiting().mayBeTaken());
    program->imports.take();
    EXPECT_FALSE(program->imports.incoming());
    EXPECT_EQ(kept(program, id).markers[0].note, "as it was handed over");
    EXPECT_EQ(ghosts(), 0U);
    program->record.undo();
    EXPECT_EQ(kept(program, id), mine);
    program->record.redo();
    EXPECT_EQ(kept(program, id).markers[0].note, "as it was handed over");
}

TEST_P(ImportDeskTest, bothOfASiteAreTwoSites) {
    note(program, "as it was handed over");
    const Path file = exported(program);
    note(program, "written since");
    program->imports.look(file);
    program->imports.setOfOthers(OfOthers::decide);
    ASSERT_EQ(waiting().conflicts.size(), 1U);
    ASSERT_TRUE(waiting().conflicts[0].what.mayBeBoth);
    program->imports.decideRest(Taken::both);
    program->imports.take();
    const record::Session both = kept(program, visit());
    ASSERT_EQ(both.markers.size(), 2U);
    EXPECT_EQ(both.markers[0].note, "written since");
    EXPECT_EQ(both.markers[1].note, "as it was handed over");
    EXPECT_NE(both.markers[0].number, both.markers[1].number);
}

TEST_P(ImportDeskTest, theFilesVisitMayComeBesideTheOneThatIsHere) {
    note(program, "as it was handed over");
    const Path file = exported(program);
    note(program, "written since");
    const record::Session mine = kept(program, visit());
    program->imports.look(file);
    program->imports.setOfOthers(OfOthers::both);
    ASSERT_TRUE(waiting().mayBeTaken());
    program->imports.take();
    EXPECT_EQ(kept(program, visit()), mine);
    const auto all = program.ask<std::vector<store::SessionSummary>>([&](store::Record& r) { return r.sessions(mine.patient); });
    ASSERT_TRUE(all.ok());
    EXPECT_EQ(all->size(), 2U);
}

TEST_P(ImportDeskTest, whatWasDecidedIsNotMergedWhereTheVisitWasChangedMeanwhile) {
    note(program, "as it was handed over");
    const Path file = exported(program);
    note(program, "written since");
    program->imports.look(file);
    program->imports.setOfOthers(OfOthers::decide);
    program->imports.decideRest(Taken::theirs);
    ASSERT_TRUE(waiting().mayBeTaken());
    const record::Session before = *program->record.session();
    ASSERT_TRUE(program->record.commit(record::renameSession(before, "Also since")));
    note(program, "as it was handed over");  // now it says the same: what was decided meets nothing
    program->imports.take();
    EXPECT_TRUE(program->imports.incoming()) << "it stays in sight";
    EXPECT_EQ(said(), "Something that was to be merged was changed in the meantime; choose the file again.");
    EXPECT_EQ(kept(program, visit()).title, "Also since");
}

TEST_P(ImportDeskTest, aSignedVisitStaysAsItIsAndTheOtherVersionComesBeside) {
    note(program, "as it was handed over");
    const Path file = exported(program);
    note(program, "written since");
    const record::SessionId id = visit();
    const record::Therapist therapist{record::TherapistId::make(), "Dr. M. Sample", "", record::Role::therapist, {}, {}};
    ASSERT_TRUE(program->record.add(record::sign(*program->record.session(), therapist, "As it was.", program->record.now())));
    const record::Session signedVisit = kept(program, id);
    ASSERT_TRUE(signedVisit.signing.isSigned());
    program->imports.look(file);
    program->imports.setOfOthers(OfOthers::decide);
    program->imports.decideRest(Taken::theirs);
    program->imports.take();
    EXPECT_EQ(kept(program, id), signedVisit);
}

TEST_P(ImportDeskTest, pointsBecomeSitesOfTheOpenVisitInOneStep) {
    program->imports.look(written("points.fcsv", kPoints));
    EXPECT_EQ(waiting().kind, IncomingFile::Kind::points);
    EXPECT_TRUE(waiting().asksForType);
    EXPECT_FALSE(waiting().mayBeTaken());
    program->imports.chooseType(record::MarkerType::latent);
    ASSERT_EQ(waiting().points.placed.size(), 2U);
    EXPECT_EQ(ghosts(), 3U) << "the site that is here and the two that would come";
    program->imports.take();
    ASSERT_EQ(program->record.session()->markers.size(), 3U);
    EXPECT_EQ(program->record.session()->markers[1].type, record::MarkerType::latent);
    EXPECT_EQ(program->record.session()->markers[1].muscle, "Soleus");
    EXPECT_EQ(ghosts(), 0U);
    program->record.undo();
    EXPECT_EQ(program->record.session()->markers.size(), 1U);
}

TEST_P(ImportDeskTest, pointsThatAreSitesAlreadySaySoAndNothingWaits) {
    const auto& all = exchange::exporters();
    const auto markups = std::ranges::find_if(all, [](const exchange::Exporter& each) { return each.ending == ".mrk.json"; });
    ASSERT_NE(markups, all.end());
    const Path file = here_ / "visit.mrk.json";
    ASSERT_TRUE(program->exchange.exportTo(ExchangeDesk::What::visit, *markups, file));
    program->imports.look(file);
    EXPECT_FALSE(program->imports.incoming());
    EXPECT_EQ(said(), "visit.mrk.json: nothing is new. 1 is a site of the visit already.");
}

TEST_P(ImportDeskTest, pointsWithoutAnOpenVisitAreRefusedWithWhatToDo) {
    program->record.closePatient();
    program->imports.look(written("points.fcsv", kPoints));
    EXPECT_FALSE(program->imports.incoming());
    EXPECT_EQ(said(), "The file holds points on a body. Open the visit that they become sites of, then import it.");
}

TEST_P(ImportDeskTest, nothingIsChartedWhileTheSitesOfAFileStandOnTheBody) {
    program->imports.look(written("points.fcsv", kPoints));
    const auto hits = scene::pickAlong(*program->bodies.current(), nullptr, {vec3(90, -1000, 350), vec3(0, 1, 0)}, program->view.options);
    program->imports.chooseType(record::MarkerType::latent);
    EXPECT_FALSE(program->marks.place(hits.front().at));
    EXPECT_EQ(said(), "A file is being looked through: take it over or cancel it, then go on charting.");
    program->imports.drop();
    EXPECT_TRUE(program->marks.place(hits.front().at));
}

TEST_P(ImportDeskTest, anotherCopyOfTheRecordIsMergedAndTakenBack) {
    const record::SessionId id = visit();
    program.end();
    std::filesystem::copy_file(here_ / "record.myochart", there_ / "record.myochart");
    RunningProgram laptop(there_, GetParam());
    const auto open = [&](RunningProgram& in) {
        in->record.openPatient(in.ask<record::Session>([&](store::Record& r) { return r.session(id); })->patient);
        in->record.openSession(id);
        (void)*in;
    };
    open(laptop);
    note(laptop, "on the laptop");
    laptop->record.newSession();
    const record::SessionId another = laptop->record.session()->id;
    laptop.end();
    program = RunningProgram(here_, GetParam());
    open(program);
    note(program, "at the desk");
    const record::Session mine = kept(program, id);
    program->imports.look(there_ / "record.myochart");
    EXPECT_EQ(waiting().kind, IncomingFile::Kind::copy);
    EXPECT_EQ(std::ranges::count(waiting().sessions, State::isNew, &PreviewRow::state), 1);
    EXPECT_EQ(std::ranges::count(waiting().sessions, State::differs, &PreviewRow::state), 1);
    ASSERT_EQ(waiting().conflicts.size(), 1U);
    program->imports.decide(0, Taken::theirs);
    program->imports.take();
    EXPECT_EQ(kept(program, id).markers.at(0).note, "on the laptop");
    EXPECT_EQ(kept(program, another).patient, mine.patient);
    program->record.undo();
    EXPECT_EQ(kept(program, id), mine);
    EXPECT_FALSE(program.ask<record::Session>([&](store::Record& r) { return r.session(another); }).ok()) << "among the recently deleted";
    program->record.redo();
    EXPECT_EQ(kept(program, id).markers.at(0).note, "on the laptop");
    EXPECT_EQ(kept(program, another).patient, mine.patient);
}

TEST_P(ImportDeskTest, theRecordItselfIsNoOtherCopy) {
    program->imports.look(here_ / "record.myochart");
    EXPECT_FALSE(program->imports.incoming());
    EXPECT_EQ(said(), "That is the record that is open; choose another copy of it.");
}

TEST_P(ImportDeskTest, whatIsNoFileOfOursIsRefusedWithASentenceAndNothingWaits) {
    for (const char* text : {"", "{", "[1, 2]", "\x01\x02", "{\"resourceType\": \"Bundle\"}"}) {
        program->imports.look(written("broken.json", text));
        EXPECT_FALSE(program->imports.incoming()) << text;
        EXPECT_TRUE(said().starts_with("broken.json")) << said();
    }
    program->imports.look(here_ / "nowhere.json");
    EXPECT_FALSE(program->imports.incoming());
    EXPECT_EQ(program->record.patients().size(), 1U);
}

TEST_P(ImportDeskTest, everybodyIsHandedOverIntoAFolderOneFileEach) {
    record::Patient bo;
    bo.name = "Bo";
    program->record.addPatient(bo);
    program->record.newSession();
    const Path folder = here_ / "practice";
    ASSERT_TRUE(program->exchange.exportEverybody(exchange::exporters().front(), folder));
    (void)*program;
    size_t files = 0;
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder)) {
        EXPECT_EQ(each.path().filename().string().find("Ana"), std::string::npos) << "no name of a file tells whose it is";
        if (each.path().extension() == ".json") ++files;
    }
    EXPECT_GE(files, 2U);
    RunningProgram other(there_, GetParam());
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder))
        if (each.path().extension() == ".json") {
            other->imports.look(each.path());
            other->imports.take();
        }
    EXPECT_EQ(other->record.patients().size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(Ways, ImportDeskTest, testing::Bool(), wayName);

}  // namespace myochart::workspace
