#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/text.h"
#include "core/words.h"
#include "ui/folder_listing.h"
#include "ui/icons.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"
#include "ui/system_file_dialog.h"

namespace myochart::ui {

namespace {

/// What a file is chosen for.
struct Purpose {
    Dialog dialog;
    const char *name, *title, *hint, *note, *nothingHere, *button;
    bool (*fits)(const Path&);
    bool takesFolders;
    void (*import)(workspace::Program& program, const Path& source);
};

constexpr Purpose kModels = {Dialog::importModel,
                             "import",
                             mark("Import a model"),
                             mark("Path of a file, folder or zip"),
                             mark("A zip or a folder is read as one model."),
                             mark("No folders or model files here."),
                             mark("Import"),
                             looksLikeModel,
                             true,
                             [](workspace::Program& program, const Path& source) { program.bodies.importInBackground(source, {}); }};

constexpr Purpose kRecords = {Dialog::importRecords,
                              "importRecords",
                              mark("Import patients and visits"),
                              mark("Path of an export, a table, points or another copy of the record"),
                              mark("First you see what the file would bring; nothing is taken before you say so."),
                              mark("No folders or files to take over (.json, .csv, .fcsv, .myochart) here."),
                              mark("Look through it"),
                              looksLikeRecords,
                              false,
                              [](workspace::Program& program, const Path& source) {
                                  program.settings.leftPanel = true;
                                  program.settings.structuresTab = false;
                                  program.imports.look(source);
                              }};

/// Chooses the file (or folder) to import; also takes what is dropped on the window.
class ImportDialog final : public Panel {
  public:
    explicit ImportDialog(const Purpose& purpose) : purpose_(purpose) {}
    std::string_view name() const override { return purpose_.name; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    void takeDropped(Ui& ui);
    void open();
    void goTo(const Path& folder);
    void drawPath(Ui& ui);
    void drawEntries(Ui& ui);
    void steer(Ui& ui);
    void take(Ui& ui, const FolderEntry& entry, bool twice);
    void drawFoot(Ui& ui);
    void askSystem(Ui& ui);
    void import(Ui& ui, const Path& source);

    std::string widget(std::string_view part) const { return fmt::format("{}.{}", purpose_.name, part); }

    const Purpose& purpose_;
    Path folder_;
    std::optional<Path> chosen_;
    std::vector<FolderEntry> entries_;
    std::string pathText_, fault_;
    bool open_ = false, keysToPath_ = false, follow_ = false;
    size_t cursor_ = 0;               ///< the entry on which the arrows stand
    std::optional<Path> entered_;     ///< the folder to go into when all are drawn
};

void ImportDialog::open() {
    open_ = keysToPath_ = true;
    fault_.clear();
    chosen_.reset();
    const char* home = std::getenv("HOME");
    goTo(folder_.empty() ? Path(home ? home : "/") : folder_);
}

void ImportDialog::goTo(const Path& folder) {
    auto listed = listFolder(folder, purpose_.fits);
    if (!listed) {
        fault_ = listed.error().message;
        return;
    }
    fault_.clear();
    folder_ = folder;
    entries_ = std::move(*listed);
    chosen_.reset();
    cursor_ = 0;
    pathText_ = shown(folder);
}

void ImportDialog::import(Ui& ui, const Path& source) {
    ui.state.close();
    ui.later([&program = ui.program, source, import = purpose_.import] { import(program, source); });
}

/// A file of records that is dropped is shown in the dialog first: it holds patients. A model is imported at once.
void ImportDialog::takeDropped(Ui& ui) {
    if (ui.state.chosenFile && ui.state.dialog == Dialog::none) ui.state.dropped.push_back(*std::exchange(ui.state.chosenFile, std::nullopt));
    std::optional<Path> mine;
    std::erase_if(ui.state.dropped, [&](const Path& path) {
        const bool isMine = purpose_.takesFolders ? !looksLikeRecords(path) : looksLikeRecords(path);
        if (isMine && purpose_.takesFolders) import(ui, path);
        else if (isMine) mine = path;
        return isMine;
    });
    if (!mine) return;
    ui.state.open(purpose_.dialog);
    open();
    goTo(mine->parent_path());
    chosen_ = *mine;
    pathText_ = shown(*mine);
}

void ImportDialog::drawPath(Ui& ui) {
    if (button(ui, widget("up"),
               {.icon = icon::kUp,
                .tip = tr("Folder above"),
                .enabled = folder_.has_parent_path() && folder_ != folder_.root_path()}))
        goTo(folder_.parent_path());
    ImGui::SameLine();
    const FieldEvent event =
        field(ui, widget("path"), pathText_,
              {.hint = tr(purpose_.hint), .focus = std::exchange(keysToPath_, false)});
    if (!event.entered) return;
    keysToPath_ = true;  // the next folder is typed on
    const Path typed = trim(pathText_);
    std::error_code fault;
    if (std::filesystem::is_directory(typed, fault)) return goTo(typed);
    if (std::filesystem::exists(typed, fault)) return import(ui, typed);
    fault_ = tr("There is no such file or folder.");
}

/// Goes into a folder; chooses a file, and imports it when that is asked twice.
void ImportDialog::take(Ui& ui, const FolderEntry& entry, bool twice) {
    if (entry.isFolder)
        entered_ = entry.path;
    else if (twice && chosen_ == entry.path)
        import(ui, entry.path);
    else
        chosen_ = entry.path;
}

void ImportDialog::steer(Ui& ui) {
    if (entries_.empty()) return;
    const size_t last = entries_.size() - 1, before = cursor_;
    for (const InputEvent& key : ui.input.keys) {
        if (key.modifiers != 0) continue;
        if (key.key == GLFW_KEY_DOWN) cursor_ = std::min(cursor_ + 1, last);
        if (key.key == GLFW_KEY_UP && cursor_ > 0) --cursor_;
        if (key.key == GLFW_KEY_PAGE_DOWN) cursor_ = std::min(cursor_ + 8, last);
        if (key.key == GLFW_KEY_PAGE_UP) cursor_ -= std::min<size_t>(cursor_, 8);
        if ((key.key == GLFW_KEY_ENTER || key.key == GLFW_KEY_KP_ENTER) && !key.repeat) take(ui, entries_[cursor_], true);
    }
    follow_ = cursor_ != before;
}

void ImportDialog::drawEntries(Ui& ui) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const float height = ImGui::GetContentRegionAvail().y / ui.scale - 76;
    const vec2 corner = vec(ImGui::GetCursorScreenPos());
    const bool walks = listStop(ui, widget("entries"), {corner, corner + vec2(ImGui::GetContentRegionAvail().x, ui.px(height))});
    if (walks) steer(ui);
    beginScroll(ui, "entries", height);
    if (std::exchange(follow_, false)) keepRowInSight(cursor_, ui.px(32));
    beginRows();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(entries_.size()), ui.px(32));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const FolderEntry& entry = entries_[static_cast<size_t>(i)];
            ImGui::PushID(i);
            const Pressed at = row(ui, widget(fmt::format("entry.{}", i)), 32, chosen_ == entry.path);
            ImDrawList& to = *ImGui::GetWindowDrawList();
            if (walks && cursor_ == static_cast<size_t>(i)) {
                to.AddRect(im(at.rect.min), im(at.rect.max), ui.theme.accent, ui.px(6), 0, std::max(1.0F, ui.scale * 1.5F));
                ui.record.add("keys.row", at.rect);
            }
            iconAt(to, ui.fonts.icons, {at.rect.min.x + ui.px(18), at.rect.centre().y},
                   entry.isFolder ? ui.theme.accent : ui.theme.quiet, entry.isFolder ? icon::kFolder : icon::kFile);
            Rect words = at.rect;
            words.min.x += ui.px(28);
            words.max.x -= ui.px(80);
            textIn(to, ui.fonts.body, words, ui.theme.ink, entry.shownName, ui.px(8));
            if (!entry.isFolder) {
                const std::string size = sizeWords(entry.bytes);
                textAt(to, ui.fonts.note,
                       {at.rect.max.x - ui.px(8) - textSize(ui.fonts.note, size).x,
                        at.rect.centre().y - fontPx(ui.fonts.note) / 2},
                       ui.theme.quiet, size);
            }
            if (at.clicked) take(ui, entry, ImGui::GetMouseClickedCount(0) > 1);
            ImGui::PopID();
        }
    endRows();
    if (entries_.empty()) paragraph(ui, ui.fonts.body, ui.theme.quiet, tr(purpose_.nothingHere));
    endScroll();
    ImGui::PopStyleVar();
    if (const auto folder = std::exchange(entered_, std::nullopt)) goTo(*folder);
}

void ImportDialog::askSystem(Ui& ui) {
    ui.state.close();
    ui.later([&program = ui.program, &state = ui.state, title = std::string(tr(purpose_.title))] {
        program.jobs.start(
            tr("Choosing a file"),
            [&state, title](Progress&) -> std::function<void()> {
                auto chosen = askSystemForFile(systemFileDialog(), title);
                if (!chosen) return {};
                return [&state, chosen] { state.chosenFile = chosen; };
            },
            true);
    });
}

void ImportDialog::drawFoot(Ui& ui) {
    gap(ui, 4);
    if (!fault_.empty())
        line(ui, ui.fonts.note, ui.theme.danger, fault_);
    else
        line(ui, ui.fonts.note, ui.theme.quiet,
             chosen_ ? shown(chosen_->filename()) : tr(purpose_.note));
    if (button(ui, widget("file"),
               {.icon = icon::kImport, .label = tr(purpose_.button), .kind = ButtonKind::primary, .enabled = chosen_.has_value()}))
        import(ui, *chosen_);
    if (purpose_.takesFolders) {
        ImGui::SameLine();
        const bool hasFiles = std::any_of(entries_.begin(), entries_.end(), [](const FolderEntry& e) { return !e.isFolder; });
        if (button(ui, widget("folder"), {.label = tr("Import this folder"), .kind = ButtonKind::plain, .enabled = hasFiles}))
            import(ui, folder_);
    }
    if (systemFileDialog().empty()) return;
    ImGui::SameLine();
    if (button(ui, widget("system"), {.label = tr("Desktop's dialog\xE2\x80\xA6")})) askSystem(ui);
}

void ImportDialog::draw(Ui& ui) {
    takeDropped(ui);
    if (ui.state.dialog != purpose_.dialog) {
        open_ = false;
        return;
    }
    if (!open_) open();
    beginDialog(ui, purpose_.name, {680, 560});
    const bool close = dialogTitle(ui, tr(purpose_.title));
    drawPath(ui);
    drawEntries(ui);
    drawFoot(ui);
    endDialog();
    if (close) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeImportDialog() {
    return std::make_unique<ImportDialog>(kModels);
}

std::unique_ptr<Panel> makeRecordImportDialog() {
    return std::make_unique<ImportDialog>(kRecords);
}

}  // namespace myochart::ui
