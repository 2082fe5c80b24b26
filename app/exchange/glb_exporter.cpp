#include <cmath>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/words.h"
#include "exchange/de_identified.h"
#include "exchange/exporter.h"
#include "exchange/glb_file.h"
#include "exchange/site_colours.h"
#include "record/json.h"

namespace myochart::exchange {

namespace {

using nlohmann::json;

constexpr float kMarkRadiusMm = 5, kRodRadiusMm = 0.6F, kMarkGlow = 0.55F;

json figures(vec3 v) {
    json all = json::array();
    for (int k = 0; k < 3; ++k) all.push_back(std::round(static_cast<double>(v[k]) * 1e6) / 1e6);
    return all;
}

/// What programs keep of `extras`: in Blender a list of several kinds, or a number over 2^31, makes a text of the whole. So lists are of one kind,
/// large numbers texts, and what holds nothing is left out.
json keptByViewers(const json& from) {
    if (from.is_number_integer() && std::abs(from.get<double>()) > std::numeric_limits<std::int32_t>::max()) return from.dump();
    if (from.is_array()) {
        const bool numbers = std::ranges::all_of(from, [](const json& each) { return each.is_number(); });
        const bool oneKind = numbers || std::ranges::all_of(from, [&](const json& each) { return each.type() == from.front().type(); });
        json list = json::array();
        for (const json& each : from) list.push_back(numbers ? json(each.get<double>()) : oneKind ? keptByViewers(each) : json(each.is_string() ? each.get<std::string>() : each.dump()));
        return list;
    }
    if (!from.is_object()) return from;
    json kept = json::object();
    for (const auto& [key, value] : from.items())
        if (!value.is_null() && !(value.is_structured() && value.empty())) kept[key] = keptByViewers(value);
    return kept;
}

json extrasOf(json facts) { return {{"myochart", keptByViewers(facts)}}; }

const char* wordOf(ShownSite how) {
    switch (how) {
        case ShownSite::asPlaced: return "as_placed";
        case ShownSite::byAddress: return "by_address";
        case ShownSite::muscleMissing: break;
    }
    return "muscle_missing";
}

/// "1 left upper trapezius, latent"
std::string nodeNameOf(const record::Session& visit, const record::Marker& site) {
    std::string place = site.sentence.substr(0, site.sentence.find(','));
    if (place.empty()) place = site.side == Side::midline ? site.muscle : fmt::format("{} {}", name(site.side), site.muscle);
    return fmt::format("{} {}, {}", record::shownLabel(visit, site.id), place, name(site.type));
}

/// Why a needle whose way is recorded is not drawn: it would lie elsewhere than it was. Null: nothing speaks against it.
const char* whyLeftOut(const record::Marker& site, const SiteOnModel& shown) {
    if (shown.how != ShownSite::asPlaced) return "recorded on another body";
    return site.needle.liftMm.value_or(0) > 0 ? "recorded in tissue that was held up between fingers" : nullptr;
}

/// Writes one file: the body, then the visits with their sites.
class GlbWriter {
  public:
    GlbWriter(const Bundle& bundle, const Given& given) : bundle_(bundle), given_(given), body_(*given.body), known_(given.catalogue) {}

    Result<std::string> write(Progress& progress) {
        const size_t root = file_.node("Myochart");
        file_.at(root)["extras"] = extrasOf(aboutBody());
        for (size_t i = 0; i < body_.parts.size(); ++i) {
            progress.report(static_cast<float>(i) / static_cast<float>(body_.parts.size()), tr("Writing the file"));
            if (progress.cancelled()) return failed(tr("The export was cancelled; no file was written."));
            addPart(root, body_.parts[i]);
        }
        for (size_t i = 0; i < bundle_.sessions.size(); ++i) addVisit(root, i);
        json asset = {{"generator", "Myochart"}, {"extras", extrasOf(aboutFile())}};
        if (const std::string owners = ownersOfBody(); !owners.empty()) asset["copyright"] = owners;
        return std::move(file_).finished(root, std::move(asset), "Myochart");
    }

  private:
    /// Of a body that somebody brought along, nothing is told without who it is of but what the tables know.
    bool mayTellBody() const { return body_.isBuiltin || !given_.deIdentified; }
    bool mayTell(const ModelPart& part) const {
        if (mayTellBody()) return true;
        return !part.isSkin && known_.isAnatomy(part.name) && (part.muscleKey.empty() || known_.isKey(part.muscleKey));
    }

    std::string ownersOfBody() const {
        if (!mayTellBody()) return {};
        return body_.source.empty() || body_.licence.empty() ? body_.source + body_.licence : fmt::format("{}; {}", body_.source, body_.licence);
    }

    json aboutBody() const {
        json about = {{"surfaces_within_mm", body_.errorMm}, {"builtin", body_.isBuiltin}};
        if (mayTellBody()) about.update({{"body", body_.name}, {"source", body_.source}, {"licence", body_.licence}, {"checksum", body_.checksum}});
        return about;
    }

    json aboutFile() const {
        json about = {{"frame", "LPS in mm: x to the patient's left, y posterior, z superior"},
                      {"to_frame", "x = 1000 X, y = -1000 Z, z = 1000 Y of this file's metres"},
                      {"deidentified", given_.deIdentified},
                      {"statement", "A model of a body with what was recorded, not a picture of the patient. Where a needle is drawn says nothing of what it passes or nears in the patient."}};
        if (!given_.deIdentified) about["written_at"] = isoUtc(given_.writtenAt);  // it tells no day but those that were moved
        return about;
    }

    size_t groupNamed(size_t root, const std::string& name) {
        const auto [at, isNew] = groups_.try_emplace(name, 0);
        if (isNew) file_.putUnder(root, at->second = file_.node(name));
        return at->second;
    }

    void addPart(size_t root, const ModelPart& part) {
        if (part.indices.empty() || !mayTell(part)) return;
        std::vector<vec3> positions, normals, colours;
        for (const vec3& each : part.positions) positions.push_back(inMetres(each));
        for (const vec3& each : part.normals) normals.push_back(upIsY(each));
        for (const std::uint8_t share : part.tendon) colours.push_back(glm::mix(part.colour, part.endColour, static_cast<float>(share) / 255));
        const bool ownColours = !colours.empty();
        const size_t look = file_.material({ownColours ? "own colours" : part.group, ownColours ? vec3(1) : part.colour, part.opacity});
        const size_t node = file_.node(part.name);
        file_.at(node)["mesh"] = file_.mesh({part.name, positions, normals, colours, part.indices}, look);
        json facts = {{"key", part.key}, {"side", name(part.side)}};
        for (const auto& [key, text] : {std::pair("latin", &part.latin), {"fma", &part.fma}, {"muscle", &part.muscleKey}})
            if (!text->empty()) facts[key] = *text;
        if (!mayTellBody()) facts.erase("key");
        file_.at(node)["extras"] = extrasOf(std::move(facts));
        file_.putUnder(groupNamed(root, part.group), node);
    }

    void addVisit(size_t root, size_t index) {
        const record::Session& visit = bundle_.sessions[index];
        const size_t node = file_.node(fmt::format("Visit {}", dayAt(visit.startedAt, visit.utcOffset)));
        file_.at(node)["extras"] = extrasOf({{"visit", visit.id.text}, {"started_at", isoUtc(visit.startedAt)}, {"sites", visit.markers.size()}});
        file_.putUnder(root, node);
        for (size_t k = 0; k < visit.markers.size(); ++k) addSite(node, visit, visit.markers[k], body_.sites[index][k]);
    }

    void addSite(size_t parent, const record::Session& visit, const record::Marker& site, const SiteOnModel& shown) {
        const size_t node = file_.node(nodeNameOf(visit, site));
        const auto ball = balls_.find(site.type);
        const size_t mesh = ball != balls_.end() ? ball->second : (balls_[site.type] = scaled(ballShape(), std::string(name(site.type)), vec3(kMarkRadiusMm * 0.001F), colourOfType(site.type)));
        json facts = {{"visit", visit.id.text}, {"site", record::toJson(site)}, {"shown", {{"how", wordOf(shown.how)}, {"position", figures(shown.position)}, {"error_radius_mm", shown.errorRadiusMm}}}};
        file_.at(node)["mesh"] = mesh;
        file_.at(node)["translation"] = figures(inMetres(shown.position));
        file_.putUnder(parent, node);
        if (const auto line = needleLineOf(site, shown.position)) {
            const char* leftOut = whyLeftOut(site, shown);
            if (leftOut) facts["needle_left_out"] = leftOut;
            else addNeedle(node, visit, site, *line, shown.position);
        }
        file_.at(node)["extras"] = extrasOf(std::move(facts));
    }

    void addNeedle(size_t siteNode, const record::Session& visit, const record::Marker& site, const NeedleLine& line, vec3 position) {
        const std::string label = record::shownLabel(visit, site.id);
        const vec3 inward = *site.needle.direction;
        addRod(siteNode, fmt::format("needle of {}, in the body", label), line.entry - position, inward, glm::length(line.tip - line.entry), "inserted");
        if (site.needle.lengthMm && *site.needle.lengthMm > *site.needle.depthMm)
            addRod(siteNode, fmt::format("needle of {}, outside", label), line.entry - position, -inward, *site.needle.lengthMm - *site.needle.depthMm, "outside");
    }

    void addRod(size_t parent, const std::string& name, vec3 fromMm, vec3 direction, float lengthMm, const char* what) {
        if (!(lengthMm > 0)) return;
        if (!rod_) rod_ = scaled(rodShape(), "needle", {kRodRadiusMm * 0.001F, 1, kRodRadiusMm * 0.001F}, colourOfType(record::MarkerType::needle));
        const size_t node = file_.node(name);
        file_.at(node).update({{"mesh", *rod_}, {"translation", figures(inMetres(fromMm))}, {"rotation", turnFromY(upIsY(direction))}, {"scale", figures({1, lengthMm * 0.001F, 1})},
                               {"extras", extrasOf({{"needle", what}, {"length_mm", lengthMm}})}});
        file_.putUnder(parent, node);
    }

    size_t scaled(GlbShape shape, const std::string& name, vec3 size, vec3 colour) {
        for (vec3& each : shape.positions) each *= size;
        return file_.mesh({name, shape.positions, shape.normals, {}, shape.indices}, file_.material({name, colour, 1, kMarkGlow}));
    }

    const Bundle& bundle_;
    const Given& given_;
    const BodyModel& body_;
    KnownWords known_;
    GlbFile file_;
    std::map<std::string, size_t> groups_;
    std::map<record::MarkerType, size_t> balls_;
    std::optional<size_t> rod_;
};

Result<std::string> writeGlb(const Bundle& bundle, const Given& given, Progress& progress) {
    if (!given.body) return failed(tr("There is no body to show the sites on."));
    return GlbWriter(bundle, given).write(progress);
}

}  // namespace

Exporter glbExporter() {
    return {"glb", mark("3D model"), ".glb",
            mark("The body with the sites and the needles whose way is recorded, for programs that show 3D models (glTF). Of the visit and the patient nothing else is in it."), writeGlb, true};
}

}  // namespace myochart::exchange
