#include "frame_rig.h"

#include <epoxy/gl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <thread>

#include "support/boxes.h"

namespace myochart::ui::test {

namespace {

using myochart::test::boxStructure;

std::shared_ptr<const body::Body> makeBody(const Path& file) {
    body::NewBody made{"boxes", "test", "", {}};
    made.structures.push_back(boxStructure("left_soleus", "soleus", Side::left, vec3(90, 30, 300), vec3(40, 40, 150)));
    made.structures.push_back(boxStructure("right_soleus", "soleus", Side::right, vec3(-90, 30, 300), vec3(40, 40, 150)));
    made.structures.push_back(boxStructure("left_tibia", "", Side::left, vec3(90, 30, 300), vec3(15, 15, 140)));
    made.structures.back().facts.system = body::System::bone;
    made.structures.back().facts.layer = anatomy::Layer::bone;
    return myochart::test::bodyOf(file, std::move(made), true);
}

/// A framebuffer as large as the window, kept in `name`.
GLuint makeTarget(int width, int height) {
    GLuint framebuffer = 0, colour = 0;
    glGenFramebuffers(1, &framebuffer);
    glGenRenderbuffers(1, &colour);
    glBindRenderbuffer(GL_RENDERBUFFER, colour);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour);
    return framebuffer;
}

}  // namespace

FrameRig::FrameRig(Setup setup) : setup_(setup) {
    if (setup_.gl) {
        auto context = render::OffscreenContext::create();
        EXPECT_TRUE(context.ok()) << (context.ok() ? "" : context.error().message);
        if (context) context_ = std::move(*context);
    }
    start();
}

FrameRig::~FrameRig() {
    frame_.reset();
    program_.reset();
}

void FrameRig::start() {
    auto program = workspace::Program::open({.dataDir = folder_.path(),
                                          .recordFile = {},
                                          .inlineJobs = !setup_.threads,
                                          .needRecord = true,
                                          .clock = workspace::NeedleClock([this] { return clock_; })});
    ASSERT_TRUE(program.ok()) << (program.ok() ? "" : program.error().message);
    program_ = std::move(*program);
    program_->settings.dark = setup_.dark;
    std::unique_ptr<render::SceneRenderer> renderer;
    if (context_) {
        auto made = render::SceneRenderer::create(*programFolder("shaders"));
        ASSERT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message);
        renderer = std::move(*made);
    }
    frame_ = std::make_unique<AppFrame>(*program_, std::move(renderer), context_ != nullptr);
    pass();
    if (setup_.body) program_->bodies.show(makeBody(folder_ / "boxes.cache"));
    pass();
}

void FrameRig::reopen() {
    frame_.reset();
    program_.reset();
    start();
}

void FrameRig::pass(double seconds) {
    const AppFrame::Surface surface{setup_.windowPx, 1, setup_.scale};
    for (double end = now_ + seconds; now_ < end;) {
        now_ += 1.0 / 60;
        settle();
        frame_->run(queue_, surface, now_);
    }
}

/// Lets the record, which has a thread of its own in every setup, and the jobs finish what they were given: a test's time
/// is not the machine's.
void FrameRig::settle() {
    do {
        program_->record.saving().run<bool>([](store::Record&) { return true; });
        while (!program_->jobs.running().empty() && !program_->pump()) std::this_thread::yield();
    } while (program_->pump());
}

Rect FrameRig::rect(const std::string& widget) const {
    const auto& rects = frame_->record().rects();
    const auto found = rects.find(widget);
    EXPECT_NE(found, rects.end()) << widget << " was not drawn";
    return found == rects.end() ? Rect{} : found->second;
}

Rect FrameRig::scrolledTo(const std::string& widget) {
    constexpr int kTries = 12;
    constexpr float kStatusBar = 48;  // above it a widget is cut off
    const Rect window = frame_->record().rects().at("window");
    const bool onTheRight = widget.starts_with("site.") || widget.starts_with("aim.") || widget.starts_with("pain.") || widget.starts_with("structure.") || widget.starts_with("quiz.") || widget.starts_with("lesson.");
    if (!has(widget)) {
        const vec2 overCard(onTheRight ? window.max.x - 40 : window.min.x + 80, window.max.y - 120);
        for (const float notches : {-2.0F, 2.0F})
            for (int i = 0; i < kTries && !has(widget); ++i) wheel(overCard, notches);
    }
    for (int i = 0; i < 3 && has(widget) && (onTheRight || widget == "consent.signature") && rect(widget).max.y > window.max.y - kStatusBar; ++i) wheel({onTheRight ? window.max.x - 40 : window.min.x + 80, window.max.y - 120}, -2);
    return rect(widget);
}

std::string FrameRig::fact(const std::string& name) const {
    const auto found = frame_->record().facts().find(name);
    return found == frame_->record().facts().end() ? "" : found->second;
}

void FrameRig::moveTo(vec2 pos, unsigned modifiers) {
    queue_.moveTo(pos, now_, modifiers);
    pass();
}

void FrameRig::click(vec2 pos, unsigned modifiers) {
    moveTo(pos, modifiers);
    queue_.click(pos, now_, 0, modifiers);
    pass();
    now_ += 0.5;  // no two clicks of a test are one double click
}

void FrameRig::drag(vec2 from, vec2 to, bool hold, int steps) {
    moveTo(from);
    queue_.button(0, true, from, now_);
    pass(0.02);
    for (int i = 1; i <= steps; ++i) {
        queue_.moveTo(from + (to - from) * (static_cast<float>(i) / static_cast<float>(steps)), now_);
        pass(0.02);
    }
    if (!hold) release(to);
}

void FrameRig::release(vec2 pos) {
    queue_.button(0, false, pos, now_);
    pass();
}

void FrameRig::wheel(vec2 pos, float notches, unsigned modifiers) {
    moveTo(pos, modifiers);
    InputEvent event;
    event.kind = InputEvent::Kind::wheel;
    event.wheel = notches;
    event.modifiers = modifiers;
    event.time = now_;
    queue_.push(event);
    pass();
}

void FrameRig::key(int glfwKey, unsigned modifiers) {
    queue_.key(glfwKey, now_, modifiers);
    pass();
}

void FrameRig::type(const std::string& text) {
    queue_.type(text, now_);
    pass();
}

vec2 FrameRig::onScreen(vec3 positionBody) const {
    const auto pixel = program_->view.camera.project(positionBody, program_->view.viewport);
    EXPECT_TRUE(pixel);
    return rect("body").min + pixel.value_or(vec2(0));
}

void FrameRig::openVisit() {
    record::Patient patient;
    patient.name = "Example, Ana";
    patient.birthDate = "1980-05-04";
    program_->record.addPatient(patient);
    pass();
    program_->record.newSession();
    pass();
    frame().state().stage = Stage::sites;  // what most tests are about
    frame().state().visitsListed = true;
    pass();
}

void FrameRig::addMarkers(int count) {
    for (int i = 0; i < count; ++i) {
        const float z = 170 + 260.0F * static_cast<float>(i) / static_cast<float>(std::max(1, count));
        const auto hits = scene::pickAlong(
            *program_->bodies.current(), nullptr, {vec3(60 + static_cast<float>(i % 7) * 9, -1000, z), vec3(0, 1, 0)}, program_->view.options);
        ASSERT_FALSE(hits.empty());
        program_->marks.setPlacing(static_cast<record::MarkerType>(i % 5));
        ASSERT_TRUE(program_->marks.place(hits.front().at));
    }
    program_->marks.setMode(workspace::Mode::look);
    pass();
}

render::Image FrameRig::picture() {
    const int width = static_cast<int>(setup_.windowPx.x), height = static_cast<int>(setup_.windowPx.y);
    const GLuint target = makeTarget(width, height);
    pass(0.5);
    frame_->present(now_);
    render::Image image{width, height, std::vector<std::uint8_t>(static_cast<size_t>(width * height * 4))};
    std::vector<std::uint8_t> rows(image.rgba.size());
    glBindFramebuffer(GL_READ_FRAMEBUFFER, target);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rows.data());
    const size_t stride = static_cast<size_t>(width) * 4;
    for (size_t y = 0; y < static_cast<size_t>(height); ++y)
        std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>(y * stride), stride,
                    image.rgba.begin() + static_cast<std::ptrdiff_t>((static_cast<size_t>(height) - 1 - y) * stride));
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDeleteFramebuffers(1, &target);
    return image;
}

}  // namespace myochart::ui::test
