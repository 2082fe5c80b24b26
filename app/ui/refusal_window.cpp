#include "ui/refusal_window.h"

#include <backends/imgui_impl_opengl3.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>

#include "core/words.h"
#include "ui/frame_layout.h"
#include "ui/imgui_vec.h"
#include "ui/key_names.h"
#include "ui/layout_record.h"
#include "ui/outside_end.h"
#include "ui/theme.h"

namespace myochart::ui {

namespace {

constexpr float kRefusalWidth = 520, kMargin = 28, kButton = 120;  ///< px at scale 1
constexpr double kRefusalWait = 0.25;                           ///< s

/// One frame of it; true when the button was pressed.
bool drawDialog(const Fonts& fonts, float scale, const std::string& title, const std::string& sentence, LayoutRecord& record) {
    const Theme& theme = lightTheme();
    const ImVec2 all = ImGui::GetIO().DisplaySize;
    ImGui::GetBackgroundDrawList()->AddRectFilled({0, 0}, all, theme.ground);
    ImGui::SetNextWindowPos({all.x / 2, all.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::SetNextWindowSize({std::min(kRefusalWidth * scale, all.x), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {kMargin * scale, kMargin * scale});
    ImGui::Begin("##refusal", nullptr, ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PopStyleVar();
    const auto said = [&](ImFont* font, const std::string& text) {
        ImGui::PushFont(font);
        ImGui::TextWrapped("%s", text.c_str());
        ImGui::PopFont();
        ImGui::Dummy({1, 8 * scale});
    };
    said(fonts.title, title);
    said(fonts.body, sentence);
    ImGui::PushFont(fonts.strong);
    const bool pressed = ImGui::Button(tr("Close"), {kButton * scale, 36 * scale});
    ImGui::PopFont();
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    record.add("refusal.close", {{from.x, from.y}, {to.x, to.y}});
    record.fact("refusal", sentence);
    ImGui::End();
    return pressed;
}

bool closesByKey(const FrameInput& input) {
    return std::any_of(input.keys.begin(), input.keys.end(), [](const InputEvent& key) { return key.key == GLFW_KEY_ESCAPE || key.key == GLFW_KEY_ENTER || key.key == GLFW_KEY_KP_ENTER; });
}

}  // namespace

void showRefusal(AppWindow& window, FontSet fonts, const std::string& title, const std::string& sentence, const OutputFile* layout) {
    const auto ratio = [&] { return window.size().x > 0 && window.framebufferSize().x > 0 ? window.framebufferSize().x / window.size().x : 1.0F; };
    const float scale = std::clamp(window.contentScale() / ratio(), 0.75F, 3.0F);
    if (fonts.scale != scale * ratio()) fonts = makeFonts(scale * ratio());
    ImGuiContext* context = ImGui::CreateContext(fonts.atlas.get());
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.FontDefault = fonts.fonts.body;
    mapKeys(io);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    applyStyle(lightTheme(), scale);
    LayoutRecord record;
    for (bool done = false; !done && !window.closeAsked() && !stopAsked(); window.wait(done ? 0 : kRefusalWait)) {
        const vec2 size = window.size();
        if (size.x < 1 || size.y < 1 || window.iconified()) continue;
        io.DisplaySize = im(size);
        io.DisplayFramebufferScale = {ratio(), ratio()};
        io.DeltaTime = 1.0F / 60;
        const FrameInput input = window.input().feed(io);
        ImGui_ImplOpenGL3_NewFrame();
        ImGui::NewFrame();
        record.begin();
        done = drawDialog(fonts.fonts, scale, title, sentence, record) || closesByKey(input);
        ImGui::Render();
        window.bind();
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
        window.swap();
        if (layout) record.writeIfChanged(*layout);
    }
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext(context);
}

}  // namespace myochart::ui
