#include <fmt/format.h>

#include <array>
#include <cmath>

#include "core/text.h"
#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

struct Unit {
    const char* word;
    double millimetres;
};
constexpr std::array<Unit, 5> kUnits = {
    Unit{mark("Millimetres"), 1}, {mark("Centimetres"), 10}, {mark("Metres"), 1000}, {mark("Inches"), 25.4}, {mark("Feet"), 304.8}};

/// After an import: what was concluded of size, frame, sides and names, and how sure that is; everything that was
/// changed, left out or not understood; and the way to set it right.
class ImportQuestion final : public Panel {
  public:
    std::string_view name() const override { return "importQuestion"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override {
        const bool asked = ui.program.bodies.importQuestion().has_value() && ui.state.dialog == Dialog::none;
        if (asked) ui.program.bodies.importQuestion().reset();
        return asked;
    }

  private:
    void begin(const workspace::ImportQuestion& question);
    void drawConclusions(Ui& ui) const;
    void drawLists(Ui& ui) const;
    void drawUnits(Ui& ui);
    void drawAxes(Ui& ui);
    void drawSize(Ui& ui) const;
    void drawFoot(Ui& ui, const workspace::ImportQuestion& question);
    vec3 sizeNow() const;
    bool changed() const;

    Path source_;
    body::ImportReport report_;
    double millimetres_ = 1;
    body::UpAxis up_ = body::UpAxis::z;
    int quarterTurns_ = 0;
    bool mirrored_ = false, open_ = false;
};

void ImportQuestion::begin(const workspace::ImportQuestion& question) {
    open_ = true;
    source_ = question.source;
    report_ = question.report;
    millimetres_ = report_.millimetresPerUnit;
    up_ = report_.upAxis;
    quarterTurns_ = report_.quarterTurns;
    mirrored_ = report_.mirrored;
}

bool ImportQuestion::changed() const {
    return std::abs(millimetres_ / report_.millimetresPerUnit - 1) > 1e-6 || up_ != report_.upAxis ||
           quarterTurns_ != report_.quarterTurns || mirrored_ != report_.mirrored;
}

void swapUpwards(vec3& size, body::UpAxis axis) {
    using body::UpAxis;
    if (axis == UpAxis::y || axis == UpAxis::minusY) std::swap(size.y, size.z);
    if (axis == UpAxis::x || axis == UpAxis::minusX) std::swap(size.x, size.z);
}

/// Width, depth and height as they would be; the report's size is as imported.
vec3 ImportQuestion::sizeNow() const {
    vec3 size = report_.sizeMm * static_cast<float>(millimetres_ / report_.millimetresPerUnit);
    if (report_.quarterTurns % 2 == 1) std::swap(size.x, size.y);
    swapUpwards(size, report_.upAxis);  // back to the file's own axes, then up along the chosen one
    swapUpwards(size, up_);
    if (quarterTurns_ % 2 == 1) std::swap(size.x, size.y);
    return size;
}

std::string_view sureness(body::Certainty certainty) {
    static constexpr std::array kWords = {mark("told"), mark("sure"), mark("a guess"), mark("not known")};
    return tr(kWords[static_cast<size_t>(certainty)]);
}

void ImportQuestion::drawConclusions(Ui& ui) const {
    const std::array<std::pair<const char*, const body::Conclusion*>, 4> all = {{{tr("Size"), &report_.unit},
                                                                                 {tr("Way up and front"), &report_.frame},
                                                                                 {tr("Left and right"), &report_.sides},
                                                                                 {tr("Names"), &report_.names}}};
    for (const auto& [word, conclusion] : all) {
        const bool open = conclusion->certainty >= body::Certainty::guessed;
        line(ui, ui.fonts.strong, open ? ui.theme.danger : ui.theme.ink,
             fmt::format("{}: {}", word, sureness(conclusion->certainty)));
        paragraph(ui, ui.fonts.note, ui.theme.ink, displayText(conclusion->sentence, 600));
    }
}

void drawList(Ui& ui, std::string_view title, const std::vector<std::string>& entries) {
    if (entries.empty()) return;
    gap(ui, 6);
    line(ui, ui.fonts.strong, ui.theme.ink, fmt::format("{} ({})", title, entries.size()));
    for (const std::string& entry : entries) paragraph(ui, ui.fonts.note, ui.theme.quiet, displayText(entry, 400));
}

void ImportQuestion::drawLists(Ui& ui) const {
    drawList(ui, tr("Said while reading"), report_.notes);
    drawList(ui, tr("Left out"), report_.skipped);
    drawList(ui, tr("Without a known name"), report_.unnamed);
    drawList(ui, tr("Muscles that the catalogue does not have"), report_.unmappedMuscles);
    drawList(ui, tr("Called after the other side"), report_.corrected);
    drawList(ui, tr("Turned outside in"), report_.mended);
    drawList(ui, tr("Open surfaces, given a back"), report_.openSheets);
}

void ImportQuestion::drawUnits(Ui& ui) {
    fieldLabel(ui, tr("One unit of the file is"));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(4), ui.px(4)});
    for (size_t i = 0; i < kUnits.size(); ++i) {
        if (i > 0) ImGui::SameLine();
        const bool on = std::abs(millimetres_ - kUnits[i].millimetres) < 1e-6 * kUnits[i].millimetres;
        if (button(ui, fmt::format("question.unit.{}", i),
                   {.label = tr(kUnits[i].word), .kind = ButtonKind::plain, .on = on}))
            millimetres_ = kUnits[i].millimetres;
    }
    ImGui::PopStyleVar();
}

void ImportQuestion::drawAxes(Ui& ui) {
    using body::UpAxis;
    fieldLabel(ui, tr("The head is towards"));
    static constexpr std::array<std::pair<UpAxis, const char*>, 6> kAxes = {
        std::pair{UpAxis::z, "Z"}, {UpAxis::y, "Y"},       {UpAxis::x, "X"},
        {UpAxis::minusZ, "-Z"},    {UpAxis::minusY, "-Y"}, {UpAxis::minusX, "-X"}};
    for (const auto& [axis, word] : kAxes) {
        if (axis != UpAxis::z) ImGui::SameLine(0, ui.px(4));
        if (button(ui, fmt::format("question.up.{}", word),
                   {.label = word, .kind = ButtonKind::plain, .on = up_ == axis, .width = 44}))
            up_ = axis;
    }
    if (button(ui, "question.turn",
               {.label = trf("Turn by a quarter ({} of 4)", quarterTurns_),
                .tip = tr("When the face looks away or to the side in the front view"),
                .kind = ButtonKind::plain,
                .on = quarterTurns_ != 0}))
        quarterTurns_ = (quarterTurns_ + 1) % 4;
    ImGui::SameLine(0, ui.px(8));
    if (button(ui, "question.mirror",
               {.label = tr("Mirrored"),
                .tip = tr("The file's left and right are exchanged"),
                .kind = ButtonKind::plain,
                .on = mirrored_}))
        mirrored_ = !mirrored_;
}

void ImportQuestion::drawSize(Ui& ui) const {
    const vec3 size = sizeNow();
    gap(ui, 4);
    line(ui, ui.fonts.strong, ui.theme.ink,
         trf("{:.0f} cm tall, {:.0f} cm wide, {:.0f} cm deep", size.z / 10, size.x / 10, size.y / 10));
    const bool odd = size.z < 100 || size.z > 3000;
    line(ui, ui.fonts.note, odd ? ui.theme.danger : ui.theme.quiet,
         odd ? tr("That is no size of a body or a limb.") : tr("A whole adult body is 150 to 200 cm tall."));
}

void ImportQuestion::drawFoot(Ui& ui, const workspace::ImportQuestion& question) {
    gap(ui, 6);
    if (!button(ui, "question.yes",
                {.label = changed() ? tr("Import it like this") : tr("Yes, keep it"), .kind = ButtonKind::primary}))
        return;
    body::ImportOptions options = question.options;
    options.name = report_.name;
    options.millimetresPerUnit = millimetres_;
    options.upAxis = up_;
    options.quarterTurns = quarterTurns_;
    options.mirrored = mirrored_;
    options.replace = true;
    ui.later([&program = ui.program, source = source_, options, again = changed()] {
        program.bodies.importQuestion().reset();
        again ? program.bodies.importInBackground(source, options) : program.bodies.confirmSides(options.name);
    });
}

void ImportQuestion::draw(Ui& ui) {
    auto& question = ui.program.bodies.importQuestion();
    if (!question) {
        open_ = false;
        return;
    }
    if (!open_ || source_ != question->source) begin(*question);
    beginDialog(ui, "question", {640, 700});
    dialogTitle(ui, report_.isToBeConfirmed() ? tr("Is this right?") : tr("What was imported"), false);
    paragraph(ui, ui.fonts.body, ui.theme.quiet,
              trf("{}: {} structures. Sides and distances in the chart depend on this.",
                          displayText(report_.name, 60), report_.structures));
    beginScroll(ui, "conclusions", ImGui::GetContentRegionAvail().y / ui.scale - 290);
    drawConclusions(ui);
    drawLists(ui);
    endScroll();
    drawUnits(ui);
    drawAxes(ui);
    drawSize(ui);
    drawFoot(ui, *question);
    endDialog();
}

}  // namespace

std::unique_ptr<Panel> makeImportQuestion() {
    return std::make_unique<ImportQuestion>();
}

}  // namespace myochart::ui
