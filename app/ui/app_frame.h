#pragma once
#include <memory>
#include <vector>

#include "ui/body_picture.h"
#include "ui/box_scan.h"
#include "ui/camera_motion.h"
#include "ui/fonts.h"
#include "ui/frame_guard.h"
#include "ui/panel.h"
#include "ui/scan_catcher.h"

struct ImGuiContext;

namespace myochart::ui {

/// The whole of the window's content, without a window: given a workspace and a size it runs ImGui, draws every panel
/// and the body. The shell puts it into a GLFW window; tests drive it with injected input and an offscreen context.
/// Owns the ImGui context, which is current while this lives.
class AppFrame {
  public:
    struct Surface {
        vec2 windowPx{1440, 900};
        float pixelRatio = 1;    ///< framebuffer pixels a window pixel
        float contentScale = 1;  ///< what the monitor asks for
    };

    /// `renderer` may be null (no OpenGL): everything but the body is there. `drawsWithGl`: ImGui's OpenGL back end is
    /// set up and present() may be called. `fonts`: made before for the scale that is expected; made here when it differs.
    AppFrame(workspace::Program& program, std::unique_ptr<render::SceneRenderer> renderer, bool drawsWithGl,
             FontSet fonts = {});
    ~AppFrame();
    AppFrame(const AppFrame&) = delete;
    AppFrame& operator=(const AppFrame&) = delete;

    /// Tells the workspace how large its picture is, before a body comes that is to be framed.
    void layOut(const Surface& surface);
    /// Runs frames until all input waiting in `queue` is used up, at `now` (seconds, never backwards). Draws nothing
    /// on the screen yet.
    void run(InputQueue& queue, const Surface& surface, double now);
    /// True when the screen differs from what present() last put there, or the body is due.
    bool wantsPresent(double now) const;
    /// Draws the body if it is due, then everything into the framebuffer that is bound.
    void present(double now);
    void noteFrame(double ms) {
        for (const auto& picture : pictures_) picture->noteFrame(ms);
    }
    /// When something has to happen without input: an animation, a tip, the careful picture.
    double wakeAt(double now) const;

    /// Takes what is still being typed as if the field had been left.
    void finishEdits(const Surface& surface, double now);
    /// Brings the facts of record() up to date.
    void noteState();

    UiState& state() { return state_; }
    const LayoutRecord& record() const { return record_; }
    LayoutRecord& record() { return record_; }
    const workspace::CommandRegistry& commands() const { return commands_; }
    /// Of the first of the views side by side; null without OpenGL.
    BodyPicture* picture() { return pictures_.empty() ? nullptr : pictures_.front().get(); }
    size_t pictureCount() const { return pictures_.size(); }
    PanelRegistry& panels() { return panels_; }
    const FrameGuard& guard() const { return guard_; }
    float scale() const { return scale_; }
    const Fonts& fonts() const { return fonts_.fonts; }
    bool wantsTextInput() const;
    /// ImGuiMouseCursor wanted now.
    int mouseCursor() const;

  private:
    void closeListsBeside(InputQueue& queue, const Surface& surface, double now);
    void steerFocus(FrameInput& input);
    void beginTyping();
    void runOnce(InputQueue& queue, const Surface& surface, double now);
    void restyle(const Surface& surface);
    void keys(Ui& ui);
    void escape(Ui& ui);
    bool movesLess() const;
    void moveCamera(double now);
    void matchPictures();
    bool picturesAtRest() const;
    Rect viewportRect(const Surface& surface) const;

    workspace::Program& program_;
    FontSet fonts_;
    std::shared_ptr<const body::Body> body_;  ///< that the window's state is about
    UiState state_;
    workspace::CommandRegistry commands_;
    PanelRegistry panels_;
    FrameGuard guard_;
    LayoutRecord record_;
    std::vector<std::unique_ptr<BodyPicture>> pictures_;  ///< one a pane; empty without OpenGL
    CameraMotion motion_;
    ScanCatcher scans_;
    BoxScan boxes_;
    ImGuiContext* context_ = nullptr;
    float scale_ = 0, fontPx_ = 0;
    int dark_ = -1;
    bool drawsWithGl_ = false, presented_ = false, leaveFields_ = false;
    double lastRun_ = -1;
    int settle_ = 0;  ///< frames still to be run after the last change, for ImGui to come to rest
    FrameLayout layout_;
    Surface surface_;
};

}  // namespace myochart::ui
