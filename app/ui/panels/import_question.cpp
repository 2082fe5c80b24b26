#include <fmt/format.h>

#include <array>
#include <cmath>

#include "core/text.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

struct Unit {
    const char* word;
    double millimetres;
};
constexpr std::array<Unit, 5> kUnits = {
    Unit{"Millimetres", 1}, {"Centimetres", 10}, {"Metres", 1000}, {"Inches", 25.4}, {"Feet", 304.8}};

/// A model whose file does not tell its unit or which way is up: shows what was guessed and asks.
class ImportQuestion final : public Panel {
  public:
    std::string_view name() const override { return "importQuestion"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override {
        const bool asked = ui.ws.importQuestion().has_value() && ui.state.dialog == Dialog::none;
        if (asked) ui.ws.importQuestion().reset();
        return asked;
    }

  private:
    void begin(const workspace::Workspace::ImportQuestion& question);
    void drawUnits(Ui& ui);
    void drawAxes(Ui& ui);
    vec3 sizeNow() const;

    Path source_;
    body::ImportReport report_;
    double millimetres_ = 1;
    body::UpAxis up_ = body::UpAxis::z;
    std::optional<bool> facesNegativeY_;
    bool open_ = false;
};

void ImportQuestion::begin(const workspace::Workspace::ImportQuestion& question) {
    open_ = true;
    source_ = question.source;
    report_ = question.report;
    millimetres_ = question.report.millimetresPerUnit;
    up_ = question.report.upAxis;
    facesNegativeY_ = question.options.facesNegativeY;
}

/// Width, depth and height as they would be; the report's size is after the guess, up along z.
vec3 ImportQuestion::sizeNow() const {
    const auto factor = static_cast<float>(millimetres_ / report_.millimetresPerUnit);
    vec3 size = report_.sizeMm;
    // Back to the file's own axes, then up along the chosen one.
    if (report_.upAxis == body::UpAxis::y) std::swap(size.y, size.z);
    if (report_.upAxis == body::UpAxis::x) std::swap(size.x, size.z);
    if (up_ == body::UpAxis::y) std::swap(size.y, size.z);
    if (up_ == body::UpAxis::x) std::swap(size.x, size.z);
    return size * factor;
}

void ImportQuestion::drawUnits(Ui& ui) {
    fieldLabel(ui, "One unit of the file is");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(4), ui.px(4)});
    for (size_t i = 0; i < kUnits.size(); ++i) {
        if (i > 0) ImGui::SameLine();
        const bool on = std::abs(millimetres_ - kUnits[i].millimetres) < 1e-6 * kUnits[i].millimetres;
        if (button(ui, fmt::format("question.unit.{}", i),
                   {.label = kUnits[i].word, .kind = ButtonKind::plain, .on = on}))
            millimetres_ = kUnits[i].millimetres;
    }
    ImGui::PopStyleVar();
}

void ImportQuestion::drawAxes(Ui& ui) {
    fieldLabel(ui, "The head is towards");
    static constexpr std::array<std::pair<body::UpAxis, const char*>, 3> kAxes = {
        std::pair{body::UpAxis::z, "Z"}, {body::UpAxis::y, "Y"}, {body::UpAxis::x, "X"}};
    for (const auto& [axis, word] : kAxes) {
        if (axis != body::UpAxis::z) ImGui::SameLine(0, ui.px(4));
        if (button(ui, fmt::format("question.up.{}", word),
                   {.label = word, .kind = ButtonKind::plain, .on = up_ == axis, .width = 56}))
            up_ = axis;
    }
    ImGui::SameLine(0, ui.px(24));
    if (button(ui, "question.turn",
               {.label = "Turn front to back",
                .tip = "When the face looks away in the front view",
                .kind = ButtonKind::plain,
                .on = facesNegativeY_ == false}))
        facesNegativeY_ = facesNegativeY_ == false ? std::optional(true) : std::optional(false);
}

void ImportQuestion::draw(Ui& ui) {
    auto& question = ui.ws.importQuestion();
    if (!question) {
        open_ = false;
        return;
    }
    if (!open_ || source_ != question->source) begin(*question);
    beginDialog(ui, "question", {620, 400});
    dialogTitle(ui, "Is this the right size and way up?", false);
    paragraph(ui, ui.fonts.body, ui.theme.quiet,
              fmt::format("{} does not say its unit or axes; they were guessed from its shape. Distances in the chart "
                          "depend on them.",
                          displayText(report_.name, 60)));
    drawUnits(ui);
    drawAxes(ui);
    const vec3 size = sizeNow();
    gap(ui, 8);
    line(ui, ui.fonts.strong, ui.theme.ink,
         fmt::format("{:.0f} cm tall, {:.0f} cm wide, {:.0f} cm deep", size.z / 10, size.x / 10, size.y / 10));
    const bool odd = size.z < 100 || size.z > 3000;
    line(ui, ui.fonts.note, odd ? ui.theme.danger : ui.theme.quiet,
         odd ? "That is no size of a body or a limb." : "A whole adult body is 150 to 200 cm tall.");
    gap(ui, 12);
    const bool changed = std::abs(millimetres_ / report_.millimetresPerUnit - 1) > 1e-6 || up_ != report_.upAxis ||
                         facesNegativeY_ != question->options.facesNegativeY;
    if (button(ui, "question.yes",
               {.label = changed ? "Import it like this" : "Yes, keep it", .kind = ButtonKind::primary})) {
        body::ImportOptions options = question->options;
        options.name = report_.name;
        options.millimetresPerUnit = millimetres_;
        options.upAxis = up_;
        options.facesNegativeY = facesNegativeY_;
        ui.later([&ws = ui.ws, source = source_, options, changed] {
            ws.importQuestion().reset();
            if (changed) ws.importInBackground(source, options);
        });
    }
    endDialog();
}

}  // namespace

std::unique_ptr<Panel> makeImportQuestion() {
    return std::make_unique<ImportQuestion>();
}

}  // namespace myochart::ui
