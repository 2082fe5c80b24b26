#pragma once
#include <functional>
#include <string>

#include "core/output_file.h"
#include "ui/app_window.h"
#include "ui/fonts.h"
#include "ui/layout_record.h"
#include "ui/theme.h"

struct ImGuiContext;

namespace myochart::ui {

/// The program's window while no program runs in it: one plate in its middle, for what has to be said or asked before the
/// record is open, or while it is locked. Has an ImGui context of its own, which goes with all that was typed. Main thread,
/// while no AppFrame lives.
class BareWindow {
  public:
    static constexpr int kFramesToAsk = 9;     ///< in which a field asks for the keyboard: one that asks while another goes away is not heard by ImGui
    static constexpr float kFieldHeight = 36;  ///< px at scale 1
    static constexpr int kAnswerLines = 2;     ///< of Plate::answer() below fields

    /// What a plate is drawn with.
    struct Plate {
        const Fonts& fonts;
        const Theme& theme;
        float scale;
        LayoutRecord& record;
        const FrameInput& input;
        bool typingWaits = false;  ///< set by who draws: what is typed waits until a field has the keyboard
        float px(float unscaled) const { return unscaled * scale; }
        float width() const;  ///< of the plate's content, window pixels
        bool keyPressed(int glfwKey) const;
        bool entered() const;  ///< Enter, of either block of keys
        void title(const std::string& text) const;
        void paragraph(const std::string& text, bool warns = false) const;
        /// The same with room for so many lines, so that nothing below moves when there is something to say, or no more.
        void answer(const std::string& text, bool warns, int lines) const;
        /// Small and quiet: what helps beside a field.
        void note(const std::string& text) const;
        void gap(float unscaled) const;
        /// `name`: as it is recorded. With `primary` in the accent's colour.
        bool button(const char* name, const std::string& label, bool primary = false, bool enabled = true) const;
        void sameLine() const;
    };

    /// `layout`: as ShellOptions::layoutFile; may be null. `fonts` are made anew for the screen's scale where they differ.
    BareWindow(AppWindow& window, FontSet& fonts, bool dark, const OutputFile* layout);
    ~BareWindow();
    BareWindow(const BareWindow&) = delete;
    BareWindow& operator=(const BareWindow&) = delete;

    /// Draws the plate until `draw` says that it is done; false when the window was closed or the program is to stop first.
    /// While `busy` says so, it is drawn again and again.
    bool run(const std::function<bool(Plate&)>& draw, const std::function<bool()>& busy = {});

  private:
    float pixelRatio() const;

    AppWindow& window_;
    FontSet& fonts_;
    const Theme& theme_;
    const OutputFile* layout_;
    float scale_ = 1;
    ImGuiContext* context_ = nullptr;
};

}  // namespace myochart::ui
