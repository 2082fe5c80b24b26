#include <gtest/gtest.h>

#include <imgui.h>

#include "ui/patient_page.h"

namespace myochart::ui {

namespace {

/// A page drawn without a window, and where its parts lie.
struct DrawnPage : testing::Test {
    FontSet fonts = makeFonts(1);
    ImGuiContext* before = ImGui::GetCurrentContext();
    ImGuiContext* context = ImGui::CreateContext(fonts.atlas.get());
    LayoutRecord record;
    handout::PatientScreen words;

    DrawnPage() {
        ImGui::SetCurrentContext(context);
        ImGui::GetIO().IniFilename = nullptr;
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        fonts.atlas->GetTexDataAsRGBA32(&pixels, &width, &height);
        words.title = "Where needles are planned";
        words.needles = "Thin needles: 5";
        words.after = {"What to expect", {"The muscle may feel sore."}};
        for (std::uint32_t i = 1; i <= 5; ++i) words.sites.push_back({record::MarkerId::make(), i, "deep calf muscle", "lower leg and foot", i % 2 == 0 ? "left" : "right", "planned, not done yet"});
    }
    ~DrawnPage() override {
        ImGui::DestroyContext(context);
        ImGui::SetCurrentContext(before);
    }
    PatientPage pageOf(vec2 size) {
        PatientPage page{fonts.fonts, lightTheme(), record, size, 1};
        page.words = &words;
        page.front = "From in front";
        page.back = "From behind";
        page.asShown = "As it is shown to you";
        page.language = "en";
        return page;
    }
    PatientPage::Chosen draw(PatientPage& page, vec2 pointer = {-1, -1}, bool pressed = false) {
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {page.windowPx.x, page.windowPx.y};
        io.MousePos = {pointer.x, pointer.y};
        io.MouseDown[0] = pressed;
        ImGui::NewFrame();
        record.begin();
        const auto chosen = page.draw();
        ImGui::EndFrame();
        return chosen;
    }
    Rect at(const std::string& name) {
        const auto found = record.rects().find(name);
        EXPECT_NE(found, record.rects().end()) << name;
        return found == record.rects().end() ? Rect{} : found->second;
    }
};

}  // namespace

TEST_F(DrawnPage, figureAndChoicesLieInWindowsOfEveryShape) {
    for (const vec2 size : {vec2(1100, 720), vec2(800, 600), vec2(2560, 1440), vec2(720, 1100)}) {
        PatientPage page = pageOf(size);
        draw(page);
        draw(page);
        const Rect figure = at("patient.figure");
        EXPECT_GT(figure.size().y, size.y * 0.4F) << size.x;
        for (const char* name : {"patient.asShown", "patient.front", "patient.back", "patient.language.en", "patient.language.de", "patient.language.es", "patient.language.fr"}) {
            const Rect button = at(name);
            EXPECT_GE(button.min.x, 0) << name << size.x;
            EXPECT_LE(button.max.x, size.x) << name << size.x;
            EXPECT_LE(button.max.y, size.y) << name << size.x;
            EXPECT_GE(button.size().y, 40) << name << ": as large as a finger";
            EXPECT_FALSE(button.overlaps(figure)) << name << size.x;
        }
        EXPECT_FALSE(at("patient.site.1").overlaps(figure)) << size.x;
    }
}

TEST_F(DrawnPage, numbersStandApartOnTheirPlacesSideOfTheBody) {
    PatientPage page = pageOf({1100, 720});
    page.middle = 330;
    for (size_t i = 0; i < 5; ++i) page.places.push_back({i, vec2(i % 2 == 0 ? 300 : 360, 300 + 2 * static_cast<float>(i))});
    draw(page);
    std::vector<Rect> numbers;
    for (int i = 1; i <= 5; ++i) numbers.push_back(at("patient.number." + std::to_string(i)));
    for (size_t i = 0; i < numbers.size(); ++i) {
        EXPECT_EQ(numbers[i].centre().x < page.middle, i % 2 == 0) << i;
        for (size_t k = i + 1; k < numbers.size(); ++k) EXPECT_FALSE(numbers[i].overlaps(numbers[k])) << i << k;
    }
}

TEST_F(DrawnPage, whatIsPressedIsTold) {
    PatientPage page = pageOf({1100, 720});
    draw(page);
    draw(page);
    const vec2 back = at("patient.back").centre(), french = at("patient.language.fr").centre();
    const auto press = [&](vec2 where) {
        draw(page, where);
        draw(page, where, true);
        return draw(page, where);
    };
    EXPECT_EQ(press(back).sight, PatientSight::back);
    const auto spoken = press(french);
    EXPECT_EQ(spoken.language, "fr");
    EXPECT_FALSE(spoken.sight);
}

TEST_F(DrawnPage, withoutWordsItIsTheBodyAlone) {
    PatientPage page = pageOf({1100, 720});
    page.words = nullptr;
    page.places = {{0, {100, 100}}};
    draw(page);
    EXPECT_GT(at("patient.figure").size().x, 1000);
    EXPECT_FALSE(record.rects().contains("patient.site.1"));
    EXPECT_FALSE(record.rects().contains("patient.number.1"));
    EXPECT_FALSE(record.rects().contains("patient.language.de"));
}

}  // namespace myochart::ui
