#include "ui/bare_window.h"

#include <backends/imgui_impl_opengl3.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "ui/imgui_vec.h"
#include "ui/key_names.h"
#include "ui/outside_end.h"

namespace myochart::ui {

namespace {

constexpr float kPlateWidth = 520, kPlateMargin = 28, kPlateButton = 36;  ///< px at scale 1
constexpr int kFramesToSettle = 3;  ///< a plate knows its size a frame after it was drawn with what is new
constexpr double kPlateWait = 0.25, kBusyWait = 0.03;                      ///< s

}  // namespace

float BareWindow::Plate::width() const { return ImGui::GetContentRegionAvail().x; }

bool BareWindow::Plate::keyPressed(int glfwKey) const {
    return std::ranges::any_of(input.keys, [&](const InputEvent& key) { return key.key == glfwKey && !key.repeat; });
}

bool BareWindow::Plate::entered() const { return keyPressed(GLFW_KEY_ENTER) || keyPressed(GLFW_KEY_KP_ENTER); }

void BareWindow::Plate::title(const std::string& text) const {
    ImGui::PushFont(fonts.title);
    ImGui::TextWrapped("%s", text.c_str());
    ImGui::PopFont();
    gap(8);
}

void BareWindow::Plate::paragraph(const std::string& text, bool warns) const {
    ImGui::PushStyleColor(ImGuiCol_Text, warns ? theme.danger : theme.ink);
    ImGui::TextWrapped("%s", text.c_str());
    ImGui::PopStyleColor();
    gap(8);
}

void BareWindow::Plate::answer(const std::string& text, bool warns, int lines) const {
    const float below = ImGui::GetCursorPosY() + static_cast<float>(lines) * ImGui::GetTextLineHeight();
    if (!text.empty()) {
        ImGui::PushStyleColor(ImGuiCol_Text, warns ? theme.danger : theme.ink);
        ImGui::TextWrapped("%s", text.c_str());
        ImGui::PopStyleColor();
    }
    const float spacing = text.empty() ? 0 : ImGui::GetStyle().ItemSpacing.y;
    ImGui::SetCursorPosY(std::max(below, ImGui::GetCursorPosY() - spacing) + ImGui::GetStyle().ItemSpacing.y);
    gap(4);
}

void BareWindow::Plate::note(const std::string& text) const {
    ImGui::PushFont(fonts.note);
    ImGui::PushStyleColor(ImGuiCol_Text, theme.quiet);
    ImGui::TextWrapped("%s", text.c_str());
    ImGui::PopStyleColor();
    ImGui::PopFont();
    gap(4);
}

void BareWindow::Plate::gap(float unscaled) const { ImGui::Dummy({1, px(unscaled)}); }

void BareWindow::Plate::sameLine() const { ImGui::SameLine(0, px(10)); }

bool BareWindow::Plate::button(const char* name, const std::string& label, bool primary, bool enabled) const {
    ImGui::PushFont(fonts.strong);
    const bool filled = primary && enabled;
    const ImU32 ground = filled ? theme.accent : theme.raised;
    ImGui::PushStyleColor(ImGuiCol_Button, ground);
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, enabled ? mix(ground, theme.ink, filled ? 0.15F : 0.06F) : ground);
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, enabled ? mix(ground, theme.ink, filled ? 0.3F : 0.12F) : ground);
    ImGui::PushStyleColor(ImGuiCol_Border, enabled && !filled ? theme.edge : theme.rule);
    ImGui::PushStyleColor(ImGuiCol_Text, filled ? theme.onAccent : enabled ? theme.ink : withAlpha(theme.quiet, 0.6F));
    const float wide = std::max(px(110), ImGui::CalcTextSize(label.c_str()).x + px(28));
    const bool pressed = ImGui::Button((label + "##" + name).c_str(), {wide, px(kPlateButton)}) && enabled;
    ImGui::PopStyleColor(5);
    ImGui::PopFont();
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    record.add(name, {{from.x, from.y}, {to.x, to.y}});
    return pressed;
}

BareWindow::BareWindow(AppWindow& window, FontSet& fonts, bool dark, const OutputFile* layout)
    : window_(window), fonts_(fonts), theme_(dark ? darkTheme() : lightTheme()), layout_(layout) {
    scale_ = std::clamp(window.contentScale() / pixelRatio(), 0.75F, 3.0F);
    if (fonts_.scale != scale_ * pixelRatio()) fonts_ = makeFonts(scale_ * pixelRatio());
    context_ = ImGui::CreateContext(fonts_.atlas.get());
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.FontDefault = fonts_.fonts.body;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    mapKeys(io);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    applyStyle(theme_, scale_);
}

BareWindow::~BareWindow() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext(context_);
    window_.forgetCursor();
}

float BareWindow::pixelRatio() const {
    return window_.size().x > 0 && window_.framebufferSize().x > 0 ? window_.framebufferSize().x / window_.size().x : 1.0F;
}

bool BareWindow::run(const std::function<bool(Plate&)>& draw, const std::function<bool()>& busy) {
    LayoutRecord record;
    ImVec2 shown{0, 0};
    bool typingWaits = false;
    ImGuiIO& io = ImGui::GetIO();
    int settles = kFramesToSettle;
    for (bool done = false; !done;) {
        if (window_.closeAsked() || stopAsked()) return false;
        const vec2 size = window_.size();
        if (size.x >= 1 && size.y >= 1 && !window_.iconified()) {
            io.DisplaySize = im(size);
            io.DisplayFramebufferScale = {pixelRatio(), pixelRatio()};
            io.DeltaTime = 1.0F / 60;
            if (typingWaits && !io.WantTextInput) window_.input().waitToType();
            const FrameInput input = window_.input().feed(io);
            ImGui_ImplOpenGL3_NewFrame();
            ImGui::NewFrame();
            record.begin();
            record.fact("pointer", fmt::format("{:.0f},{:.0f}", input.pos.x, input.pos.y));
            ImGui::GetBackgroundDrawList()->AddRectFilled({0, 0}, io.DisplaySize, theme_.ground);
            ImGui::SetNextWindowPos({size.x / 2, size.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
            ImGui::SetNextWindowSize({std::min(kPlateWidth * scale_, size.x), 0});
            ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {kPlateMargin * scale_, kPlateMargin * scale_});
            ImGui::Begin("##plate", nullptr, ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_AlwaysAutoResize);
            ImGui::PopStyleVar();
            Plate plate{fonts_.fonts, theme_, scale_, record, input};
            done = draw(plate);
            typingWaits = plate.typingWaits;
            ImGui::End();
            ImGui::Render();
            window_.bind();
            ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
            window_.swap();
            window_.setCursor(ImGui::GetMouseCursor());
            const ImVec2 now = ImGui::FindWindowByName("##plate")->Size;
            if (now.x != shown.x || now.y != shown.y) settles = kFramesToSettle;
            shown = now;
            settles = std::max(0, settles - 1);
            if (layout_ && settles == 0) record.writeIfChanged(*layout_);
        }
        window_.wait(done || settles > 0 || !window_.input().empty() ? 0 : busy && busy() ? kBusyWait : kPlateWait);
    }
    return true;
}

}  // namespace myochart::ui
