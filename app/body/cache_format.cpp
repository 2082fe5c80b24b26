#include "body/cache_format.h"

#include <cstddef>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace myochart::body::cache {

std::uint64_t levelChecksum(std::span<const PackedVertex> vertices, std::span<const std::uint32_t> indices) {
    XXH3_state_t state;
    XXH3_64bits_reset(&state);
    XXH3_64bits_update(&state, vertices.data(), vertices.size_bytes());
    XXH3_64bits_update(&state, indices.data(), indices.size_bytes());
    return XXH3_64bits_digest(&state);
}

std::uint64_t tableChecksum(std::span<const std::byte> table) {
    CacheHeader header;
    std::memcpy(&header, table.data(), sizeof header);
    header.tableChecksum = 0;
    XXH3_state_t state;
    XXH3_64bits_reset(&state);
    XXH3_64bits_update(&state, &header, sizeof header);
    XXH3_64bits_update(&state, table.data() + sizeof header, table.size() - sizeof header);
    return XXH3_64bits_digest(&state);
}

}  // namespace myochart::body::cache
