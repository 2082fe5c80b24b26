#pragma once
#include "render/draw_plan.h"
#include "render/gl/program.h"

namespace myochart::render {

/// Tells a program compiled with STAGED about the section. The program must be in use. `takenOff`: what the section cuts
/// away is drawn instead of what it leaves.
void setStaging(const gl::Program& program, const DrawPlan& plan, bool takenOff = false);

/// While it lives, what the section cuts away is clipped from what programs compiled with STAGED draw.
class Clipping {
  public:
    explicit Clipping(const DrawPlan& plan);
    ~Clipping();
    Clipping(const Clipping&) = delete;
    Clipping& operator=(const Clipping&) = delete;

  private:
    bool on_;
};

}  // namespace myochart::render
