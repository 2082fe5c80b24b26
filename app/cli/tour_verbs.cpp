#include <memory>

#include <fmt/format.h>

#include "cli/pattern_picture.h"
#include "cli/render_options.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "core/words.h"
#include "workspace/lesson_files.h"
#include "workspace/lesson_view.h"

// Lessons: listed, checked, and played into pictures.

namespace myochart::cli {

namespace {

using nlohmann::json;

constexpr const char* kTaught = "Education on one generic body, no advice for one person. Reported patterns are a tradition, no finding; nothing here clears a needle.";

struct TourArguments {
    std::string lesson, folder, size = "1280x800", language = "en";
    bool dark = false;
};

struct TourFolders {
    Path own, shipped;
};

Result<TourFolders> tourFolders(const Context& context) {
    const auto user = userFolders(context.invocation.program.dataDir);
    if (!user) return user.error();
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    return TourFolders{user->data / "lessons", *assets / "teaching"};
}

json textsJson(const teaching::Texts& texts) {
    json all = json::object();
    for (const auto& [language, text] : texts.by) all[language] = text;
    return all;
}

json remarksJson(const std::vector<teaching::Remark>& remarks) {
    json rows = json::array();
    for (const teaching::Remark& each : remarks) rows.push_back({{"file", each.file}, {"line", each.line}, {"text", each.text}});
    return rows;
}

/// By its key, the user's own first, or by a file's path.
Result<Path> lessonNamed(const TourFolders& folders, const std::string& named) {
    for (const Path& folder : {folders.own, folders.shipped})
        for (const Path& file : teaching::lessonFiles(folder))
            if (teaching::lessonKey(file) == named) return file;
    std::error_code fault;
    if (std::filesystem::exists(named, fault)) return Path(named);
    return failed(fmt::format("There is no lesson and no file {}; `tour list` tells which there are.", displayText(named, 80)));
}

Answer listTours(Context& context) {
    auto program = context.program(false);
    if (!program) return program.error();
    const auto folders = tourFolders(context);
    if (!folders) return folders.error();
    json rows = json::array();
    for (const workspace::LessonEntry& each : workspace::lessonsOf(folders->own, folders->shipped, (*program)->catalogue()))
        rows.push_back({{"key", each.key}, {"title", each.title.in("en")}, {"for", name(each.audience)}, {"steps", each.steps}, {"own", each.own}, {"remarks", each.remarks}, {"file", shown(each.file)}});
    return json{{"lessons", std::move(rows)}};
}

Answer checkTour(Context& context, const std::string& named) {
    auto program = context.program(false);
    if (!program) return program.error();
    const auto folders = tourFolders(context);
    if (!folders) return folders.error();
    const auto file = lessonNamed(*folders, named);
    if (!file) return file.error();
    const auto opened = teaching::openLesson(*file, (*program)->catalogue());
    if (!opened) return opened.error();
    json languages = json::array();
    for (const auto& [language, text] : opened->lesson.title.by) languages.push_back(language);
    for (const teaching::Remark& each : opened->remarks) context.remarks.push_back(each.sentence());
    return json{{"file", shown(*file)}, {"title", textsJson(opened->lesson.title)}, {"for", name(opened->lesson.audience)}, {"steps", opened->played.size()}, {"languages", std::move(languages)},
                {"sources", opened->lesson.sources}, {"remarks", remarksJson(opened->remarks)}};
}

std::string patternKeys(const std::vector<referral::PatternSource>& patterns) {
    std::string keys;
    for (const referral::PatternSource& each : patterns) keys += (keys.empty() ? "" : ",") + each.key + (each.side ? ":" + std::string(name(*each.side)) : "");
    return keys;
}

/// What the window shows of the step.
Result<picture::Request> stepRequest(Context& context, const teaching::Step& step, const geometry::RayIndex* rays, const TourArguments& arguments, const scene::Viewport& size, bool checked, workspace::ShownStep& shown) {
    auto program = context.programWithBody(false, checked);
    if (!program) return program.error();
    const auto& body = (*program)->bodies.current();
    shown = workspace::showStep(step, *body, (*program)->catalogue(), rays, size, arguments.dark);
    picture::Request request{.body = body, .catalogue = &(*program)->catalogue(), .rays = rays, .session = {}, .view = shown.view, .camera = shown.camera, .size = size, .labels = true};
    request.strokes = shown.needle;
    if (!shown.patterns.empty())
        if (const auto laid = layPatterns((*program)->catalogue(), patternKeys(shown.patterns), request); !laid) shown.missing.push_back(laid.error().message);
    if (const std::string& title = step.title.in(arguments.language); !title.empty()) request.legend.insert(request.legend.begin(), displayText(title, 120));
    return request;
}

Outcome drawStep(Context& context, const teaching::Step& step, const geometry::RayIndex* rays, const TourArguments& arguments, const scene::Viewport& size, const OutputFile& file, workspace::ShownStep& shown) {
    for (const bool checked : {false, true}) {  // as `render`: looking at everything beforehand only of a damaged body
        auto picture = picture::draw([&] { return stepRequest(context, step, rays, arguments, size, checked, shown); });
        if (!picture) return picture.error();
        if (*picture) return render::writePng((*picture)->image, file);
    }
    return failed("The stored model stays damaged; import it again with `model import`.");
}

json stepJson(const teaching::PlayedStep& played, const std::string& language) {
    const teaching::Step& step = played.step;
    const std::string& text = step.text.in(language);
    const std::string& speech = step.speech.in(language);
    json patterns = json::array(), markers = json::array(), isolated = json::array();
    for (const auto& each : step.patterns) patterns.push_back(teaching::spelt(each));
    for (const auto& each : step.markers) markers.push_back(teaching::spelt(each));
    for (const auto& each : step.isolate) isolated.push_back(teaching::spelt(each));
    return {{"title", step.title.in(language)}, {"text", text}, {"speech", speech.empty() ? text : speech}, {"seconds", step.seconds > 0 ? json(step.seconds) : json()}, {"isolated", std::move(isolated)},
            {"patterns", std::move(patterns)}, {"markers", std::move(markers)}, {"needle", step.needle ? json(teaching::spelt(*step.needle)) : json()}, {"picture", played.picture.empty() ? json() : json(shown(played.picture))}};
}

Outcome makeTourFolder(const std::string& folder) {
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    return fault ? Outcome(failed(fmt::format("The folder {} cannot be made.", displayText(folder, 200)))) : Outcome(Done{});
}

Answer playTour(Context& context, const TourArguments& arguments) {
    const auto size = viewportFrom(arguments.size);
    if (!size) return size.error();
    const auto folders = tourFolders(context);
    if (!folders) return folders.error();
    const auto file = lessonNamed(*folders, arguments.lesson);
    if (!file) return file.error();
    auto program = arguments.folder.empty() ? context.program(false) : context.programWithBody(false);
    if (!program) return program.error();
    const auto opened = teaching::openLesson(*file, (*program)->catalogue());
    if (!opened) return opened.error();
    std::optional<geometry::RayIndex> rays;
    if (!arguments.folder.empty()) {
        std::error_code fault;
        const bool amongItsOwn = std::filesystem::equivalent(arguments.folder, file->parent_path().empty() ? Path(".") : file->parent_path(), fault);
        if (amongItsOwn) return environmentFault("The pictures would lie among the lesson's own; name another folder.");
        if (const auto made = makeTourFolder(arguments.folder); !made) return made.error();
        rays = (*program)->bodies.current()->buildRayIndex();
    }
    json steps = json::array();
    for (size_t i = 0; i < opened->played.size(); ++i) {
        json step = stepJson(opened->played[i], arguments.language);
        step["number"] = i + 1;
        if (!arguments.folder.empty()) {
            const Path place = Path(arguments.folder) / fmt::format("{:02}.png", i + 1);
            const auto output = context.output(place);
            if (!output) return output.error();
            workspace::ShownStep shownStep;
            if (const auto drawn = drawStep(context, opened->played[i].step, rays ? &*rays : nullptr, arguments, *size, *output, shownStep); !drawn) return drawn.error();
            step["file"] = shown(place);
            step["told"] = shownStep.told;
            step["missing"] = shownStep.missing;
        }
        steps.push_back(std::move(step));
    }
    for (const teaching::Remark& each : opened->remarks) context.remarks.push_back(each.sentence());
    json citations = json::array();
    for (const std::string& key : opened->lesson.sources)
        if (const anatomy::Source* source = (*program)->catalogue().source(key)) citations.push_back(source->citation);
    return json{{"title", opened->lesson.title.in(arguments.language)}, {"for", name(opened->lesson.audience)}, {"steps", std::move(steps)}, {"sources", std::move(citations)},
                {"remarks", remarksJson(opened->remarks)}, {"reviewed_by", nullptr}, {"statement", kTaught}};
}

}  // namespace

void addTourVerbs(CLI::App& app, VerbTable& verbs) {
    CLI::App* tour = app.add_subcommand("tour", "Lessons: short tours of the body in plain text files");
    tour->require_subcommand(1);
    auto arguments = std::make_shared<TourArguments>();
    verbs.add(tour->add_subcommand("list", "Your own lessons and those that come with the program"), [](Context& c) { return listTours(c); });
    CLI::App* check = tour->add_subcommand("check", "Every line of a lesson that is left out, by file and line");
    check->add_option("FILE", arguments->lesson, "A file, or the key of a lesson")->required();
    verbs.add(check, [arguments](Context& c) { return checkTour(c, arguments->lesson); });
    CLI::App* play = tour->add_subcommand("play", "The steps of a lesson; with -o each as a picture");
    play->add_option("KEY", arguments->lesson, "The key of a lesson, or a file")->required();
    play->add_option("-o,--output", arguments->folder, "The folder for the pictures 01.png, 02.png, ...");
    play->add_option("--size", arguments->size, "WIDTHxHEIGHT in pixels; 1280x800 if not given");
    play->add_option("--language", arguments->language, "Of the texts: en (if not given), de, es or fr")->check(CLI::IsMember({"en", "de", "es", "fr"}));
    play->add_flag("--dark", arguments->dark, "Dark background");
    verbs.add(play, [arguments](Context& c) { return playTour(c, *arguments); });
}

}  // namespace myochart::cli
