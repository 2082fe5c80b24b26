#pragma once
#include <optional>

#include "render/cut_faces.h"
#include "render/gl/vertex_array.h"

namespace myochart::render {

/// The cut faces of a body on the graphics card.
class FaceBuffers {
  public:
    FaceBuffers();
    /// Finds them anew when section, levels or looks have changed. `plan` is prepared.
    void update(const body::Body& body, const DrawPlan& plan, const scene::Scene& scene);
    /// Attributes: 0 place and structure number (as number.vert and mask.vert read them, with stored = (0, 0, 0, 1)),
    /// 1 place in the plane, 2 tendon, 3 tissue.
    void drawFaces() const;
    /// Those of one structure.
    void drawFace(std::uint32_t structure) const;
    /// Attributes: 0 place, 1 inwards, 2 how far, 3 colour.
    void drawRims() const;

  private:
    /// What they depend on.
    struct Key {
        scene::SectionPlane section;
        std::vector<std::uint32_t> levels;  // structure, level
        std::vector<vec3> looks;            // colours and shifts
        bool operator==(const Key&) const = default;
    };
    static Key keyOf(const DrawPlan& plan, const scene::Scene& scene);

    gl::Buffer faceCorners_, rimCorners_;
    gl::VertexArray faces_, rims_;
    std::vector<FaceRange> ranges_;
    GLsizei faceCount_ = 0, rimCount_ = 0;
    std::optional<Key> key_;
};

}  // namespace myochart::render
