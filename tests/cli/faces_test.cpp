#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "places/hand_edits.h"
#include "places/place.h"
#include "scene/pick.h"
#include "support/program.h"
#include "support/test_folder.h"
#include "workspace/program.h"

namespace myochart {

using nlohmann::json;
using test::TestFolder;

namespace {

/// Where on the small figure sites are placed.
struct Ray {
    vec3 from, toward;
    std::string at() const { return fmt::format("{},{},{}", from.x, from.y, from.z); }
    std::string to() const { return fmt::format("{},{},{}", toward.x, toward.y, toward.z); }
};

/// A day of a practice's work, done through one of the program's faces.
class Face {
  public:
    virtual ~Face() = default;
    virtual void addPatient(const std::string& name, const std::string& birthDate, const std::string& note) = 0;
    virtual void noteOfPatient(const std::string& note) = 0;
    virtual void newVisit() = 0;
    virtual void nameVisit(const std::string& title) = 0;
    virtual void place(record::MarkerType type, const Ray& ray) = 0;
    virtual void move(std::uint32_t number, const Ray& ray) = 0;
    virtual void mirror(std::uint32_t number) = 0;
    virtual void write(std::uint32_t number, const std::string& label, const std::string& note) = 0;
    virtual void correctSide(std::uint32_t number, Side side) = 0;
    virtual void remove(std::uint32_t number) = 0;
    virtual void removeVisitAndBringItBack() = 0;
    virtual void removePatientAndBringThemBack() = 0;
};

std::vector<std::string> onFigure(const TestFolder& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--data-dir", (folder / "data").string(), "--model", "figure", "--json", "--quiet"});
    return arguments;
}

json askOf(const TestFolder& folder, const std::vector<std::string>& arguments) {
    const auto run = test::runProgram(onFigure(folder, arguments));
    EXPECT_EQ(run.exitCode, 0) << run.err;
    json answer = json::parse(run.out, nullptr, false);
    EXPECT_FALSE(answer.is_discarded()) << run.out;
    return answer;
}

class CommandLine : public Face {
  public:
    explicit CommandLine(const TestFolder& folder) : folder_(folder) {}
    void addPatient(const std::string& name, const std::string& birthDate, const std::string& note) override {
        patient_ = ask({"patient", "add", "--name", name, "--birth-date", birthDate, "--note", note}).at("id");
    }
    void noteOfPatient(const std::string& note) override { ask({"patient", "edit", patient_, "--note", note}); }
    void newVisit() override { visit_ = ask({"session", "new", "--patient", patient_}).at("id"); }
    void nameVisit(const std::string& title) override { ask({"session", "rename", visit_, "--title", title}); }
    void place(record::MarkerType type, const Ray& ray) override {
        ask({"marker", "add", "--session", visit_, "--type", std::string(name(type)), "--at", ray.at(), "--toward", ray.to()});
    }
    void move(std::uint32_t number, const Ray& ray) override {
        ask({"marker", "move", id(number), "--at", ray.at(), "--toward", ray.to()});
    }
    void mirror(std::uint32_t number) override { ask({"marker", "mirror", id(number)}); }
    void write(std::uint32_t number, const std::string& label, const std::string& note) override {
        ask({"marker", "edit", id(number), "--label", label, "--note", note});
    }
    void correctSide(std::uint32_t number, Side side) override {
        ask({"marker", "edit", id(number), "--side", std::string(name(side))});
    }
    void remove(std::uint32_t number) override { ask({"marker", "remove", id(number)}); }
    void removeVisitAndBringItBack() override {
        ask({"session", "remove", visit_});
        ask({"trash", "restore", visit_});
    }
    void removePatientAndBringThemBack() override {
        ask({"patient", "erase", patient_});
        ask({"trash", "restore", patient_});
    }

  private:
    json ask(const std::vector<std::string>& arguments) { return askOf(folder_, arguments); }
    std::string id(std::uint32_t number) {
        const json rows = ask({"marker", "list", "--session", visit_}).at("markers");
        const auto at = std::find_if(rows.begin(), rows.end(), [&](const json& row) { return row.at("number") == number; });
        EXPECT_NE(at, rows.end()) << number;
        return at == rows.end() ? std::string() : at->at("id").get<std::string>();
    }

    const TestFolder& folder_;
    std::string patient_, visit_;
};

/// What the panels call.
class Desks : public Face {
  public:
    explicit Desks(const TestFolder& folder) {
        auto program = workspace::Program::open({.dataDir = folder / "data", .recordFile = {}, .inlineJobs = true, .needRecord = true});
        EXPECT_TRUE(program.ok());
        program_ = std::move(*program);
        Progress progress;
        auto body = program_->bodies.load("figure", progress);
        EXPECT_TRUE(body.ok());
        program_->bodies.show(*body);
    }
    void addPatient(const std::string& name, const std::string& birthDate, const std::string& note) override {
        record::Patient patient;
        patient.name = name;
        patient.birthDate = birthDate;
        patient.note = note;
        desk().addPatient(patient);
        settle();
    }
    void noteOfPatient(const std::string& note) override {
        record::Patient changed = *desk().patient();
        changed.note = note;
        desk().changePatient(changed);
        settle();
    }
    void newVisit() override {
        desk().newSession();
        settle();
    }
    void nameVisit(const std::string& title) override {
        desk().renameSession(desk().session()->id, title);
        settle();
    }
    void place(record::MarkerType type, const Ray& ray) override {
        program_->marks.setPlacing(type);
        EXPECT_TRUE(program_->marks.place(hit(ray)));
        settle();
    }
    void move(std::uint32_t number, const Ray& ray) override {
        program_->marks.drag(marker(number).id, hit(ray));
        program_->marks.drop();
        settle();
    }
    void mirror(std::uint32_t number) override {
        program_->marks.select(marker(number).id);
        program_->marks.mirrorSelected();
        settle();
    }
    void write(std::uint32_t number, const std::string& label, const std::string& note) override {
        record::Marker changed = marker(number);
        changed.label = label;
        changed.note = note;
        EXPECT_TRUE(desk().commit(record::changeMarker(*desk().session(), changed, "Change marker")));
        settle();
    }
    void correctSide(std::uint32_t number, Side side) override {
        const auto place = places::ownPlace(*program_->bodies.current(), program_->catalogue(), marker(number).anchor);
        const record::Marker changed = places::withSide(program_->catalogue(), marker(number), side, place ? &*place : nullptr);
        EXPECT_TRUE(desk().commit(record::changeMarker(*desk().session(), changed, "Change side")));
        settle();
    }
    void remove(std::uint32_t number) override {
        program_->marks.select(marker(number).id);
        program_->marks.removeSelected();
        settle();
    }
    void removeVisitAndBringItBack() override {
        const auto id = desk().session()->id;
        desk().removeSession(id);
        settle();
        desk().bringBack(id);
        settle();
    }
    void removePatientAndBringThemBack() override {
        const auto id = desk().patient()->id;
        desk().removePatient(id);
        settle();
        desk().bringBack(id);
        settle();
    }

  private:
    workspace::RecordDesk& desk() { return program_->record; }
    void settle() {
        do program_->record.saving().run<bool>([](store::Record&) { return true; });
        while (program_->pump());
    }
    const record::Marker& marker(std::uint32_t number) {
        const auto& all = desk().session()->markers;
        return *std::find_if(all.begin(), all.end(), [&](const record::Marker& m) { return m.number == number; });
    }
    geometry::SurfacePoint hit(const Ray& ray) {
        const auto hits = scene::pickAlong(*program_->bodies.current(), nullptr, {ray.from, glm::normalize(ray.toward)}, program_->view.options);
        EXPECT_FALSE(hits.empty());
        return hits.empty() ? geometry::SurfacePoint{} : hits.front().at;
    }

    std::unique_ptr<workspace::Program> program_;
};

const Ray kLeftCalf{{100, 600, 300}, {0, -1, 0}}, kRightButtock{{-90, 600, 900}, {0, -1, 0}}, kLeftButtock{{90, 600, 910}, {0.02F, -1, 0}};

void workThrough(Face& face) {
    face.addPatient("Ana Muster", "1980-02-29", "anticoagulant");
    face.noteOfPatient("anticoagulant\nfaints");
    face.newVisit();
    face.nameVisit("Calf");
    face.place(record::MarkerType::active, kLeftCalf);
    face.place(record::MarkerType::needle, kRightButtock);
    face.write(1, "A", "twitch\xE2\x80\x8B seen");
    face.mirror(1);
    face.move(2, kLeftButtock);
    face.correctSide(3, Side::left);
    face.place(record::MarkerType::tender, kLeftButtock);
    face.remove(4);
    face.removeVisitAndBringItBack();
    face.removePatientAndBringThemBack();
}

/// Everything that is kept, without what is another each time.
json keptIn(const TestFolder& folder) {
    json kept = json::array();
    const json list = askOf(folder, {"patient", "list"});
    for (const json& row : list.at("patients")) {
        json patient = askOf(folder, {"patient", "show", row.at("id").get<std::string>()});
        for (json& visit : patient.at("sessions")) visit = askOf(folder, {"session", "show", visit.at("id").get<std::string>()});
        kept.push_back(patient);
    }
    for (json& patient : kept) {
        for (json& visit : patient.at("sessions")) {
            for (json& marker : visit.at("markers"))
                for (const char* key : {"id", "created_at"}) marker.erase(key);
            for (const char* key : {"id", "patient", "started_at"}) visit.erase(key);
        }
        for (const char* key : {"id", "created_at"}) patient.erase(key);
    }
    return kept;
}

}  // namespace

TEST(Faces, theSameWorkLeavesTheSameRecordInTheWindowAndOnTheCommandLine) {
    const TestFolder window, line;
    for (const TestFolder* folder : {&window, &line}) {
        test::writeSmallFigure(*folder / "figure.obj");
        askOf(*folder, {"model", "import", (*folder / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"});
    }
    {
        Desks desks(window);
        workThrough(desks);
    }
    CommandLine commandLine(line);
    workThrough(commandLine);
    const json byWindow = keptIn(window), byLine = keptIn(line);
    EXPECT_EQ(byWindow, byLine) << json::diff(byWindow, byLine).dump(1);
    ASSERT_EQ(byLine.size(), 1U);
    EXPECT_EQ(byLine[0].at("sessions").at(0).at("markers").size(), 3U) << "there was something to compare";
}

}  // namespace myochart
