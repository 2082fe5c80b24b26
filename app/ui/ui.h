#pragma once
#include <cmath>

#include "ui/fonts.h"
#include "ui/frame_layout.h"
#include "ui/input_queue.h"
#include "ui/key_names.h"
#include "ui/layout_record.h"
#include "ui/theme.h"
#include "ui/ui_state.h"
#include "workspace/command.h"
#include "workspace/program.h"

namespace myochart::ui {

class BodyPicture;

/// All that a panel may see and call while it draws; lives for one frame.
struct Ui {
    workspace::Program& program;
    const workspace::CommandRegistry& commands;
    UiState& state;
    BodyPicture* picture;  ///< null where there is no OpenGL to draw the body with
    const Theme& theme;
    const Fonts& fonts;
    LayoutRecord& record;
    FrameLayout layout;
    FrameInput input;
    float scale = 1;       ///< of everything drawn, in window pixels
    float pixelRatio = 1;  ///< framebuffer pixels a window pixel
    double now = 0;        ///< s
    std::vector<BodyPicture*> pictures = {};  ///< of the views side by side; `picture` is the active one's

    /// A length of the drawing (a multiple of 4 where it can be) in window pixels.
    float px(float length) const { return std::round(length * scale); }
    /// Runs a command; what goes wrong becomes a notice.
    void run(std::string_view id) const {
        if (auto outcome = commands.run(id, program); !outcome) program.notices.tell(outcome.error().message, true);
    }
    /// Runs `action` when every panel has been drawn in this frame.
    void later(std::function<void()> action) const { state.later.push_back(std::move(action)); }
    void runLater(std::string id) const {
        later([self = *this, id = std::move(id)] { self.run(id); });
    }
    bool canRun(std::string_view id) const {
        const workspace::Command* command = commands.find(id);
        return command && command->canRun(program);
    }
    /// As the keyboard is labelled, to be shown.
    std::string keyOf(std::string_view id) const {
        const workspace::Command* command = commands.find(id);
        return command ? shownKey(command->key) : std::string();
    }
};

}  // namespace myochart::ui
