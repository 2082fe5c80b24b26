#pragma once
#include <memory>
#include <span>
#include <vector>

#include "body/body.h"
#include "render/draw_plan.h"
#include "render/gl/vertex_array.h"

namespace myochart::render {

/// A body's triangles on the graphics card, level by level as they are needed.
class BodyBuffers {
  public:
    explicit BodyBuffers(std::shared_ptr<const body::Body> body);

    /// Uploads what `wanted` names and is not there yet. A structure of which another level is there already counts
    /// against `budgetBytes`; once that is spent its `level` in the list becomes the one that is there, and the answer
    /// is false. A level whose checksum does not fit is left out of the list.
    bool prepare(std::vector<PlannedStructure>& wanted, size_t budgetBytes);
    /// Draws prepared structures with the program in use: attribute 0 = stored place and structure number, 1 = normal,
    /// 2 = tendon. Returns the number of triangles.
    std::uint64_t draw(std::span<const PlannedStructure> structures) const;
    /// The number that shaders read as gl_VertexID at its first vertex.
    std::uint32_t firstVertexOf(const PlannedStructure& prepared) const { return slot(prepared).firstVertex; }
    /// False once a level's checksum failed.
    bool sound() const { return sound_; }

  private:
    enum class State : std::uint8_t { absent, resident, damaged };
    struct Slot {
        State state = State::absent;
        std::uint32_t firstVertex = 0, firstIndex = 0, indexCount = 0;
    };
    struct Arena {
        gl::Buffer buffer;
        size_t used = 0;
        bool replaced = true;  // since bindArrays
        void reserve(size_t bytes);
        void append(std::span<const std::byte> data);
    };

    size_t bytesOf(const PlannedStructure& planned) const;
    Slot& slot(const PlannedStructure& planned);
    const Slot& slot(const PlannedStructure& planned) const;
    const Slot* otherLevel(PlannedStructure& planned) const;
    void reserveFor(std::span<const PlannedStructure> wanted);
    void upload(const PlannedStructure& planned);
    void forgetAll();
    void bindArrays();

    std::shared_ptr<const body::Body> body_;
    std::vector<size_t> firstSlot_;  // of each structure
    std::vector<Slot> slots_;        // one a level
    Arena vertices_, indices_;
    gl::VertexArray array_;
    bool sound_ = true;
};

}  // namespace myochart::render
