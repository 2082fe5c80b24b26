#include "ui/patient_form_page.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>

#include "core/text.h"
#include "core/words.h"
#include "note/visit_words.h"
#include "ui/imgui_vec.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kFormFigure = 0.48F, kFormFigureUpright = 0.45F;  ///< of the window's width, of its height
constexpr float kFormMargin = 32, kFormFoot = 72, kFormButton = 44, kTallButton = 48, kAnswerWidth = 104, kRowGap = 8, kWidestForm = 980;

constexpr ImGuiWindowFlags kFormPart = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoBringToFrontOnFocus;

void words(ImFont* font, ImU32 colour, const std::string& text, float width = 0) {
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ImGui::PushTextWrapPos(width > 0 ? ImGui::GetCursorPosX() + width : 0);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void room(float height) { ImGui::Dummy({1, height}); }

bool isAmong(const std::vector<std::string>& list, const std::string& key) { return std::ranges::find(list, key) != list.end(); }

}  // namespace

Rect PatientFormPage::plate() const {
    if (!showsBody()) return {{0, 0}, windowPx};
    if (isUpright()) return {{0, std::round(windowPx.y * kFormFigureUpright)}, windowPx};
    return {{std::round(windowPx.x * kFormFigure), 0}, windowPx};
}

Rect PatientFormPage::figure() const {
    if (!showsBody()) return {};
    const Rect beside = plate();
    const float foot = step == FormStep::where ? px(kFormFoot) : 0;
    if (isUpright()) return {{0, 0}, {windowPx.x, std::max(1.0F, beside.min.y - foot)}};
    return {{0, 0}, {std::max(1.0F, beside.min.x), std::max(1.0F, windowPx.y - foot)}};
}

bool PatientFormPage::press(const std::string& name, const std::string& label, bool isChosen, vec2 size, bool enabled) {
    ImGui::BeginDisabled(!enabled);
    ImGui::PushStyleColor(ImGuiCol_Button, isChosen ? theme.accent : theme.raised);
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, isChosen ? theme.accent : mix(theme.raised, theme.ink, 0.06F));
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, mix(isChosen ? theme.accent : theme.raised, theme.ink, 0.15F));
    ImGui::PushStyleColor(ImGuiCol_Text, isChosen ? theme.onAccent : theme.ink);
    ImGui::PushStyleColor(ImGuiCol_Border, theme.edge);
    const bool pressed = ImGui::Button((label + "##" + name).c_str(), im(size));
    ImGui::PopStyleColor(5);
    ImGui::EndDisabled();
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    record.add("form." + name, {{from.x, from.y}, {to.x, to.y}});
    return pressed;
}

void PatientFormPage::drawFigure(Chosen& chosen) {
    const Rect at = figure();
    record.add("form.figure", at);
    if (picture != 0) {
        const auto texture = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(picture));  // NOLINT(performance-no-int-to-ptr): ImGui's own way
        ImGui::GetBackgroundDrawList()->AddImage(texture, im(at.min), im(at.max), {0, 1}, {1, 0});
    }
    if (step != FormStep::where) return;
    ImGui::SetNextWindowPos({at.min.x, at.max.y});
    ImGui::SetNextWindowSize({at.size().x, px(kFormFoot)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(kFormMargin) / 2, (px(kFormFoot) - px(kFormButton)) / 2});
    ImGui::Begin("##form.sights", nullptr, kFormPart | ImGuiWindowFlags_NoScrollbar);
    ImGui::PopStyleVar();
    using enum scene::StandardView;
    static constexpr std::array<std::pair<scene::StandardView, const char*>, 4> kSights{{{anterior, "edge front"}, {posterior, "edge back"}, {left, "edge left"}, {right, "edge right"}}};
    ImFont* font = fonts.body;
    const auto wide = [&](ImFont* with) {
        float sum = 0;
        for (const auto& [view, key] : kSights) sum += textSize(with, of(key)).x + px(24);
        return sum + 2 * px(kFormButton) + 6 * px(6);
    };
    if (wide(font) > at.size().x - px(kFormMargin)) font = fonts.note;
    const float shrink = std::min(1.0F, (at.size().x - px(kFormMargin) - 2 * px(kFormButton) - 6 * px(6)) / std::max(1.0F, wide(font) - 2 * px(kFormButton) - 6 * px(6)));
    ImGui::PushFont(font);
    for (const auto& [view, key] : kSights) {
        if (press(std::string("sight.") + std::string(scene::name(view)), of(key), false, {(textSize(font, of(key)).x + px(24)) * shrink, px(kFormButton)})) chosen.view = view;
        ImGui::SameLine(0, px(6));
    }
    if (press("nearer", "+", false, vec2(px(kFormButton)))) chosen.zoom = 0.8F;
    ImGui::SameLine(0, px(6));
    if (press("farther", "\xE2\x88\x92", false, vec2(px(kFormButton)))) chosen.zoom = 1.25F;
    ImGui::PopFont();
    ImGui::End();
}

void PatientFormPage::beginPlate() {
    const Rect at = plate();
    ImGui::GetBackgroundDrawList()->AddRectFilled(im(at.min), im(at.max), theme.raised);
    const float side = showsBody() ? px(kFormMargin) : std::max(px(kFormMargin), (at.size().x - px(kWidestForm)) / 2);
    ImGui::SetNextWindowPos(im(at.min));
    ImGui::SetNextWindowSize({at.size().x, std::max(1.0F, at.size().y - px(kFormFoot))});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {side, px(kFormMargin) * (isUpright() ? 0.6F : 1.0F)});
    ImGui::Begin("##form.plate", nullptr, kFormPart);
    ImGui::PopStyleVar();
    found.left = side;
}

/// Where one goes from here.
void PatientFormPage::endPlate(Chosen& chosen) {
    ImGui::End();
    if (step == FormStep::thanks) return;
    const Rect at = plate();
    ImGui::SetNextWindowPos({at.min.x, at.max.y - px(kFormFoot)});
    ImGui::SetNextWindowSize({at.size().x, px(kFormFoot)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {found.left, (px(kFormFoot) - px(kTallButton)) / 2});
    ImGui::Begin("##form.ways", nullptr, kFormPart | ImGuiWindowFlags_NoScrollbar);
    ImGui::PopStyleVar();
    ImGui::PushFont(fonts.strong);
    const std::string back = step == FormStep::where ? of("form stop") : of("form back"), next = step == FormStep::check ? of("form done") : of("form next");
    const auto wide = [&](const std::string& label) { return std::max(px(120), textSize(fonts.strong, label).x + px(36)); };
    const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
    if (press("back", back, false, {std::min(wide(back), right - found.left - wide(next) - px(12)), px(kTallButton)})) {
        if (step == FormStep::where) chosen.stop = true;
        else if (step == FormStep::questions && firstQuestion > 0) chosen.firstQuestion = found.pageBefore;
        else chosen.step = static_cast<FormStep>(static_cast<int>(step) - 1);
    }
    ImGui::SameLine();
    ImGui::SetCursorPosX(right - wide(next));
    if (press("next", next, true, {wide(next), px(kTallButton)})) {
        if (step == FormStep::check) chosen.done = true;
        else if (step == FormStep::questions && firstQuestion + found.shown < questions.size()) chosen.firstQuestion = firstQuestion + found.shown;
        else chosen.step = static_cast<FormStep>(static_cast<int>(step) + 1);
    }
    ImGui::PopFont();
    ImGui::End();
}

void PatientFormPage::drawLanguages(Chosen& chosen) {
    ImGui::PushFont(fonts.note);
    const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
    for (const Language& each : kLanguages) {
        const float width = textSize(fonts.note, each.name).x + px(22);
        if (each.code != kLanguages.front().code) ImGui::SameLine(0, px(6));
        if (ImGui::GetCursorPosX() + width > right) ImGui::NewLine();
        if (press("language." + std::string(each.code), std::string(each.name), language == each.code, {width, px(36)})) chosen.language = std::string(each.code);
    }
    ImGui::PopFont();
    room(px(12));
}

void PatientFormPage::drawQualities() {
    if (!hasPaint) return;
    room(px(6));
    words(fonts.strong, theme.ink, of("form like"));
    room(px(4));
    record::PainArea& area = form.painted.areas.front();
    const auto known = note::painQualities();
    const auto said = texts.parts("form qualities");
    const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
    ImGui::PushFont(fonts.body);
    bool first = true;
    for (size_t i = 0; i < std::min(known.size(), said.size()); ++i) {
        const float width = textSize(fonts.body, said[i]).x + px(26);
        if (!first) {
            ImGui::SameLine(0, px(8));
            if (ImGui::GetCursorPosX() + width > right) ImGui::NewLine();
        }
        first = false;
        const bool on = isAmong(area.qualities, known[i].key);
        if (!press("quality." + known[i].key, said[i], on, {width, px(40)})) continue;
        if (on) std::erase(area.qualities, known[i].key);
        else area.qualities.push_back(known[i].key);
    }
    ImGui::PopFont();
}

void PatientFormPage::drawWhere(Chosen& chosen) {
    drawLanguages(chosen);
    words(fonts.title, theme.ink, of("form where"));
    room(px(4));
    if (!canPaint) return;
    words(fonts.body, theme.quiet, of("form where help"));
    room(px(8));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {px(8), px(6)});
    const float gap = px(8), all = ImGui::GetContentRegionAvail().x;
    ImGui::PushFont(fonts.body);
    if (press("paint", of("form paint"), !erases, {(all - gap) / 2, px(kTallButton)})) chosen.erases = false;
    ImGui::SameLine(0, gap);
    if (press("erase", of("form erase"), erases, {(all - gap) / 2, px(kTallButton)})) chosen.erases = true;
    room(px(2));
    static constexpr const char* kSizes[] = {"form small", "form middle", "form large"};
    ImGui::AlignTextToFramePadding();
    for (size_t i = 0; i < 3; ++i) {
        if (i > 0) ImGui::SameLine(0, gap);
        const ImVec2 from = ImGui::GetCursorScreenPos();
        if (press(fmt::format("brush.{}", i), "   " + of(kSizes[i]), brush == i, {(all - 2 * gap) / 3, px(kFormButton)})) chosen.brush = i;
        ImGui::GetWindowDrawList()->AddCircleFilled({from.x + px(20), from.y + px(kFormButton) / 2}, px(4 + 4 * static_cast<float>(i)), brush == i ? theme.onAccent : theme.accent, 24);
    }
    room(px(2));
    if (press("undo", of("form undo"), false, {(all - gap) / 2, px(kFormButton)}, canUndo)) chosen.undo = true;
    ImGui::SameLine(0, gap);
    if (press("clear", of("form clear"), false, {(all - gap) / 2, px(kFormButton)}, hasPaint)) chosen.clear = true;
    ImGui::PopFont();
    drawQualities();
    ImGui::PopStyleVar();
}

void PatientFormPage::drawScale(const char* name, const std::string& title, std::optional<std::uint32_t>& value) {
    room(px(14));
    words(fonts.strong, theme.ink, title);
    room(px(4));
    constexpr std::uint32_t kMost = 10;
    const float gap = px(4), width = std::floor((ImGui::GetContentRegionAvail().x - gap * kMost) / (kMost + 1));
    ImGui::PushFont(fonts.strong);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
    for (std::uint32_t i = 0; i <= kMost; ++i) {
        if (i > 0) ImGui::SameLine(0, gap);
        if (press(fmt::format("{}.{}", name, i), std::to_string(i), value == i, {width, px(kTallButton)})) value = value == i ? std::nullopt : std::optional(i);
    }
    ImGui::PopStyleVar();
    ImGui::PopFont();
}

void PatientFormPage::drawHowMuch() {
    words(fonts.title, theme.ink, of("form how much"));
    room(px(4));
    words(fonts.body, theme.quiet, of("form none") + "\n" + of("form most"));
    drawScale("now", of("form now"), form.pain);
    drawScale("worst", of("form worst"), form.painWorst);
    drawScale("best", of("form best"), form.painBest);
}

std::optional<bool> PatientFormPage::answerOf(const std::string& key, bool& unsure) const {
    unsure = isAmong(form.notSure, key);
    if (isAmong(form.yes, key)) return true;
    if (isAmong(form.no, key)) return false;
    return std::nullopt;
}

/// 0 yes, 1 no, 2 not sure; the one that stands there takes it back.
void PatientFormPage::answer(const std::string& key, int which) {
    std::vector<std::string>* lists[] = {&form.yes, &form.no, &form.notSure};
    const bool stood = isAmong(*lists[which], key);
    for (auto* list : lists) std::erase(*list, key);
    if (!stood) lists[which]->push_back(key);
}

size_t PatientFormPage::answered() const {
    return static_cast<size_t>(std::ranges::count_if(questions, [&](const handout::PatientQuestion& each) {
        bool unsure = false;
        return answerOf(each.key, unsure).has_value() || unsure;
    }));
}

float PatientFormPage::questionHeight(const handout::PatientQuestion& question, float width) const {
    const float answers = 3 * px(kAnswerWidth) + 2 * px(6) + px(20);
    const bool below = width - answers < px(260);
    const float text = textSize(fonts.body, question.text, below ? width : width - answers).y;
    return (below ? text + px(6) + px(kFormButton) : std::max(text, px(kFormButton))) + px(kRowGap) * 2;
}

size_t PatientFormPage::questionsFrom(size_t first, float width, float height) const {
    size_t count = 0;
    for (float used = 0; first + count < questions.size(); ++count) {
        used += questionHeight(questions[first + count], width);
        if (used > height && count > 0) break;
    }
    return count;
}

void PatientFormPage::drawQuestion(const handout::PatientQuestion& question, float width) {
    const float answers = 3 * px(kAnswerWidth) + 2 * px(6), high = questionHeight(question, width);
    const bool below = width - answers - px(20) < px(260);
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float words_ = below ? width : width - answers - px(20), text = textSize(fonts.body, question.text, words_).y;
    const float top = below ? at.y + px(kRowGap) : at.y + (high - text) / 2;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddText(fonts.body, fontPx(fonts.body), {at.x, top}, theme.ink, question.text.c_str(), nullptr, words_);
    ImGui::SetCursorScreenPos({below ? at.x : at.x + width - answers, below ? top + text + px(6) : at.y + (high - px(kFormButton)) / 2});
    bool unsure = false;
    const auto given = answerOf(question.key, unsure);
    const bool on[] = {given == true, given == false, unsure};
    static constexpr const char* kKeys[] = {"form yes", "form no", "form not sure"};
    static constexpr const char* kNames[] = {"yes", "no", "unsure"};
    ImGui::PushFont(fonts.body);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
    const float each = below ? (width - 2 * px(6)) / 3 : px(kAnswerWidth);
    for (int i = 0; i < 3; ++i) {
        if (i > 0) ImGui::SameLine(0, px(6));
        ImFont* font = textSize(fonts.body, of(kKeys[i])).x > each - px(8) ? fonts.note : fonts.body;
        ImGui::PushFont(font);
        if (press(fmt::format("ask.{}.{}", question.key, kNames[i]), of(kKeys[i]), on[i], {each, px(kFormButton)})) answer(question.key, i);
        ImGui::PopFont();
    }
    ImGui::PopStyleVar();
    ImGui::PopFont();
    to.AddLine({at.x, at.y + high}, {at.x + width, at.y + high}, theme.rule);
    ImGui::SetCursorScreenPos({at.x, at.y + high});
    ImGui::Dummy({1, 0});
}

void PatientFormPage::drawQuestions() {
    words(fonts.title, theme.ink, of("form questions"));
    room(px(2));
    words(fonts.body, theme.quiet, of("form questions help"));
    room(px(8));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const float width = ImGui::GetContentRegionAvail().x, height = ImGui::GetContentRegionAvail().y;
    const size_t count = questionsFrom(firstQuestion, width, height);
    for (size_t i = 0; i < count; ++i) drawQuestion(questions[firstQuestion + i], width);
    ImGui::PopStyleVar();
    record.fact("form.questions", fmt::format("{} {} {}", firstQuestion, count, questions.size()));
    found.shown = count;
    const std::string where = fmt::format("{}\xE2\x80\x93{} / {}", firstQuestion + 1, firstQuestion + count, questions.size());
    textAt(*ImGui::GetWindowDrawList(), fonts.note, {vec(ImGui::GetWindowPos()).x + ImGui::GetWindowSize().x - found.left - textSize(fonts.note, where).x, ImGui::GetWindowPos().y + px(kFormMargin)}, theme.quiet, where);
    // The page before is the one that ends where this begins.
    for (size_t next = 0; next < firstQuestion; next += std::max<size_t>(1, questionsFrom(next, width, height))) found.pageBefore = next;
}

void PatientFormPage::drawCheck() {
    words(fonts.title, theme.ink, of("form check"));
    room(px(8));
    const auto figure = [](const std::optional<std::uint32_t>& value) { return value ? std::to_string(*value) : std::string("\xE2\x80\x94"); };
    words(fonts.body, theme.ink, fmt::format("{}: {}\n{}: {}\n{}: {}", of("form now"), figure(form.pain), of("form worst"), figure(form.painWorst), of("form best"), figure(form.painBest)));
    room(px(8));
    words(fonts.strong, theme.ink, texts.of("form said", {{"yes", std::to_string(form.yes.size())}, {"no", std::to_string(form.no.size())}, {"unsure", std::to_string(form.notSure.size())}}));
    if (const size_t open = questions.size() - answered(); open > 0) words(fonts.body, theme.quiet, texts.of("form open", {{"count", std::to_string(open)}}));
    for (const auto& [list, key] : {std::pair{&form.yes, "form yes"}, std::pair{&form.notSure, "form not sure"}})
        for (const handout::PatientQuestion& each : questions)
            if (isAmong(*list, each.key)) {
                room(px(4));
                words(fonts.body, theme.ink, fmt::format("{} {}", each.text, of(key)));
            }
    room(px(14));
    words(fonts.strong, theme.ink, of("form words"));
    room(px(4));
    std::string& text = form.words;
    std::vector<char> bytes(text.begin(), text.end());
    bytes.resize(record::kMaxNoteBytes + 1, '\0');
    ImGui::PushFont(fonts.body);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, theme.field);
    if (ImGui::InputTextMultiline("##form.words", bytes.data(), bytes.size(), {ImGui::GetContentRegionAvail().x, px(96)})) text = bytes.data();
    ImGui::PopStyleColor();
    ImGui::PopFont();
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    record.add("form.words", {{from.x, from.y}, {to.x, to.y}});
    room(px(12));
    words(fonts.note, theme.quiet, of("form emergency"));
}

void PatientFormPage::drawThanks(Chosen& chosen) {
    room(std::max(0.0F, ImGui::GetContentRegionAvail().y * 0.3F));
    words(fonts.title, theme.ink, of("form thanks"));
    room(px(12));
    words(fonts.body, theme.quiet, of("form give back"));
    room(px(32));
    ImGui::PushFont(fonts.body);
    if (press("away", of("form away"), false, {textSize(fonts.body, of("form away")).x + px(32), px(kFormButton)})) chosen.away = true;
    ImGui::PopFont();
}

PatientFormPage::Chosen PatientFormPage::draw() {
    Chosen chosen;
    record.fact("form.step", std::to_string(static_cast<int>(step)));
    ImGui::GetBackgroundDrawList()->AddRectFilled({0, 0}, im(windowPx), theme.ground);
    if (showsBody()) drawFigure(chosen);
    beginPlate();
    if (step == FormStep::where) drawWhere(chosen);
    if (step == FormStep::howMuch) drawHowMuch();
    if (step == FormStep::questions) drawQuestions();
    if (step == FormStep::check) drawCheck();
    if (step == FormStep::thanks) drawThanks(chosen);
    endPlate(chosen);
    return chosen;
}

}  // namespace myochart::ui
