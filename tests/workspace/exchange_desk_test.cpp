#include "workspace/exchange_desk.h"

#include <sqlite3.h>

#include <fstream>

#include "core/id.h"
#include "core/one_way_tag.h"
#include "workspace/import_doubts.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using namespace test;
using myochart::test::TestFolder;
using What = ExchangeDesk::What;

namespace {

/// A record with Ana and one visit of one site on the left soleus.
class ExchangeDeskTest : public BothWays {
  protected:
    ExchangeDeskTest() {
        program->bodies.show(myochart::test::legs(here_ / "legs.cache"));
        record::Patient ana;
        ana.name = "Ana";
        ana.birthDate = "1985-03-12";
        program->record.addPatient(ana);
        program->record.newSession();
        const auto hits = scene::pickAlong(*program->bodies.current(), nullptr, {vec3(90, -1000, 300), vec3(0, 1, 0)}, program->view.options);
        program->marks.place(hits.front().at);
    }
    Path exported(What what = What::visit) {
        const Path file = here_ / (what == What::visit ? "visit.json" : "patient.json");
        EXPECT_TRUE(program->exchange.exportTo(what, exchange::exporters().front(), file).ok());
        (void)*program;  // settled
        return file;
    }
    /// Looks through a file and takes it.
    static void import(RunningProgram& into, const Path& file) {
        into->imports.look(file);
        into->imports.take();
    }
    static bool says(RunningProgram& of, std::string_view words) {
        const auto& all = of->notices.all();
        return std::ranges::any_of(all, [&](const Notice& notice) { return notice.text.find(words) != std::string::npos; });
    }

    TestFolder here_, there_;
    RunningProgram program{here_, GetParam()};
};

int entriesOfTrail(const Path& record, const char* verb) {
    sqlite3* db = nullptr;
    EXPECT_EQ(sqlite3_open_v2(record.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db, "SELECT count(*) FROM audit WHERE verb = ?", -1, &statement, nullptr), SQLITE_OK);
    sqlite3_bind_text(statement, 1, verb, -1, SQLITE_STATIC);
    const int count = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

}  // namespace

TEST_P(ExchangeDeskTest, whatIsHandedOverComesBackTheSameInAnotherRecord) {
    const record::Session visit = *program->record.session();
    const Path file = exported();
    EXPECT_TRUE(says(program, "1 visit handed over in ")) << "and that the file can be read by everybody who has it";
    RunningProgram other(there_, GetParam());
    import(other, file);
    ASSERT_EQ(other->record.patients().size(), 1U);
    EXPECT_EQ(other->record.patients().front().patient.name, "Ana");
    EXPECT_EQ(other.ask<record::Session>([&](store::Record& r) { return r.session(visit.id); }).value(), visit);
    EXPECT_TRUE(says(other, "1 patient and 1 visit are new."));
    EXPECT_TRUE(other->imports.toBeLookedAt().empty());
    import(other, file);
    EXPECT_TRUE(says(other, "2 entries were here already."));
    program.end();
    EXPECT_EQ(entriesOfTrail(here_ / "record.myochart", "export"), 1) << "the record tells what was handed over";
}

TEST_P(ExchangeDeskTest, withoutWhoItIsOfTheFileHasNoNameAndNoIdAndIsTakenAsSomebodyElse) {
    const record::Session visit = *program->record.session();
    const Path file = here_ / "nobody.json";
    EXPECT_TRUE(program->exchange.exportTo(What::visit, exchange::exporters().front(), file, true).ok());
    EXPECT_TRUE(says(program, "1 visit handed over in "));
    const std::string text = readTextFile(file, 1 << 20).value();
    for (const std::string& told : {std::string("Ana"), std::string("1985-03-12"), visit.id.text, visit.patient.text, visit.markers.front().id.text})
        EXPECT_EQ(text.find(told), std::string::npos) << told;
    EXPECT_NE(text.find("left_soleus"), std::string::npos);
    RunningProgram other(there_, GetParam());
    import(other, file);
    EXPECT_TRUE(says(other, "1 patient and 1 visit are new."));
}

TEST_P(ExchangeDeskTest, whatIsHereWithOtherContentAsksAndNothingHereIsChanged) {
    const Path file = exported();
    const record::Session before = *program->record.session();
    record::Marker marker = before.markers.front();
    marker.note = "written since";
    program->record.commit(record::changeMarker(before, marker, "Change note"));
    const auto mine = program.ask<record::Session>([&](store::Record& r) { return r.session(before.id); }).value();
    program->imports.look(file);
    ASSERT_TRUE(program->imports.incoming());
    EXPECT_EQ(program->imports.incoming()->differing(), 1U);
    ASSERT_EQ(program->imports.incoming()->toBeLookedAt.size(), 1U);
    const std::string asked = program->imports.incoming()->toBeLookedAt.front();
    EXPECT_TRUE(asked.starts_with("The visit of ") && asked.ends_with(" of Ana, born 12 Mar 1985 is here with other content.")) << asked;
    program->imports.take();
    ASSERT_TRUE(program->imports.incoming()) << "nothing that is new is in it: there is nothing to take";
    EXPECT_EQ(program.ask<record::Session>([&](store::Record& r) { return r.session(before.id); }).value(), mine);
    EXPECT_EQ(program->record.sessions().size(), 1U);
    program->imports.setOfOthers(OfOthers::both);
    program->imports.take();
    EXPECT_FALSE(program->imports.incoming());
    EXPECT_TRUE(program->imports.toBeLookedAt().empty()) << "what stays was read and answered";
    EXPECT_EQ(program.ask<record::Session>([&](store::Record& r) { return r.session(before.id); }).value(), mine);
    EXPECT_EQ(program->record.sessions().size(), 2U) << "the file's visit stands beside it";
}

TEST_P(ExchangeDeskTest, aFileThatIsNoneTakesNothingAndSaysWhy) {
    const Path file = here_ / "broken.json";
    std::ofstream(file) << R"({"format": "myochart", "version": 1, "patients": [], "sessions": [{}]})";
    import(program, file);
    EXPECT_TRUE(says(program, "broken.json: ")) << program->notices.all().back().text;
    EXPECT_TRUE(program->notices.all().back().isError);
    EXPECT_EQ(program->record.patients().size(), 1U);
}

TEST_P(ExchangeDeskTest, somebodyOfTheSameNameIsToBeLookedAt) {
    const Path file = exported();
    RunningProgram other(there_, GetParam());
    record::Patient ana;
    ana.name = "ANA";
    other->record.addPatient(ana);
    other->imports.look(file);
    ASSERT_EQ(other->imports.incoming()->toBeLookedAt.size(), 1U) << "before anything is taken";
    EXPECT_NE(other->imports.incoming()->toBeLookedAt.front().find("that makes two"), std::string::npos);
    other->imports.take();
    EXPECT_TRUE(other->imports.toBeLookedAt().empty()) << "it was read";
    EXPECT_EQ(other->record.patients().size(), 2U);
}

TEST_P(ExchangeDeskTest, anExportReplacesNothingOfTheProgram) {
    const Outcome outcome = program->exchange.exportTo(What::patient, exchange::exporters().front(), here_ / "record.myochart");
    EXPECT_FALSE(outcome.ok());
    EXPECT_EQ(program->record.patients().size(), 1U);
    program->record.closePatient();
    EXPECT_FALSE(program->exchange.canExport(What::patient));
    EXPECT_FALSE(program->exchange.exportTo(What::patient, exchange::exporters().front(), here_ / "nobody.json").ok());
    EXPECT_FALSE(std::filesystem::exists(here_ / "nobody.json"));
}

TEST_P(ExchangeDeskTest, aFileThatIsThereIsNotToldAsFailedWhereOnlyTheTrailCannotBeWritten) {
    (void)*program;  // all is saved
    std::filesystem::rename(here_ / "record.myochart", here_ / "moved.myochart");
    const Path file = exported();
    EXPECT_TRUE(std::filesystem::exists(file));
    EXPECT_TRUE(says(program, "visit.json is written, but it could not be noted in the audit trail that it was handed over. ")) << program->notices.all().back().text;
    std::filesystem::rename(here_ / "moved.myochart", here_ / "record.myochart");
}

TEST_P(ExchangeDeskTest, theProposedNameTellsNothingOfThePatient) {
    const std::string name = program->exchange.placeFor(What::patient, exchange::exporters().front()).filename();
    EXPECT_TRUE(name.starts_with("myochart-patient-2")) << name;
    EXPECT_TRUE(name.ends_with(".json")) << name;
    EXPECT_EQ(name.find("Ana"), std::string::npos);
}

TEST_P(ExchangeDeskTest, whatThePatientFilledInAtHomeLiesBesideTheOpenVisitAndIsOneStep) {
    const record::Session before = *program->record.session();
    const OneWayTag tag = oneWayTag(before.patient.text), others = oneWayTag(makeUuid());
    const auto formFor = [&](const OneWayTag& whom, const std::string& name) {
        const Path file = here_ / (makeUuid() + ".json");
        const std::string text = R"({"format":"myochart-patient-form","version":1,"form":"0b6f3f7e-52a1-4f0e-9d3c-2a1b4c5d6e7f","at":"2026-11-29T18:05:09.123Z","language":"de","body":{"name":"builtin","checksum":"abc"},"painted":{"areas":[]},"pain":4,"yes":["rel_pregnancy"],"no":[],"not_sure":[],"words":"","name":")" +
                                 name + R"(","for":{"salt":")" + whom.salt + R"(","tag":")" + whom.tag + R"("}})";
        EXPECT_TRUE(writeFileAtomically(file, text).ok());
        return file;
    };
    import(program, formFor(others, "Ana"));
    (void)*program;
    EXPECT_TRUE(says(program, "made for somebody else"));
    import(program, formFor(tag, "Beate"));
    (void)*program;
    EXPECT_TRUE(says(program, "The name on the form is not that of the patient"));
    EXPECT_EQ(*program->record.session(), before);
    const Path theirs = formFor(tag, "ana");
    import(program, theirs);
    (void)*program;
    ASSERT_EQ(program->record.session()->patientForms.forms.size(), 1U);
    EXPECT_EQ(program->record.session()->patientForms.forms.front().pain, 4U);
    EXPECT_FALSE(program->record.session()->patientForms.forms.front().taken);
    import(program, theirs);
    (void)*program;
    EXPECT_TRUE(says(program, "is here already"));
    EXPECT_EQ(program->record.session()->patientForms.forms.size(), 1U);
    program->record.undo();
    (void)*program;
    EXPECT_EQ(program->record.session()->patientForms, before.patientForms);
    program->record.closeSession();
    import(program, theirs);
    (void)*program;
    EXPECT_TRUE(says(program, "Open the visit that it belongs to"));
}

INSTANTIATE_TEST_SUITE_P(Ways, ExchangeDeskTest, testing::Bool(), wayName);

TEST(HandOver, aCancelledImportTakesNothing) {
    const TestFolder here, there;
    record::Patient ana;
    ana.id = record::PatientId::make();
    ana.name = "Ana";
    record::Session visit;
    visit.id = record::SessionId::make();
    visit.patient = ana.id;
    visit.startedAt = 1'700'000'000'000;
    auto reader = exchange::BundleReader::open(exchange::toJsonText({{ana}, {visit}}));
    ASSERT_TRUE(reader) << reader.error().message;
    auto record = store::openSqliteRecord(there / "record.myochart");
    ASSERT_TRUE(record);
    Progress progress;
    progress.cancel();
    const auto catalogue = anatomy::Catalogue::load(myochart::test::sourceFolder() / "assets" / "knowledge");
    const auto taken = takeOver(**record, *reader, "file", nullptr, *catalogue, store::OnConflict::refuse, progress);
    ASSERT_FALSE(taken);
    EXPECT_NE(taken.error().message.find("cancelled"), std::string::npos);
    EXPECT_TRUE((*record)->patients()->empty());
}

TEST(ImportDoubts, aPlaceSurelyOnTheOtherSideIsListedWhateverItsStructureIsCalled) {
    exchange::Bundle bundle;
    record::Session visit;
    record::Marker site;
    site.side = Side::left;
    site.muscle = "Soleus";
    site.sentence = "left soleus, upper third";
    site.anchor.structureKey = "left_soleus";
    for (const float x : {60.0F, -20.0F, -60.0F}) {
        site.anchor.position = {x, 60, 300};
        visit.markers.push_back(site);
    }
    bundle.sessions.push_back(visit);
    const auto found = contradictory(bundle);
    ASSERT_EQ(found.size(), 1U) << "near the midline a body may stand askew";
    EXPECT_EQ(found[0].contradicts, std::vector<std::string>{"side"});
}

}  // namespace myochart::workspace
