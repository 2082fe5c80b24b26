#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"
#include "ui/tick_row.h"

namespace myochart::ui {

namespace {

using What = workspace::ExchangeDesk::What;

/// What is handed over, as what kind of file, and where to.
class ExportDialog final : public Panel {
  public:
    std::string_view name() const override { return "export"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    void drawWhat(Ui& ui);
    void drawFormat(Ui& ui);
    void propose(const Ui& ui);
    bool begin(Ui& ui);

    /// The name of the usual place, and what is written there.
    Path proposal(const Ui& ui) const;
    void choose(Ui& ui, std::string_view name, const char* word, std::optional<What> what);

    std::optional<What> what_ = What::visit;  ///< nothing: everybody, one file each
    size_t format_ = 0;
    bool deIdentified_ = false;
    std::string place_, proposed_, fault_;
    bool open_ = false;
};

Path ExportDialog::proposal(const Ui& ui) const {
    const auto& exchange = ui.program.exchange;
    return what_ ? exchange.placeFor(*what_, exchange::exporters()[format_]) : exchange.placeForEverybody();
}

/// The usual place, unless somebody typed another.
void ExportDialog::propose(const Ui& ui) {
    const bool typed = place_ != proposed_;
    proposed_ = shown(proposal(ui));
    if (!typed) place_ = proposed_;
    fault_.clear();
}

void ExportDialog::choose(Ui& ui, std::string_view name, const char* word, std::optional<What> what) {
    if (!button(ui, name, {.label = word, .kind = ButtonKind::plain, .on = what_ == what}) || what_ == what) return;
    what_ = what;
    propose(ui);
}

void ExportDialog::drawWhat(Ui& ui) {
    fieldLabel(ui, tr("What"));
    if (ui.program.exchange.canExport(What::visit)) {
        choose(ui, "export.visit", tr("This visit"), What::visit);
        ImGui::SameLine();
    }
    if (ui.program.exchange.canExport(What::patient)) {
        choose(ui, "export.patient", tr("The patient with all visits"), What::patient);
        ImGui::SameLine();
    }
    choose(ui, "export.everybody", tr("Everybody"), std::nullopt);
    if (!what_) paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("One file for each patient, in a folder of its own. What was cancelled goes on into the same folder."));
}

void ExportDialog::drawFormat(Ui& ui) {
    const auto all = exchange::exporters();
    fieldLabel(ui, tr("As"));
    for (size_t i = 0; i < all.size(); ++i) {
        if (i > 0) {
            ImGui::SameLine();
            if (ImGui::GetContentRegionAvail().x < ImGui::CalcTextSize(tr(all[i].title).data()).x + ui.px(40)) ImGui::NewLine();
        }
        if (!button(ui, fmt::format("export.format.{}", all[i].id),
                    {.label = tr(all[i].title), .kind = ButtonKind::plain, .on = format_ == i}))
            continue;
        format_ = i;
        propose(ui);
    }
    paragraph(ui, ui.fonts.note, ui.theme.quiet, tr(all[format_].about));
}

/// True when the job is under way.
bool ExportDialog::begin(Ui& ui) {
    auto& exchange = ui.program.exchange;
    const exchange::Exporter& exporter = exchange::exporters()[format_];
    const auto file = what_ ? newFileTyped(place_, Path(proposed_).filename()) : Result<Path>(Path(trim(place_)));
    const Outcome begun = !file ? Outcome(file.error()) : what_ ? exchange.exportTo(*what_, exporter, *file, deIdentified_) : exchange.exportEverybody(exporter, *file, deIdentified_);
    fault_ = begun ? std::string() : begun.error().message;
    return begun.ok();
}

void ExportDialog::draw(Ui& ui) {
    const bool open = ui.state.dialog == Dialog::exportRecord, opens = open && !open_;
    open_ = open;
    if (!open) return;
    if (opens) {
        what_.reset();
        for (const What each : {What::patient, What::visit})
            if (ui.program.exchange.canExport(each)) what_ = each;
        deIdentified_ = false;
        place_ = proposed_;
        propose(ui);
    }
    const bool outside = beginDialog(ui, "export", {620, 500});
    const bool close = dialogTitle(ui, tr("Export"));
    drawWhat(ui);
    drawFormat(ui);
    if (tickRow(ui, "export.deIdentify", tr("Without who it is of: no names, contacts and texts, other ids and days"), deIdentified_)) deIdentified_ = !deIdentified_;
    fieldLabel(ui, what_ ? tr("File, or the folder for it") : tr("Folder"));
    const FieldEvent event = field(ui, "export.place", place_, {.focus = opens, .maxBytes = 4000});
    if (event.changed) fault_.clear();
    paragraph(ui, ui.fonts.note, fault_.empty() ? ui.theme.quiet : ui.theme.danger,
              !fault_.empty()   ? std::string_view(fault_)
              : deIdentified_ ? std::string_view(tr("It is not encrypted. What was treated and at which intervals stays: a rare course may still tell who it is of."))
                  : !what_ ? std::string_view(tr("The files tell who the patients are. They are not encrypted: everybody who has them can read them."))
                          : std::string_view(tr("The file tells who the patient is. It is not encrypted: everybody who has it can read it.")));
    const bool asked = button(ui, "export.save", {.label = tr("Export"), .kind = ButtonKind::primary}) || event.entered;
    ImGui::SameLine();
    const bool cancelled = button(ui, "export.cancel", {.label = tr("Cancel")});
    endDialog();
    if ((asked && begin(ui)) || cancelled || close || outside) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeExportDialog() {
    return std::make_unique<ExportDialog>();
}

}  // namespace myochart::ui
