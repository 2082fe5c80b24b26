#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "core/words.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/panels/needle_bar.h"
#include "ui/panels/panels.h"
#include "ui/value_words.h"
#include "ui/widgets.h"
#include "workspace/shorthand_site.h"
#include "workspace/visit_commands.h"

namespace myochart::ui {

namespace {

constexpr float kShorthandWidth = 720, kPad = 12, kChip = 26, kShorthandRow = 30;
constexpr float kAboveTools = 72;  ///< from the foot of the picture: its tools stand below
constexpr float kLookedAtFromMm = 900;
constexpr size_t kMostBytes = 500;

/// One line that charts a site: chips as it is understood, the marker on the body while it is typed.
class ShorthandLine final : public Panel {
  public:
    std::string_view name() const override { return "shorthand"; }
    Rect area(const Ui& ui) const override;
    bool seeThrough() const override { return true; }
    bool floats() const override { return true; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override {
        if (!open_) return false;
        close(ui);
        return true;
    }

  private:
    bool follow(Ui& ui);
    void read(Ui& ui);
    void place(Ui& ui);
    void show(Ui& ui);
    void keepInSight(Ui& ui, const places::Place& place);
    void drawField(Ui& ui);
    void underline(Ui& ui, const Rect& field) const;
    void drawChips(Ui& ui);
    void drawSuggestions(Ui& ui);
    void drawWords(Ui& ui);
    void steer(Ui& ui);
    void take(const shorthand::Suggestion& suggestion);
    void keep(Ui& ui);
    void tellOfClock(Ui& ui) const;
    void close(Ui& ui);
    Result<workspace::Charted> charted(const Ui& ui) const;

    std::optional<shorthand::Grammar> grammar_;
    bool open_ = false, takesKeys_ = false, wasActive_ = false, insists_ = false;
    std::string text_, problem_;  ///< why what is understood cannot be charted
    std::string question_;        ///< about what can be charted
    std::string readText_, shownText_;  ///< what parsed_ and the preview are of
    shorthand::Parsed parsed_;
    std::vector<shorthand::Suggestion> suggestions_;
    std::optional<size_t> chosen_;
    std::optional<FieldChange> change_;  ///< for the field, until it has been done
    record::SessionId visit_;
    record::MarkerId site_;              ///< of the marker that is shown
    std::optional<record::Session> base_;  ///< what the preview was made of
    std::string placeKey_;
    std::shared_ptr<const body::Body> placeBody_;
    std::optional<Result<places::Place>> place_;
    std::optional<scene::Camera> cameBack_;  ///< the camera before the line turned the body
    float height_ = 96;                  ///< unscaled, as last drawn
};

Rect ShorthandLine::area(const Ui& ui) const {
    if (!open_ && !ui.state.line.asked) return {};
    if (!ui.program.record.session()) return {};
    const Rect& body = ui.layout.body;
    const float width = std::min(ui.px(kShorthandWidth), body.size().x - ui.px(32));
    const float bottom = body.max.y - ui.px(kAboveTools) - needleBarRoom(ui), x = std::round(body.centre().x - width / 2);
    return {{x, std::max(body.min.y, bottom - ui.px(height_))}, {x + width, bottom}};
}

void ShorthandLine::close(Ui& ui) {
    open_ = false;
    ui.state.line.open = ui.state.line.takesTab = false;
    ui.program.marks.endPreview();
    if (cameBack_) ui.program.view.goTo(*cameBack_);
    cameBack_.reset();
    base_.reset();
    text_.clear();
    readText_.clear();
    parsed_ = {};
    suggestions_.clear();
    problem_.clear();
    question_.clear();
}

/// Opens when it is asked; false when there is nothing to draw.
bool ShorthandLine::follow(Ui& ui) {
    const record::Session* session = ui.program.record.session();
    if (open_ && (!session || session->id != visit_)) close(ui);
    if (!session) return false;
    if (auto asked = std::exchange(ui.state.line.asked, std::nullopt)) {
        if (!grammar_) {
            auto grammar = workspace::loadGrammar(ui.program.catalogue());
            if (!grammar) return ui.program.notices.tell(grammar.error().message, true), false;
            grammar_ = std::move(*grammar);
        }
        if (!open_ || !asked->empty()) text_ = *asked;
        if (!open_) site_ = record::MarkerId::make();
        visit_ = session->id;
        open_ = takesKeys_ = true;
        change_ = FieldChange{text_.size(), text_.size(), ""};
        insists_ = false;
    }
    ui.state.line.open = open_;
    return open_;
}

void ShorthandLine::read(Ui& ui) {
    parsed_ = shorthand::parse(text_, *grammar_, ui.program.catalogue());
    suggestions_ = shorthand::suggestions(text_, parsed_, *grammar_, ui.program.catalogue());
    chosen_ = suggestions_.empty() ? std::nullopt : std::optional<size_t>(0);
    readText_ = text_;
    insists_ = false;
}

/// Where the told site lies; looked for anew only when muscle, side, point, part or body are others.
void ShorthandLine::place(Ui& ui) {
    const auto body = ui.program.bodies.current();
    const std::string key = parsed_.muscleKey.empty() || parsed_.site
                                ? std::string()
                                : fmt::format("{}|{}|{}|{}", parsed_.muscleKey, parsed_.side ? myochart::name(*parsed_.side) : "", parsed_.triggerPointKey, parsed_.place);
    if (key == placeKey_ && body == placeBody_) return;
    placeKey_ = key;
    placeBody_ = body;
    place_.reset();
    base_.reset();
    if (key.empty()) return;
    place_ = body ? workspace::placeTold(*body, ui.program.catalogue(), parsed_) : Result<places::Place>(failed(said("There is no body yet.")));
    if (*place_) keepInSight(ui, **place_);
}

/// The body is turned only where the place would not be seen.
void ShorthandLine::keepInSight(Ui& ui, const places::Place& place) {
    auto& view = ui.program.view;
    const scene::Camera& camera = view.camera;
    const auto at = camera.project(place.anchor.position, view.viewport);
    const float width = static_cast<float>(view.viewport.width), height = static_cast<float>(view.viewport.height);
    const bool inPicture = at && at->x > width * 0.04F && at->x < width * 0.96F && at->y > height * 0.06F && at->y < height * 0.72F;
    const bool facesViewer = glm::dot(glm::normalize(camera.eye() - place.anchor.position), place.anchor.normal) > 0.15F;
    if (inPicture && facesViewer) return;
    if (!cameBack_) cameBack_ = camera;
    view.goTo(view.clearOfTools(facing(camera, place.anchor.position, place.anchor.normal, std::min(camera.distanceMm, kLookedAtFromMm))));
}

Result<workspace::Charted> ShorthandLine::charted(const Ui& ui) const {
    const record::Session& session = *ui.program.record.session();
    if (parsed_.site || parsed_.command == shorthand::Command::allIn || parsed_.command == shorthand::Command::allOut || !place_)
        return workspace::chart(ui.program.catalogue(), session, parsed_, ui.program.record.now());
    if (!*place_) return place_->error();
    return workspace::chartNew(session, parsed_, **place_, site_, ui.program.marks.placing(), ui.program.record.now());
}

/// The visit as it would be, on the body and in the list.
void ShorthandLine::show(Ui& ui) {
    problem_.clear();
    question_.clear();
    base_ = *ui.program.record.session();
    ui.program.marks.endPreview();
    if (parsed_.pieces.empty()) return;
    auto would = charted(ui);
    if (!would) return void(problem_ = would.error().message);
    const record::Marker* site = would->site ? would->edited.session.marker(*would->site) : nullptr;
    if (site) question_ = depthQuestion(site->needle);
    ui.program.marks.preview(std::move(would->edited.session));
}

/// A needle that comes out by a clock that was set back meanwhile is told of, as by the buttons.
void ShorthandLine::tellOfClock(Ui& ui) const {
    const record::Session& session = *ui.program.record.session();
    std::vector<record::MarkerId> out;
    if (parsed_.command == shorthand::Command::allOut) out = record::sitesOf(session, record::NeedleState::in);
    else if (parsed_.command == shorthand::Command::out)
        for (const record::Marker& marker : session.markers)
            if (marker.number == parsed_.site) out.push_back(marker.id);
    workspace::momentOut(ui.program, out);
}

void ShorthandLine::keep(Ui& ui) {
    if (parsed_.pieces.empty() || !ui.program.record.session()) return;
    insists_ = true;
    if (!parsed_.understood()) return;
    if (workspace::refusesChange(ui.program.record, ui.program.notices)) return;
    const bool isNew = place_.has_value() && !parsed_.site;
    if (isNew && ui.program.marks.refusedForSides()) return;
    tellOfClock(ui);
    auto done = charted(ui);
    if (!done) return;
    ui.program.marks.endPreview();
    if (!ui.program.record.commit(std::move(done->edited))) return;
    if (done->site) ui.program.marks.select(*done->site);
    site_ = record::MarkerId::make();
    text_.clear();
    cameBack_.reset();
    insists_ = false;
}

void ShorthandLine::take(const shorthand::Suggestion& suggestion) {
    const bool atEnd = suggestion.to >= text_.size();
    change_ = FieldChange{suggestion.from, suggestion.to, suggestion.text + (atEnd ? " " : "")};
}

void ShorthandLine::steer(Ui& ui) {
    const bool tabbed = std::exchange(ui.state.line.tabbed, false);
    if (tabbed && chosen_ && *chosen_ < suggestions_.size()) take(suggestions_[*chosen_]);
    for (const InputEvent& key : ui.input.keys) {
        if (chosen_ && key.key == GLFW_KEY_DOWN) *chosen_ = std::min(*chosen_ + 1, suggestions_.size() - 1);
        if (chosen_ && key.key == GLFW_KEY_UP && *chosen_ > 0) --*chosen_;
    }
}

/// Under what is not understood, where the field shows it.
void ShorthandLine::underline(Ui& ui, const Rect& field) const {
    const ImGuiInputTextState* state = ImGui::GetInputTextState(ImGui::GetID("##shorthand.text"));
    const float scrolled = state && wasActive_ ? state->ScrollX : 0;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.PushClipRect({field.min.x + ui.px(6), field.min.y}, {field.max.x - ui.px(6), field.max.y}, true);
    const float left = field.min.x + ui.px(8) - scrolled, y = field.max.y - ui.px(6);
    const std::string_view text = text_;
    for (const shorthand::Piece& piece : parsed_.pieces) {
        if (piece.understood || piece.to > text.size()) continue;
        const float from = left + textSize(ui.fonts.body, text.substr(0, piece.from)).x, end = left + textSize(ui.fonts.body, text.substr(0, piece.to)).x;
        to.AddLine({from, y}, {end, y}, ui.theme.danger, std::max(1.5F, ui.scale * 1.5F));
    }
    to.PopClipRect();
}

void ShorthandLine::drawField(Ui& ui) {
    const FieldEvent event = field(ui, "shorthand.text", text_,
                                   {.hint = tr("left infraspinatus trp1, 0.25x40, 20 mm, twitch strong, pain 7>3"),
                                    .focus = std::exchange(takesKeys_, false),
                                    .maxBytes = kMostBytes,
                                    .change = change_ ? &*change_ : nullptr});
    const Rect at{vec(ImGui::GetItemRectMin()), vec(ImGui::GetItemRectMax())};
    if (event.active && wasActive_) change_.reset();  // done in this frame
    if (text_ != readText_) read(ui);
    underline(ui, at);
    const bool escaped = std::any_of(ui.input.keys.begin(), ui.input.keys.end(), [](const InputEvent& key) { return key.key == GLFW_KEY_ESCAPE; });
    if (escaped && (event.active || wasActive_)) {
        ui.later([this, self = ui]() mutable { close(self); });
    } else if (event.entered && !(ui.input.modifiers & kCtrl)) {
        ui.later([this, self = ui]() mutable { keep(self); });
        takesKeys_ = true;
        change_ = FieldChange{kMostBytes, kMostBytes, ""};
    }
    if (!event.active && !takesKeys_ && change_ && change_->from != change_->to) {  // the field was left: its text is ours
        text_.replace(std::min(change_->from, text_.size()), change_->to - change_->from, change_->text);
        change_.reset();
        takesKeys_ = true;
    }
    wasActive_ = event.active;
    if (wasActive_) ui.state.keys = {};
}

void ShorthandLine::drawChips(Ui& ui) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const vec2 begin = vec(ImGui::GetCursorScreenPos());
    const float right = begin.x + ImGui::GetContentRegionAvail().x;
    vec2 at = begin;
    size_t number = 0;
    for (const shorthand::Piece& piece : parsed_.pieces) {
        if (!piece.understood) continue;
        const float wide = std::min(textSize(ui.fonts.note, piece.words).x + ui.px(20), right - begin.x);
        if (at.x + wide > right && at.x > begin.x) at = {begin.x, at.y + ui.px(kChip + 4)};
        const Rect chip{at, at + vec2(wide, ui.px(kChip))};
        to.AddRectFilled(im(chip.min), im(chip.max), withAlpha(ui.theme.accent, 0.12F), ui.px(kChip / 2));
        to.AddRect(im(chip.min), im(chip.max), withAlpha(ui.theme.accent, 0.75F), ui.px(kChip / 2), 0, std::max(1.0F, std::floor(ui.scale)));
        textAt(to, ui.fonts.note, {chip.min.x + ui.px(10), chip.centre().y - fontPx(ui.fonts.note) / 2}, ui.theme.ink, piece.words, wide - ui.px(18));
        ui.record.add(fmt::format("shorthand.chip.{}", number++), chip);
        at.x += wide + ui.px(6);
    }
    ui.record.fact("shorthand.chips", std::to_string(number));
    if (number > 0) ImGui::Dummy({1, at.y - begin.y + ui.px(kChip)});
}

void ShorthandLine::drawSuggestions(Ui& ui) {
    if (suggestions_.empty()) return;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginRows();
    for (size_t i = 0; i < suggestions_.size(); ++i) {
        const Pressed at = row(ui, fmt::format("shorthand.name.{}", i), kShorthandRow, i == chosen_);
        textAt(*ImGui::GetWindowDrawList(), ui.fonts.body, {at.rect.min.x + ui.px(8), at.rect.centre().y - fontPx(ui.fonts.body) / 2}, ui.theme.ink, suggestions_[i].text,
               at.rect.size().x - ui.px(16));
        if (at.clicked) take(suggestions_[i]);
    }
    endRows();
    ImGui::PopStyleVar();
}

/// The reason of what is not understood, else what cannot be charted, else what the keys do.
void ShorthandLine::drawWords(Ui& ui) {
    const shorthand::Piece* piece = parsed_.notUnderstood();
    const std::string& why = piece ? piece->words : problem_;
    ui.record.fact("shorthand.why", why);
    ui.record.fact("shorthand.question", question_);
    if (!question_.empty()) paragraph(ui, ui.fonts.note, ui.theme.danger, question_);
    if (!why.empty()) return paragraph(ui, insists_ ? ui.fonts.noteStrong : ui.fonts.note, insists_ ? ui.theme.danger : ui.theme.quiet, why);
    paragraph(ui, ui.fonts.note, ui.theme.quiet,
              suggestions_.empty() ? tr("Enter keeps \xC2\xB7 Esc leaves all as it was \xC2\xB7 \xE2\x80\x9C" "3: out\xE2\x80\x9D \xC2\xB7 \xE2\x80\x9C" "all out\xE2\x80\x9D")
                                   : tr("Up and Down choose \xC2\xB7 Tab takes the name"));
}

void ShorthandLine::draw(Ui& ui) {
    if (!follow(ui)) return;
    const Rect box = area(ui);
    floatingPlate(*ImGui::GetWindowDrawList(), ui, box);
    ui.record.add("shorthand", box);
    steer(ui);
    ImGui::SetCursorScreenPos({box.min.x + ui.px(kPad), box.min.y + ui.px(kPad)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(6)});
    ImGui::BeginChild("line", {box.size().x - 2 * ui.px(kPad), box.size().y - ui.px(kPad)}, false, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
    drawField(ui);
    place(ui);
    if (!base_ || *base_ != *ui.program.record.session() || readText_ != shownText_) {
        shownText_ = readText_;
        show(ui);
    }
    drawChips(ui);
    drawSuggestions(ui);
    drawWords(ui);
    const float used = (ImGui::GetCursorPosY() + ui.px(kPad)) / ui.scale;
    ImGui::EndChild();
    ImGui::PopStyleVar();
    ui.state.line.takesTab = wasActive_ && !suggestions_.empty();
    if (std::abs(used - height_) > 0.5F) ui.state.wake(ui.now);
    height_ = used;
}

}  // namespace

std::unique_ptr<Panel> makeShorthandLine() {
    return std::make_unique<ShorthandLine>();
}

}  // namespace myochart::ui
