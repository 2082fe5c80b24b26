#include "cli/bench_cases.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>

#include <fmt/format.h>
#include <glm/trigonometric.hpp>

#include "builtin/builtin_body.h"
#include "cli/render_options.h"
#include "record/edits.h"
#include "workspace/shorthand_site.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

std::vector<std::string> globalArguments(const Context& context) {
    std::vector<std::string> arguments;
    const auto& program = context.invocation.program;
    if (!program.dataDir.empty()) arguments.insert(arguments.end(), {"--data-dir", program.dataDir.string()});
    if (!context.invocation.model.empty()) arguments.insert(arguments.end(), {"--model", context.invocation.model});
    return arguments;
}

Answer measureImport(Context& context, const BenchOptions& options) {
    if (options.source.empty()) return environmentFault("give the model file with --source FILE.");
    auto program = context.program(false);
    if (!program) return program.error();
    std::vector<double> ms;
    double peak = 0;
    for (int i = 0; i < runsOr(options, 3); ++i) {
        const Scratch scratch;
        auto run = runSelf({"--data-dir", scratch.folder.string(), "model", "import", options.source, "--levels-later", "--quiet"});
        if (!run) return run.error();
        if (run->exitCode != 0) return failed("the model could not be imported; `model check` says why.");
        ms.push_back(run->wallMs);
        peak = std::max(peak, run->peakRssMb);
    }
    return figures(ms, peak);
}

Answer measureLoad(Context& context, const BenchOptions& options) {
    auto program = context.program(false);
    if (!program) return program.error();
    Progress progress;
    bool ok = true;
    auto ms = timed(runsOr(options, 20), [&](int) { ok = ok && (*program)->bodies.load(context.invocation.model, progress).ok(); });
    if (!ok) return failed("no model is installed.");
    return figures(ms);
}

Answer measurePicture(Context& context, const BenchOptions& options) {
    const Scratch scratch;
    auto arguments = globalArguments(context);
    arguments.insert(arguments.end(), {"render", "-o", (scratch.folder / "picture.png").string(), "--size", options.size,
                                       "--samples", std::to_string(options.samples), "--quiet"});
    if (options.plain) arguments.emplace_back("--plain");
    std::vector<double> ms;
    double peak = 0;
    for (int i = 0; i < runsOr(options, 7); ++i) {
        auto run = runSelf(arguments);
        if (!run) return run.error();
        if (run->exitCode != 0) return failed("`render` failed; run it by hand to see why.");
        ms.push_back(run->wallMs);
        peak = std::max(peak, run->peakRssMb);
    }
    return figures(ms, peak);
}

/// A renderer with the body shown, for measuring frames.
struct Stage {
    std::unique_ptr<render::OffscreenContext> gl;
    std::unique_ptr<render::SceneRenderer> renderer;
    scene::Viewport viewport;
    scene::Scene scene;
    scene::Camera camera;
    Box box;
    std::vector<vec3> labelled;  ///< where the labels of a finished frame point
    std::vector<scene::PlacedLabel> labels;
};

/// As many sites as a long visit has, spread over the structures.
std::vector<vec3> placesToLabel(const body::Body& body) {
    constexpr size_t kSites = 20;
    std::vector<vec3> places;
    const auto structures = body.structures();
    for (size_t i = 0; i < kSites && !structures.empty(); ++i)
        places.push_back(structures[i * structures.size() / kSites].bounds.centre());
    return places;
}

void layOutLabels(Stage& stage) {
    std::vector<scene::LabelRequest> requests;
    for (size_t i = 0; i < stage.labelled.size(); ++i) {
        const std::string text = fmt::format("{} site", i + 1);
        if (const auto pixel = stage.camera.project(stage.labelled[i], stage.viewport))
            requests.push_back({text, text, stage.renderer->labelSize(text, 1), *pixel, false});
    }
    stage.labels = scene::layOutLabels(requests, stage.viewport, stage.labels);
}

Result<Stage> stageFor(Context& context, const BenchOptions& options) {
    Stage stage;
    auto viewport = viewportFrom(options.size);
    if (!viewport) return viewport.error();
    stage.viewport = *viewport;
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    auto gl = render::OffscreenContext::create();
    if (!gl) return gl.error();
    auto shaders = programFolder("shaders");
    if (!shaders) return shaders.error();
    auto renderer = render::SceneRenderer::create(*shaders);
    if (!renderer) return renderer.error();
    stage.gl = std::move(*gl);
    stage.renderer = std::move(*renderer);
    stage.renderer->setBody((*program)->bodies.current());
    if (!options.plain && !(*program)->bodies.current()->structures().empty()) (*program)->view.options.selected = 0;
    (*program)->view.options.effects.skinOpacity = options.skin;
    if (options.patterns) {
        auto laid = threePatterns(*(*program)->bodies.current(), (*program)->catalogue());
        if (!laid) return laid.error();
        (*program)->view.options.laid = std::move(*laid);
    }
    stage.scene = scene::buildScene(*(*program)->bodies.current(), nullptr, (*program)->view.options);
    if (!options.plain) stage.labelled = placesToLabel(*(*program)->bodies.current());
    stage.box = (*program)->bodies.current()->bounds();
    stage.camera = scene::standardView(scene::StandardView::anterior, stage.box, stage.viewport);
    return stage;
}

render::FrameStats drawFrame(Stage& stage, const BenchOptions& options, bool waitUntilDone) {
    render::FrameOptions frame;
    frame.viewport = stage.viewport;
    frame.samples = options.samples;
    frame.tolerancePx = render::kTurningTolerancePx;
    frame.ambientOcclusion = frame.outline = !options.plain;
    layOutLabels(stage);
    auto stats = stage.renderer->draw(stage.scene, stage.camera, stage.labels, frame);
    while (waitUntilDone && !stats.complete) stats = stage.renderer->draw(stage.scene, stage.camera, stage.labels, frame);
    stage.renderer->finish();
    return stats;
}

Answer measureFrame(Context& context, const BenchOptions& options) {
    auto stage = stageFor(context, options);
    if (!stage) return stage.error();
    const float step = glm::radians(7.0F);
    for (int i = 0; i < 4; ++i) drawFrame(*stage, options, true);
    render::FrameStats stats;
    auto ms = timed(runsOr(options, 20), [&](int) {
        stage->camera.azimuthRad += step;
        stats = drawFrame(*stage, options, false);
    });
    json answer = figures(ms);
    answer["triangles"] = stats.triangles;
    answer["structures"] = stats.structures;
    answer["samples"] = options.samples;
    return answer;
}

Answer measureHover(Context& context, const BenchOptions& options) {
    auto stage = stageFor(context, options);
    if (!stage) return stage.error();
    drawFrame(*stage, options, true);
    int hits = 0;
    auto ms = timed(runsOr(options, 500), [&](int i) {
        const vec2 pixel(stage->viewport.width / 2 + i % 40, (i * 37) % stage->viewport.height);
        hits += stage->renderer->structureAt(pixel).has_value();
    });
    json answer = figures(ms);
    answer["hits"] = hits;
    return answer;
}

Answer measureIdle(Context& context, const BenchOptions&) {
    if (!std::getenv("DISPLAY")) return environmentFault("needs a display (run it under xvfb-run).");
    auto used = cpuOfSelf(globalArguments(context), 8000, 13000);
    if (!used) return used.error();
    return json{{"core_share", rounded(*used / 5000, 4)}, {"seconds", 5}};
}

/// The window with the built-in body, of a user who was here before (or, cold, for the first time).
Answer measureFirstWindow(Context&, const BenchOptions& options) {
    if (!std::getenv("DISPLAY")) return environmentFault("needs a display (run it under xvfb-run).");
    const Scratch scratch;
    const auto dataOf = [&](int run) { return (scratch.folder / (options.cold ? fmt::format("data{}", run) : "data")).string(); };
    if (!options.cold)
        if (auto built = runSelf({"--data-dir", dataOf(0), "model", "build", "--quiet"}); !built) return built.error();
    std::vector<double> shown, ready;
    for (int i = 0; i < runsOr(options, 5); ++i) {
        auto first = firstWindowOfSelf({"--data-dir", dataOf(i)}, scratch.folder);
        if (!first) return first.error();
        shown.push_back(first->shownMs);
        ready.push_back(first->readyMs);
    }
    json answer = figures(shown);
    answer["body_ready_ms"] = figures(ready)["median_ms"];
    return answer;
}

Answer measureBuild(Context&, const BenchOptions& options) {
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    std::optional<Error> fault;
    auto ms = timed(runsOr(options, 5), [&](int) {
        const Scratch scratch;
        Progress progress;
        const auto body = builtin::openBuiltinBody(scratch.folder, *assets / builtin::kBuiltinTable, false, progress);
        if (!body) fault = body.error();
    });
    if (fault) return *fault;
    return figures(ms);
}

std::vector<geometry::Ray> raysThrough(const Box& box, int count) {
    std::mt19937 random(1);
    std::uniform_real_distribution<float> unit(0, 1);
    const auto inside = [&] { return box.min + box.size() * vec3(unit(random), unit(random), unit(random)); };
    std::vector<geometry::Ray> rays;
    while (static_cast<int>(rays.size()) < count) {
        const vec3 target = inside();
        const float angle = unit(random) * 6.2831853F;
        const vec3 origin = box.centre() + vec3(std::sin(angle), -std::cos(angle), 0) * 3000.0F;
        rays.push_back({origin, glm::normalize(target - origin)});
    }
    return rays;
}

Answer measurePick(Context& context, const BenchOptions& options) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    const body::Body& body = *(*program)->bodies.current();
    std::optional<geometry::RayIndex> index;
    const auto building = timed(1, [&](int) { index = body.buildRayIndex(); });
    const int runs = runsOr(options, 20000);
    const auto rays = raysThrough(body.bounds(), runs);
    size_t hits = 0, met = 0;
    const auto total = timed(1, [&](int) {
        for (const auto& ray : rays) {
            const size_t now = index->allHits(ray).size();
            hits += now;
            met += now > 0;
        }
    });
    return json{{"median_ms", rounded(total[0] / runs, 6)},
                {"us_per_ray", rounded(total[0] * 1000 / runs)},
                {"runs", runs},
                {"rays_that_met", met},
                {"hits_per_ray", rounded(static_cast<double>(hits) / runs)},
                {"index_build_ms", rounded(building[0])}};
}

Answer measureSave(Context&, const BenchOptions& options) {
    const Scratch scratch;
    auto record = store::openSqliteRecord(scratch.folder / "record.myochart");
    if (!record) return record.error();
    record::Patient patient;
    patient.id = record::PatientId::make();
    patient.name = "Bench";
    patient.createdAt = nowUtc();
    record::Session session;
    session.id = record::SessionId::make();
    session.patient = patient.id;
    session.startedAt = nowUtc();
    if (auto outcome = (*record)->put(patient); !outcome) return outcome.error();
    if (auto outcome = (*record)->put(store::SessionChange{{}, session}); !outcome) return outcome.error();
    bool ok = true;
    auto ms = timed(runsOr(options, 500), [&](int i) {
        if (i % 20 == 0) {  // a session of usual size
            const record::Session before = session;
            session.markers.clear();
            ok = ok && (*record)->put(store::SessionChange{before, session}).ok();
        }
        auto edited = record::addMarker(session, exampleMarker(i));
        ok = ok && edited.ok() && (*record)->put(store::SessionChange{session, edited->session}).ok();
        if (edited.ok()) session = std::move(edited->session);
    });
    if (!ok) return failed("a marker could not be saved.");
    return figures(ms);
}

/// The list of patients of a record with 80,000 visits of 4,000 people, in a record opened anew each time.
Answer measureLists(Context&, const BenchOptions& options) {
    constexpr int kPatients = 4000, kVisits = 80'000;
    const Scratch scratch;
    const Path file = scratch.folder / "record.myochart";
    auto record = store::openSqliteRecord(file);
    if (!record) return record.error();
    std::vector<record::Patient> patients(kPatients);
    for (record::Patient& patient : patients) patient = {record::PatientId::make(), "Bench Example", "1970-01-01", "", {}, nowUtc()};
    int made = 0;
    const auto next = [&]() -> Result<std::optional<record::Session>> {
        if (made == kVisits) return std::optional<record::Session>();
        record::Session session;
        session.id = record::SessionId::make();
        session.patient = patients[static_cast<size_t>(made % kPatients)].id;
        session.startedAt = nowUtc() - made++ * 3'600'000LL;
        return std::optional(session);
    };
    if (const auto imported = (*record)->importAll(patients, next); !imported) return imported.error();
    std::vector<double> ms;
    for (int run = 0; run < runsOr(options, 10); ++run) {
        record->reset();
        record = store::openSqliteRecord(file);
        if (!record) return record.error();
        size_t listed = 0;
        ms.push_back(timed(1, [&](int) {
            if (const auto list = (*record)->patients()) listed = list->size();
        })[0]);
        if (listed != kPatients) return failed("the list is not whole.");
    }
    return figures(ms);
}

Answer measureOpen(Context& context, const BenchOptions& options) {
    const Scratch scratch;
    (void)context;
    auto record = store::openSqliteRecord(scratch.folder / "record.myochart");
    if (!record) return record.error();
    record->reset();
    bool ok = true;
    auto ms = timed(runsOr(options, 20), [&](int) { ok = ok && store::openSqliteRecord(scratch.folder / "record.myochart").ok(); });
    if (!ok) return failed("the record could not be opened.");
    return figures(ms);
}

Answer measureSearch(Context& context, const BenchOptions& options) {
    auto program = context.program(false);
    if (!program) return program.error();
    const char* texts[] = {"tra", "infraspinatis", "glut max", "m. soleus", "levator scapule", "FMA22542", "xyzzy", "piriformis left"};
    size_t found = 0;
    auto ms = timed(runsOr(options, 200), [&](int i) { found += (*program)->catalogue().search(texts[i % 8]).size(); });
    json answer = figures(ms);
    answer["results"] = found;
    return answer;
}

/// A key in the shorthand line: everything up to it is read anew, and names are suggested.
Answer measureShorthand(Context& context, const BenchOptions& options) {
    auto program = context.program(false);
    if (!program) return program.error();
    const auto grammar = workspace::loadGrammar((*program)->catalogue());
    if (!grammar) return grammar.error();
    std::vector<std::string> keys;
    for (const std::string line : {"left infraspinatus trp1, 0.25x40, 20 mm, pistoning 5, twitch strong, pain 7>3, referral shoulder front",
                                   "r upper trap trp2 pincer 15mm tw2 6>2", "rechts Musculus quadratus lumborum, bis zum Knochen, 20 Hz 5 mA 10 min, keine Blutung"})
        for (size_t length = 1; length <= line.size(); ++length) keys.push_back(line.substr(0, length));
    size_t pieces = 0;
    auto ms = timed(runsOr(options, static_cast<int>(keys.size() * 4)), [&](int i) {
        const std::string& line = keys[static_cast<size_t>(i) % keys.size()];
        const auto parsed = shorthand::parse(line, *grammar, (*program)->catalogue());
        pieces += parsed.pieces.size() + shorthand::suggestions(line, parsed, *grammar, (*program)->catalogue()).size();
    });
    json answer = figures(ms);
    answer["pieces"] = pieces;
    return answer;
}

Answer measureLabels(Context&, const BenchOptions& options) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> x(300, 980), y(60, 740), width(40, 140);
    std::vector<scene::LabelRequest> requests;
    for (int i = 0; i < 200; ++i)
        requests.push_back({std::to_string(i), "label", {width(random), 22}, {x(random), y(random)}, false});
    std::vector<scene::PlacedLabel> placed;
    auto ms = timed(runsOr(options, 50), [&](int) {
        for (auto& request : requests) request.pointPx.x += 1;
        placed = scene::layOutLabels(requests, {1280, 800}, placed);
    });
    json answer = figures(ms);
    answer["labels"] = placed.size();
    return answer;
}

}  // namespace

record::Marker exampleMarker(int i) {
    record::Marker marker;
    marker.id = record::MarkerId::make();
    marker.type = record::MarkerType::needle;
    marker.anchor.structureKey = "left_soleus";
    marker.anchor.position = vec3(static_cast<float>(i % 100), 10, 300);
    marker.anchor.bodyChecksum = std::string(32, '0');
    marker.anchor.address = {"soleus", 0.5F, 0.5F, 0.5F};
    marker.muscle = "Soleus";
    marker.side = Side::left;
    marker.sentence = "left soleus, middle third";
    marker.createdAt = nowUtc();
    return marker;
}

std::vector<double> timed(int runs, const std::function<void(int)>& work) {
    std::vector<double> ms;
    for (int i = 0; i < runs; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work(i);
        ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    return ms;
}

json figures(std::vector<double> ms, double peakRssMb) {
    std::sort(ms.begin(), ms.end());
    if (peakRssMb == 0) {
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        peakRssMb = static_cast<double>(used.ru_maxrss) / 1024;
    }
    const size_t last = ms.size() - 1;
    return {{"median_ms", rounded(ms[ms.size() / 2], 4)},
            {"p95_ms", rounded(ms[std::min(last, ms.size() * 95 / 100)], 4)},
            {"runs", ms.size()},
            {"peak_rss_mb", rounded(peakRssMb, 1)}};
}

std::vector<BenchCase> benchCases() {
    return {{"import", false, measureImport}, {"load", true, measureLoad},     {"picture", true, measurePicture},
            {"frame", true, measureFrame},    {"frame_idle", false, measureIdle}, {"first_window", false, measureFirstWindow}, {"build", false, measureBuild}, {"pick", true, measurePick},
            {"hover", true, measureHover},    {"save", true, measureSave}, {"save_charted", true, measureSaveCharted}, {"open_visit", true, measureOpenVisit}, {"note", true, measureNote}, {"fhir", true, measureFhir}, {"visit_panel", true, measureVisitPanel}, {"needle", true, measureNeedle}, {"cone", true, measureCone}, {"referral", true, measureReferral}, {"rank", true, measureRank}, {"dab", false, measureDab}, {"laid", false, measureLaid},     {"lists", false, measureLists}, {"record", false, measureRecord}, {"backup", false, measureBackup},     {"open", true, measureOpen},
            {"search", true, measureSearch},  {"labels", true, measureLabels},
            {"shorthand", true, measureShorthand}};
}

}  // namespace myochart::cli
