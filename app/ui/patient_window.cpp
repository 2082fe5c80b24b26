#include "ui/patient_window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "core/words.h"
#include "handout/body_views.h"
#include "scene/other_part.h"
#include "scene/site_labels.h"
#include "ui/imgui_vec.h"
#include "ui/key_names.h"

namespace myochart::ui {

namespace {

constexpr int kPatientSettles = 3;
constexpr float kUsualWidth = 1100, kUsualHeight = 720, kSteps = 4, kLarger = 1.15F;  ///< a window of that size has letters a little larger than a therapist's

/// While it lives the window's contexts are the current ones.
class InContextOf {
  public:
    InContextOf(AppWindow& window, AppWindow& first, ImGuiContext* context) : first_(first), before_(ImGui::GetCurrentContext()) {
        window.makeCurrent();
        if (context) ImGui::SetCurrentContext(context);
    }
    ~InContextOf() {
        ImGui::SetCurrentContext(before_);
        first_.makeCurrent();
    }
    InContextOf(const InContextOf&) = delete;
    InContextOf& operator=(const InContextOf&) = delete;

  private:
    AppWindow& first_;
    ImGuiContext* before_;
};

float scaleFor(vec2 size) {
    const float fits = std::min(size.x / (size.x > size.y ? kUsualWidth : kUsualHeight), size.y / (size.x > size.y ? kUsualHeight : kUsualWidth)) * kLarger;
    return std::clamp(std::round(fits * kSteps) / kSteps, 0.75F, 3.0F);
}

}  // namespace

Result<std::unique_ptr<PatientWindow>> PatientWindow::open(AppWindow& first, workspace::Program& program, const OutputFile* layout) {
    std::unique_ptr<PatientWindow> made(new PatientWindow(first, program, layout));
    if (auto ready = made->makeReady(); !ready) return ready.error();
    return made;
}

Outcome PatientWindow::makeReady() {
    if (auto spoken = speak(std::string(languageInUse())); !spoken) return spoken.error();
    auto shaders = programFolder("shaders");
    if (!shaders) return shaders.error();
    auto renderer = render::SceneRenderer::create(*shaders);
    if (!renderer) return renderer.error();
    picture_ = std::make_unique<BodyPicture>(std::move(*renderer));
    AppWindow::Asked asked;
    asked.width = static_cast<int>(kUsualWidth);
    asked.height = static_cast<int>(kUsualHeight);
    asked.title = "Myochart";  // no name, and nothing that tells what for
    auto window = first_.openBeside(asked);
    if (!window) return window.error();
    window_ = std::move(*window);
    restyle();
    return Done{};
}

PatientWindow::~PatientWindow() {
    stopAsking();
    if (context_) {
        const InContextOf here(*window_, first_, context_);
        ImGui_ImplOpenGL3_Shutdown();
    }
    if (context_) ImGui::DestroyContext(context_);
    window_.reset();
    first_.makeCurrent();
}

Outcome PatientWindow::speak(const std::string& language) {
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    auto read = handout::readTexts({*assets / "handout", program_.dataFolder() / "handout"}, language);
    if (!read) return read.error();
    texts_ = std::move(read->texts);
    language_ = std::string(texts_->language());
    told_.reset();
    words_.reset();
    return Done{};
}

/// ImGui's context with letters for the window's size; anew when that changes.
void PatientWindow::restyle() {
    const float ratio = window_->size().x > 0 ? std::max(0.1F, window_->framebufferSize().x / window_->size().x) : 1;
    const float scale = scaleFor(window_->size());
    if (context_ && scale == scale_) return;
    if (context_) {
        const InContextOf here(*window_, first_, context_);
        ImGui_ImplOpenGL3_Shutdown();
    }
    if (context_) ImGui::DestroyContext(context_);
    scale_ = scale;
    fonts_ = makeFonts(scale * ratio);
    ImGuiContext* before = ImGui::GetCurrentContext();
    context_ = ImGui::CreateContext(fonts_.atlas.get());
    ImGui::SetCurrentContext(before);
    const InContextOf here(*window_, first_, context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.FontDefault = fonts_.fonts.body;
    io.FontGlobalScale = 1 / ratio;
    mapKeys(io);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    applyStyle(lightTheme(), scale_);
    settle_ = kPatientSettles;
}

/// The visit whose places are shown; null: nobody's are.
const record::Session* PatientWindow::shownVisit(bool curtain) {
    const record::Patient* patient = program_.record.patient() ? &*program_.record.patient() : nullptr;
    if (curtain || !patient) return nullptr;
    if (whose_.empty()) whose_ = patient->id;
    if (patient->id != whose_) {
        tellStranger_ = !std::exchange(strangerTold_, true);
        return nullptr;
    }
    strangerTold_ = false;
    return program_.marks.shownSession();
}

void PatientWindow::bringWordsUpToDate(const record::Session* visit) {
    if (!visit) {
        if (words_) settle_ = kPatientSettles;
        told_.reset();
        words_.reset();
        return;
    }
    if (told_ == *visit) return;
    told_ = *visit;
    words_ = handout::patientScreenOf({*program_.record.patient(), program_.practice.practice(), *visit, program_.catalogue(), *texts_});
    settle_ = kPatientSettles;
}

void PatientWindow::aimPicture(double now) {
    BodyPicture::Wanted wanted;
    wanted.body = program_.bodies.inPicture();
    if (!wanted.body) return;
    const float ratio = window_->framebufferSize().x / window_->size().x;
    const vec2 figure = figurePx() * ratio;
    if (figure.x < 1 || figure.y < 1) return;  // this page shows no body
    wanted.viewport = {std::max(1, static_cast<int>(figure.x)), std::max(1, static_cast<int>(figure.y))};
    wanted.showLabels = false;
    wanted.pixelScale = ratio;
    if (form_.isShown()) {
        form_.aim(wanted);
        picture_->update(std::move(wanted), now);
        return;
    }
    const scene::ViewOptions options = handout::modestView(*wanted.body);
    wanted.scene = scene::buildScene(*wanted.body, nullptr, options, &program_.catalogue());
    const scene::StandardView side = sight_ == PatientSight::back ? scene::StandardView::posterior : scene::StandardView::anterior;
    wanted.camera = sight_ == PatientSight::asShown ? program_.view.camera : sight_ == PatientSight::turned ? turned_ : scene::standardView(side, scene::shownBounds(*wanted.body, options), wanted.viewport);
    wanted.moving = turns_;
    wanted.rays = program_.bodies.rays();
    picture_->update(std::move(wanted), now);
}

/// Those that lie on the side of the body that is shown, also under other tissue: the dot stands on the skin above.
void PatientWindow::placeSites(const record::Session* visit) {
    places_.clear();
    const Rect figure = page().figure();
    middle_ = figure.centre().x;
    const auto body = program_.bodies.inPicture();
    if (!visit || !words_ || !picture_->hasPicture() || !body) return;
    const scene::Viewport viewport = picture_->viewport();
    const scene::Camera& camera = picture_->camera();
    const auto inWindow = [&](vec3 at) -> std::optional<vec2> {
        const auto pixel = camera.project(at, viewport);
        if (!pixel) return std::nullopt;
        return figure.min + *pixel * figure.size() / vec2(viewport.width, viewport.height);
    };
    const scene::ViewOptions options = handout::modestView(*body);
    const Box whole = scene::shownBounds(*body, options);
    if (const auto middle = inWindow((whole.min + whole.max) / 2.0F)) middle_ = middle->x;
    scene::Scene seen = scene::buildScene(*body, visit, options, &program_.catalogue());
    scene::noteOtherParts(seen, *body, program_.bodies.rays(), options, camera.eye());
    for (size_t i = 0; i < words_->sites.size(); ++i) {
        const auto item = std::ranges::find(seen.markers, words_->sites[i].id, &scene::MarkerItem::id);
        if (item == seen.markers.end() || scene::howSeen(*item, camera, true) == scene::SiteSeen::far) continue;
        if (const auto at = inWindow(item->position); at && figure.contains(*at)) places_.push_back({i, *at});
    }
}

PatientPage PatientWindow::page() {
    PatientPage page{fonts_.fonts, lightTheme(), record_, window_->size(), scale_};
    page.words = words_ ? &*words_ : nullptr;
    page.picture = picture_->hasPicture() ? picture_->renderer().picture() : 0;
    page.places = places_;
    page.middle = middle_;
    page.front = texts_->of("view anterior");
    page.back = texts_->of("view posterior");
    page.asShown = texts_->of("screen follow");
    page.ring = texts_->of("screen ring");
    page.sight = sight_;
    page.language = language_;
    return page;
}

void PatientWindow::take(const PatientPage::Chosen& chosen) {
    if (chosen.sight) sight_ = *chosen.sight;
    if (chosen.language)
        if (auto spoken = speak(*chosen.language); !spoken) program_.notices.tell(spoken.error().message, true);
    if (chosen.sight || chosen.language) settle_ = kPatientSettles;
}

FrameInput PatientWindow::beginFrame() {
    ImGuiIO& io = ImGui::GetIO();
    const vec2 size = window_->size();
    io.DisplaySize = im(size);
    const float ratio = window_->framebufferSize().x / size.x;
    io.DisplayFramebufferScale = {ratio, ratio};
    io.DeltaTime = 1.0F / 60;
    const FrameInput input = window_->input().feed(io);
    for (const InputEvent& key : input.keys)
        if (key.key == GLFW_KEY_F11 && !key.repeat) window_->toggleFullScreen();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    record_.begin();
    return input;
}

void PatientWindow::endFrame() {
    ImGui::Render();
    window_->bind();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    window_->swap();
}

void PatientWindow::drawPage(PatientPage& page) {
    const InContextOf here(*window_, first_, context_);
    const FrameInput input = beginFrame();
    const PatientPage::Chosen chosen = page.draw();
    endFrame();
    turnBy(input, page.figure());
    take(chosen);
}

/// A drag over the body's picture turns it, until another sight is chosen.
void PatientWindow::turnBy(const FrameInput& input, const Rect& figure) {
    if (input.press && input.press->button == 0 && picture_->hasPicture() && figure.contains(input.press->pos)) {
        turns_ = true;
        turnedFrom_ = input.press->pos;
        if (sight_ != PatientSight::turned) turned_ = picture_->camera();
    }
    if (turns_ && input.pos != turnedFrom_) {
        scene::orbit(turned_, input.pos - turnedFrom_);
        turnedFrom_ = input.pos;
        sight_ = PatientSight::turned;
        again_ = true;
    }
    if (input.release && input.release->button == 0) again_ = again_ || std::exchange(turns_, false);
}

void PatientWindow::drawForm() {
    const InContextOf here(*window_, first_, context_);
    const FrameInput input = beginFrame();
    PatientFormPage page = formPage();
    page.picture = picture_->hasPicture() ? picture_->renderer().picture() : 0;
    const bool changed = form_.step(input, page);
    const PatientFormPage::Chosen chosen = page.draw();
    endFrame();
    form_.take(chosen);
    finished_ = finished_ || chosen.done;
    if (chosen.away || chosen.stop) isOver_ = window_->sharesScreenWith(first_);  // it lies before the work
    if (chosen.language)
        if (auto spoken = speak(*chosen.language); !spoken) program_.notices.tell(spoken.error().message, true);
    if (changed || input.press || input.release || !input.keys.empty()) settle_ = std::max(settle_, 2), again_ = true;
}

void PatientWindow::drawFrame(const record::Session* visit) {
    if (form_.isShown()) return drawForm();
    placeSites(visit);
    PatientPage shown = page();
    drawPage(shown);
}

bool PatientWindow::ask() {
    form_.begin();
    settle_ = kPatientSettles;
    if (!window_->isFullScreen()) window_->toggleFullScreen();
    window_->comeForward();
    return window_->sharesScreenWith(first_);
}

bool PatientWindow::turn(bool curtain, double now) {
    if (window_->closeAsked()) return false;
    const vec2 size = window_->size();
    if (size.x < 1 || size.y < 1 || window_->framebufferSize().x < 1 || window_->iconified()) return true;
    if (size != size_) settle_ = kPatientSettles;
    size_ = size;
    restyle();
    again_ = false;
    const record::Session* visit = shownVisit(curtain);
    bringWordsUpToDate(visit);
    aimPicture(now);
    if (picture_->due(now) && figurePx().x >= 1) {
        picture_->draw(now);
        picture_->renderer().finish();  // before another context reads it
    }
    if (window_->takeDamage() || !window_->input().empty() || drawn_ != picture_->picturesDrawn()) settle_ = std::max(settle_, 2);
    drawn_ = picture_->picturesDrawn();
    for (int frames = 0; (settle_ > 0 || !window_->input().empty()) && frames < 40; ++frames) {
        settle_ = std::max(0, settle_ - 1);
        drawFrame(visit);
    }
    if (layout_) record_.writeIfChanged(*layout_);
    if (isOver_) first_.comeForward();
    return !isOver_;
}

}  // namespace myochart::ui
