#pragma once
#include <string_view>
#include <unordered_map>

#include "referral/region_places.h"
#include "referral/surface_walk.h"

namespace myochart::referral {

/// How much of a cell, 0..1. A cell is a vertex of the skin with its area, or a region that no skin shows.
struct Share {
    std::uint32_t cell = 0;
    float share = 0;
};
/// Of cells that are not named: 0. In the order of the cells, each once.
using Field = std::vector<Share>;

/// What a spillover zone counts beside an essential one.
inline constexpr float kSpillover = 0.5F;

/// A zone of a pattern: a region and whether it is essential.
struct Zone {
    std::uint32_t region = 0;  ///< of ReferralMap::regions()
    bool essential = true;
};

/// The reported pattern of a trigger point on one side, as its source tells it; a guide, never a finding.
struct Pattern {
    const anatomy::TriggerPoint* point = nullptr;  ///< of the catalogue, which must live on
    Side side = Side::left;
    std::vector<Zone> zones;
    Field field;            ///< 1 in essential zones, kSpillover in spillover zones and, on a body, between neighbours (bands.h), soft at the edges
    double weightMm2 = 0;   ///< area of its cells, each times its share
};

/// The field of a nerve or root on one side.
struct NerveArea {
    const anatomy::NerveField* nerve = nullptr;
    Side side = Side::left;
    Field field;
    double weightMm2 = 0;
};

/// Every region, pattern and nerve field, on the skin of one body or by name alone. Made once a body (a worker's task);
/// immutable afterwards; any thread. Borrows the catalogue.
class ReferralMap {
  public:
    /// Without a body: every region is one cell of the size that the table tells.
    static ReferralMap byNames(const anatomy::Catalogue& catalogue);
    /// Fails with a sentence on a body without skin or without the bones to find regions by, and when it is stopped.
    static Result<ReferralMap> on(const body::Body& body, const anatomy::Catalogue& catalogue, const Progress* progress = nullptr);

    /// How the frame of the regions lies on the body; null: by name alone.
    const FrameWarp* frame() const { return frame_ ? &*frame_ : nullptr; }
    const SkinGraph* skin() const { return skin_ ? &*skin_ : nullptr; }
    const Limbs& limbs() const { return limbs_; }
    size_t cellCount() const { return areas_.size(); }
    float cellMm2(std::uint32_t cell) const { return areas_[cell]; }
    double areaMm2(const Field& field) const;  ///< each cell times its share

    const std::vector<RegionPlace>& regions() const { return regions_; }
    const Field& fieldOf(size_t region) const { return regionFields_[region]; }
    /// The region on that side, or the one in the midline.
    std::optional<std::uint32_t> region(std::string_view key, Side side) const;
    /// 479: each point of the catalogue on its sides, in the table's order, left before right.
    const std::vector<Pattern>& patterns() const { return patterns_; }
    const std::vector<NerveArea>& nerves() const { return nerves_; }

    /// By cell, for a painter or a sum. Well below a ms.
    std::vector<float> dense(const Field& field) const;
    /// Of several fields the greatest share of each cell.
    Field together(std::span<const Field* const> fields) const;
    /// Where on the skin `weight` (by mm along the surface from `vertex`) is above 0, up to `maxMm`.
    Field spread(std::uint32_t vertex, float maxMm, const std::function<float(float)>& weight) const;

  private:
    void nameRegions();
    void addPatterns(const anatomy::Catalogue& catalogue);
    void joinZones(float midplane);
    void addToldBands(const Pattern& pattern, std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) const;
    void addNerves(const anatomy::Catalogue& catalogue);
    Field zonesTogether(std::span<const Zone> zones) const;

    std::optional<FrameWarp> frame_;
    std::optional<SkinGraph> skin_;
    Limbs limbs_;
    std::vector<float> areas_;
    std::vector<RegionPlace> regions_;
    std::unordered_map<std::string_view, std::uint32_t> firstOfKey_;  ///< of regions_; the keys are the catalogue's
    std::vector<Field> regionFields_;
    std::vector<Pattern> patterns_;
    std::vector<NerveArea> nerves_;
};

}  // namespace myochart::referral
