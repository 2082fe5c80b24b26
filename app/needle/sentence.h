#pragma once
#include <memory>
#include <string>

#include "anatomy/catalogue.h"
#include "needle/path.h"

namespace myochart::needle {

class SkinLandmarks;
struct SkinLandmark;
struct FromLandmark;

/// What a sentence of a site tells.
struct Site {
    Shaft shaft;          ///< its entry on the skin
    std::string muscle;   ///< key; empty: none is named
    Side side = Side::midline;
    bool pincer = false;  ///< in a pincer grip; how far the tissue is lifted is in no sentence
};

/// Sites as sentences, and back: "left upper trapezius, 35 mm lateral to the spinous process of C7 and 61 mm above the root of
/// scapular spine, pincer grip, aimed backward, 20 degrees down, 15 mm deep". Distances are those along the skin from the two
/// nearest landmarks that lie under 30 mm of tissue at most and tell the place apart; of the places that are so far from both
/// the one that lies the told ways from them is meant. A sentence that is made is read back first: it leads to within 1.5 mm of
/// the site, or other landmarks are named. Read a body's skin once; borrows body and catalogue; one thread.
class SiteSentences {
  public:
    SiteSentences(const body::Body& body, const anatomy::Catalogue& catalogue);
    ~SiteSentences();

    /// English, as the sentences of places are. Without a side that of the entry, where the muscle has sides. Fails when the body has no skin or too few landmarks near the site.
    Result<std::string> sentence(const Site& asked);
    /// What words tell; fails with what is not understood.
    Result<Site> site(std::string_view words);
    /// Whether words are meant to be such a sentence: a distance from a landmark stands in them.
    static bool isMeant(std::string_view words);

  private:
    Result<SkinLandmarks*> skin();
    std::optional<std::string> landmarkPhrase(const Site& site, const geometry::SurfacePoint& at, const SkinLandmark& one, const SkinLandmark& other) const;
    Result<std::vector<FromLandmark>> saidIn(const std::string& phrase, Side side);
    Outcome readHead(const std::string& phrase, Site& site) const;
    std::string rest(const Site& site) const;

    const body::Body& body_;
    const anatomy::Catalogue& catalogue_;
    std::unique_ptr<SkinLandmarks> skin_;
};

}  // namespace myochart::needle
