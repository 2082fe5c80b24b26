#include <imgui.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <cstdlib>
#include <stdexcept>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "handout/recovery_pdf.h"
#include "ui/key_window.h"

// The recovery code, as it is shown once and written on a page to print.

namespace myochart::ui {

namespace {

constexpr int kMostSheets = 1000;
constexpr size_t kMostPlaceBytes = 4096;

/// A free name in the home folder; nothing of the record stands in it.
Path placeForSheet() {
    const char* home = std::getenv("HOME");
    const Path folder = home && *home ? Path(home) : Path("/");
    Path place = folder / "myochart-recovery-code.pdf";
    std::error_code unseen;
    for (int more = 2; more < kMostSheets && std::filesystem::exists(place, unseen); ++more) place = folder / fmt::format("myochart-recovery-code-{}.pdf", more);
    return place;
}

/// A field for a path, as tall as those for passphrases; `text` has room behind its end.
bool textField(BareWindow::Plate& plate, const char* name, const std::string& label, std::string& text, int* asks) {
    ImGui::PushFont(plate.fonts.note);
    ImGui::TextUnformatted(label.c_str());
    ImGui::PopFont();
    ImGui::SetNextItemWidth(plate.width());
    if (*asks > 0) ImGui::SetKeyboardFocusHere();
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {plate.px(10), (plate.px(BareWindow::kFieldHeight) - ImGui::GetFontSize()) / 2});
    const bool changed = ImGui::InputText((std::string("##") + name).c_str(), text.data(), text.size());
    *asks = ImGui::IsItemActive() ? 0 : std::max(0, *asks - 1);
    plate.typingWaits = *asks > 0;
    ImGui::PopStyleVar();
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    plate.record.add(name, {{from.x, from.y}, {to.x, to.y}});
    plate.gap(6);
    return changed;
}

/// The page, whole in memory.
Result<std::string> recoverySheet(const Secret& code, const Path& record, const std::string& replaces) {
    try {
        return handout::recoveryCodePdf({code.text(), shown(record.filename()), nowUtc(), replaces}, handout::Paper::a4).bytes;
    } catch (const std::runtime_error&) {  // what the drawing library says is for programmers
        return failed(said("The page could not be made."));
    }
}

}  // namespace

std::string KeyWindow::saveSheet(const Secret& code, const std::string& replaces) {
    std::string place = shown(placeForSheet()), fault;
    bool cancelled = false, written = false;
    int asks = BareWindow::kFramesToAsk;
    const auto write = [&] {
        const std::string named = trim(place.c_str());
        asks = BareWindow::kFramesToAsk;
        std::error_code none;
        if (!Path(named).is_absolute()) return void(fault = tr("Give the whole path of a file, from / on."));
        if (std::filesystem::exists(std::filesystem::symlink_status(named, none))) return void(fault = tr("There is something of that name already; choose another one."));
        const auto file = openOutput(named, own_);
        if (!file) return void(fault = file.error().message);
        const auto page = recoverySheet(code, record_, replaces);
        const Outcome done = page ? file->write(*page) : Outcome(page.error());
        if (!done) return void(fault = done.error().message);
        written = true;
    };
    place.resize(kMostPlaceBytes);
    (void)bare_.run([&](BareWindow::Plate& plate) {
        plate.title(tr("The recovery code as a page to print"));
        plate.paragraph(tr("The file is as good as a key: who has it and the record can read everything. Print it, then delete it and empty the trash."));
        if (plate.entered()) asks = BareWindow::kFramesToAsk;
        if (textField(plate, "key.place", tr("File"), place, &asks)) fault.clear();
        plate.answer(fault, true, BareWindow::kAnswerLines);
        plate.record.fact("key", fault.empty() ? "place" : fault);
        if (plate.button("key.take", tr("Save"), true) || plate.entered()) write();
        plate.sameLine();
        cancelled = plate.button("key.cancel", tr("Cancel")) || plate.keyPressed(GLFW_KEY_ESCAPE);
        return written || cancelled;
    });
    return written ? trf("Saved as {}. Print it, then delete that file and empty the trash: it is as good as a key.", trim(place.c_str())) : std::string();
}

void KeyWindow::showCode(const Secret& code, const std::vector<std::string>& notes, const std::string& replaces) {
    bool written = false, saves = true;
    std::string saved;
    const auto draw = [&](BareWindow::Plate& plate) {
        plate.title(tr("Write down the recovery code"));
        plate.paragraph(tr("It opens the record when the passphrase is lost, and it is the only thing that does. It is shown this once and kept nowhere. Write it on paper and keep it away from this computer."));
        plate.gap(4);
        // Two lines of three groups, large, so that it can be read aloud and copied by hand.
        const std::string_view text = code.text();
        const size_t half = text.size() / 2;
        ImGui::PushFont(plate.fonts.title);
        for (const std::string_view line : {text.substr(0, half), text.substr(half + 1)}) {
            const float wide = ImGui::CalcTextSize(line.data(), line.data() + line.size()).x;
            ImGui::SetCursorPosX((ImGui::GetWindowSize().x - wide) / 2);
            ImGui::TextUnformatted(line.data(), line.data() + line.size());
        }
        ImGui::PopFont();
        plate.gap(12);
        for (const std::string& note : notes) plate.paragraph(note, true);
        if (!saved.empty()) plate.paragraph(saved);
        ImGui::Checkbox(tr("I have written it down, or printed it"), &written);
        const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
        plate.record.add("key.written", {{from.x, from.y}, {to.x, to.y}});
        plate.gap(6);
        plate.record.fact("key", "code");
        plate.record.fact("key.saved", saved);
        const bool goesOn = plate.button("key.close", tr("Go on"), true, written);
        plate.sameLine();
        saves = plate.button("key.print", tr("Save as PDF to print\xE2\x80\xA6"));
        return goesOn || saves;
    };
    while (saves) {
        saves = false;
        if (!bare_.run(draw) || !saves) return;
        if (const std::string said = saveSheet(code, replaces); !said.empty()) saved = said;
    }
}

}  // namespace myochart::ui
