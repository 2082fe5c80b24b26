#pragma once
#include "body/body.h"

namespace myochart::body {

/// Writes the cache file `from` again as `into` with one structure's vertices moved to `positions` (of its full detail, in
/// their order; mm, body frame) in all its levels. Every other structure keeps its places, triangles and address to the
/// last bit, and the body its checksum: anchors on it stay true. Fails for a damaged file and for places out of reach.
Outcome writeWithStructureMoved(const Path& from, std::uint32_t structure, std::span<const vec3> positions, const Path& into);

}  // namespace myochart::body
