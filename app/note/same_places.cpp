#include "note/same_places.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/text.h"
#include "note/site_muscle.h"

namespace myochart::note {

namespace {

/// What two sites must have in common: the muscle, by key where it is one of the catalogue, and the side.
using Where = std::pair<std::string, Side>;

Where whereOf(const record::Marker& marker, const anatomy::Catalogue& catalogue) {
    if (const anatomy::Muscle* muscle = muscleOf(marker, catalogue)) return {muscle->key, marker.side};
    return {marker.byHand.muscle ? "\n" + foldForSearch(marker.muscle) : marker.anchor.structureKey, marker.side};
}

/// One place while its sites are being gathered.
struct Gathering {
    SamePlace sightings;
    Where where;
    std::string point;                 ///< the last that was told
    std::string body;                  ///< the checksum of the newest site's
    vec3 sum{};                        ///< of the positions on that body
    float errorMm = 0;                 ///< the largest of those
    size_t count = 0;

    vec3 middle() const { return sum / static_cast<float>(count); }
};

}  // namespace

bool sidesMayBeOne(Side a, Side b) { return a == b || a == Side::midline || b == Side::midline; }

namespace {

class Gatherer {
  public:
    Gatherer(std::span<const record::Session> visits, std::span<const record::SameSite> said, const anatomy::Catalogue& catalogue) : visits_(visits), catalogue_(catalogue) {
        for (const record::SameSite& each : said) said_[each.site.text] = each.earlier.text;
    }

    std::vector<SamePlace> all() {
        for (size_t visit = 0; visit < visits_.size(); ++visit) takeVisit(visit);
        std::vector<SamePlace> places;
        for (Gathering& each : places_) places.push_back(std::move(each.sightings));
        return places;
    }

  private:
    const record::Marker& marker(size_t visit, size_t index) const { return visits_[visit].markers[index]; }

    void takeVisit(size_t visit) {
        visit_ = visit;
        before_ = places_.size();
        taken_.assign(visits_[visit].markers.size(), false);
        wheres_.clear();
        for (const record::Marker& each : visits_[visit].markers) wheres_.push_back(whereOf(each, catalogue_));
        bySaying();
        byOrigin();
        byPoint();
        byDistance();
        for (size_t i = 0; i < taken_.size(); ++i)
            if (!taken_[i]) begin(i, FoundBy::first);
    }

    void begin(size_t index, FoundBy found) {
        places_.emplace_back();
        add(places_.size() - 1, index, found);
    }

    void add(size_t place, size_t index, FoundBy found) {
        const record::Marker& site = marker(visit_, index);
        Gathering& to = places_[place];
        const bool sameBody = to.count > 0 && to.body == site.anchor.bodyChecksum;
        Sighting sighting{visit_, index, found, std::nullopt};
        if (sameBody) {
            const Sighting& last = to.sightings.back();
            sighting.offMm = glm::distance(site.anchor.position, marker(last.visit, last.marker).anchor.position);
        } else {
            to.sum = {}, to.count = 0, to.errorMm = 0;
        }
        to.body = site.anchor.bodyChecksum;
        to.sum += site.anchor.position;
        to.errorMm = std::max(to.errorMm, site.anchor.errorRadiusMm);
        ++to.count;
        to.where = wheres_[index];
        if (!site.plan.point.empty()) to.point = site.plan.point;
        to.sightings.push_back(sighting);
        ofSite_[site.id.text] = place;
        taken_[index] = true;
    }

    bool isFree(size_t place) const { return place < before_ && places_[place].sightings.back().visit != visit_; }

    /// Nobody's word makes one place of the left and the right.
    bool mayBeOnePlace(size_t place, size_t index) const {
        const Sighting& last = places_[place].sightings.back();
        return sidesMayBeOne(marker(last.visit, last.marker).side, marker(visit_, index).side);
    }

    void bySaying() {
        for (size_t i = 0; i < taken_.size(); ++i) {
            const auto said = said_.find(marker(visit_, i).id.text);
            if (said == said_.end()) continue;
            const auto place = ofSite_.find(said->second);
            if (place != ofSite_.end() && isFree(place->second) && mayBeOnePlace(place->second, i)) add(place->second, i, FoundBy::corrected);
            else if (said->second.empty()) begin(i, FoundBy::corrected);
        }
    }

    void byOrigin() {
        for (size_t i = 0; i < taken_.size(); ++i) {
            const auto place = taken_[i] ? ofSite_.end() : ofSite_.find(marker(visit_, i).plan.earlier);
            if (place != ofSite_.end() && isFree(place->second) && places_[place->second].where == wheres_[i]) add(place->second, i, FoundBy::takenOver);
        }
    }

    void byPoint() {
        for (size_t i = 0; i < taken_.size(); ++i) {
            const std::string& point = marker(visit_, i).plan.point;
            if (taken_[i] || point.empty()) continue;
            for (size_t place = 0; place < before_; ++place) {
                if (!isFree(place) || places_[place].point != point || places_[place].where != wheres_[i]) continue;
                add(place, i, FoundBy::point);
                break;
            }
        }
    }

    void byDistance() {
        struct Pair {
            float mm;
            size_t site, place;
        };
        std::vector<Pair> pairs;
        for (size_t i = 0; i < taken_.size(); ++i) {
            if (taken_[i]) continue;
            const record::Marker& site = marker(visit_, i);
            for (size_t place = 0; place < before_; ++place) {
                const Gathering& there = places_[place];
                if (!isFree(place) || there.where != wheres_[i] || there.body != site.anchor.bodyChecksum) continue;
                if (!there.point.empty() && !site.plan.point.empty()) continue;  // two points by name
                const float mm = glm::distance(there.middle(), site.anchor.position);
                if (mm <= kSamePlaceMm + there.errorMm + site.anchor.errorRadiusMm) pairs.push_back({mm, i, place});
            }
        }
        std::ranges::stable_sort(pairs, {}, &Pair::mm);
        for (const Pair& pair : pairs)
            if (!taken_[pair.site] && isFree(pair.place)) add(pair.place, pair.site, FoundBy::distance);
    }

    std::span<const record::Session> visits_;
    const anatomy::Catalogue& catalogue_;
    std::unordered_map<std::string, std::string> said_;   ///< site, earlier
    std::unordered_map<std::string, size_t> ofSite_;      ///< the place of every site so far
    std::vector<Gathering> places_;
    size_t visit_ = 0, before_ = 0;                       ///< places of the visits before
    std::vector<bool> taken_;
    std::vector<Where> wheres_;
};

}  // namespace

std::string_view name(FoundBy found) {
    switch (found) {
        case FoundBy::first: return "first";
        case FoundBy::corrected: return "corrected";
        case FoundBy::takenOver: return "taken_over";
        case FoundBy::point: return "point";
        case FoundBy::distance: return "distance";
    }
    return "";
}

std::vector<SamePlace> samePlaces(std::span<const record::Session> visits, std::span<const record::SameSite> said, const anatomy::Catalogue& catalogue) {
    return Gatherer(visits, said, catalogue).all();
}

}  // namespace myochart::note
