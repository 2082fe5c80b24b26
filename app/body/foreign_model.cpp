#include "body/foreign_model.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "body/helper_process.h"
#include "core/text.h"
#include "core/words.h"

namespace myochart::body {

using blob::Kind;
using blob::Record;

namespace {

constexpr size_t kMostSkippedTold = 1000;
constexpr std::uint64_t kMaxSourceBytes = std::uint64_t{4} << 30;
constexpr size_t kMostFolderEntries = 50'000;

/// Takes the helper's records one by one and checks each.
class BlobReader {
  public:
    BlobReader(HelperProcess& helper, const Path& source, const ImportLimits& limits, Progress& progress)
        : helper_(helper),
          source_(source),
          progress_(progress),
          deadline_(std::chrono::steady_clock::now() + limits.wall) {}
    Result<ForeignModel> read();

  private:
    /// Why, as it goes on behind "it" in English.
    Error refusedBecause(const Said& why) const {
        return refused(said("{} cannot be imported: it {}. Choose another file, or export it again.", shown(source_), why));
    }
    Error damaged() const { return refusedBecause(said("is damaged")); }
    Error endedEarly();
    bool fill(void* into, size_t size) {
        return helper_.read({static_cast<std::byte*>(into), size}, deadline_, progress_);
    }
    bool readText(std::uint32_t size, std::string& into);
    std::optional<Error> take(const Record& record);
    std::optional<Error> takeMesh(const Record& record);
    bool isWithinLimits(const Record& r) const;

    HelperProcess& helper_;
    const Path& source_;
    Progress& progress_;
    std::chrono::steady_clock::time_point deadline_;
    ForeignModel model_;
    std::string a_, b_, c_;
    std::uint64_t vertices_ = 0, triangles_ = 0;
};

/// Text from a file, for people: no control or direction marks, not endless. "##" would cut a label in the window.
std::string plain(std::string_view text) {
    std::string clean = displayText(text, 200);
    for (size_t at; (at = clean.find("##")) != std::string::npos;) clean.replace(at, 2, "#");
    return trim(clean);
}

std::string plainLines(std::string_view text) {
    std::string clean;
    for (const std::string& line : split(text, '\n')) clean += displayText(line, 400) + "\n";
    return clean;
}

Error BlobReader::endedEarly() {
    switch (helper_.end()) {
        case HelperEnd::stopped:
            return failed(said("The import was stopped; nothing was changed."));
        case HelperEnd::outOfTime:
            return refusedBecause(said("takes longer to read than any sound model of its size"));
        default:
            return damaged();
    }
}

bool BlobReader::readText(std::uint32_t size, std::string& into) {
    into.resize(size);
    return fill(into.data(), size);
}

bool BlobReader::isWithinLimits(const Record& r) const {
    return r.magic == blob::kMagic && std::max({r.textA, r.textB, r.textC}) <= blob::kMaxText &&
           r.vertices <= blob::kMaxMeshVertices && r.indices <= 3 * blob::kMaxMeshTriangles && r.indices % 3 == 0 &&
           (r.kind == Kind::mesh) == (r.vertices > 0) && (r.kind == Kind::mesh) == (r.indices > 0) &&
           vertices_ + r.vertices <= blob::kMaxVertices && triangles_ + r.indices / 3 <= blob::kMaxTriangles &&
           std::isfinite(r.unitMm) && r.unitMm >= 0 && r.axis <= blob::Axis::xUp;
}

std::optional<Error> BlobReader::takeMesh(const Record& record) {
    if (model_.meshes.size() >= blob::kMaxMeshes) return damaged();
    ForeignMesh& mesh = model_.meshes.emplace_back();
    mesh.name = plain(a_);
    mesh.file = plain(b_);
    mesh.comment = plainLines(c_);
    auto& [positions, indices] = mesh.mesh;
    positions.resize(record.vertices);
    indices.resize(record.indices);
    if (!fill(positions.data(), positions.size() * sizeof(vec3)) ||
        !fill(indices.data(), indices.size() * sizeof(std::uint32_t)))
        return endedEarly();
    vertices_ += record.vertices;
    triangles_ += record.indices / 3;
    const auto isNear = [](float v) { return std::abs(v) <= blob::kMaxCoordinate; };  // false for NaN
    for (const vec3 p : positions)
        if (!isNear(p.x) || !isNear(p.y) || !isNear(p.z)) return refusedBecause(said("has a vertex a million units away"));
    for (const std::uint32_t i : indices)
        if (i >= record.vertices) return damaged();
    progress_.report(0, trf("Reading the model: {} parts, {} million triangles", model_.meshes.size(),
                                    formatNumber(static_cast<double>(triangles_) / 1e6, 1)));
    return std::nullopt;
}

std::optional<Error> BlobReader::take(const Record& record) {
    switch (record.kind) {
        case Kind::limits:
            model_.limits = plain(a_);
            return std::nullopt;
        case Kind::format:
            model_.format = plain(a_);
            model_.unitMm = record.unitMm;
            model_.axis = record.axis;
            return std::nullopt;
        case Kind::mesh:
            return takeMesh(record);
        case Kind::skipped:
            if (model_.skipped.size() < kMostSkippedTold) model_.skipped.push_back(plain(a_) + ": " + plain(b_));
            return std::nullopt;
        case Kind::note:
            if (model_.notes.size() < kMostSkippedTold) model_.notes.push_back(plain(a_));
            return std::nullopt;
        case Kind::refused: {
            const std::string first = model_.skipped.empty() ? "" : fmt::format(" ({})", model_.skipped.front());
            return refusedBecause({plain(a_) + first, plain(a_) + first});
        }
        default:
            return damaged();
    }
}

Result<ForeignModel> BlobReader::read() {
    static_assert(sizeof(vec3) == 3 * sizeof(float));
    for (;;) {
        Record record;
        if (!fill(&record, sizeof record)) return endedEarly();
        if (!isWithinLimits(record)) return damaged();
        if (!readText(record.textA, a_) || !readText(record.textB, b_) || !readText(record.textC, c_))
            return endedEarly();
        if (record.kind == Kind::done) {
            if (model_.meshes.empty() || record.number != model_.meshes.size()) return damaged();
            return std::move(model_);
        }
        if (auto fault = take(record)) return *fault;
    }
}

Error tooLarge(const Path& source, std::uint64_t bytes) {
    return refused(said("{} is {} GB; the limit is {} GB. Import a part of it, or simplify it.", shown(source),
                               bytes >> 30, kMaxSourceBytes >> 30));
}

}  // namespace

ImportLimits ImportLimits::forSize(std::uint64_t bytes) {
    const std::uint64_t megabytes = bytes >> 20;
    ImportLimits limits;
    limits.memoryMb = std::min<std::uint64_t>(1024 + 8 * megabytes, 8192);
    limits.cpuSeconds = std::min<std::uint64_t>(5 + megabytes / 5, 300);
    limits.wall = std::chrono::milliseconds(500 + 1500 * limits.cpuSeconds);
    return limits;
}

Result<std::uint64_t> sourceBytes(const Path& source) {
    namespace fs = std::filesystem;
    std::error_code fault;
    const auto status = fs::status(source, fault);
    if (!fs::exists(status)) return refused(said("{} is not there; check its name.", shown(source)));
    if (fs::is_regular_file(status)) {
        const auto size = static_cast<std::uint64_t>(fs::file_size(source, fault));
        if (fault) return refused(said("{} cannot be read ({}).", shown(source), fault.message()));
        if (size == 0) return refused(said("{} is empty; choose another file.", shown(source)));
        return size > kMaxSourceBytes ? Result<std::uint64_t>(tooLarge(source, size)) : size;
    }
    if (!fs::is_directory(status))
        return refused(
            said("{} is neither a file nor a folder; choose a model file, a folder or a zip.", shown(source)));
    std::uint64_t sum = 0;
    size_t entries = 0;
    for (fs::recursive_directory_iterator at(source, fault), end; at != end && !fault; at.increment(fault)) {
        if (++entries > kMostFolderEntries)
            return refused(said("{} holds more than {} files; choose the model's own folder.", shown(source),
                                       kMostFolderEntries));
        if (at.depth() >= 4) at.disable_recursion_pending();
        std::error_code ignored;
        if (at->is_regular_file(ignored)) sum += at->file_size(ignored);
    }
    return sum > kMaxSourceBytes ? Result<std::uint64_t>(tooLarge(source, sum)) : sum;
}

Result<ForeignModel> readForeignModel(const Path& helper, const Path& source, const ImportLimits& limits,
                                      Progress& progress) {
    const auto bytes = sourceBytes(source);
    if (!bytes) return bytes.error();
    std::error_code fault;
    const Path whole = std::filesystem::canonical(source, fault);  // a link may lead out of what the helper can see
    auto process = HelperProcess::start(helper, {std::to_string(limits.memoryMb), std::to_string(limits.cpuSeconds),
                                                 fault ? source.string() : whole.string()});
    if (!process) return process.error();
    return BlobReader(*process, source, limits, progress).read();
}

}  // namespace myochart::body
