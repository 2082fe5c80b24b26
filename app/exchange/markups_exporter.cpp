#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "exchange/exporter.h"
#include "exchange/markups.h"
#include "exchange/site_colours.h"
#include "record/json.h"

namespace myochart::exchange {

namespace {

using nlohmann::json;

/// What writers of such files say, and Slicer looks for; not the schema's own $id.
constexpr const char* kMarkupsSchema =
    "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/Resources/Schema/markups-schema-v1.0.3.json#";

/// A part of a colour with three decimals.
json markupColour(record::MarkerType type) {
    const vec3 colour = colourOfType(type);
    json parts = json::array();
    for (int k = 0; k < 3; ++k) parts.push_back(std::round(static_cast<double>(colour[k]) * 1000) / 1000);
    return parts;
}

json displayOf(record::MarkerType type) {
    const json colour = markupColour(type);
    return {{"visibility", true},   {"opacity", 1.0},           {"color", colour},
            {"selectedColor", colour}, {"pointLabelsVisibility", true}, {"propertiesLabelVisibility", true}, {"glyphType", "Sphere3D"}};
}

/// A float as the shortest decimal that is it again.
json coordinates(vec3 v) {
    json three = json::array();
    for (int k = 0; k < 3; ++k) three.push_back(parseNumber(fmt::format("{}", v[k])).value_or(0));
    return three;
}

json controlPoint(const std::string& id, const std::string& label, const std::string& description, vec3 position) {
    return {{"id", id},          {"label", label},     {"description", description}, {"associatedNodeID", ""},     {"position", coordinates(position)},
            {"selected", true}, {"locked", false}, {"visibility", true},         {"positionStatus", "defined"}};
}

json markupOf(const char* type, const std::string& name, record::MarkerType kind, json points) {
    const size_t count = points.size();
    return {{"type", type}, {"name", name}, {"coordinateSystem", "LPS"}, {"coordinateUnits", "mm"}, {"locked", false}, {"fixedNumberOfControlPoints", false},
            {"labelFormat", "%N-%d"}, {"lastUsedControlPointNumber", count}, {"controlPoints", std::move(points)}, {"display", displayOf(kind)}};
}

json needleMarkup(const std::string& day, const record::Session& visit, const record::Marker& site, const NeedleLine& line) {
    const std::string label = record::shownLabel(visit, site.id);
    const json own = {{"visit", visit.id.text}, {"line_of", site.id.text}};
    json points = {controlPoint("1", "entry", packed("entry", own.dump()), line.entry), controlPoint("2", "tip", "tip", line.tip)};
    json markup = markupOf("Line", fmt::format("{} needle {}", day, label), site.type, std::move(points));
    markup["fixedNumberOfControlPoints"] = true;
    markup["measurements"] = {{{"name", "length"}, {"enabled", true}, {"value", std::round(glm::length(line.tip - line.entry) * 100) / 100}, {"units", "mm"}, {"printFormat", "%-#4.4g%s"}}};
    markup["myochart"] = own;
    return markup;
}

void addVisit(const record::Session& visit, json& markups) {
    const std::string day = dayAt(visit.startedAt, visit.utcOffset);
    for (const record::MarkerType type : record::choicesOf(record::MarkerType())) {
        json points = json::array();
        for (const record::Marker& site : visit.markers) {
            if (site.type != type) continue;
            const json own = {{"visit", visit.id.text}, {"site", record::toJson(site)}};
            json point = controlPoint(site.id.text, record::shownLabel(visit, site.id), packed(site.sentence, own.dump()), site.anchor.position);
            point["myochart"] = own;
            points.push_back(std::move(point));
        }
        if (points.empty()) continue;
        json list = markupOf("Fiducial", fmt::format("{} {}", day, name(type)), type, std::move(points));
        list["myochart"] = {{"visit", visit.id.text}, {"started_at", isoUtc(visit.startedAt)}, {"type", name(type)}};
        markups.push_back(std::move(list));
    }
    for (const record::Marker& site : visit.markers)
        if (const auto line = needleLineOf(site, site.anchor.position)) markups.push_back(needleMarkup(day, visit, site, *line));
}

Result<std::string> writeMarkups(const Bundle& bundle, const Given& given, Progress& progress) {
    json markups = json::array();
    for (size_t i = 0; i < bundle.sessions.size(); ++i) {
        progress.report(static_cast<float>(i) / static_cast<float>(bundle.sessions.size()), tr("Writing the file"));
        if (progress.cancelled()) return failed(tr("The export was cancelled; no file was written."));
        addVisit(bundle.sessions[i], markups);
    }
    nlohmann::ordered_json file = {{"@schema", kMarkupsSchema}};
    file["myochart"] = {{"deidentified", given.deIdentified}};
    if (!given.deIdentified) file["myochart"]["written_at"] = isoUtc(given.writtenAt);  // it tells no day but those that were moved
    file["markups"] = std::move(markups);
    return file.dump(1) + "\n";
}

}  // namespace

std::string packed(const std::string& words, const std::string& json) { return fmt::format("{}{}[myochart {}]", words, words.empty() ? "" : " ", json); }

Unpacked unpacked(const std::string& description) {
    constexpr std::string_view kBegins = "[myochart {";
    const size_t from = description.find(kBegins), to = description.rfind(']');
    if (from == std::string::npos || to == std::string::npos || to < from) return {description, {}};
    const size_t json = from + kBegins.size() - 1;
    return {trim(std::string_view(description).substr(0, from)), description.substr(json, to - json)};
}

Exporter markupsExporter() {
    return {"mrk.json", mark("3D Slicer points"), ".mrk.json",
            mark("The sites as lists of points, aimed needles as lines, for 3D Slicer and to be taken over again here. Of the visit and the patient nothing else is in it."), writeMarkups};
}

}  // namespace myochart::exchange
