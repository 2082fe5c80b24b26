#include "workspace/markup_sites.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "places/hand_edits.h"
#include "record/fault_words.h"
#include "record/like.h"
#include "record/signing_rules.h"
#include "record/typed_text.h"
#include "scene/pick.h"

namespace myochart::workspace {

namespace {

/// Rounding of a coordinate that another program wrote.
constexpr float kUnmovedMm = 0.01F;

/// A text of several lines that a note can hold.
std::string noteOf(const std::string& description) {
    std::string note = myochart::withoutHiddenMarks(description, '\n');
    std::erase_if(note, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F; });
    return note.size() > record::kMaxNoteBytes ? displayText(note, record::kMaxNoteBytes) : note;
}

/// Makes sites of points, one after the other.
class SiteMaker {
  public:
    SiteMaker(const body::Body& body, const anatomy::Catalogue& catalogue, const scene::ViewOptions& options, const record::Session& into, UtcMs now)
        : body_(body), catalogue_(catalogue), options_(options), into_(into), now_(now) {}

    void take(const exchange::MarkupPoint& point, record::MarkerType type) {
        const record::Marker* own = point.site ? &*point.site : nullptr;
        if (own && into_.marker(own->id)) return void(++sites.known);
        const bool unmoved = own && glm::distance(own->anchor.position, point.position) < kUnmovedMm;
        PlacedSite made{point.place, own ? *own : record::Marker(), std::nullopt};
        made.marker.type = type;
        if (!(unmoved ? keepPlace(made) : moveTo(made, point.position))) return;
        if (!own || (point.label != own->label && point.label != std::to_string(own->number))) made.marker.label = point.label;
        made.marker = record::takenOver(std::move(made.marker), point.visit, now_);
        if (!own) made.marker.note = noteOf(point.description);
        const std::string of = own ? own->id.text : fmt::format("{} {} {} {} {}", point.place, point.label, point.position.x, point.position.y, point.position.z);
        add(std::move(made), of);
    }
    void take(const exchange::MarkupLine& line) {
        const auto at = std::ranges::find(sites.placed, line.site, [](const PlacedSite& each) { return each.marker.plan.earlier; });
        if (!line.site.empty() && into_.marker({line.site})) return;  // its site is here
        if (!line.site.empty() && at != sites.placed.end()) return aim(*at, line);
        PlacedSite made{line.place, {}, std::nullopt};
        made.marker.type = record::MarkerType::needle;
        if (!moveTo(made, line.tip)) return;
        made.marker.label = line.label.size() > record::kMaxLabelBytes ? std::string() : line.label;
        made.marker = record::takenOver(std::move(made.marker), {}, now_);
        aim(made, line);
        add(std::move(made), fmt::format("{} {} {} {} {} {} {}", line.place, line.entry.x, line.entry.y, line.entry.z, line.tip.x, line.tip.y, line.tip.z));
    }

    MarkupSites sites;

  private:
    void leaveOut(const std::string& place, const std::string& why) { sites.notTaken.push_back(fmt::format("{}: {}", place, why)); }

    /// Where Myochart placed it; false, with a sentence, where that contradicts itself.
    bool keepPlace(PlacedSite& made) {
        auto held = places::heldAgainstItsPlace(&body_, catalogue_, made.marker);
        if (!held) return leaveOut(made.place, held.error().message), false;
        made.marker = std::move(*held);
        if (made.marker.anchor.bodyChecksum == body_.checksum()) made.awayMm = 0;
        return true;
    }
    bool moveTo(PlacedSite& made, vec3 position) {
        const auto place = scene::placeNear(body_, catalogue_, position, std::nullopt, options_);
        if (!place) return leaveOut(made.place, place.error().message), false;
        made.awayMm = glm::distance(position, place->anchor.position);
        if (*made.awayMm > kMostAwayMm)
            return leaveOut(made.place, fmt::format("it lies {:.0f} mm from the nearest structure of this body ({}); up to {:.0f} mm are taken.", *made.awayMm,
                                                    displayText(place->structureName, 60), kMostAwayMm)),
                   false;
        made.marker.anchor = place->anchor;
        made.marker.muscle = place->muscle;
        made.marker.side = place->side;
        made.marker.sentence = place->sentence;
        made.marker.byHand = {};
        made.marker.plan.point.clear();
        made.marker.needle.entry.reset();
        return true;
    }
    /// The way of its needle, from the skin.
    void aim(PlacedSite& site, const exchange::MarkupLine& line) {
        record::Marker aimed = site.marker;
        aimed.needle.entry = line.entry - aimed.anchor.position;
        aimed.needle.depthMm = glm::distance(line.entry, line.tip);
        aimed.needle.direction = (line.tip - line.entry) / *aimed.needle.depthMm;
        aimed.needle.directionWords.clear();
        if (const std::string fault = record::faultIn(aimed); !fault.empty()) return leaveOut(line.place, "as a needle " + fault);
        site.marker = std::move(aimed);
    }
    void add(PlacedSite made, const std::string& of) {
        made.marker.id.text = uuidOfContent(fmt::format("{} {}", into_.id.text, of));
        if (into_.marker(made.marker.id)) return void(++sites.known);
        if (!ids_.insert(made.marker.id.text).second) return leaveOut(made.place, "is in the file twice; it was taken once.");
        made.marker = record::withoutHiddenMarks(std::move(made.marker));
        if (const std::string fault = record::faultIn(made.marker); !fault.empty()) return leaveOut(made.place, fault);
        sites.placed.push_back(std::move(made));
    }

    const body::Body& body_;
    const anatomy::Catalogue& catalogue_;
    const scene::ViewOptions& options_;
    const record::Session& into_;
    UtcMs now_;
    std::unordered_set<std::string> ids_;
};

}  // namespace

Result<MarkupSites> sitesOf(const exchange::Markups& markups, const body::Body& body, const anatomy::Catalogue& catalogue, const scene::ViewOptions& options,
                            const record::Session& into, std::optional<record::MarkerType> otherwise, UtcMs now) {
    SiteMaker maker(body, catalogue, options, into, now);
    for (const exchange::MarkupPoint& point : markups.points) {
        const auto type = point.type ? point.type : otherwise;
        if (!type) return environmentFault(fmt::format("{} does not tell what kind of site it is; say with --type what such points are.", point.place));
        maker.take(point, *type);
    }
    for (const exchange::MarkupLine& line : markups.lines) maker.take(line);
    return std::move(maker.sites);
}

Result<record::Edited> withSites(record::Session into, const std::vector<PlacedSite>& sites) {
    if (into.signing.isSigned()) return record::signedVisit();
    for (const PlacedSite& each : sites) into.markers.push_back(each.marker);
    record::numberMarkers(into);
    if (const std::string fault = record::faultIn(into); !fault.empty()) return refused(record::faultInWords(fault));
    return record::Edited{std::move(into), tr("Take sites from a file")};
}

}  // namespace myochart::workspace
