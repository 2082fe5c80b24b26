#include <gtest/gtest.h>

#include <imgui.h>

#include <fmt/format.h>

#include "support/sample_body.h"
#include "support/test_folder.h"
#include "ui/patient_form_page.h"

namespace myochart::ui {

namespace {

/// The page drawn without a window, and where its parts lie.
struct DrawnForm : testing::Test {
    FontSet fonts = makeFonts(1);
    ImGuiContext* before = ImGui::GetCurrentContext();
    ImGuiContext* context = ImGui::CreateContext(fonts.atlas.get());
    LayoutRecord record;
    record::PatientForm form;
    handout::Texts texts;
    std::vector<handout::PatientQuestion> questions;
    vec2 size{1280, 800};
    FormStep step = FormStep::where;
    size_t first = 0;

    DrawnForm() {
        ImGui::SetCurrentContext(context);
        ImGui::GetIO().IniFilename = nullptr;
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        fonts.atlas->GetTexDataAsRGBA32(&pixels, &width, &height);
        speak("en");
    }
    ~DrawnForm() override {
        ImGui::DestroyContext(context);
        ImGui::SetCurrentContext(before);
    }
    void speak(const char* language) {
        const auto read = handout::readTexts({myochart::test::sourceFolder() / "assets/handout"}, language);
        ASSERT_TRUE(read);
        texts = read->texts;
        questions = handout::patientQuestions(texts, myochart::test::catalogue());
    }
    PatientFormPage::Chosen draw(vec2 pointer = {-1, -1}, bool pressed = false) {
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {size.x, size.y};
        io.MousePos = {pointer.x, pointer.y};
        io.MouseDown[0] = pressed;
        ImGui::NewFrame();
        record.begin();
        PatientFormPage page{fonts.fonts, lightTheme(), record, size, 1, texts, questions, form};
        page.step = step, page.firstQuestion = first;
        page.hasPaint = !form.painted.areas.empty(), page.canUndo = page.hasPaint;
        const auto chosen = page.draw();
        ImGui::EndFrame();
        return chosen;
    }
    PatientFormPage::Chosen press(const std::string& name) {
        draw();
        draw();
        const auto found = record.rects().find(name);
        EXPECT_NE(found, record.rects().end()) << name;
        if (found == record.rects().end()) return {};
        const vec2 at = found->second.centre();
        draw(at);
        draw(at, true);
        return draw(at);
    }
    void expectInside(const char* language) {
        for (const auto& [name, rect] : record.rects()) {
            EXPECT_GE(rect.min.x, 0) << name << " " << language << " " << size.x;
            EXPECT_LE(rect.max.x, size.x + 0.5F) << name << " " << language << " " << size.x;
            EXPECT_GE(rect.size().y, 36) << name << ": as large as a finger";
            const auto figure = record.rects().find("form.figure");
            const bool covers = name != "form.figure" && figure != record.rects().end() && rect.overlaps(figure->second);
            EXPECT_FALSE(covers) << name << " " << language << " " << size.x;
        }
        for (const char* name : {"form.back", "form.next"}) EXPECT_LE(record.rects().at(name).max.y, size.y) << name;
    }
};

}  // namespace

TEST_F(DrawnForm, everyStepLiesInWindowsOfEveryShapeInEveryLanguage) {
    form.painted.areas.resize(1);
    for (const char* language : {"en", "de", "es", "fr"}) {
        speak(language);
        for (const vec2 each : {vec2(1280, 800), vec2(1100, 720), vec2(800, 600), vec2(2560, 1440), vec2(720, 1100)})
            for (const FormStep which : {FormStep::where, FormStep::howMuch, FormStep::questions, FormStep::check}) {
                size = each, step = which, first = 0;
                draw();
                draw();
                expectInside(language);
            }
    }
}

TEST_F(DrawnForm, everyQuestionIsAskedOnceOnTheWayToTheLastLook) {
    step = FormStep::questions;
    ASSERT_GT(questions.size(), 30U);
    std::set<std::string> asked;
    size_t times = 0;
    std::vector<size_t> pages;
    for (int page = 0; page < 40 && step == FormStep::questions; ++page) {
        pages.push_back(first);
        draw();
        draw();
        for (const auto& [name, rect] : record.rects())
            if (name.starts_with("form.ask.") && name.ends_with(".yes")) asked.insert(name), ++times;
        const auto chosen = press("form.next");
        if (chosen.firstQuestion) first = *chosen.firstQuestion;
        if (chosen.step) step = *chosen.step;
    }
    EXPECT_EQ(step, FormStep::check);
    EXPECT_EQ(asked.size(), questions.size());
    EXPECT_EQ(times, questions.size()) << "none twice";
    step = FormStep::questions;
    for (size_t page = pages.size() - 1; page-- > 0;) {
        const auto chosen = press("form.back");
        ASSERT_TRUE(chosen.firstQuestion);
        EXPECT_EQ(*chosen.firstQuestion, pages[page]);
        first = pages[page];
    }
    EXPECT_EQ(press("form.back").step, FormStep::howMuch);
}

TEST_F(DrawnForm, anAnswerTakesTheOthersAwayAndPressedAgainItself) {
    step = FormStep::questions;
    const std::string key = questions[1].key;
    press(fmt::format("form.ask.{}.yes", key));
    EXPECT_EQ(form.yes, std::vector<std::string>{key});
    press(fmt::format("form.ask.{}.unsure", key));
    EXPECT_TRUE(form.yes.empty());
    EXPECT_EQ(form.notSure, std::vector<std::string>{key});
    press(fmt::format("form.ask.{}.unsure", key));
    EXPECT_TRUE(form.notSure.empty());
    step = FormStep::howMuch;
    press("form.now.0");
    EXPECT_EQ(form.pain, 0U) << "no pain is an answer";
    press("form.now.10");
    EXPECT_EQ(form.pain, 10U);
    press("form.now.10");
    EXPECT_FALSE(form.pain);
}

TEST_F(DrawnForm, theSafetyTableKnowsEveryQuestionAndEachSaysSomethingInEveryLanguage) {
    std::set<std::string> english;
    for (const auto& each : questions) english.insert(each.text);
    EXPECT_EQ(english.size(), 34U) << "as many as there are texts, each its own";
    for (const char* language : {"de", "es", "fr"}) {
        speak(language);
        EXPECT_EQ(questions.size(), 34U);
        for (const auto& each : questions) EXPECT_FALSE(english.contains(each.text)) << language << each.key;
    }
}

}  // namespace myochart::ui
