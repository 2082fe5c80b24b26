#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.h"
#include "teaching/lesson_lines.h"
#include "teaching/read_lesson.h"

namespace myochart::teaching {

namespace {

constexpr std::string_view kWrittenLanguages[] = {"en", "de", "es", "fr"};

class LessonWriter {
  public:
    std::string write(const Lesson& lesson) {
        if (!lesson.comment.empty()) {
            for (const std::string& line : split(lesson.comment, '\n')) text_ += line.empty() ? "#\n" : "# " + line + "\n";
            text_ += '\n';
        }
        add("title", lesson.title);
        add("for", name(lesson.audience));
        if (!lesson.sources.empty()) add("sources", fmt::format("{}", fmt::join(lesson.sources, ", ")));
        for (const Step& step : lesson.steps) addStep(step);
        return text_ + "\n[end]\n";
    }

  private:
    void add(std::string_view key, std::string_view value) { text_ += entryText(key, value); }
    void add(std::string_view key, const Texts& texts) {
        for (const std::string_view language : kWrittenLanguages)
            if (const auto at = texts.by.find(language); at != texts.by.end() && !at->second.empty())
                add(language == "en" ? std::string(key) : fmt::format("{}.{}", key, language), std::string_view(at->second));
    }
    void add(std::string_view key, const std::vector<OnSide>& named) {
        std::string list;
        for (const OnSide& each : named) list += (list.empty() ? "" : ", ") + spelt(each);
        if (!list.empty()) add(key, std::string_view(list));
    }

    void addStep(const Step& step) {
        text_ += "\n[step]\n";
        if (!step.include.empty()) add("include", std::string_view(step.include));
        addSight(step);
        add("isolate", step.isolate);
        if (!step.othersAsGhost) add("others", std::string_view("hidden"));
        add("patterns", step.patterns);
        add("markers", step.markers);
        if (step.needle) add("needle", std::string_view(spelt(*step.needle)));
        if (!step.picture.empty()) add("picture", std::string_view(step.picture));
        if (step.seconds > 0) add("seconds", std::string_view(formatNumber(step.seconds)));
        add("title", step.title);
        add("text", step.text);
        add("speech", step.speech);
    }

    void addSight(const Step& step) {
        if (!step.view.empty()) add("view", std::string_view(step.view));
        add("look at", step.lookAt);
        if (step.zoom != 1) add("zoom", std::string_view(formatNumber(step.zoom)));
        if (const auto& at = step.camera) {
            std::string figures;
            for (const double figure : {at->azimuthDeg, at->elevationDeg, at->distanceMm, at->x, at->y, at->z}) figures += (figures.empty() ? "" : " ") + formatNumber(figure);
            add("camera", std::string_view(figures));
        }
        std::string layers;
        for (const anatomy::Layer layer : step.layers) layers += (layers.empty() ? "" : ", ") + std::string(anatomy::name(layer));
        if (!layers.empty()) add("layers", std::string_view(layers));
    }

    std::string text_;
};

}  // namespace

std::string spelt(const OnSide& named) { return named.side ? fmt::format("{} {}", named.key, name(*named.side)) : named.key; }

std::string writeLesson(const Lesson& lesson) { return LessonWriter().write(lesson); }

}  // namespace myochart::teaching
