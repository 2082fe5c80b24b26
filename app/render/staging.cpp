#include "render/staging.h"

namespace myochart::render {

void setStaging(const gl::Program& program, const DrawPlan& plan, bool takenOff) {
    const vec3 away = takenOff ? -plan.section.away() : plan.section.away();
    program.set("section", plan.section.on ? vec4(away, -glm::dot(away, plan.section.origin)) : vec4(0, 0, 0, -1));
}

Clipping::Clipping(const DrawPlan& plan) : on_(plan.section.on) {
    if (on_) glEnable(GL_CLIP_DISTANCE0);
}

Clipping::~Clipping() {
    if (on_) glDisable(GL_CLIP_DISTANCE0);
}

}  // namespace myochart::render
