#include "ui/patient_page.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "core/words.h"
#include "handout/leaders.h"
#include "ui/imgui_vec.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kPlateShare = 0.4F, kLeastPlate = 300, kWidestPlate = 560;  ///< of a window's width; px at scale 1
constexpr float kFigureShare = 0.52F;                                      ///< of the height of a window that stands upright
constexpr float kMargin = 28, kFoot = 60, kButton = 40, kNumber = 15;

constexpr ImGuiWindowFlags kBarePart = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoBringToFrontOnFocus;

void wrapped(ImFont* font, ImU32 colour, const std::string& text) {
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

}  // namespace

Rect PatientPage::plate() const {
    if (!words) return {windowPx, windowPx};
    if (isUpright()) return {{0, std::round(windowPx.y * kFigureShare)}, windowPx};
    const float width = std::clamp(windowPx.x * kPlateShare, std::min(px(kLeastPlate), windowPx.x * 0.6F), px(kWidestPlate));
    return {{std::round(windowPx.x - width), 0}, windowPx};
}

Rect PatientPage::figure() const {
    const Rect beside = plate();
    const float foot = px(kFoot);
    if (!words) return {{0, 0}, {windowPx.x, std::max(1.0F, windowPx.y - foot)}};
    if (isUpright()) return {{0, 0}, {windowPx.x, std::max(1.0F, beside.min.y - foot)}};
    return {{0, 0}, {std::max(1.0F, beside.min.x), std::max(1.0F, windowPx.y - foot)}};
}

PatientPage::Chosen PatientPage::draw() {
    record.add("patient.figure", figure());
    ImDrawList& ground = *ImGui::GetBackgroundDrawList();
    ground.AddRectFilled({0, 0}, im(windowPx), theme.ground);
    drawFigure();
    if (words) drawNumbers();
    if (words) drawWords();
    Chosen chosen;
    drawSights(chosen);
    drawLanguages(chosen);
    return chosen;
}

void PatientPage::drawFigure() const {
    if (picture == 0) return;
    const Rect at = figure();
    const auto texture = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(picture));  // NOLINT(performance-no-int-to-ptr): ImGui's own way
    ImGui::GetBackgroundDrawList()->AddImage(texture, im(at.min), im(at.max), {0, 1}, {1, 0});
}

/// A dot on each place, and its number beside the body: no line crosses another one.
void PatientPage::drawNumbers() const {
    const Rect at = figure();
    const float radius = px(kNumber), room = radius + px(14);
    std::vector<vec2> dots;
    for (const PatientPlace& place : places) dots.push_back(place.at);
    if (dots.empty()) return;
    float left = at.max.x, right = at.min.x;
    for (const vec2 dot : dots) left = std::min(left, dot.x), right = std::max(right, dot.x);
    // The columns stand near what they name, not at the window's edges.
    const float spread = std::clamp(at.size().x * 0.16F, px(90), px(150)), columnLeft = std::max(at.min.x + room * 2, left - spread), columnRight = std::min(at.max.x - room * 2, right + spread);
    const handout::PictureFrame frame{columnLeft, columnRight, at.min.y + room, at.max.y - room};
    const auto leaders = handout::leadersFor(dots, frame, {radius * 2, px(6), middle});
    ImDrawList& to = *ImGui::GetBackgroundDrawList();
    for (const vec2 dot : dots) {
        to.AddCircleFilled(im(dot), px(6), theme.raised, 24);
        to.AddCircleFilled(im(dot), px(4.5F), theme.accent, 24);
    }
    for (size_t i = 0; i < dots.size(); ++i) {
        vec2 disc = dots[i];
        if (leaders) {
            const handout::Leader& leader = (*leaders)[i];
            disc = leader.to + vec2(leader.onLeft ? -radius : radius, 0);
            to.AddLine(im(leader.from), im(leader.to), withAlpha(theme.raised, 0.8F), px(4));
            to.AddLine(im(leader.from), im(leader.to), theme.accent, px(1.6F));
        }
        const std::string number = std::to_string(words->sites[places[i].site].number);
        to.AddCircleFilled(im(disc), radius, theme.accent, 32);
        textCentred(to, fonts.strong, {disc - vec2(radius), disc + vec2(radius)}, theme.onAccent, number);
        record.add("patient.number." + number, {disc - vec2(radius), disc + vec2(radius)});
    }
}

/// A ring in place of the disc: the place lies on another side of the body than the one that is shown.
void PatientPage::drawSite(const handout::HandoutSite& site, bool isSeen, bool tellsDone) const {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float radius = px(kNumber), indent = 2 * radius + px(12);
    const vec2 disc{at.x + radius, at.y + radius};
    if (isSeen) to.AddCircleFilled(im(disc), radius, theme.accent, 32);
    else to.AddCircle(im(disc), radius - px(0.8F), theme.accent, 32, px(1.6F));
    textCentred(to, fonts.strong, {disc - vec2(radius), disc + vec2(radius)}, isSeen ? theme.onAccent : theme.accent, std::to_string(site.number));
    ImGui::Indent(indent);
    wrapped(fonts.strong, theme.ink, capitalised(site.where));
    std::string about;
    for (const std::string* part : {&site.side, &site.area, &site.done})
        if (!part->empty() && (part != &site.done || tellsDone)) about += (about.empty() ? "" : " \xC2\xB7 ") + *part;
    wrapped(fonts.body, theme.quiet, about);
    ImGui::Unindent(indent);
    ImGui::Dummy({1, px(8)});
    record.add(fmt::format("patient.site.{}", site.number), {vec2(at.x, at.y), vec2(at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y)});
}

void PatientPage::drawPart(const handout::HandoutPart& part) const {
    if (part.paragraphs.empty()) return;
    ImGui::Dummy({1, px(8)});
    wrapped(fonts.strong, theme.ink, part.title);
    for (const std::string& each : part.paragraphs) {
        wrapped(fonts.body, theme.ink, each);
    }
}

void PatientPage::drawWords() const {
    const Rect at = plate();
    ImGui::GetBackgroundDrawList()->AddRectFilled(im(at.min), im(at.max), theme.raised);
    ImGui::SetNextWindowPos(im(at.min));
    ImGui::SetNextWindowSize({at.size().x, std::max(1.0F, at.size().y - px(kFoot))});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(kMargin), px(kMargin)});
    ImGui::Begin("##patient.words", nullptr, kBarePart);
    ImGui::PopStyleVar();
    wrapped(fonts.title, theme.ink, words->title);
    ImGui::Dummy({1, px(10)});
    if (!words->nothing.empty()) wrapped(fonts.body, theme.ink, words->nothing);
    const auto isSeen = [&](size_t site) { return std::ranges::find(places, site, &PatientPlace::site) != places.end(); };
    const bool differs = std::ranges::any_of(words->sites, [&](const handout::HandoutSite& site) { return site.done != words->sites.front().done; });
    for (size_t i = 0; i < words->sites.size(); ++i) drawSite(words->sites[i], isSeen(i), differs);
    if (places.size() < words->sites.size() && !ring.empty()) {
        wrapped(fonts.note, theme.quiet, ring);
        ImGui::Dummy({1, px(6)});
    }
    if (!words->needles.empty()) wrapped(fonts.strong, theme.ink, words->needles);
    drawPart(words->feel);
    drawPart(words->after);
    ImGui::End();
}

bool PatientPage::choice(const char* name, const std::string& label, bool isChosen) const {
    ImGui::PushStyleColor(ImGuiCol_Button, isChosen ? theme.accent : theme.raised);
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, isChosen ? theme.accent : mix(theme.raised, theme.ink, 0.06F));
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, mix(isChosen ? theme.accent : theme.raised, theme.ink, 0.15F));
    ImGui::PushStyleColor(ImGuiCol_Text, isChosen ? theme.onAccent : theme.ink);
    ImGui::PushStyleColor(ImGuiCol_Border, theme.edge);
    const bool pressed = ImGui::Button((label + "##" + name).c_str(), {0, px(kButton)});
    ImGui::PopStyleColor(5);
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    record.add(name, {{from.x, from.y}, {to.x, to.y}});
    ImGui::SameLine(0, px(8));
    return pressed;
}

void PatientPage::beginFoot(const char* name, const Rect& part, ImFont* font) const {
    ImGui::SetNextWindowPos({part.min.x, part.max.y - px(kFoot)});
    ImGui::SetNextWindowSize({part.size().x, px(kFoot)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(kMargin), (px(kFoot) - px(kButton)) / 2});
    ImGui::Begin(name, nullptr, kBarePart | ImGuiWindowFlags_NoScrollbar);
    ImGui::PopStyleVar();
    ImGui::PushFont(font);
}

void PatientPage::drawSights(Chosen& chosen) const {
    Rect part = figure();
    part.max.y += px(kFoot);
    beginFoot("##patient.sights", part, fonts.body);
    const std::pair<PatientSight, const std::string*> sights[] = {{PatientSight::asShown, &asShown}, {PatientSight::front, &front}, {PatientSight::back, &back}};
    static constexpr const char* kNames[] = {"patient.asShown", "patient.front", "patient.back"};
    for (const auto& [which, label] : sights)
        if (choice(kNames[static_cast<size_t>(which)], *label, sight == which)) chosen.sight = which;
    ImGui::PopFont();
    ImGui::End();
}

void PatientPage::drawLanguages(Chosen& chosen) const {
    if (!words) return;
    beginFoot("##patient.languages", plate(), fonts.note);
    for (const Language& each : kLanguages) {
        const std::string code(each.code);
        if (choice(("patient.language." + code).c_str(), std::string(each.name), language == code)) chosen.language = code;
    }
    ImGui::PopFont();
    ImGui::End();
}

}  // namespace myochart::ui
