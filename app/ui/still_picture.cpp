#include "ui/still_picture.h"

#include <algorithm>
#include <cmath>

#include "core/words.h"
#include "ui/panels/pattern_words.h"
#include "workspace/section_pane.h"

namespace myochart::ui {

namespace {

/// How the pattern of that place is drawn, by words: a legend of a picture has no swatches.
std::string drawnAs(size_t place, bool several, const std::string& title) {
    if (!several) return trf("Red: {}", title);
    if (place == 0) return trf("Red dots: {}", title);
    return place == 1 ? trf("Blue lines: {}", title) : trf("Brown lines the other way: {}", title);
}

std::vector<std::string> legendOfPatterns(const workspace::Program& program) {
    std::vector<std::string> lines;
    const auto& shown = program.pain.shown();
    for (size_t i = 0; i < shown.size(); ++i) {
        lines.push_back(drawnAs(i, shown.size() > 1, patternTitle(program, shown[i])));
        if (const std::string origin = patternOrigin(program, shown[i]); !origin.empty()) lines.push_back(trf("reported in {}", origin));
    }
    if (!shown.empty()) {
        lines.push_back(zonesAreDrawnAs(shown.size() > 1));
        lines.push_back(tr("Reported patterns, no finding"));
    }
    return lines;
}

}  // namespace

picture::Request pictureOfView(const workspace::Program& program) {
    const scene::Viewport seen = program.view.viewport;
    const float shape = seen.height > 0 ? static_cast<float>(std::max(1, seen.width)) / static_cast<float>(seen.height) : 1;
    constexpr float kNarrowest = 0.25F, kWidest = 4;
    picture::Request request;
    request.body = program.bodies.current();
    request.catalogue = &program.catalogue();
    if (const record::Session* session = program.marks.shownSession()) request.session = std::make_shared<const record::Session>(*session);
    request.view = workspace::bodyOptions(program.view);
    request.camera = program.view.camera;
    request.size = {static_cast<int>(std::lround(std::clamp(shape, kNarrowest, kWidest) * kStillHeight)), kStillHeight};
    request.labels = request.transparent = true;
    if (const workspace::ShownStep* taught = program.lessons.shown()) request.strokes = taught->needle;
    for (const auto& [at, name] : program.pain.inside()) request.names.push_back({at, name});
    request.legend = legendOfPatterns(program);
    return request;
}

Outcome savePictureOfView(workspace::Program& program) {
    workspace::ToSave toSave;
    toSave.file = program.exchange.placeFor("view", ".png");
    toSave.doing = tr("Drawing the picture");
    if (const record::Session* shownVisit = program.marks.shownSession()) toSave.about = shownVisit->id.text;
    toSave.write = [request = pictureOfView(program)](const OutputFile& file, Progress&) -> Outcome {
        auto drawn = picture::draw([&]() -> Result<picture::Request> { return request; });
        if (!drawn) return drawn.error();
        if (!*drawn) return failed(said("The stored model is damaged; import it again."));
        return render::writePng((*drawn)->image, file, true);
    };
    toSave.told = [ofVisit = program.record.session() != nullptr](const Path& file) {
        return ofVisit ? trf("The picture of this view lies in {}. It shows the sites of the visit and no name.", shown(file)) : trf("The picture of this view lies in {}.", shown(file));
    };
    return program.exchange.save(std::move(toSave));
}

}  // namespace myochart::ui
