#pragma once
#include "referral/referral_map.h"

namespace myochart::referral {

/// One touch of the brush: a round dab on the skin, or a region whole.
struct Dab {
    std::optional<vec3> at;    ///< mm, body frame
    float radiusMm = 0;        ///< along the skin
    std::string region;        ///< key; with `at` not looked at
    std::optional<Side> side;  ///< of the region; nothing: both
    bool erases = false;
};

/// Pain painted on the skin of one body, dab by dab. Borrows the map, which has a skin; one thread.
class PainBrush {
  public:
    explicit PainBrush(const ReferralMap& map);

    /// Fails with a sentence, and paints nothing: a dab without a size or greater than a body, or off the skin; a region that is
    /// none. Well below a ms for a dab of some cm.
    Outcome apply(const Dab& dab);
    void clear();

    /// By cell, 0..1, soft at the edges.
    const std::vector<float>& strengths() const { return strengths_; }
    bool empty() const;
    /// What is painted at least half.
    Field field() const;
    double areaMm2() const;

  private:
    void lay(const Field& field, bool erases);

    const ReferralMap& map_;
    SurfaceWalk walk_;
    std::vector<float> strengths_;
};

/// Regions of the skin of which that field covers a good part, those with the most of it first, at most `most`; else the one
/// that has most of it. Numbers of map.regions().
std::vector<std::uint32_t> regionsUnder(const ReferralMap& map, const Field& pain, size_t most = 6);
/// The same in English, as places are told: "left temple, left side of the head"; empty where nothing is painted.
std::string whereItHurts(const ReferralMap& map, const Field& pain);

}  // namespace myochart::referral
