#include "page/page_data.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "page/escapes.h"
#include "scene/colours.h"

namespace myochart::page {

namespace {

using nlohmann::json;

unsigned hexOf(vec3 colour) {
    const auto byteOf = [](float x) { return static_cast<unsigned>(std::lround(std::clamp(x, 0.0F, 1.0F) * 255)); };
    return byteOf(colour.x) << 16U | byteOf(colour.y) << 8U | byteOf(colour.z);
}

json rounded3(vec3 at, double steps) {
    json numbers = json::array();
    for (int axis = 0; axis < 3; ++axis) numbers.push_back(std::round(static_cast<double>(at[axis]) * steps) / steps);
    return numbers;
}

json layerFacts(const FlatLayer& layer, const body::Body& body) {
    json parts = json::array();
    for (const FlatPart& part : layer.parts) {
        const scene::Look look = scene::lookOf(body.structure(part.structure));
        if (!part.vertexOf.empty()) parts.push_back({part.vertexOf.size(), hexOf(look.colour), hexOf(look.endColour)});
    }
    return {{"name", name(layer.layer)}, {"vertices", layer.vertexCount}, {"indices", layer.indexCount}, {"indexBytes", layer.indexBytes}, {"parts", std::move(parts)}};
}

json siteFacts(const handout::HandoutSite& site, const record::Marker& marker, const PagePatterns& patterns) {
    json facts = {{"number", site.number}, {"label", fmt::format("{}: {}, {}, {}", site.number, site.where, site.side, site.done)},
                  {"place", rounded3(marker.anchor.position, 10)}, {"normal", rounded3(marker.anchor.normal, 1000)}};
    if (const auto field = patterns.fieldOf.find(site.number); field != patterns.fieldOf.end()) facts["pattern"] = field->second;
    return facts;
}

}  // namespace

json bodyFacts(const body::Body& body, const FlatBody& flat) {
    const Box box = boundsOf(flat, body);
    json facts = {{"body", {{"origin", rounded3(flat.origin, 1000)}, {"step", flat.stepMm}, {"min", rounded3(box.min, 10)}, {"max", rounded3(box.max, 10)}}}, {"layers", json::array()}};
    for (const FlatLayer& layer : flat.layers) facts["layers"].push_back(layerFacts(layer, body));
    return facts;
}

std::string pageData(const handout::Handout& handout, const handout::Texts& texts, const record::Session& placed, const body::Body& body, const FlatBody& flat, const PagePatterns& patterns,
                     scene::StandardView first) {
    json data = bodyFacts(body, flat);
    data["first"] = scene::name(first);
    data["sites"] = data["patterns"] = json::array();
    for (const handout::HandoutSite& site : handout.sites) {
        const auto marker = std::ranges::find(placed.markers, site.id, &record::Marker::id);
        if (marker != placed.markers.end()) data["sites"].push_back(siteFacts(site, *marker, patterns));
    }
    for (const std::string& field : patterns.fields) data["patterns"].push_back(base64(field));
    data["words"] = {{"left", texts.of("edge left")}, {"right", texts.of("edge right")}, {"front", texts.of("edge front")}, {"back", texts.of("edge back")}, {"close", texts.of("page close")}};
    return inScript(data.dump(-1, ' ', true, json::error_handler_t::replace));
}

std::string layerElements(const FlatBody& flat) {
    std::string elements;
    for (const FlatLayer& layer : flat.layers) elements += fmt::format("<script type=\"text/plain\" id=\"layer-{}\">{}</script>\n", name(layer.layer), base64(layer.packed));
    return elements;
}

}  // namespace myochart::page
