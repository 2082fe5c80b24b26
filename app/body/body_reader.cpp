#include <cmath>
#include <cstring>
#include <unordered_set>

#include "body/cache_format.h"
#include "core/text.h"
#include "core/words.h"

namespace myochart::body {

using namespace cache;

/// Turns a mapped cache file into a Body, trusting nothing in it.
class BodyReader {
  public:
    BodyReader(std::span<const std::byte> bytes, Path path) : bytes_(bytes), path_(std::move(path)) {}
    Result<std::shared_ptr<Body>> read();

  private:
    Error damaged(const Said& what) const {
        return refused(said("{} is damaged ({}); import the model again.", shown(path_), what));
    }
    std::optional<Error> checkHeader();
    bool readText(const Text& text, std::string& into) const;
    bool readLevel(const CacheLevel& stored, Level& level) const;
    bool readLevels(const CacheStructure& stored, Structure& structure) const;
    bool readStructure(const CacheStructure& stored, Structure& structure) const;
    std::optional<Error> readStructures(Body& body);
    template <class T>
    const T* at(std::uint64_t offset) const {
        return reinterpret_cast<const T*>(bytes_.data() + offset);
    }

    std::span<const std::byte> bytes_;
    Path path_;
    CacheHeader header_{};
};

namespace {

bool allFinite(std::span<const float> values) {
    for (const float v : values)
        if (!std::isfinite(v) || std::abs(v) > 1e7F) return false;
    return true;
}

vec3 vec(const float* v) {
    return {v[0], v[1], v[2]};
}

bool isUnit(vec3 v) {
    return std::abs(glm::length(v) - 1) < 1e-3F;
}

bool isSound(const AddressFrame& f) {
    return isUnit(f.u) && isUnit(f.v) && isUnit(f.w) && f.lengthMm.x > 0 && f.lengthMm.y > 0 && f.lengthMm.z > 0;
}

}  // namespace

std::optional<Error> BodyReader::checkHeader() {
    if (bytes_.size() < sizeof(CacheHeader)) return damaged(said("it is too short"));
    std::memcpy(&header_, bytes_.data(), sizeof header_);
    if (header_.magic != kMagic)
        return refused(said("{} is not a Myochart body; import the model.", shown(path_)));
    if (header_.version != kVersion)
        return refused(
            said("{} was made by another version of Myochart (format {}, this is {}); import the model again.",
                        shown(path_), header_.version, kVersion));
    constexpr std::uint64_t kMaxCount = 0xFFFFFFFF;
    if (header_.structureCount == 0 || header_.structureCount > kMaxStructures ||
        header_.levelCount < header_.structureCount || header_.levelCount > header_.structureCount * kMaxLevelsEach ||
        header_.vertexCount > kMaxCount || header_.indexCount > kMaxCount || header_.fileBytes != bytes_.size() ||
        Layout(header_).end != bytes_.size())
        return damaged(said("its size does not match its table"));
    if (tableChecksum(bytes_.first(Layout(header_).vertices)) != header_.tableChecksum)
        return damaged(said("its table was changed"));
    if (!allFinite(header_.quantOrigin) || !std::isfinite(header_.quantStepMm) || header_.quantStepMm <= 0 ||
        header_.quantStepMm > 1e3F || header_.hasLevels > 1)
        return damaged(said("its scale is out of range"));
    return std::nullopt;
}

bool BodyReader::readText(const Text& text, std::string& into) const {
    if (std::uint64_t{text.first} + text.size > header_.stringBytes) return false;
    into.assign(at<char>(Layout(header_).strings + text.first), text.size);
    return isUtf8(into);
}

bool BodyReader::readLevel(const CacheLevel& s, Level& level) const {
    level = {s.errorMm, s.firstVertex, s.vertexCount, s.firstIndex, s.indexCount, s.checksum};
    return std::isfinite(s.errorMm) && s.errorMm >= 0 && s.vertexCount > 0 && s.indexCount > 0 &&
           s.indexCount % 3 == 0 && std::uint64_t{s.firstVertex} + s.vertexCount <= header_.vertexCount &&
           std::uint64_t{s.firstIndex} + s.indexCount <= header_.indexCount;
}

bool BodyReader::readLevels(const CacheStructure& s, Structure& structure) const {
    if (s.levelCount == 0 || s.levelCount > kMaxLevelsEach ||
        std::uint64_t{s.firstLevel} + s.levelCount > header_.levelCount)
        return false;
    structure.levels.resize(s.levelCount);
    const auto* stored = at<CacheLevel>(Layout(header_).levels) + s.firstLevel;
    for (size_t i = 0; i < structure.levels.size(); ++i) {
        if (!readLevel(stored[i], structure.levels[i])) return false;
        const float error = structure.levels[i].errorMm;
        if (i == 0 ? error != 0 : error <= structure.levels[i - 1].errorMm) return false;
    }
    return true;
}

bool BodyReader::readStructure(const CacheStructure& s, Structure& structure) const {
    if (!readText(s.key, structure.key) || !readText(s.name, structure.name) || !readText(s.latin, structure.latin) ||
        !readText(s.fma, structure.fma) || !readText(s.sourceFile, structure.sourceFile) ||
        !readText(s.muscleKey, structure.muscleKey) || !readText(s.region, structure.region))
        return false;
    if (structure.key.empty() || s.side > static_cast<int>(Side::midline) ||
        s.system > static_cast<int>(System::other) || s.layer > static_cast<int>(anatomy::Layer::other))
        return false;
    structure.side = static_cast<Side>(s.side);
    structure.system = static_cast<System>(s.system);
    structure.layer = static_cast<anatomy::Layer>(s.layer);
    if (!allFinite(s.bounds) || !allFinite(s.frame) || !std::isfinite(s.radiusMm) || s.radiusMm < 0) return false;
    structure.bounds = {vec(&s.bounds[0]), vec(&s.bounds[3])};
    structure.radiusMm = s.radiusMm;
    structure.frame = {vec(&s.frame[0]), vec(&s.frame[3]), vec(&s.frame[6]), vec(&s.frame[9]), vec(&s.frame[12])};
    const vec3 size = structure.bounds.size();
    return size.x >= 0 && size.y >= 0 && size.z >= 0 && isSound(structure.frame) && readLevels(s, structure);
}

std::optional<Error> BodyReader::readStructures(Body& body) {
    body.structures_.resize(header_.structureCount);
    std::unordered_set<std::string_view> keys;
    keys.reserve(header_.structureCount);
    const auto* stored = at<CacheStructure>(Layout(header_).structures);
    for (size_t i = 0; i < body.structures_.size(); ++i) {
        Structure& structure = body.structures_[i];
        if (!readStructure(stored[i], structure)) return damaged(said("its structure {} is out of range", i));
        if (!keys.insert(structure.key).second) return damaged(said("its structure {} stands there twice", i));
        body.bounds_.add(structure.bounds);
    }
    return std::nullopt;
}

Result<std::shared_ptr<Body>> BodyReader::read() {
    if (const auto fault = checkHeader()) return *fault;
    auto body = std::make_shared<Body>();
    if (!readText(header_.name, body->name_) || !readText(header_.source, body->source_) ||
        !readText(header_.licence, body->licence_) || !readText(header_.checksum, body->checksum_))
        return damaged(said("its texts are out of range"));
    if (const auto fault = readStructures(*body)) return *fault;
    body->hasLevels_ = header_.hasLevels == 1;
    body->quantOrigin_ = vec(header_.quantOrigin.data());
    body->quantStepMm_ = header_.quantStepMm;
    const Layout layout(header_);
    body->vertices_ = {at<PackedVertex>(layout.vertices), header_.vertexCount};
    body->indices_ = {at<std::uint32_t>(layout.indices), header_.indexCount};
    body->indexKeys();
    return body;
}

Result<std::shared_ptr<const Body>> Body::open(const Path& file) {
    auto map = FileMap::open(file);
    if (!map) return map.error();
    auto body = BodyReader(map->bytes(), file).read();
    if (!body) return body.error();
    (*body)->file_ = std::move(map).value();
    return std::shared_ptr<const Body>(std::move(*body));
}

Result<std::shared_ptr<const Body>> Body::of(Bytes content) {
    auto body = BodyReader(content, "a body in memory").read();
    if (!body) return body.error();
    (*body)->content_ = std::move(content);  // moved, not copied: the spans stay
    return std::shared_ptr<const Body>(std::move(*body));
}

}  // namespace myochart::body
