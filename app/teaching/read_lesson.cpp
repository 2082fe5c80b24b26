#include "teaching/read_lesson.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "teaching/lesson_lines.h"

namespace myochart::teaching {

namespace {

constexpr size_t kMostFileName = 120;
constexpr double kMostSeconds = 3600, kLeastZoom = 0.2, kMostZoom = 10, kMostBodyMm = 10'000;

/// A number as it is written again: with three decimals.
double shortened(double value) { return std::round(value * 1000) / 1000; }

class LessonReader {
  public:
    LessonReader(const std::string& file, const anatomy::Catalogue& catalogue) : file_(file), catalogue_(catalogue) {}

    ReadLesson read(std::string_view text) {
        if (text.size() > kMostLessonBytes) {
            remark(read_.remarks, file_, 1, trf("The file is larger than {} bytes; what stands behind them is left out.", kMostLessonBytes));
            text = text.substr(0, kMostLessonBytes);
        }
        FileLines lines = linesOf(text, file_);
        read_.remarks.insert(read_.remarks.end(), lines.remarks.begin(), lines.remarks.end());
        read_.lesson.comment = std::move(lines.comment);
        for (const FileSection& section : lines.sections) readSection(section);
        if (read_.lesson.title.empty()) say(1, tr("The lesson has no title."));
        if (read_.lesson.steps.empty()) say(lines.lastLine, tr("The lesson has no steps."));
        std::ranges::stable_sort(read_.remarks, {}, &Remark::line);
        return std::move(read_);
    }

  private:
    void say(int line, std::string text) { remark(read_.remarks, file_, line, std::move(text)); }

    void readSection(const FileSection& section) {
        seen_.clear();
        if (section.name.empty()) {
            for (const FileEntry& entry : section.entries)
                if (!isAgain(entry)) readHead(entry);
            return;
        }
        if (section.name != "step") return say(section.line, trf("No section is called so: {}", displayText(section.name, 60)));
        if (read_.lesson.steps.size() >= kMostSteps) {
            if (!std::exchange(saidTooMany_, true)) say(section.line, trf("A lesson has up to {} steps; this one and those behind it are left out.", kMostSteps));
            return;
        }
        read_.lesson.steps.emplace_back();
        read_.lines.push_back({section.line});
        for (const FileEntry& entry : section.entries)
            if (!isAgain(entry)) readStep(entry, read_.lesson.steps.back(), read_.lines.back());
    }

    bool isAgain(const FileEntry& entry) {
        if (seen_.insert(entry.key + '.' + entry.language).second) return false;
        say(entry.line, trf("{} is told twice; the first one counts.", displayText(entry.key, 40)));
        return true;
    }

    void readHead(const FileEntry& entry) {
        Lesson& lesson = read_.lesson;
        if (entry.key == "title") return readText(entry, lesson.title);
        if (isNotForLanguages(entry)) return;
        if (entry.key == "for") {
            if (const auto audience = audienceFromName(entry.value)) lesson.audience = *audience;
            else say(entry.line, trf("A lesson is for everybody, patients or therapists, not for {}.", displayText(entry.value, 40)));
        } else if (entry.key == "sources") {
            for (const std::string& key : itemsOf(entry)) {
                if (catalogue_.source(key)) lesson.sources.push_back(key);
                else say(entry.line, trf("No source is called so: {}", displayText(key, 40)));
            }
        } else {
            say(entry.line, trf("A lesson has no {}.", displayText(entry.key, 40)));
        }
    }

    void readStep(const FileEntry& entry, Step& step, StepLines& lines) {
        if (entry.key == "title") return readText(entry, step.title);
        if (entry.key == "text") return readText(entry, step.text);
        if (entry.key == "speech") return readText(entry, step.speech);
        if (isNotForLanguages(entry)) return;
        if (entry.key == "isolate") readNamed(entry, step.isolate, true, false);
        else if (entry.key == "look at") readNamed(entry, step.lookAt, true, true);
        else if (entry.key == "patterns") readNamed(entry, step.patterns, true, true);
        else if (entry.key == "markers") readNamed(entry, step.markers, false, true);
        else if (entry.key == "needle") readNeedle(entry, step);
        else if (entry.key == "view") readView(entry, step);
        else if (entry.key == "camera") readCamera(entry, step);
        else if (entry.key == "layers") readLayers(entry, step);
        else if (entry.key == "others") readOthers(entry, step);
        else if (entry.key == "zoom") readNumber(entry, step.zoom, kLeastZoom, kMostZoom);
        else if (entry.key == "seconds") readNumber(entry, step.seconds, 1, kMostSeconds);
        else if (entry.key == "picture") lines.picture = readFileName(entry, step.picture, ".png") ? entry.line : 0;
        else if (entry.key == "include") lines.include = readFileName(entry, step.include, ".lesson") ? entry.line : 0;
        else say(entry.line, trf("A step has no {}.", displayText(entry.key, 40)));
    }

    bool isNotForLanguages(const FileEntry& entry) {
        if (entry.told) say(entry.line, trf("{} is the same in every language; this line is left out.", displayText(entry.key, 40)));
        return entry.told;
    }

    void readText(const FileEntry& entry, Texts& texts) {
        if (!entry.value.empty()) texts.by[entry.language] = entry.value;
    }

    /// The words between commas, at most kMostShownAtOnce.
    std::vector<std::string> itemsOf(const FileEntry& entry) {
        std::vector<std::string> items;
        for (const std::string& each : split(entry.value, ',')) {
            std::string item = trim(each);
            std::ranges::replace(item, '\n', ' ');
            if (item.empty()) continue;
            if (items.size() == kMostShownAtOnce) {
                say(entry.line, trf("{} takes up to {}; the rest is left out.", entry.key, kMostShownAtOnce));
                break;
            }
            items.push_back(std::move(item));
        }
        return items;
    }

    std::optional<OnSide> namedIn(const FileEntry& entry, std::string item, bool muscles, bool points) {
        OnSide named;
        if (const size_t blank = item.rfind(' '); blank != std::string::npos) {
            const std::string side = item.substr(blank + 1);
            named.side = sideFromName(side);
            if (!named.side && side != "both") {
                say(entry.line, trf("A side is left, right, midline or both: {}", displayText(item, 60)));
                return std::nullopt;
            }
            item.resize(blank);
        }
        named.key = trim(item);
        if ((muscles && catalogue_.muscle(named.key)) || (points && triggerPoint(catalogue_, named.key))) return named;
        const std::string word = displayText(named.key, 60);
        say(entry.line, !points ? trf("No muscle has this key: {}", word) : !muscles ? trf("No trigger point has this key: {}", word) : trf("No muscle and no trigger point has this key: {}", word));
        return std::nullopt;
    }

    void readNamed(const FileEntry& entry, std::vector<OnSide>& to, bool muscles, bool points) {
        for (std::string& item : itemsOf(entry))
            if (auto named = namedIn(entry, std::move(item), muscles, points)) to.push_back(std::move(*named));
    }

    void readNeedle(const FileEntry& entry, Step& step) {
        const auto items = itemsOf(entry);
        if (items.size() > 1) say(entry.line, tr("A step shows one needle; the first one counts."));
        if (!items.empty()) step.needle = namedIn(entry, items.front(), false, true);
    }

    void readView(const FileEntry& entry, Step& step) {
        if (std::ranges::find(kViews, entry.value) != std::end(kViews)) step.view = entry.value;
        else say(entry.line, trf("A view is anterior, posterior, left, right, superior or inferior, not {}.", displayText(entry.value, 40)));
    }

    void readCamera(const FileEntry& entry, Step& step) {
        std::vector<double> figures;
        for (const std::string& word : split(entry.value, ' '))
            if (const auto figure = parseNumber(word); figure && std::abs(*figure) <= kMostBodyMm) figures.push_back(shortened(*figure));
        if (figures.size() != 6 || split(entry.value, ' ').size() != 6 || figures[2] <= 0)
            return say(entry.line, tr("A camera is six numbers: azimuth, elevation (degrees), distance and the place looked at, x, y and z (mm)."));
        step.camera = Viewpoint{figures[0], std::clamp(figures[1], -89.9, 89.9), figures[2], figures[3], figures[4], figures[5]};
    }

    void readLayers(const FileEntry& entry, Step& step) {
        for (const std::string& item : itemsOf(entry)) {
            const auto layer = anatomy::layerFromName(item);
            if (!layer) say(entry.line, trf("There is no layer {}.", displayText(item, 40)));
            else if (std::ranges::find(step.layers, *layer) == step.layers.end()) step.layers.push_back(*layer);
        }
    }

    void readOthers(const FileEntry& entry, Step& step) {
        if (entry.value == "hidden" || entry.value == "ghost") step.othersAsGhost = entry.value == "ghost";
        else say(entry.line, trf("What is not isolated is hidden or a ghost, not {}.", displayText(entry.value, 40)));
    }

    void readNumber(const FileEntry& entry, double& to, double least, double most) {
        const auto value = parseNumber(entry.value);
        if (value && *value >= least && *value <= most) to = shortened(*value);
        else say(entry.line, trf("{} is a number from {} to {}, not {}.", entry.key, formatNumber(least), formatNumber(most), displayText(entry.value, 40)));
    }

    bool readFileName(const FileEntry& entry, std::string& to, std::string_view ending) {
        const std::string& name = entry.value;
        const bool fits = name.size() > ending.size() && name.size() <= kMostFileName && name.ends_with(ending) && name.front() != '.' &&
                          name.find_first_of("/\\:\n") == std::string::npos;
        if (fits) to = name;
        else say(entry.line, trf("{} names a file beside this one that ends with {}, not {}.", entry.key, ending, displayText(name, 60)));
        return fits;
    }

    const std::string& file_;
    const anatomy::Catalogue& catalogue_;
    ReadLesson read_;
    std::set<std::string> seen_;  ///< of this section
    bool saidTooMany_ = false;
};

}  // namespace

const anatomy::TriggerPoint* triggerPoint(const anatomy::Catalogue& catalogue, std::string_view key) {
    const auto& points = catalogue.triggerPoints();
    const auto at = std::ranges::find(points, key, &anatomy::TriggerPoint::key);
    return at == points.end() ? nullptr : &*at;
}

ReadLesson readLesson(std::string_view text, const std::string& file, const anatomy::Catalogue& catalogue) {
    return LessonReader(file, catalogue).read(text);
}

}  // namespace myochart::teaching
