#include "ui/copied_text.h"

#include <imgui.h>

#include "core/words.h"
#include "ui/ui.h"

namespace myochart::ui {

void CopiedText::put(std::string text) {
    ImGui::SetClipboardText(text.c_str());
    text_ = std::move(text);
    until_ = -1;
}

void CopiedText::follow(Ui& ui) {
    if (text_.empty()) return;
    if (until_ < 0) until_ = ui.now + kHeldFor;
    if (ui.now < until_) return ui.state.wake(until_);
    const char* held = ImGui::GetClipboardText();
    if (held && text_ == held) {
        ImGui::SetClipboardText("");
        ui.program.notices.tell(tr("The note was taken from the clipboard again."));
    }
    text_.clear();
}

}  // namespace myochart::ui
