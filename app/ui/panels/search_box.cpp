#include "ui/panels/search_box.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>

#include <imgui_internal.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/panels/hazard_line.h"
#include "ui/structure_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr ImGuiWindowFlags kListFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing;

/// The side that is listed first: that of what is selected, else that of the open visit while all its sites lie on one.
Side sideAtHand(const workspace::Program& program) {
    if (program.view.options.selected)
        if (const Side side = program.bodies.current()->structure(*program.view.options.selected).side; side != Side::midline) return side;
    const record::Session* session = program.record.session();
    bool left = false, right = false;
    for (size_t i = 0; session && i < session->markers.size(); ++i) {
        left = left || session->markers[i].side == Side::left;
        right = right || session->markers[i].side == Side::right;
    }
    return right && !left ? Side::right : Side::left;
}

/// The line below the title: side, what people call the muscle, and the name that fitted where that is another one.
std::string withPlainName(const Ui& ui, const FoundStructure& found) {
    const std::string plain = plainNameOf(ui.program.catalogue(), ui.program.bodies.current()->structure(found.structure).muscleKey);
    if (plain.empty() || foldForSearch(found.detail).find(foldForSearch(plain)) != std::string::npos) return found.detail;
    const std::string dot = " \xC2\xB7 ";
    const size_t side = std::min(found.detail.find(dot), found.detail.size());
    return found.detail.substr(0, side) + (side > 0 ? dot : "") + plain + found.detail.substr(side);
}

void drawWhichSide(Ui& ui, std::string_view words, bool asked, float wrap) {
    const vec2 top = vec(ImGui::GetCursorScreenPos());
    ImGui::SetCursorScreenPos({top.x + ui.px(8), top.y});
    paragraph(ui, asked ? ui.fonts.noteStrong : ui.fonts.note, asked ? ui.theme.danger : ui.theme.quiet, words, wrap);
    gap(ui, 8);
    ui.record.add("search.side", {top, vec(ImGui::GetCursorScreenPos())});
}

/// The longest hint that has room beside the icon; in little room the icon says enough.
const char* hintWithin(const Ui& ui, float width) {
    for (const char* hint : {tr("Muscle, word or complaint"), tr("Find a muscle")})
        if (textSize(ui.fonts.body, hint).x + ui.px(44) <= width) return hint;
    return "";
}

}  // namespace

void SearchBox::take(Ui& ui, size_t which) {
    if (which >= found_.size()) return;
    ui.later([&program = ui.program, index = found_[which].structure] { bringUp(program, index); });
    open_ = false;
    text_.clear();
}

void SearchBox::steer(Ui& ui) {
    for (const InputEvent& key : ui.input.keys) {
        if (key.key != GLFW_KEY_DOWN && key.key != GLFW_KEY_UP) continue;
        if (!chosen_)
            chosen_ = found_.empty() ? std::nullopt : std::optional<size_t>(0);
        else if (key.key == GLFW_KEY_DOWN && *chosen_ + 1 < found_.size())
            ++*chosen_;
        else if (key.key == GLFW_KEY_UP && *chosen_ > 0)
            --*chosen_;
    }
}

void SearchBox::draw(Ui& ui, float width) {
    const bool focus = std::exchange(ui.state.focusSearch, false);
    ui.state.searchOpen = false;
    if (ui.program.quiz.isRunning()) {  // what is found here has a name
        text_.clear();
        open_ = false;
        return;
    }
    const auto body = ui.program.bodies.current();
    // Also while the body is on its way: what is typed waits for it, and is not taken for keys of commands.
    const FieldEvent event = field(ui, "search", text_, {.hint = hintWithin(ui, width), .width = width / ui.scale, .focus = focus, .maxBytes = 200});
    const Rect at{vec(ImGui::GetItemRectMin()), vec(ImGui::GetItemRectMax())};
    if (text_.empty() && !event.active)
        iconAt(*ImGui::GetWindowDrawList(), ui.fonts.smallIcons, {at.max.x - ui.px(18), at.centre().y}, ui.theme.quiet,
               icon::kSearch);
    if (event.active) ui.state.keys = {KeyPlace::search, std::nullopt, false};
    if (!body) {
        ui.state.focusSearch = event.entered;
        return;
    }
    if (text_ != searched_ || searchedIn_ != body) {
        found_ = findStructures(*body, ui.program.catalogue(), text_, 12, sideAtHand(ui.program));
        searched_ = text_;
        searchedIn_ = body;
        chosen_ = asksForSide(*body, found_) ? std::nullopt : std::optional<size_t>(0);
        asked_ = false;
    }
    if (event.active && !text_.empty()) open_ = true;
    if (event.active) steer(ui);
    if (event.entered && chosen_ && !found_.empty()) {
        take(ui, *chosen_);
    } else if (event.entered && !text_.empty()) {  // which side is asked, or nothing was found: the keyboard stays here
        asked_ = open_ = true;
        ui.state.focusSearch = true;
    }
    if (open_ && !text_.empty()) drawFound(ui, at);
    ui.state.searchOpen = open_ && !text_.empty();
    ui.state.searchMissed = !text_.empty() && found_.empty();
    ui.record.fact("searchFound", std::to_string(text_.empty() ? 0 : found_.size()));
}

void SearchBox::drawFound(Ui& ui, const Rect& fieldRect) {
    const float width = std::max(fieldRect.size().x, ui.px(360)), rowHeight = ui.px(44);
    const std::string screen = found_.empty() || found_[0].screenFirst.empty() ? "" : trf("Screen first: {}", found_[0].screenFirst);
    const float words = width - ui.px(16 + 28 + 8);
    const float screenHeight = screen.empty() ? 0 : textSize(ui.fonts.note, screen, words).y + ui.px(12);
    const std::string side = asksForSide(*searchedIn_, found_) ? tr(kWhichSide) : "";
    const float sideHeight = side.empty() ? 0 : textSize(ui.fonts.note, side, width - ui.px(32)).y + ui.px(12);
    const float height =
        std::max<float>(1, static_cast<float>(found_.size())) * (rowHeight + ui.px(2)) + ui.px(14) + screenHeight + sideHeight;
    const float most = ui.layout.whole.max.y - fieldRect.max.y - ui.px(48);
    const vec2 corner(fieldRect.max.x - width, fieldRect.max.y + ui.px(6));
    ImGui::SetNextWindowPos(im(corner));
    ImGui::SetNextWindowSize({width, std::min(height, std::max(most, rowHeight))});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(8));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ui.theme.raised);
    ImGui::Begin("search.found", nullptr, kListFlags & ~ImGuiWindowFlags_NoScrollbar);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    if (found_.empty()) paragraph(ui, ui.fonts.body, ui.theme.quiet, tr("Nothing of that name or complaint in this body."));
    if (!screen.empty()) {
        const vec2 top = vec(ImGui::GetCursorScreenPos());
        warningMark(ui, top + vec2(ui.px(14), ui.px(8)));
        ImGui::SetCursorScreenPos({top.x + ui.px(28), top.y});
        paragraph(ui, ui.fonts.note, ui.theme.ink, screen, words);
        gap(ui, 8);
        ui.record.add("search.screenFirst", {top, vec(ImGui::GetCursorScreenPos())});
    }
    if (!side.empty()) drawWhichSide(ui, side, asked_, width - ui.px(32));
    beginRows();
    for (size_t i = 0; i < found_.size(); ++i) {
        const Pressed at = row(ui, fmt::format("search.row.{}", i), 44, i == chosen_);
        ImDrawList& to = *ImGui::GetWindowDrawList();
        textAt(to, ui.fonts.body, at.rect.min + vec2(ui.px(8), ui.px(4)), ui.theme.ink, sidedTitle(*searchedIn_, found_[i]),
               width - ui.px(40));
        textAt(to, ui.fonts.note, at.rect.min + vec2(ui.px(8), ui.px(24)), ui.theme.quiet, withPlainName(ui, found_[i]), width - ui.px(40));
        if (at.clicked) take(ui, i);
    }
    endRows();
    const bool elsewhere = ui.input.press && !ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                           !fieldRect.contains(ui.input.pos);
    ImGui::End();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(4);
    if (elsewhere) open_ = false;
}

bool SearchBox::stepBack(Ui&) {
    if (!open_) return false;
    open_ = false;
    text_.clear();
    return true;
}

}  // namespace myochart::ui
