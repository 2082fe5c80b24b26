#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "render/image.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

using nlohmann::json;

class CliTour : public testing::Test {
  protected:
    test::ProgramRun run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--json", "tour"});
        return test::runProgram(arguments, {"DISPLAY="});
    }
    json ask(const std::vector<std::string>& arguments, int exitCode = 0) const {
        const test::ProgramRun done = run(arguments);
        EXPECT_EQ(done.exitCode, exitCode) << done.err;
        return json::parse(done.out, nullptr, false);
    }
    Path write(const Path& file, const std::string& text) const {
        std::filesystem::create_directories(file.parent_path());
        EXPECT_TRUE(writeFileAtomically(file, text).ok());
        return file;
    }
    test::TestFolder folder_;
};

}  // namespace

TEST_F(CliTour, shippedAndOwnLessonsAreListed) {
    write(folder_ / "data/lessons/mine.lesson", "title: Mine\nfor: therapists\n[step]\ntext: t\n[end]\n");
    const json lessons = ask({"list"}).at("lessons");
    ASSERT_EQ(lessons.size(), 7U);
    EXPECT_EQ(lessons[0].at("key"), "mine");
    EXPECT_EQ(lessons[0].at("own"), true);
    EXPECT_EQ(lessons[0].at("for"), "therapists");
    EXPECT_EQ(lessons[1].at("own"), false);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data/record.myochart")) << "teaching needs no record";
}

TEST_F(CliTour, aSoundLessonIsCheckedWithoutARemarkAndAFaultyOneByFileAndLine) {
    const json sound = ask({"check", "headache"});
    EXPECT_TRUE(sound.at("remarks").empty());
    EXPECT_EQ(sound.at("languages").size(), 4U);
    const Path faulty = write(folder_ / "faulty.lesson", "title: T\n[step]\nisolate: trapezoid\npicture: none.png\ntext: t\n");
    const test::ProgramRun done = run({"check", faulty.string()});
    EXPECT_EQ(done.exitCode, 3);
    EXPECT_NE(done.err.find("faulty.lesson, line 3"), std::string::npos) << done.err;
    const json answer = json::parse(done.out, nullptr, false);
    ASSERT_EQ(answer.at("remarks").size(), 3U);
    EXPECT_EQ(answer.at("steps"), 1);
    EXPECT_EQ(run({"check", "no_such_lesson"}).exitCode, 1);
    EXPECT_EQ(run({"check"}).exitCode, 2);
}

TEST_F(CliTour, stepsAreToldInTheLanguageThatIsAskedFor) {
    const json told = ask({"play", "dry_needling", "--language", "de"});
    EXPECT_EQ(told.at("steps").size(), 7U);
    EXPECT_NE(told.at("steps")[0].at("text").get<std::string>().find("Nadel"), std::string::npos);
    EXPECT_EQ(told.at("steps")[0].at("speech"), told.at("steps")[0].at("text"));
    EXPECT_FALSE(told.at("steps")[0].contains("file")) << "no folder was named";
    EXPECT_FALSE(told.at("sources").empty());
    EXPECT_TRUE(told.at("reviewed_by").is_null());
    EXPECT_EQ(run({"play", "dry_needling", "--language", "xx"}).exitCode, 2);
}

TEST_F(CliTour, everyStepBecomesAPicture) {
    const Path made = write(folder_ / "made.lesson",
                            "title: Made\n[step]\nview: posterior\nlook at: infraspinatus left\nisolate: infraspinatus left\nneedle: infraspinatus_trp1 left\nmarkers: infraspinatus_trp1 left\ntitle: A\n"
                            "[step]\nview: anterior\npatterns: infraspinatus_trp1 left\ntitle: B\n[end]\n");
    const Path folder = folder_ / "pictures/made";
    const json played = ask({"play", made.string(), "-o", folder.string(), "--size", "320x240"});
    ASSERT_EQ(played.at("steps").size(), 2U);
    EXPECT_TRUE(played.at("steps")[0].at("missing").empty());
    EXPECT_GE(played.at("steps")[0].at("told").size(), 2U);
    const auto first = render::readPng(folder / "01.png"), second = render::readPng(folder / "02.png");
    ASSERT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(first->width, 320);
    EXPECT_GT(render::compare(*first, *second).differingShare, 0.02);
    EXPECT_EQ(played.at("steps")[1].at("file"), (folder / "02.png").string());
}

}  // namespace myochart
