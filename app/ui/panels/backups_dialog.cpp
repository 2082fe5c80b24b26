#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "store/protection.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

using workspace::BackupRow;

constexpr float kBackupRow = 46, kBackupList = 250, kListWhileAsked = 150;  ///< what is asked has to be seen

std::string sizeWords(std::uint64_t bytes) {
    return bytes < 1'000'000 ? fmt::format("{} kB", (bytes + 999) / 1000) : fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::string holdingWords(const store::Extent& extent) {
    const auto patients = static_cast<unsigned long>(extent.patients), visits = static_cast<unsigned long>(extent.visits);
    return trnf("{} patient", "{} patients", patients, patients) + ", " + trnf("{} visit", "{} visits", visits, visits);
}

std::string kindWords(const BackupRow& row) {
    if (!row.ofThisRecord) return tr("of another record");
    if (row.backup.kind == store::Backup::Kind::failed) return tr("not sound: kept aside");
    if (row.backup.kind == store::Backup::Kind::beforeRestore) return tr("as it was before a backup was put back");
    if (store::isFromBeforeProtecting(row.backup.file)) return tr("from before the record was protected; encrypted, too");
    if (row.backup.kind == store::Backup::Kind::beforeUpgrade) return tr("from before an upgrade");
    return row.inSecondPlace ? tr("read whole when it was made \xC2\xB7 in the second place") : tr("read whole when it was made");
}

std::string rowDetail(const BackupRow& row) {
    std::string words = sizeWords(row.backup.bytes);
    if (row.extent) words += " \xC2\xB7 " + holdingWords(*row.extent) + " \xC2\xB7 " + trf("last change {}", localDateTime(row.extent->lastChange));
    else words += " \xC2\xB7 " + std::string(tr("cannot be read"));
    return words;
}

/// "2 come back, 1 as it was then, 3 not there any more"; empty where nothing is otherwise.
std::string differenceWords(const store::Differences::Count& count) {
    std::string words;
    const auto add = [&](size_t n, const std::string& what) {
        if (n > 0) words += (words.empty() ? "" : ", ") + what;
    };
    add(count.added, trf("{} would come back", count.added));
    add(count.changed, trf("{} would be as then", count.changed));
    add(count.gone, trf("{} would be gone", count.gone));
    return words;
}

/// The backups there are, what one holds, and putting one back: asked twice, and never without a look inside.
class BackupsDialog final : public Panel {
  public:
    std::string_view name() const override { return "backups"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    void drawState(Ui& ui) const;
    void drawSecondPlace(Ui& ui);
    void drawList(Ui& ui);
    void drawRow(Ui& ui, const BackupRow& row, size_t index);
    void drawLook(Ui& ui);
    static void drawDifferences(Ui& ui, const store::BackupLook& look);
    void drawRestore(Ui& ui, const store::BackupLook& look);

    bool open_ = false, asks_ = false;
    std::string place_, fault_;
};

void BackupsDialog::drawState(Ui& ui) const {
    const workspace::BackupDesk& desk = ui.program.backups;
    const std::string state = desk.running() ? tr("A backup is being made\xE2\x80\xA6") : desk.state();
    line(ui, ui.fonts.body, desk.worry().empty() ? ui.theme.ink : ui.theme.danger, state.empty() ? tr("A backup is taken once a day, kept beside the data and read whole.") : state);
    ui.record.fact("backups.state", state);
}

/// Where every backup is copied to as well.
void BackupsDialog::drawSecondPlace(Ui& ui) {
    fieldLabel(ui, tr("Second place: a folder on another disk or a stick, to which every backup is copied"));
    const FieldEvent event = field(ui, "backups.place", place_, {.hint = tr("None"), .width = 560, .maxBytes = 4000});
    ImGui::SameLine();
    const bool asked = button(ui, "backups.usePlace", {.label = tr("Use it"), .kind = ButtonKind::plain, .enabled = place_ != ui.program.backups.secondPlace()}) || event.entered;
    if (event.changed) fault_.clear();
    if (!fault_.empty()) line(ui, ui.fonts.note, ui.theme.danger, fault_);
    if (!asked || place_ == ui.program.backups.secondPlace()) return;
    const Outcome used = ui.program.backups.useSecondPlace(trim(place_));
    fault_ = used ? std::string() : used.error().message;
    if (used) ui.later([&program = ui.program] { program.saveSettings(); });
}

void BackupsDialog::drawRow(Ui& ui, const BackupRow& backup, size_t index) {
    const bool chosen = ui.program.backups.looked() == backup.backup.file;
    const Pressed pressed = row(ui, fmt::format("backups.row.{}", index), kBackupRow, chosen);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float width = pressed.rect.size().x - ui.px(16);
    const vec2 at = pressed.rect.min + vec2(ui.px(8), ui.px(4));
    const bool bad = backup.backup.kind == store::Backup::Kind::failed || !backup.extent;
    const float when = textAt(to, ui.fonts.body, at, ui.theme.ink, localDateTime(backup.backup.takenAt), width);
    textAt(to, ui.fonts.note, at + vec2(when + ui.px(12), ui.px(2)), bad ? ui.theme.danger : ui.theme.quiet, kindWords(backup), width - when - ui.px(12));
    textAt(to, ui.fonts.note, at + vec2(0, ui.px(21)), ui.theme.quiet, rowDetail(backup), width);
    ui.record.fact(fmt::format("backups.row.{}", index), rowDetail(backup));
    if (!pressed.clicked) return;
    asks_ = false;
    ui.later([&program = ui.program, file = backup.backup.file] { program.backups.lookInto(file); });
}

void BackupsDialog::drawList(Ui& ui) {
    beginScroll(ui, "backups.list", ui.px(asks_ ? kListWhileAsked : kBackupList));
    const auto* rows = ui.program.backups.rows();
    if (!rows) ui.state.wake(ui.now + 0.1);
    if (rows && rows->empty()) emptyPlace(ui, tr("There is no backup yet."));
    for (size_t i = 0; rows && i < rows->size(); ++i) drawRow(ui, (*rows)[i], i);
    endScroll();
}

void BackupsDialog::drawDifferences(Ui& ui, const store::BackupLook& look) {
    if (!look.ofThisRecord) paragraph(ui, ui.fonts.body, ui.theme.danger, tr("It is a backup of another record than the one that is open."));
    if (!look.differences) return paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("It cannot be told how it differs from the record: that is damaged."));
    const store::Differences& all = *look.differences;
    if (all.none()) return paragraph(ui, ui.fonts.body, ui.theme.ink, tr("It holds what the record holds now: nothing would be otherwise."));
    const auto say = [&](const char* what, const store::Differences::Count& count) {
        const std::string words = differenceWords(count);
        if (!words.empty()) line(ui, ui.fonts.body, count.gone > 0 ? ui.theme.danger : ui.theme.ink, fmt::format("{}: {}", tr(what), words));
        ui.record.fact(fmt::format("backups.look.{}", what), words);
    };
    say(mark("Patients"), all.patients);
    say(mark("Visits"), all.visits);
    say(mark("Sites"), all.sites);
}

void BackupsDialog::drawRestore(Ui& ui, const store::BackupLook& look) {
    const Path file = ui.program.backups.looked();
    gap(ui, 6);
    if (!asks_) {
        if (button(ui, "backups.restore", {.label = tr("Put this backup back\xE2\x80\xA6"), .kind = ButtonKind::plain, .enabled = look.sound.ok()})) asks_ = true;
        return;
    }
    paragraph(ui, ui.fonts.body, ui.theme.ink,
              tr("The record as it is now is backed up first and kept. Then it is closed, this backup takes its place, and the window opens again on it."));
    gap(ui, 4);
    const bool sure = button(ui, "backups.restoreNow", {.label = tr("Put it back now"), .kind = ButtonKind::danger});
    ImGui::SameLine();
    if (button(ui, "backups.restoreNot", {.label = tr("Cancel")})) asks_ = false;
    if (!sure) return;
    ui.state.close();
    ui.later([&program = ui.program, file] { program.backups.restore(file); });
}

void BackupsDialog::drawLook(Ui& ui) {
    const workspace::BackupDesk& desk = ui.program.backups;
    if (desk.looked().empty()) return paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Choose one to see what it holds and what would be otherwise if it were put back."));
    const auto* look = desk.look();
    if (!look) {
        ui.state.wake(ui.now + 0.1);
        return line(ui, ui.fonts.body, ui.theme.quiet, tr("It is being read\xE2\x80\xA6"));
    }
    if (!*look) return paragraph(ui, ui.fonts.body, ui.theme.danger, look->error().message);
    const store::BackupLook& inside = **look;
    line(ui, ui.fonts.strong, ui.theme.ink, fmt::format("{} \xC2\xB7 {}", holdingWords(inside.extent), trf("last change {}", localDateTime(inside.extent.lastChange))));
    if (!inside.sound) return paragraph(ui, ui.fonts.body, ui.theme.danger, inside.sound.error().message);
    drawDifferences(ui, inside);
    drawRestore(ui, inside);
}

void BackupsDialog::draw(Ui& ui) {
    const bool open = ui.state.dialog == Dialog::backups;
    if (open && !open_) {
        place_ = ui.program.backups.secondPlace();
        fault_.clear();
        asks_ = false;
        ui.later([&program = ui.program] { program.backups.refresh(); });
    }
    open_ = open;
    if (!open) return;
    const bool outside = beginDialog(ui, "backups", {760, 640});
    const bool close = dialogTitle(ui, tr("Backups"));
    drawState(ui);
    if (button(ui, "backups.now", {.label = tr("Back up now"), .kind = ButtonKind::primary, .enabled = !ui.program.backups.running()}))
        ui.later([&program = ui.program] { program.backups.backUpNow(); });
    ImGui::SameLine();
    if (button(ui, "backups.copy", {.label = tr("Save a backup copy\xE2\x80\xA6")})) ui.runLater("record.backup");
    drawSecondPlace(ui);
    gap(ui, 4);
    drawList(ui);
    rule(ui);
    beginScroll(ui, "backups.look");
    drawLook(ui);
    endScroll();
    endDialog();
    if (outside || close) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeBackupsDialog() {
    return std::make_unique<BackupsDialog>();
}

}  // namespace myochart::ui
