#pragma once
#include <algorithm>
#include <memory>

#include "ui/widgets.h"

namespace myochart::ui {

/// How far a stage of the visit is: shown as a dot.
enum class StageState { empty, begun, complete, needsAttention };

/// One of the four stages of the open visit (Before, Sites, After, Note), drawn in the left panel under its tabs.
class VisitStage {
  public:
    virtual ~VisitStage() = default;
    /// ui.program.record.session() is there in both.
    virtual StageState state(const Ui& ui) const = 0;
    /// At the cursor, down to the end of the panel; scrolls by itself.
    virtual void draw(Ui& ui) = 0;
};

/// What a stage scrolls: the rest of the panel, or in a panel that scrolls itself enough to be read. endScroll() ends it.
inline void beginStage(Ui& ui, const char* name) {
    constexpr float kLeast = 200;
    beginScroll(ui, name, std::max(kLeast, ImGui::GetContentRegionAvail().y / ui.scale));
}

std::unique_ptr<VisitStage> makeBeforeStage();
std::unique_ptr<VisitStage> makeSitesStage();
std::unique_ptr<VisitStage> makeAfterStage();
std::unique_ptr<VisitStage> makeNoteStage();

}  // namespace myochart::ui
