#include "body/cache_writer.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "body/cache_format.h"
#include "core/words.h"

namespace myochart::body {

using namespace cache;

static_assert(std::endian::native == std::endian::little, "the cache file is little endian");

namespace {

/// Collects the texts of the table.
class TextTable {
  public:
    Text add(std::string_view text) {
        const Text at{static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())};
        bytes_ += text;
        return at;
    }
    const std::string& bytes() const { return bytes_; }

  private:
    std::string bytes_;
};

/// One level on its way into the arrays.
struct Placing {
    size_t structure, level, row;  ///< row: in the level table
};

/// All levels, the coarsest first: the order of the vertex and index arrays.
std::vector<Placing> coarsestFirst(const PackedBody& body) {
    std::vector<Placing> order;
    size_t row = 0;
    for (size_t s = 0; s < body.structures.size(); ++s)
        for (size_t l = 0; l < body.structures[s].levels.size(); ++l) order.push_back({s, l, row++});
    const auto error = [&](const Placing& p) { return body.structures[p.structure].levels[p.level].errorMm; };
    std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) { return error(a) > error(b); });
    return order;
}

/// Content hash of the full-detail triangles: places in mm and corners, not how they are shaded.
std::string triangleChecksum(const PackedBody& body) {
    std::vector<std::uint64_t> sums;
    for (const PackedStructure& s : body.structures) {
        std::vector<PackedVertex> places;
        for (const PackedVertex& v : s.levels[0].vertices) places.push_back({v.x, v.y, v.z, v.structure, 0, 0, 0, 0});
        sums.push_back(levelChecksum(places, s.levels[0].indices));
    }
    const Quantisation& q = body.quantisation;
    for (const float v : {q.origin.x, q.origin.y, q.origin.z, q.stepMm})
        sums.push_back(std::bit_cast<std::uint32_t>(v));
    return checksum(std::as_bytes(std::span(sums)));
}

CacheStructure row(const Structure& f, TextTable& texts, std::uint32_t firstLevel, size_t levels) {
    CacheStructure r{};
    r.key = texts.add(f.key);
    r.name = texts.add(f.name);
    r.latin = texts.add(f.latin);
    r.fma = texts.add(f.fma);
    r.sourceFile = texts.add(f.sourceFile);
    r.muscleKey = texts.add(f.muscleKey);
    r.region = texts.add(f.region);
    r.side = static_cast<std::uint8_t>(f.side);
    r.system = static_cast<std::uint8_t>(f.system);
    r.layer = static_cast<std::uint8_t>(f.layer);
    const vec3 box[] = {f.bounds.min, f.bounds.max};
    const vec3 frame[] = {f.frame.origin, f.frame.u, f.frame.v, f.frame.w, f.frame.lengthMm};
    static_assert(sizeof box == sizeof r.bounds && sizeof frame == sizeof r.frame);
    std::memcpy(r.bounds.data(), box, sizeof box);
    std::memcpy(r.frame.data(), frame, sizeof frame);
    r.radiusMm = f.radiusMm;
    r.firstLevel = firstLevel;
    r.levelCount = static_cast<std::uint32_t>(levels);
    return r;
}

template <class T>
void put(Bytes& file, std::uint64_t offset, std::span<const T> items) {
    if (!items.empty()) std::memcpy(file.data() + offset, items.data(), items.size_bytes());
}

struct Tables {
    CacheHeader header{};
    std::vector<CacheStructure> structures;
    std::vector<CacheLevel> levels;
    TextTable texts;
};

Tables tablesOf(const PackedBody& body, const std::vector<Placing>& order, bool hasLevels) {
    Tables t;
    CacheHeader& h = t.header;
    h.magic = kMagic;
    h.version = kVersion;
    h.hasLevels = hasLevels ? 1 : 0;
    h.quantOrigin = {body.quantisation.origin.x, body.quantisation.origin.y, body.quantisation.origin.z};
    h.quantStepMm = body.quantisation.stepMm;
    h.name = t.texts.add(body.name);
    h.source = t.texts.add(body.source);
    h.licence = t.texts.add(body.licence);
    h.checksum = t.texts.add(triangleChecksum(body));
    std::uint32_t firstLevel = 0;
    for (const PackedStructure& s : body.structures) {
        t.structures.push_back(row(s.facts, t.texts, firstLevel, s.levels.size()));
        firstLevel += static_cast<std::uint32_t>(s.levels.size());
    }
    t.levels.resize(order.size());
    for (const Placing& p : order) {
        const PackedLevel& level = body.structures[p.structure].levels[p.level];
        t.levels[p.row] = {level.errorMm,
                           static_cast<std::uint32_t>(h.vertexCount),
                           static_cast<std::uint32_t>(level.vertices.size()),
                           static_cast<std::uint32_t>(h.indexCount),
                           static_cast<std::uint32_t>(level.indices.size()),
                           0,
                           levelChecksum(level.vertices, level.indices)};
        h.vertexCount += level.vertices.size();
        h.indexCount += level.indices.size();
    }
    h.structureCount = static_cast<std::uint32_t>(t.structures.size());
    h.levelCount = static_cast<std::uint32_t>(t.levels.size());
    h.stringBytes = static_cast<std::uint32_t>(t.texts.bytes().size());
    h.fileBytes = Layout(h).end;
    return t;
}

}  // namespace

Result<Bytes> cacheContent(PackedBody body, bool hasLevels) {
    const auto order = coarsestFirst(body);
    Tables tables = tablesOf(body, order, hasLevels);
    CacheHeader& header = tables.header;
    if (header.vertexCount > 0xFFFFFFFF || header.indexCount > 0xFFFFFFFF)
        return refused(said("{} has too many triangles ({} million); simplify the model and import it again.",
                                   body.name, header.indexCount / 3000000));
    const Layout layout(header);
    Bytes bytes(layout.end);
    put(bytes, layout.structures, std::span<const CacheStructure>(tables.structures));
    put(bytes, layout.levels, std::span<const CacheLevel>(tables.levels));
    put(bytes, layout.strings, std::span<const char>(tables.texts.bytes()));
    for (const Placing& p : order) {
        PackedLevel& level = body.structures[p.structure].levels[p.level];
        const CacheLevel& at = tables.levels[p.row];
        put(bytes, layout.vertices + std::uint64_t{at.firstVertex} * sizeof(PackedVertex),
            std::span<const PackedVertex>(level.vertices));
        put(bytes, layout.indices + std::uint64_t{at.firstIndex} * sizeof(std::uint32_t),
            std::span<const std::uint32_t>(level.indices));
        level = {};
    }
    put(bytes, 0, std::span<const CacheHeader>(&header, 1));
    header.tableChecksum = tableChecksum(std::span(bytes).first(layout.vertices));
    put(bytes, 0, std::span<const CacheHeader>(&header, 1));
    return bytes;
}

Outcome writeCache(const Path& file, PackedBody body, bool hasLevels, Written written) {
    const auto bytes = cacheContent(std::move(body), hasLevels);
    if (!bytes) return bytes.error();
    return writeFileAtomically(file, *bytes, written);
}

}  // namespace myochart::body
