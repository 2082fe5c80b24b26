#include "render/body_buffers.h"

#include <algorithm>
#include <cstddef>

namespace myochart::render {
// Above this everything is dropped and only what is in view comes back.
static constexpr size_t kMaxResidentBytes = size_t{768} << 20U;

BodyBuffers::BodyBuffers(std::shared_ptr<const body::Body> body) : body_(std::move(body)) {
    size_t count = 0;
    for (const auto& structure : body_->structures()) {
        firstSlot_.push_back(count);
        count += structure.levels.size();
    }
    slots_.resize(count);
}

void BodyBuffers::Arena::reserve(size_t bytes) {
    if (bytes <= buffer.bytes()) return;
    gl::Buffer larger;
    larger.allocate(used == 0 ? bytes : std::max(bytes, buffer.bytes() * 3 / 2));
    if (used > 0) larger.copyFrom(buffer, used);
    buffer = std::move(larger);
    replaced = true;
}

void BodyBuffers::Arena::append(std::span<const std::byte> data) {
    reserve(used + data.size());
    buffer.write(used, data);
    used += data.size();
}

BodyBuffers::Slot& BodyBuffers::slot(const PlannedStructure& planned) {
    return slots_[firstSlot_[planned.structure] + planned.level];
}

const BodyBuffers::Slot& BodyBuffers::slot(const PlannedStructure& planned) const {
    return slots_[firstSlot_[planned.structure] + planned.level];
}

size_t BodyBuffers::bytesOf(const PlannedStructure& planned) const {
    const body::Level& level = body_->structure(planned.structure).levels[planned.level];
    return level.vertexCount * sizeof(body::PackedVertex) + level.indexCount * sizeof(std::uint32_t);
}

// Sets planned.level to the resident level nearest to the wanted one.
const BodyBuffers::Slot* BodyBuffers::otherLevel(PlannedStructure& planned) const {
    const auto levels = static_cast<std::uint32_t>(body_->structure(planned.structure).levels.size());
    for (std::uint32_t distance = 1; distance < levels; ++distance) {
        for (const std::uint32_t level : {planned.level + distance, planned.level - distance}) {
            if (level >= levels) continue;  // also below zero, as it wraps
            const Slot& there = slots_[firstSlot_[planned.structure] + level];
            if (there.state != State::resident) continue;
            planned.level = level;
            return &there;
        }
    }
    return nullptr;
}

void BodyBuffers::forgetAll() {
    for (Slot& s : slots_) {
        if (s.state == State::resident) s = {};
    }
    vertices_ = {};
    indices_ = {};
}

// One growth a frame at most, instead of one a structure.
void BodyBuffers::reserveFor(std::span<const PlannedStructure> wanted) {
    size_t vertexBytes = 0, indexBytes = 0;
    for (const auto& planned : wanted) {
        if (slot(planned).state != State::absent) continue;
        const body::Level& level = body_->structure(planned.structure).levels[planned.level];
        vertexBytes += level.vertexCount * sizeof(body::PackedVertex);
        indexBytes += level.indexCount * sizeof(std::uint32_t);
    }
    if (vertexBytes + indexBytes == 0) return;
    if (vertices_.used + indices_.used + vertexBytes + indexBytes > kMaxResidentBytes) forgetAll();
    vertices_.reserve(vertices_.used + vertexBytes);
    indices_.reserve(indices_.used + indexBytes);
}

void BodyBuffers::upload(const PlannedStructure& planned) {
    const body::Level& level = body_->structure(planned.structure).levels[planned.level];
    Slot& s = slot(planned);
    if (!body_->levelIsSound(level)) {
        s.state = State::damaged;
        sound_ = false;
        return;
    }
    s = {State::resident, static_cast<std::uint32_t>(vertices_.used / sizeof(body::PackedVertex)),
         static_cast<std::uint32_t>(indices_.used / sizeof(std::uint32_t)), level.indexCount};
    vertices_.append(std::as_bytes(body_->vertices(level)));
    indices_.append(std::as_bytes(body_->indices(level)));
}

void BodyBuffers::bindArrays() {
    constexpr size_t kStride = sizeof(body::PackedVertex);
    array_.setAttribute(vertices_.buffer, {0, 4, GL_UNSIGNED_SHORT, false, kStride, offsetof(body::PackedVertex, x)});
    array_.setAttribute(vertices_.buffer, {1, 3, GL_BYTE, true, kStride, offsetof(body::PackedVertex, nx)});
    array_.setAttribute(vertices_.buffer, {2, 1, GL_UNSIGNED_BYTE, true, kStride, offsetof(body::PackedVertex, tendon)});
    array_.setIndices(indices_.buffer);
    glBindVertexArray(0);
    vertices_.replaced = indices_.replaced = false;
}

bool BodyBuffers::prepare(std::vector<PlannedStructure>& wanted, size_t budgetBytes) {
    bool complete = true;
    size_t spent = 0;
    for (auto& planned : wanted) {
        if (slot(planned).state != State::absent) continue;
        PlannedStructure other = planned;
        if (spent + bytesOf(planned) > budgetBytes && otherLevel(other) != nullptr) {
            planned = other;
            complete = false;
        } else {
            spent += bytesOf(planned);
        }
    }
    reserveFor(wanted);
    for (const auto& planned : wanted) {
        if (slot(planned).state == State::absent) upload(planned);
    }
    if (vertices_.replaced || indices_.replaced) bindArrays();
    std::erase_if(wanted, [&](const auto& planned) { return slot(planned).state != State::resident; });
    return complete;
}

std::uint64_t BodyBuffers::draw(std::span<const PlannedStructure> structures) const {
    std::vector<GLsizei> counts;
    std::vector<const void*> offsets;
    std::vector<GLint> bases;
    std::uint64_t indices = 0;
    for (const auto& planned : structures) {
        const Slot& s = slot(planned);
        counts.push_back(static_cast<GLsizei>(s.indexCount));
        offsets.push_back(reinterpret_cast<const void*>(size_t{s.firstIndex} * sizeof(std::uint32_t)));
        bases.push_back(static_cast<GLint>(s.firstVertex));
        indices += s.indexCount;
    }
    if (counts.empty()) return 0;
    array_.bind();
    glMultiDrawElementsBaseVertex(GL_TRIANGLES, counts.data(), GL_UNSIGNED_INT, offsets.data(),
                                  static_cast<GLsizei>(counts.size()), bases.data());
    return indices / 3;
}

}  // namespace myochart::render
