#include "ui/patient_form_view.h"

#include <algorithm>
#include <cmath>

#include "handout/body_views.h"
#include "scene/build_scene.h"

namespace myochart::ui {

namespace {

constexpr float kPatientBrushMm[] = {8, 18, 40};
constexpr float kFormWheelStep = 0.88F;

}  // namespace

void PatientFormView::begin() {
    step_ = FormStep::where;
    firstQuestion_ = 0, brush_ = 1;
    erases_ = paints_ = turns_ = thanks_ = false;
    wantedView_ = scene::StandardView::anterior;
}

void PatientFormView::aim(BodyPicture::Wanted& wanted) {
    wanted.body = program_.bodies.current();
    if (!wanted.body) return;
    viewport_ = wanted.viewport;
    scene::ViewOptions options = handout::modestView(*wanted.body);
    if (const auto laid = program_.ask.isAsking() ? program_.ask.laid() : nullptr) options.laid = {laid, false};
    if (wantedView_) camera_ = scene::standardView(*wantedView_, scene::shownBounds(*wanted.body, options), viewport_);
    wantedView_.reset();
    wanted.scene = scene::buildScene(*wanted.body, nullptr, options, &program_.catalogue());
    wanted.camera = camera_;
    wanted.rays = program_.bodies.rays();
    wanted.moving = moves();
}

std::optional<vec3> PatientFormView::onSkin(vec2 pixel) const {
    const auto body = program_.bodies.current();
    if (!body) return std::nullopt;
    const geometry::Ray ray = camera_.rayThrough(pixel, viewport_);
    const geometry::RayIndex* rays = program_.bodies.rays();
    for (const geometry::RayHit& hit : rays ? rays->allHits(ray) : body->hitsWithoutIndex(ray))
        if (body->structure(hit.at.part).system == body::System::skin) return hit.at.position;
    return std::nullopt;
}

float PatientFormView::radiusMm() const { return kPatientBrushMm[std::min<size_t>(brush_, 2)]; }

bool PatientFormView::step(const FrameInput& input, const PatientFormPage& page) {
    const Rect figure = page.figure();
    if (step_ != FormStep::where || !program_.ask.isAsking() || figure.size().x < 1) return false;
    const vec2 ratio = vec2(viewport_.width, viewport_.height) / figure.size(), pixel = (input.pos - figure.min) * ratio;
    const bool over = figure.contains(input.pos);
    bool changed = false;
    if (input.wheel != 0 && over) {
        scene::zoomTo(camera_, std::pow(kFormWheelStep, input.wheel), pixel, viewport_);
        changed = true;
    }
    if (input.press && input.press->button == 0 && figure.contains(input.press->pos)) {
        const auto at = program_.ask.map() ? onSkin((input.press->pos - figure.min) * ratio) : std::nullopt;
        paints_ = at.has_value(), turns_ = !at;
        last_ = input.press->pos;
        if (paints_) {
            program_.ask.beginStroke();
            program_.ask.strokeTo(*at, radiusMm(), erases_);
        }
        changed = true;
    }
    if (paints_ && over)
        if (const auto at = onSkin(pixel)) program_.ask.strokeTo(*at, radiusMm(), erases_), changed = true;
    if (turns_ && input.pos != last_) {
        scene::orbit(camera_, input.pos - last_);
        last_ = input.pos;
        changed = true;
    }
    if (input.release && input.release->button == 0 && moves()) {
        if (paints_) program_.ask.endStroke();
        paints_ = turns_ = false;
        changed = true;
    }
    return changed;
}

PatientFormPage PatientFormView::page(const Fonts& fonts, LayoutRecord& record, vec2 windowPx, float scale, const handout::Texts& texts, const std::string& language) {
    if (questionsIn_ != language) {
        questions_ = handout::patientQuestions(texts, program_.catalogue());
        questionsIn_ = language;
    }
    auto& ask = program_.ask;
    PatientFormPage page{fonts, lightTheme(), record, windowPx, scale, texts, questions_, ask.isAsking() ? ask.form() : none_};
    page.step = thanks_ ? FormStep::thanks : step_;
    page.firstQuestion = firstQuestion_;
    page.brush = brush_, page.erases = erases_;
    page.canUndo = ask.canUndo(), page.hasPaint = ask.hasPaint();
    page.canPaint = program_.pain.why().empty();
    page.language = language;
    return page;
}

void PatientFormView::take(const PatientFormPage::Chosen& chosen) {
    auto& ask = program_.ask;
    if (chosen.step) step_ = *chosen.step;
    if (chosen.firstQuestion) firstQuestion_ = *chosen.firstQuestion;
    if (chosen.brush) brush_ = *chosen.brush;
    if (chosen.erases) erases_ = *chosen.erases;
    if (chosen.view) wantedView_ = chosen.view;
    if (chosen.zoom != 1) scene::zoomTo(camera_, chosen.zoom, vec2(viewport_.width, viewport_.height) / 2.0F, viewport_);
    if (chosen.undo) ask.undo();
    if (chosen.clear) ask.clear();
    if (chosen.stop) ask.stop(questionsIn_);
    if (chosen.away) thanks_ = false;
    if (!chosen.done) return;
    ask.finish(questionsIn_);
    thanks_ = true;
}

}  // namespace myochart::ui
