#pragma once
#include <memory>

#include "render/offscreen_context.h"
#include "support/test_folder.h"
#include "ui/app_frame.h"

namespace myochart::ui::test {

/// The window's content without a window: a workspace with a body of two boxes ("left_soleus" at x 90, "right_soleus"
/// at x -90, seen from in front) and a frame driven by injected input. Jobs are done at once, and pass() waits for the record.
class FrameRig {
  public:
    struct Setup {
        vec2 windowPx{1440, 900};
        float scale = 1;
        bool dark = false;
        bool body = true;
        bool gl = false;  ///< draw with an offscreen context
        bool threads = false;  ///< jobs on threads of their own too; pass() waits for them
    };
    FrameRig() : FrameRig(Setup{}) {}
    explicit FrameRig(Setup setup);
    ~FrameRig();

    workspace::Program& program() { return *program_; }
    AppFrame& frame() { return *frame_; }
    InputQueue& input() { return queue_; }
    const Path& folder() const { return folder_.path(); }
    double now() const { return now_; }
    /// What the workspace takes for the moment of now; stands still unless it is moved.
    UtcMs& clock() { return clock_; }

    /// Lets `seconds` pass in steps of a sixtieth, running a frame each.
    void pass(double seconds = 0.05);
    bool has(const std::string& widget) const { return frame_->record().rects().contains(widget); }
    /// The rectangle of a widget in the last frame; fails the test when it was not drawn.
    Rect rect(const std::string& widget) const;
    std::string fact(const std::string& name) const;

    void moveTo(vec2 pos, unsigned modifiers = 0);
    void click(vec2 pos, unsigned modifiers = 0);
    void click(const std::string& widget, unsigned modifiers = 0) { click(scrolledTo(widget).centre(), modifiers); }
    /// The same after turning the wheel over the site's card, or over the left panel, until it is in sight.
    Rect scrolledTo(const std::string& widget);
    /// Left button down at `from`, in `steps` to `to`; released unless `hold`.
    void drag(vec2 from, vec2 to, bool hold = false, int steps = 8);
    void release(vec2 pos);
    void wheel(vec2 pos, float notches, unsigned modifiers = 0);
    void key(int glfwKey, unsigned modifiers = 0);
    void type(const std::string& text);

    /// Where a point of the body is in the window now.
    vec2 onScreen(vec3 positionBody) const;
    /// A patient and an open visit.
    void openVisit();
    /// `count` markers on the left box in the open visit.
    void addMarkers(int count);
    /// What is on the screen; only with gl.
    render::Image picture();
    /// Ends the program as the window does and starts it again on the same record.
    void reopen();

  private:
    void start();
    void settle();
    myochart::test::TestFolder folder_;
    Setup setup_;
    std::unique_ptr<render::OffscreenContext> context_;
    std::unique_ptr<workspace::Program> program_;
    std::unique_ptr<AppFrame> frame_;
    InputQueue queue_;
    double now_ = 0;
    UtcMs clock_ = nowUtc();
};

}  // namespace myochart::ui::test
