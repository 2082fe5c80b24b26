#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"

namespace myochart::scene {

/// A landmark of frame_landmarks.csv on a body.
struct FoundLandmark {
    std::string key;
    Side side = Side::midline;
    vec3 position{};  ///< mm, body frame, on the structure's surface
    vec3 outward{};   ///< unit: the way it juts out
    std::uint32_t structure = 0;
};

/// One that could not be found, and why: "The tip of the left radial styloid needs the left radius, which this body lacks."
struct MissingLandmark {
    std::string key;
    Side side = Side::midline;
    std::string why;
};

/// Finds landmarks by geometry: each is the extreme point of one named bone in an anatomical direction, within the part
/// of the bone where it lies (landmark_recipes.h). Nothing is typed in but fractions of the bone's own box. A few
/// hundred microseconds each the first time, kept afterwards. Borrows the body; one thread.
class LandmarkFinder {
  public:
    explicit LandmarkFinder(const body::Body& body);

    /// `side` is left or right for a paired landmark; it is not looked at for one in the midline.
    Result<FoundLandmark> find(std::string_view key, Side side);
    /// The point that a table tells by landmarks of that side.
    Result<vec3> point(const anatomy::LandmarkPoint& told, Side side);
    const body::Body& body() const { return body_; }
    /// x of the plane between left and right.
    float midplane() const { return midplane_; }

  private:
    const body::Body& body_;
    float midplane_;
    std::vector<std::vector<std::string>> words_;  ///< of every structure's name
    std::map<std::pair<std::string, Side>, Result<FoundLandmark>> known_;
};

struct LandmarkSet {
    std::vector<FoundLandmark> found;
    std::vector<MissingLandmark> missing;

    const FoundLandmark* find(std::string_view key, Side side) const;
};

/// Every landmark of the catalogue, paired ones on both sides. Some 20 ms for a whole body.
LandmarkSet findLandmarks(const body::Body& body, const anatomy::Catalogue& catalogue);

/// The direction "posterior", "anterior lateral" ... from the body outwards, unit length, body frame; `side` turns lateral and
/// medial (midline: left). Nothing when a word is none of anterior, posterior, lateral, medial, superior, inferior.
std::optional<vec3> directionNamed(std::string_view words, Side side);

}  // namespace myochart::scene
