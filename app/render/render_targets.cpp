#include "render/render_targets.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace myochart::render {
namespace {

constexpr int kGreatestSide = 16384;
constexpr int kSamples = 4;  // as in shaders/compose.frag
constexpr GLenum kDepthFormat = GL_DEPTH_COMPONENT32F;

void drainErrors() {
    while (glGetError() != GL_NO_ERROR) {
    }
}

std::runtime_error tooLarge(scene::Viewport size) {
    return std::runtime_error(
        fmt::format("The graphics card cannot hold a picture of {} x {} pixels.", size.width, size.height));
}

}  // namespace

RenderTargets::Multisampled::Multisampled(int w, int h, int samples)
    : width(w), height(h), colour(GL_RGBA8, w, h, samples), depth(kDepthFormat, w, h, samples) {
    framebuffer.attach(GL_COLOR_ATTACHMENT0, colour);
    framebuffer.attach(GL_DEPTH_ATTACHMENT, depth);
}

RenderTargets::Whole::Whole(scene::Viewport size)
    : colour(gl::kRgba8, size.width, size.height, gl::Texture::Filter::nearest),
      depth(gl::kDepth, size.width, size.height, gl::Texture::Filter::nearest) {
    framebuffer.attach(GL_COLOR_ATTACHMENT0, colour);
    framebuffer.attach(GL_DEPTH_ATTACHMENT, depth);
    if (!framebuffer.complete()) throw tooLarge(size);
}

RenderTargets::Overlaid::Overlaid(scene::Viewport size)
    : colour(gl::kRgba8, size.width, size.height, gl::Texture::Filter::nearest) {
    framebuffer.attach(GL_COLOR_ATTACHMENT0, colour);
    if (!framebuffer.complete()) throw tooLarge(size);
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
      plainColour_(gl::kRgba8, viewport_.width, viewport_.height, gl::Texture::Filter::nearest) {
    plain_.attach(GL_COLOR_ATTACHMENT0, plainColour_);
    if (!plain_.complete()) throw tooLarge(viewport_);
    GLint colour = 0, depth = 0;
    glGetIntegerv(GL_MAX_COLOR_TEXTURE_SAMPLES, &colour);
    glGetIntegerv(GL_MAX_DEPTH_TEXTURE_SAMPLES, &depth);
    usableSamples_ = samples > 0 && std::min(colour, depth) >= kSamples ? kSamples : 0;
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

RenderTargets::Whole& RenderTargets::whole() {
    if (!whole_) whole_.emplace(viewport_);
    return *whole_;
}

void RenderTargets::bindBody() {
    (multisampled_ ? multisampled_->framebuffer : whole().framebuffer).bind(viewport_.width, viewport_.height);
    glViewport(-static_cast<int>(origin().x), -static_cast<int>(origin().y), viewport_.width, viewport_.height);
}

void RenderTargets::beginBody(const PixelBox& box) {
    box_ = box.empty() ? PixelBox{0, 0, 1, 1} : box;
    fitMultisampled();
    colourWhole_ = depthWhole_ = !multisampled_;
    bindBody();
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
}

// What lies outside the box of the samples is empty; so is all when nothing was drawn.
void RenderTargets::resolve(GLbitfield what) {
    whole().framebuffer.bind(viewport_.width, viewport_.height);
    glClearColor(0, 0, 0, 0);
    glClear(what);
    if (multisampled_) gl::copyPart(multisampled_->framebuffer, whole_->framebuffer, box_.x, box_.y, box_.width, box_.height, what);
}

const gl::Texture& RenderTargets::depth() {
    if (!depthWhole_) resolve(GL_DEPTH_BUFFER_BIT);
    depthWhole_ = true;
    return whole().depth;
}

const gl::Texture& RenderTargets::colour() {
    if (!colourWhole_) resolve(GL_COLOR_BUFFER_BIT);
    colourWhole_ = true;
    return whole().colour;
}

const gl::Framebuffer& RenderTargets::bodyPicture() {
    (void)depth();
    return whole().framebuffer;
}

const gl::Framebuffer& RenderTargets::final() {
    if (!overlaid_) overlaid_.emplace(viewport_);
    return overlaid_->framebuffer;
}

void RenderTargets::bindSamples(int colourUnit, int depthUnit) const {
    multisampled_->colour.bind(colourUnit);
    multisampled_->depth.bind(depthUnit);
}

void RenderTargets::beginGhosts() {
    (void)depth();
    if (multisampled_) {
        bindBody();
        return;
    }
    if (!ghosts_) ghosts_.emplace(viewport_, whole().colour);
    gl::copyPart(whole().framebuffer, ghosts_->framebuffer, 0, 0, viewport_.width, viewport_.height, GL_DEPTH_BUFFER_BIT);
    ghosts_->framebuffer.bind(viewport_.width, viewport_.height);
}

}  // namespace myochart::render
