#include "body/import_helper/blob_writer.h"

#include <unistd.h>

#include <cerrno>
#include <cmath>

#include "body/import_helper/refusal.h"

namespace myochart::import_helper {

using namespace body::blob;

namespace {

void send(const void* data, size_t size) {
    const auto* at = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t n = ::write(kPipe, at, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) ::_exit(4);
        at += n;
        size -= static_cast<size_t>(n);
    }
}

std::string_view cut(std::string_view text) {
    return text.substr(0, kMaxText);
}

}  // namespace

void BlobWriter::tell(Record record, std::string_view a, std::string_view b, std::string_view c) {
    record.textA = static_cast<std::uint32_t>(cut(a).size());
    record.textB = static_cast<std::uint32_t>(cut(b).size());
    record.textC = static_cast<std::uint32_t>(cut(c).size());
    send(&record, sizeof record);
    for (const std::string_view text : {cut(a), cut(b), cut(c)}) send(text.data(), text.size());
}

void BlobWriter::limits(std::string_view inForce) {
    tell({.kind = Kind::limits}, inForce);
}
void BlobWriter::format(std::string_view name, float unitMm, Axis axis) {
    tell({.kind = Kind::format, .axis = axis, .unitMm = unitMm}, name);
}
void BlobWriter::skipped(std::string_view what, std::string_view why) {
    tell({.kind = Kind::skipped}, what, why);
}
void BlobWriter::note(std::string_view sentence) {
    tell({.kind = Kind::note}, sentence);
}
void BlobWriter::refused(std::string_view why) {
    tell({.kind = Kind::refused}, why);
}
void BlobWriter::done() {
    tell({.kind = Kind::done, .number = meshes_}, {});
}

void BlobWriter::mesh(std::string_view name, std::string_view file, std::string_view comment, const FlatMesh& mesh) {
    if (mesh.indices.empty()) return skipped(name.empty() ? file : name, "has no triangles");
    const size_t triangles = mesh.indices.size() / 3;
    if (mesh.vertexCount() > kMaxMeshVertices || triangles > kMaxMeshTriangles)
        throw Refusal("has a mesh of " + std::to_string(triangles) + " triangles and " +
                      std::to_string(mesh.vertexCount()) + " vertices; the limits are " +
                      std::to_string(kMaxMeshTriangles) + " and " + std::to_string(kMaxMeshVertices));
    vertices_ += mesh.vertexCount();
    triangles_ += triangles;
    if (vertices_ > kMaxVertices || triangles_ > kMaxTriangles)
        throw OverLimit("has more than " + std::to_string(kMaxTriangles) + " triangles or vertices in all");
    if (++meshes_ > kMaxMeshes) throw OverLimit("has more than " + std::to_string(kMaxMeshes) + " meshes");
    for (const float v : mesh.positions)
        if (!std::isfinite(v)) throw Refusal("has a vertex without a place (not a number)");
    tell({.kind = Kind::mesh,
          .vertices = mesh.vertexCount(),
          .indices = static_cast<std::uint32_t>(mesh.indices.size())},
         name, file, comment);
    send(mesh.positions.data(), mesh.positions.size() * sizeof(float));
    send(mesh.indices.data(), mesh.indices.size() * sizeof(std::uint32_t));
}

}  // namespace myochart::import_helper
