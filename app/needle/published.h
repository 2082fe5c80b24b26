#pragma once
#include "needle/points.h"

namespace myochart::needle {

/// A depth that was published beside the same on this body. Neither is a limit.
struct Beside {
    std::string what;                        ///< "skin to pleura at the shoulder slope, straight in"
    std::optional<float> publishedMm;        ///< nothing: the sources at hand give none
    std::string published;                   ///< in whom and how
    std::string source;                      ///< key of sources.csv; empty without a figure
    std::string how;                         ///< how it was measured on the body
    std::optional<float> modelMm;            ///< nothing: this body has no such thing on that way
    std::string reason;                      ///< why they differ, where they do by more than kToldFromMm

    bool differs() const { return publishedMm && modelMm && std::abs(*publishedMm - *modelMm) > kToldFromMm; }
    static constexpr float kToldFromMm = 5;
};

/// Skin to pleura at the upper trapezius and the neck's angle, to the deep side, rib and pleura at rhomboid major, multifidus to
/// lamina, quadratus lumborum to kidney, depth of gluteus medius, piriformis and tibialis posterior; on the left.
std::vector<Beside> publishedBesideModel(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const anatomy::Catalogue& catalogue);

/// The table of points and the one above as a page of docs/.
std::string clearancePage(const body::Body& body, const PointWays& points, const std::vector<Beside>& beside);

}  // namespace myochart::needle
