#include "render/render_targets.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace myochart::render {
namespace {

constexpr int kGreatestSide = 16384;
constexpr GLenum kDepthFormat = GL_DEPTH_COMPONENT32F;

void drainErrors() {
    while (glGetError() != GL_NO_ERROR) {
    }
}

}  // namespace

RenderTargets::Multisampled::Multisampled(scene::Viewport viewport, int samples)
    : colour(GL_RGBA8, viewport.width, viewport.height, samples),
      depth(kDepthFormat, viewport.width, viewport.height, samples) {
    framebuffer.attach(GL_COLOR_ATTACHMENT0, colour);
    framebuffer.attach(GL_DEPTH_ATTACHMENT, depth);
}

RenderTargets::GhostDepth::GhostDepth(scene::Viewport viewport, const gl::Texture& picture)
    : depth(kDepthFormat, viewport.width, viewport.height, 0) {
    framebuffer.attach(GL_COLOR_ATTACHMENT0, picture);
    framebuffer.attach(GL_DEPTH_ATTACHMENT, depth);
}

scene::Viewport RenderTargets::clamped(scene::Viewport viewport) {
    GLint limit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    const int most = std::clamp(static_cast<int>(limit), 1, kGreatestSide);
    return {std::clamp(viewport.width, 1, most), std::clamp(viewport.height, 1, most)};
}

RenderTargets::RenderTargets(scene::Viewport viewport, int samples)
    : viewport_(clamped(viewport)),
      samples_(samples),
      lastBox_{0, 0, viewport_.width, viewport_.height},
      colour_(gl::kRgba8, viewport_.width, viewport_.height, gl::Texture::Filter::nearest),
      depth_(gl::kDepth, viewport_.width, viewport_.height, gl::Texture::Filter::nearest),
      plainColour_(gl::kRgba8, viewport_.width, viewport_.height, gl::Texture::Filter::nearest),
      finalColour_(gl::kRgba8, viewport_.width, viewport_.height, gl::Texture::Filter::nearest) {
    body_.attach(GL_COLOR_ATTACHMENT0, colour_);
    body_.attach(GL_DEPTH_ATTACHMENT, depth_);
    plain_.attach(GL_COLOR_ATTACHMENT0, plainColour_);
    final_.attach(GL_COLOR_ATTACHMENT0, finalColour_);
    if (!body_.complete() || !plain_.complete() || !final_.complete()) {
        throw std::runtime_error(fmt::format("The graphics card cannot hold a picture of {} x {} pixels.",
                                             viewport_.width, viewport_.height));
    }
    if (samples <= 0) return;
    GLint most = 0;
    glGetIntegerv(GL_MAX_SAMPLES, &most);
    multisampled_.emplace(viewport_, std::min(samples, static_cast<int>(most)));
    if (most > 1 && multisampled_->framebuffer.complete()) return;
    multisampled_.reset();
    drainErrors();
}

bool RenderTargets::fits(scene::Viewport viewport, int samples) const {
    const scene::Viewport wanted = clamped(viewport);
    return wanted.width == viewport_.width && wanted.height == viewport_.height && samples == samples_;
}

void RenderTargets::beginBody(const PixelBox& box) {
    region_ = unite(lastBox_, box);
    lastBox_ = box;
    (multisampled_ ? multisampled_->framebuffer : body_).bind(viewport_.width, viewport_.height);
    glEnable(GL_SCISSOR_TEST);
    glScissor(region_.x, region_.y, region_.width, region_.height);
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
    glDisable(GL_SCISSOR_TEST);
}

void RenderTargets::copyRegion(const gl::Framebuffer& from, const gl::Framebuffer& to, GLbitfield what) const {
    if (!region_.empty()) gl::copyPart(from, to, region_.x, region_.y, region_.width, region_.height, what);
}

void RenderTargets::resolveDepth() const {
    if (multisampled_) copyRegion(multisampled_->framebuffer, body_, GL_DEPTH_BUFFER_BIT);
}

const gl::Framebuffer& RenderTargets::ghostTarget() {
    if (multisampled_) return multisampled_->framebuffer;
    if (!ghosts_) ghosts_.emplace(viewport_, colour_);
    copyRegion(body_, ghosts_->framebuffer, GL_DEPTH_BUFFER_BIT);
    return ghosts_->framebuffer;
}

void RenderTargets::resolveColour() const {
    if (multisampled_) copyRegion(multisampled_->framebuffer, body_, GL_COLOR_BUFFER_BIT);
}

}  // namespace myochart::render
