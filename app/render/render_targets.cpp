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

RenderTargets::Multisampled::Multisampled(int w, int h, int samples)
    : width(w), height(h), colour(GL_RGBA8, w, h, samples), depth(kDepthFormat, w, h, samples) {
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
    GLint most = 0;
    glGetIntegerv(GL_MAX_SAMPLES, &most);
    usableSamples_ = most > 1 ? std::clamp(samples, 0, static_cast<int>(most)) : 0;
}

bool RenderTargets::fits(scene::Viewport viewport, int samples) const {
    const scene::Viewport wanted = clamped(viewport);
    return wanted.width == viewport_.width && wanted.height == viewport_.height && samples == samples_;
}

// Grows in steps and never shrinks, so that turning does not make it anew each frame.
void RenderTargets::fitMultisampled() {
    if (usableSamples_ == 0) return;
    const bool fits = multisampled_ && multisampled_->width >= box_.width && multisampled_->height >= box_.height;
    if (fits) return;
    const auto stepped = [](int size, int before, int limit) { return std::min(std::max((size + 63) / 64 * 64, before), limit); };
    const int width = stepped(box_.width, multisampled_ ? multisampled_->width : 0, viewport_.width);
    const int height = stepped(box_.height, multisampled_ ? multisampled_->height : 0, viewport_.height);
    multisampled_.reset();
    multisampled_.emplace(width, height, usableSamples_);
    if (multisampled_->framebuffer.complete()) return;
    multisampled_.reset();
    usableSamples_ = 0;
    drainErrors();
}

void RenderTargets::bindBody() const {
    (multisampled_ ? multisampled_->framebuffer : body_).bind(viewport_.width, viewport_.height);
    glViewport(-static_cast<int>(origin().x), -static_cast<int>(origin().y), viewport_.width, viewport_.height);
}

void RenderTargets::beginBody(const PixelBox& box) {
    box_ = box.empty() ? PixelBox{0, 0, 1, 1} : box;
    fitMultisampled();
    glClearColor(0, 0, 0, 0);
    body_.bind(viewport_.width, viewport_.height);
    glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
    bindBody();
    if (multisampled_) glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
}

void RenderTargets::resolve(GLbitfield what) const {
    if (multisampled_) gl::copyPart(multisampled_->framebuffer, body_, box_.x, box_.y, box_.width, box_.height, what);
}

void RenderTargets::resolveDepth() const { resolve(GL_DEPTH_BUFFER_BIT); }
void RenderTargets::resolveColour() const { resolve(GL_COLOR_BUFFER_BIT); }

void RenderTargets::beginGhosts() {
    if (multisampled_) {
        bindBody();
        return;
    }
    if (!ghosts_) ghosts_.emplace(viewport_, colour_);
    gl::copyPart(body_, ghosts_->framebuffer, 0, 0, viewport_.width, viewport_.height, GL_DEPTH_BUFFER_BIT);
    ghosts_->framebuffer.bind(viewport_.width, viewport_.height);
}

}  // namespace myochart::render
