#include "workspace/quiz_desk.h"

#include <gtest/gtest.h>

#include "places/trigger_places.h"
#include "referral/bands.h"
#include "support/aimed_leg.h"
#include "support/builtin_body.h"
#include "workspace/own_places.h"
#include "workspace/quiz_commands.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::RunningProgram;

namespace {

std::shared_ptr<const body::Body> quizBody() { return {std::shared_ptr<const void>(), &myochart::test::builtinBody()}; }

/// One question of each kind, and one more of the first.
constexpr const char* kEveryKind =
    "title: Every kind\n"
    "[question]\nid: n\nkind: name_muscle\nmuscle: infraspinatus\nside: left\nchoices: teres_minor, supraspinatus\n"
    "[question]\nid: p\nkind: place_point\npoint: infraspinatus_trp1\nside: left\n"
    "[question]\nid: d\nkind: draw_pattern\npoint: gluteus_minimus_trp1\nside: left\n"
    "[question]\nid: w\nkind: who_refers\npoint: gluteus_minimus_trp1\nside: right\n"
    "[question]\nid: k\nkind: needle_point\npoint: gluteus_medius_trp2\nside: left\n[end]\n";

class QuizDeskTest : public ::testing::Test {
  protected:
    void begin() {
        program_->bodies.show(quizBody());
        write("every", kEveryKind);
        program_->quiz.learner = "Ana";
    }
    void openVisit() {
        record::Patient patient;
        patient.id = record::PatientId::make();
        patient.name = "Ana Muster";
        program_->record.addPatient(patient);
        program_->record.newSession();
    }
    void write(const std::string& name, const std::string& text) {
        std::filesystem::create_directories(folder_ / "teaching");
        ASSERT_TRUE(writeFileAtomically(folder_ / "teaching" / (name + ".quiz"), text));
    }
    /// Asks that question of the set "every" alone.
    QuizDesk& ask(const std::string& id) {
        const Outcome begun = program_->quiz.start("every", false, id);
        EXPECT_TRUE(begun.ok()) << (begun ? "" : begun.error().message);
        look();
        EXPECT_TRUE(program_->quiz.isReady()) << program_->quiz.whyNot();
        return program_->quiz;
    }
    /// What lies between the zones of a pattern that follow each other, with the brush.
    void paintBetweenZones(std::string_view point, Side side) {
        const referral::ReferralMap& map = *program_->pain.map();
        const auto pattern = std::ranges::find_if(map.patterns(), [&](const referral::Pattern& each) { return each.point->key == point && each.side == side; });
        program_->pain.brush.radiusMm = 30;
        for (const auto& [a, b] : referral::joinedZones(map.regions(), pattern->zones)) {
            ASSERT_TRUE(program_->pain.beginStroke());
            for (const float t : {0.25F, 0.5F, 0.75F}) program_->pain.strokeTo(map.skin()->mesh().positions[*map.skin()->nearestVertex(glm::mix(map.regions()[a].position, map.regions()[b].position, t))]);
            program_->pain.endStroke();
        }
    }
    void look() {
        for (int i = 0; i < 3; ++i) {
            program_->pain.follow();
            program_->quiz.follow();
        }
    }
    const QuizResult& answered() {
        const Outcome outcome = program_->quiz.answer();
        EXPECT_TRUE(outcome.ok()) << (outcome ? "" : outcome.error().message);
        return *program_->quiz.result();
    }
    size_t choiceOf(const std::string& muscle) {
        const auto& choices = program_->quiz.choices();
        return static_cast<size_t>(std::find(choices.begin(), choices.end(), muscle) - choices.begin());
    }
    /// The surface of the charted place that is asked.
    geometry::SurfacePoint chartedPlace() {
        const ChartedPlace& place = program_->quiz.charted().front();
        const body::Body& body = *program_->bodies.current();
        const auto rays = body.buildRayIndex();
        return rays->nearest(place.position, 5, body.find(place.structureKey))->at;
    }
    std::vector<teaching::KeptAnswer> kept() { return teaching::keptAnswers(program_->quiz.resultsFolder(), "Ana").answers; }

    TestFolder folder_;
    RunningProgram program_{folder_, false};
};

}  // namespace

TEST_F(QuizDeskTest, listsShippedSetsAndTheUsersOwn) {
    begin();
    write("neck_shoulder", "title: My neck\n[question]\nkind: place_point\npoint: upper_trapezius_trp1\n[end]\n");
    program_->quiz.setOpen(true);
    std::vector<std::string> keys;
    for (const QuizListed& listed : program_->quiz.sets()) keys.push_back(listed.key);
    EXPECT_EQ(keys, (std::vector<std::string>{"every", "neck_shoulder", "all_kinds", "back_buttock"})) << "an own set stands for the shipped one of its name";
    EXPECT_EQ(program_->quiz.sets()[1].title.in("en"), "My neck");
    EXPECT_EQ(program_->quiz.sets()[0].due, 5U);
}

TEST_F(QuizDeskTest, nameTheMuscle) {
    begin();
    QuizDesk& quiz = ask("n");
    EXPECT_EQ(quiz.choices().size(), 3U);
    EXPECT_FALSE(quiz.canAnswer());
    EXPECT_FALSE(quiz.answer().ok());
    quiz.choose(choiceOf("teres_minor"));
    EXPECT_FALSE(answered().score.right);
    EXPECT_FALSE(quiz.answer().ok()) << "once is enough";
    ASSERT_EQ(kept().size(), 1U);
    EXPECT_EQ(kept()[0].key, "infraspinatus");
    EXPECT_FALSE(kept()[0].right);
    ask("n").choose(choiceOf("infraspinatus"));
    EXPECT_EQ(answered().score.points, 1);
    EXPECT_EQ(kept().size(), 2U);
}

TEST_F(QuizDeskTest, placeThePointBlind) {
    begin();
    QuizDesk& quiz = ask("p");
    EXPECT_TRUE(quiz.takesClicks());
    quiz.pointAt(chartedPlace());
    const QuizResult right = answered();
    EXPECT_LT(right.place->figures.mm, 5);
    EXPECT_TRUE(right.place->figures.alongSkin);
    EXPECT_TRUE(right.place->figures.muscle && right.place->figures.layer && right.place->figures.side);
    EXPECT_TRUE(right.score.right);
    const body::Body& body = *program_->bodies.current();
    const auto rays = body.buildRayIndex();
    QuizDesk& again = ask("p");
    const geometry::SurfacePoint calf = rays->nearest(places::triggerPlaces(body, program_->catalogue(), "soleus", Side::right).at(0).position, 5, body.find("right_soleus"))->at;
    again.pointAt(calf);
    const QuizResult& wrong = answered();
    EXPECT_FALSE(wrong.place->figures.muscle);
    EXPECT_FALSE(wrong.place->figures.side);
    EXPECT_GT(wrong.place->figures.mm, 400);
    EXPECT_EQ(wrong.score.points, 0);
    EXPECT_EQ(wrong.sentences.front(), "The other side, which gives no points.");
    EXPECT_TRUE(kept().back().mm.has_value());
}

TEST_F(QuizDeskTest, alongTheSkinIsFartherThanStraightAndAgreesWithASteppedWay) {
    begin();
    ask("p");
    const referral::SkinGraph& skin = *program_->pain.map()->skin();
    const auto vertex = skin.nearestVertex(program_->quiz.charted().front().position);
    ASSERT_TRUE(vertex);
    referral::SurfaceWalk walk(skin);
    size_t asked = 0;
    const auto reached = walk.from(*vertex, 60);
    for (const referral::Reached& each : std::vector<referral::Reached>(reached.begin(), reached.end())) {
        if (each.mm < 20 || ++asked > 20) continue;
        const vec3 from = skin.mesh().positions[*vertex], to = skin.mesh().positions[each.vertex];
        const auto mm = mmAlongSkin(skin, from, to);
        ASSERT_TRUE(mm);
        EXPECT_GE(*mm, static_cast<double>(glm::length(from - to)) - 1e-3);
        EXPECT_NEAR(*mm, static_cast<double>(each.mm), 0.06 * static_cast<double>(each.mm) + 1);
    }
    EXPECT_GT(asked, 5U);
}

TEST_F(QuizDeskTest, drawTheReferralPattern) {
    begin();
    openVisit();
    QuizDesk& quiz = ask("d");
    EXPECT_FALSE(quiz.canAnswer());
    const anatomy::TriggerPoint* point = teaching::pointNamed(program_->catalogue(), "gluteus_minimus_trp1");
    for (const auto& zones : {point->essentialZones, point->spilloverZones})
        for (const std::string& zone : zones) program_->pain.paintRegion(zone, Side::left);
    paintBetweenZones("gluteus_minimus_trp1", Side::left);
    look();
    EXPECT_TRUE(quiz.canAnswer());
    const QuizResult good = answered();
    EXPECT_GT(good.drawing->figures.ofPattern, 0.6);
    EXPECT_GT(good.drawing->figures.ofDrawn, 0.7);
    EXPECT_TRUE(good.score.right);
    EXPECT_TRUE(program_->pain.shows({"gluteus_minimus_trp1", Side::left})) << "the answer is shown";
    QuizDesk& again = ask("d");
    EXPECT_FALSE(again.canAnswer()) << "each question begins empty";
    program_->pain.paintRegion(point->essentialZones.front(), Side::right);
    look();
    const QuizResult& wrong = answered();
    EXPECT_EQ(wrong.score.points, 0) << "the other leg";
    EXPECT_TRUE(std::ranges::find(wrong.sentences, "You drew on the other side.") != wrong.sentences.end());
    EXPECT_TRUE(std::ranges::find(good.sentences, "You drew on the other side.") == good.sentences.end());
    again.end();
    EXPECT_TRUE(program_->record.session()->painDrawing.areas.empty()) << "practice reaches no visit";
    EXPECT_TRUE(program_->pain.drawing().areas.empty());
}

TEST_F(QuizDeskTest, whichMuscleRefersHere) {
    begin();
    QuizDesk& quiz = ask("w");
    EXPECT_EQ(quiz.choices().size(), 4U);
    EXPECT_TRUE(program_->pain.shows({"gluteus_minimus_trp1", Side::right}));
    EXPECT_TRUE(program_->view.options.laid.shares);
    quiz.choose(choiceOf("gluteus_minimus"));
    EXPECT_TRUE(answered().score.right);
}

TEST(QuizPlaces, outputsGoNeitherAmongLessonsNorAmongQuizzesAndResults) {
    const myochart::test::TestFolder folder;
    ProgramOptions options;
    options.dataDir = folder.path();
    const OwnPlaces own = ownPlaces(options);
    for (const char* name : {"lessons/mine.txt", "teaching/calf.txt", "teaching/results/ana.jsonl"}) {
        std::filesystem::create_directories((folder / name).parent_path());
        EXPECT_FALSE(openOutput(folder / name, own).ok()) << name;
    }
    EXPECT_TRUE(openOutput(folder / "elsewhere.txt", own).ok());
    const Path tables = *programFolder("assets") / "knowledge";
    EXPECT_FALSE(openOutput(tables / "needle_policy.csv", own).ok()) << "hazards are told by it";
    EXPECT_FALSE(openOutput(tables / "new.csv", own).ok());
}

TEST_F(QuizDeskTest, needleThePoint) {
    begin();
    QuizDesk& quiz = ask("k");
    EXPECT_FALSE(quiz.canAnswer());
    quiz.pointAt(chartedPlace());
    ASSERT_TRUE(quiz.shaft());
    quiz.aimNeedle(90, 0, 90);
    EXPECT_NEAR(quiz.shaft()->depthMm, 90, 1e-4);
    const QuizResult& result = answered();
    EXPECT_GT(result.needle->figures.inTargetMm, 3);
    EXPECT_EQ(result.sentences.back(), needle::statement());
    EXPECT_NE(result.sentences[result.sentences.size() - 2].find("clears no patient"), std::string::npos) << "what courses teach of the point";
    for (size_t i = 0; i + 2 < result.sentences.size(); ++i) {
        const std::string& sentence = result.sentences[i];
        for (const char* word : {"safe", "clear", "free", "OK", "may go"}) EXPECT_EQ(sentence.find(word), std::string::npos) << sentence;
    }
}

TEST_F(QuizDeskTest, aNeedleThatLeansGoesAnotherWay) {
    begin();
    QuizDesk& quiz = ask("k");
    quiz.pointAt(chartedPlace());
    const needle::Shaft straight = *quiz.shaft();
    quiz.aimNeedle(45, 90, 30);
    EXPECT_NEAR(glm::dot(straight.direction, quiz.shaft()->direction), std::sqrt(0.5F), 0.02F);
    EXPECT_EQ(quiz.shaft()->entry, straight.entry);
    quiz.aimNeedle(0, 90, 5000);
    EXPECT_GE(quiz.toSkinDeg(), 10);
    EXPECT_LE(quiz.shaft()->depthMm, needle::kLongestMm);
}

TEST_F(QuizDeskTest, whileItAsksNamesAreHiddenAndNothingIsCharted) {
    begin();
    openVisit();
    QuizDesk& quiz = ask("n");
    const record::Session before = *program_->record.session();
    EXPECT_TRUE(program_->namesHidden());
    EXPECT_EQ(program_->marks.shownSession(), nullptr);
    EXPECT_FALSE(program_->view.options.selected);
    geometry::SurfacePoint somewhere;
    somewhere.part = *program_->bodies.current()->find("left_soleus");
    EXPECT_FALSE(program_->marks.place(somewhere));
    const CommandRegistry commands = standardCommands();
    for (const char* id : {"edit.undo", "marker.mirror", "session.new", "mode.place.needle", "view.triggerPoints", "pain.open"}) EXPECT_FALSE(commands.run(id, *program_).ok()) << id;
    EXPECT_TRUE(commands.run("view.posterior", *program_).ok());
    EXPECT_TRUE(mayRunInQuiz("quiz.end"));
    quiz.choose(0);
    answered();
    EXPECT_FALSE(program_->namesHidden()) << "the answer is there";
    quiz.end();
    EXPECT_EQ(*program_->record.session(), before);
    EXPECT_NE(program_->marks.shownSession(), nullptr);
}

TEST_F(QuizDeskTest, theViewComesBackAsItWas) {
    begin();
    program_->view.camera.azimuthRad = 1.25F;
    program_->view.options.hidden.insert(3);
    program_->view.options.selected = program_->bodies.current()->find("left_soleus");
    program_->view.options.effects.skinOpacity = 0.4F;
    program_->pain.show({"soleus", Side::left});
    look();
    const scene::ViewOptions options = program_->view.options;
    const scene::Camera camera = program_->view.camera;
    ASSERT_TRUE(program_->quiz.start("every", false).ok());
    while (program_->quiz.isRunning()) {
        look();
        EXPECT_FALSE(program_->view.options.selected);
        program_->quiz.next();
    }
    look();
    EXPECT_EQ(program_->view.camera.azimuthRad, camera.azimuthRad);
    EXPECT_EQ(program_->view.camera.distanceMm, camera.distanceMm);
    EXPECT_EQ(program_->view.options.hidden, options.hidden);
    EXPECT_EQ(program_->view.options.layers, options.layers);
    EXPECT_TRUE(program_->view.options.isolated.empty());
    EXPECT_EQ(program_->view.options.selected, options.selected);
    EXPECT_EQ(program_->view.options.effects, options.effects);
    EXPECT_TRUE(program_->pain.shows({"soleus", Side::left}));
    EXPECT_FALSE(program_->pain.isPractising());
    EXPECT_FALSE(program_->pain.isOpen());
}

TEST_F(QuizDeskTest, whatWasMissedComesBackFirst) {
    begin();
    ASSERT_TRUE(program_->quiz.start("every", false).ok());
    EXPECT_EQ(program_->quiz.count(), 5U);
    EXPECT_EQ(program_->quiz.question()->id, "n");
    program_->quiz.choose(choiceOf("infraspinatus"));
    answered();
    EXPECT_GT(program_->quiz.result()->dueAt, program_->record.now());
    program_->quiz.next();
    program_->quiz.end();
    EXPECT_EQ(program_->quiz.summary().size(), 1U);
    ask("w").choose(choiceOf("gluteus_minimus") == 0 ? 1 : 0);
    answered();
    ASSERT_TRUE(program_->quiz.start("every", true).ok());
    EXPECT_EQ(program_->quiz.question()->id, "w");
    EXPECT_EQ(program_->quiz.count(), 4U) << "what was right is not due";
    program_->quiz.end();
    program_->quiz.setShowsClass(true);
    ASSERT_FALSE(program_->quiz.classPlaces().empty());
    EXPECT_EQ(program_->quiz.classPlaces().front().error.key, "gluteus_minimus_trp1");
    EXPECT_EQ(program_->quiz.classPlaces().front().error.wrong, 1U);
    const auto& places = program_->quiz.classPlaces();
    const auto named = std::ranges::find_if(places, [](const ClassPlace& place) { return place.error.key == "infraspinatus"; });
    ASSERT_NE(named, places.end()) << "a muscle that was named is on the map too";
    EXPECT_EQ(named->error.wrong, 0U);
    const body::Body& body = *program_->bodies.current();
    const body::Structure& muscle = body.structure(body.structuresOf("infraspinatus", Side::left).front());
    EXPECT_GT(named->position.y, muscle.bounds.centre().y) << "on the face that is seen from behind";
    EXPECT_LT(glm::distance(named->position, glm::clamp(named->position, muscle.bounds.min, muscle.bounds.max)), 1);
}

TEST_F(QuizDeskTest, aBodyThatLacksTheMuscleLeavesTheQuestionOutWithItsLine) {
    begin();
    program_->bodies.show(myochart::test::aimedLeg(folder_ / "leg.cache"));
    const Outcome begun = program_->quiz.start("every", false, "n");
    ASSERT_FALSE(begun.ok());
    EXPECT_NE(begun.error().message.find("every.quiz, line 2"), std::string::npos) << begun.error().message;
    EXPECT_FALSE(program_->quiz.isRunning());
    EXPECT_FALSE(program_->marks.isVeiled());
}

TEST_F(QuizDeskTest, withoutANameOrASetItSaysWhy) {
    begin();
    program_->quiz.learner = " ";
    EXPECT_FALSE(program_->quiz.start("every", false).ok());
    program_->quiz.learner = "Ana";
    EXPECT_FALSE(program_->quiz.start("no_such_set", false).ok());
    EXPECT_FALSE(program_->quiz.start("../every", false).ok());
    EXPECT_FALSE(program_->quiz.start("every", false, "no_such_question").ok());
    write("empty", "title: Nothing\n[end]\n");
    const Outcome empty = program_->quiz.start("empty", false);
    ASSERT_FALSE(empty.ok());
    EXPECT_NE(empty.error().message.find("empty.quiz"), std::string::npos) << empty.error().message;
    write("wrong", "title: Wrong\n[question]\nkind: place_point\npoint: no_such_point\n[end]\n");
    const Outcome wrong = program_->quiz.start("wrong", false);
    ASSERT_FALSE(wrong.ok());
    EXPECT_NE(wrong.error().message.find("wrong.quiz, line 2"), std::string::npos) << wrong.error().message;
}

TEST_F(QuizDeskTest, anotherBodyOrAPatientsVisitEndsIt) {
    begin();
    ask("n");
    program_->bodies.show(myochart::test::aimedLeg(folder_ / "leg.cache"));
    EXPECT_FALSE(program_->quiz.isRunning());
    program_->bodies.show(quizBody());
    ask("n");
    openVisit();
    EXPECT_FALSE(program_->quiz.isRunning());
    EXPECT_FALSE(program_->marks.isVeiled());
}

TEST_F(QuizDeskTest, everyShippedQuestionCanBeAskedOnTheBuiltInBody) {
    begin();
    for (const char* set : {"neck_shoulder", "back_buttock", "all_kinds"}) {
        const Outcome begun = program_->quiz.start(set, false);
        ASSERT_TRUE(begun.ok()) << (begun ? "" : begun.error().message);
        for (const std::string& left : program_->quiz.leftOut()) ADD_FAILURE() << left;
        EXPECT_GE(program_->quiz.count(), 10U);
    }
}

}  // namespace myochart::workspace
