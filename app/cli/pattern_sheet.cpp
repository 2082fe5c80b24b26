#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/output.h"
#include "cli/pattern_picture.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "places/trigger_places.h"
#include "referral/shown.h"
#include "referral/unseen_zones.h"

// Many muscles' reported patterns on one page that scales.

namespace myochart::cli {

namespace {

using nlohmann::json;
using referral::SketchTone;

constexpr int kFigureRows = 180, kCardWidth = 450, kCardHeight = 262, kAcross = 3;

struct SheetArguments {
    std::string keys, title;
    Path output;
};

std::string xml(std::string_view text) {
    std::string safe;
    for (const char each : displayText(text, 200)) {
        if (each == '&') safe += "&amp;";
        else if (each == '<') safe += "&lt;";
        else if (each == '>') safe += "&gt;";
        else if (each == '"') safe += "&quot;";
        else safe += each;
    }
    return safe;
}

std::string textAt(int x, int y, const char* kind, std::string_view words) { return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", x, y, kind, xml(words)); }

/// All pieces of a tone as one path: essential whole, of spillover every other line.
std::string pathOf(const std::vector<referral::SketchPiece>& pieces, SketchTone tone, const char* kind) {
    std::string path;
    for (const referral::SketchPiece& each : pieces) {
        const bool isLine = each.tone == SketchTone::spillover && each.row % 2 == 0;
        if (tone == SketchTone::skin ? each.tone == SketchTone::essential || isLine : tone == SketchTone::spillover ? !isLine : each.tone != tone) continue;
        path += fmt::format("M{} {}h{}v1h-{}z", each.from, each.row, each.to - each.from, each.to - each.from);
    }
    return path.empty() ? "" : fmt::format("<path class=\"{}\" d=\"{}\"/>\n", kind, path);
}

/// What is drawn of one muscle or point on one side.
class Card {
  public:
    Card(const anatomy::Catalogue& catalogue, const body::Body& body, const referral::ReferralMap& map, const referral::PatternSketcher& sketcher, const referral::PatternSource& source)
        : map_(map), sketcher_(sketcher), patterns_(referral::patternsOf(catalogue, map, source)) {
        std::vector<const referral::Field*> fields;
        for (const referral::Pattern* pattern : patterns_) fields.push_back(&pattern->field);
        const anatomy::TriggerPoint& first = *patterns_.front()->point;
        const anatomy::Muscle* muscle = catalogue.muscle(first.muscleKey);
        title_ = fmt::format("{}{}{}", muscle ? muscle->name : first.muscleKey, first.key == source.key ? " " + first.index : "", source.side ? fmt::format(", {}", name(*source.side)) : "");
        for (const Side side : {Side::left, Side::right})
            for (const places::TriggerPlace& place : places::triggerPlaces(body, catalogue, first.muscleKey, side))
                if (std::ranges::any_of(patterns_, [&](const referral::Pattern* each) { return each->point == place.point && each->side == side; })) points_.push_back(place.position);
        sketch_ = sketcher.sketch(map.together(fields), kFigureRows, true, points_);
    }

    std::string svg(int x, int y) const {
        std::string made = fmt::format("<g transform=\"translate({} {})\">\n", x, y);
        made += textAt(0, 14, "title", title_);
        const int gap = std::max(0, kCardWidth - 20 - sketch_.columns()) / static_cast<int>(sketch_.views.size());
        int left = gap / 2;
        for (const referral::SketchView& view : sketch_.views) {
            made += fmt::format("<g transform=\"translate({} 24)\">\n", left);
            made += pathOf(view.pieces, SketchTone::skin, "skin") + pathOf(view.pieces, SketchTone::spillover, "red") + pathOf(view.pieces, SketchTone::essential, "red");
            for (const vec3 point : points_)
                if (const auto spot = sketcher_.spot(sketch_, point); spot && spot->from == view.from)
                    made += fmt::format("<path class=\"cross\" d=\"M{0:.1f} {2:.1f}L{1:.1f} {3:.1f}M{0:.1f} {3:.1f}L{1:.1f} {2:.1f}\"/>\n", spot->column - 3, spot->column + 3, spot->row - 3, spot->row + 3);
            made += "</g>\n" + textAt(left + view.columns / 2 - 24, kFigureRows + 38, "small", fromWhere(view.from));
            left += view.columns + gap;
        }
        made += textAt(0, kFigureRows + 54, "small", origin());
        if (const std::string also = alsoWords(); !also.empty()) made += textAt(0, kFigureRows + 68, "small", "not seen here: " + also);
        return made + "</g>\n";
    }

  private:
    const char* fromWhere(referral::SketchFrom from) const {
        if (from == referral::SketchFrom::side) return sketch_.side == Side::left ? "from the left" : "from the right";
        return from == referral::SketchFrom::front ? "from the front" : "from behind";
    }
    std::string origin() const {
        std::vector<std::string> told;
        for (const referral::Pattern* pattern : patterns_)
            if (std::string words = fmt::format("{}, {} confidence", pattern->point->source, pattern->point->confidence); std::ranges::find(told, words) == told.end()) told.push_back(std::move(words));
        return fmt::format("reported in {}", fmt::join(told, "; "));
    }
    /// Zones inside of the body, and those outside of what the card shows.
    std::string alsoWords() const {
        std::vector<std::string> told;
        for (const std::uint32_t region : referral::unseenZones(map_, sketcher_, sketch_, patterns_)) told.push_back(map_.regions()[region].region->label);
        constexpr size_t kMostLetters = 62;  // of a line of the card
        size_t fits = 0;
        for (size_t letters = 0; fits < told.size() && (letters += told[fits].size() + 2) <= kMostLetters; ++fits) {}
        const size_t more = told.size() - std::max<size_t>(fits, std::min<size_t>(told.size(), 1));
        told.resize(told.size() - more);
        return fmt::format("{}{}", fmt::join(told, ", "), more > 0 ? fmt::format(" and {} more", more) : "");
    }

    const referral::ReferralMap& map_;
    const referral::PatternSketcher& sketcher_;
    std::vector<const referral::Pattern*> patterns_;
    std::vector<vec3> points_;
    referral::Sketch sketch_;
    std::string title_;
};

Answer drawSheet(Context& context, const SheetArguments& arguments) {
    const auto output = context.output(arguments.output);
    if (!output) return output.error();
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    const body::Body& body = *(*program)->bodies.current();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    const auto map = referral::ReferralMap::on(body, catalogue);
    if (!map) return map.error();
    const auto sources = patternSources(catalogue, *map, arguments.keys, kMostOnASheet);
    if (!sources) return sources.error();
    const referral::PatternSketcher sketcher(*map);
    const auto count = static_cast<int>(sources->size()), lines = (count + kAcross - 1) / kAcross;
    const int width = kAcross * kCardWidth + 40, height = lines * kCardHeight + 110;
    std::string svg = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\">\n", width, height);
    svg += "<style>text{font-family:sans-serif;fill:#222}.head{font-size:20px;font-weight:bold}.title{font-size:14px;font-weight:bold}.small{font-size:11px;fill:#555}"
           ".skin{fill:#e7c3ac}.red{fill:#bf1c22}.cross{stroke:#111;stroke-width:1.4;fill:none}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
    svg += textAt(20, 34, "head", arguments.title.empty() ? "Reported patterns of referred pain" : arguments.title);
    svg += textAt(20, 54, "small", "Full: essential zone; lines: spillover zone; crosses: charted points. Reported patterns are a tradition: no finding, no diagnosis.");
    for (int i = 0; i < count; ++i) svg += Card(catalogue, body, *map, sketcher, (*sources)[static_cast<size_t>(i)]).svg(20 + i % kAcross * kCardWidth, 76 + i / kAcross * kCardHeight);
    svg += textAt(20, height - 14, "small", fmt::format("On the body \"{}\". Pain in the same place has other causes; rule them out first.", body.name())) + "</svg>\n";
    if (const auto written = output->write(svg); !written) return written.error();
    return json{{"file", shown(arguments.output)}, {"patterns", count}};
}

}  // namespace

void addPatternSheetVerb(CLI::App& referral, VerbTable& verbs) {
    auto arguments = std::make_shared<SheetArguments>();
    CLI::App* sheet = referral.add_subcommand("sheet", "Reported patterns of several muscles on a page, as SVG");
    sheet->add_option("KEYS", arguments->keys, "Muscles or trigger points with commas between them: infraspinatus:left,soleus")->required();
    sheet->add_option("--title", arguments->title, "Of the page");
    sheet->add_option("-o,--output", arguments->output, "The SVG file to write")->required();
    verbs.add(sheet, [arguments](Context& c) { return drawSheet(c, *arguments); });
}

}  // namespace myochart::cli
