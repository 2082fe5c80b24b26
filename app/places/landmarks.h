#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body_writer.h"

namespace myochart::places {

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

struct LandmarkRecipe;

/// Finds landmarks by geometry: each is the extreme point of one named bone in an anatomical direction, within the part
/// of the bone where it lies (landmark_recipes.h). Nothing is typed in but fractions of the bone's own box. A few
/// hundred microseconds each the first time, kept afterwards. Borrows the body; one thread.
class LandmarkFinder {
  public:
    explicit LandmarkFinder(const body::Body& body);
    /// The same on structures on their way into a body; `midplane` is x between left and right. Borrows them.
    LandmarkFinder(std::span<const body::NewStructure> structures, float midplane);

    /// `side` is left or right for a paired landmark; it is not looked at for one in the midline.
    Result<FoundLandmark> find(std::string_view key, Side side);
    /// The point that a table tells by landmarks of that side.
    Result<vec3> point(const anatomy::LandmarkPoint& told, Side side);
    /// x of the plane between left and right.
    float midplane() const { return midplane_; }

  private:
    /// What is asked of a structure.
    struct Bone {
        std::vector<std::string> words;  ///< of its name
        Side side = Side::midline;
        Box bounds;
    };
    struct Vertex;
    std::vector<std::uint32_t> named(std::string_view names, Side side) const;
    std::vector<Vertex> candidates(const std::vector<std::uint32_t>& bones, const LandmarkRecipe& recipe, Side side) const;
    FoundLandmark tipOf(const std::vector<Vertex>& vertices, const LandmarkRecipe& recipe, Side side) const;
    void goOnward(std::uint32_t to, FoundLandmark& found) const;
    Result<FoundLandmark> search(const LandmarkRecipe& recipe, Side side) const;

    std::vector<Bone> bones_;
    std::function<geometry::TriMesh(std::uint32_t)> mesh_;
    float midplane_;
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

}  // namespace myochart::places
