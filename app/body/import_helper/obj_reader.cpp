#include "body/import_helper/obj_reader.h"

#include <array>
#include <charconv>
#include <cstring>
#include <string>

#include "body/import_helper/number_text.h"
#include "body/import_helper/polygon.h"
#include "body/import_helper/refusal.h"

namespace myochart::import_helper {

namespace {

using Corner = std::uint32_t;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
    return text;
}

/// Reads one file; the vertex lists go through the whole of it, the objects each name a stretch of its faces.
class ObjText {
  public:
    explicit ObjText(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}
    /// False when Assimp must read it.
    bool read();
    void tell(std::string_view file, BlobWriter& out);

  private:
    struct Object {
        std::string name;
        size_t firstCorner = 0;
    };

    [[noreturn]] void damaged(const std::string& what) const {
        throw Refusal("has " + what + " in line " + std::to_string(line_));
    }
    std::string_view nextLine();
    bool readLine(std::string_view line);
    void readVertex(std::string_view rest);
    void readFace(std::string_view rest);
    Corner readCorner(std::string_view& rest) const;
    void beginObject(std::string_view name) {
        objects_.push_back({std::string(trimmed(name).substr(0, 1024)), corners_.size()});
    }
    void keepComment(std::string_view line);
    FlatMesh meshOf(size_t first, size_t last);

    const char* at_;
    const char* end_;
    size_t line_ = 0;
    bool namesObjects_ = false, pastComments_ = false;
    std::string comment_;
    std::vector<float> positions_;
    std::vector<Corner> corners_, face_;
    std::vector<Object> objects_ = {{"", 0}};
    std::vector<std::uint32_t> newNumber_;
};

std::string_view ObjText::nextLine() {
    const char* from = at_;
    while (at_ < end_ && *at_ != '\n' && *at_ != '\r') ++at_;
    const std::string_view line(from, static_cast<size_t>(at_ - from));
    if (at_ < end_ && *at_ == '\r' && at_ + 1 < end_ && at_[1] == '\n') ++at_;
    if (at_ < end_) ++at_;
    ++line_;
    return line;
}

void ObjText::readVertex(std::string_view rest) {
    std::array<float, 3> p{};
    for (float& value : p)
        if (!takeNumber(rest, value)) damaged("a vertex that is not three numbers");
    positions_.insert(positions_.end(), p.begin(), p.end());
}

/// "7", "7/1", "7//3", "-1/2/3": the vertex it names, counted from 0.
Corner ObjText::readCorner(std::string_view& rest) const {
    long long number = 0;
    const auto [stop, fault] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (fault != std::errc{}) damaged("a face that is not made of numbers");
    size_t length = static_cast<size_t>(stop - rest.data());
    if (length < rest.size() && rest[length] != '/' && !isBlank(rest[length]))
        damaged("a face that is not made of numbers");
    while (length < rest.size() && !isBlank(rest[length])) ++length;
    rest.remove_prefix(length);
    const auto known = static_cast<long long>(positions_.size() / 3);
    const long long index = number > 0 ? number - 1 : known + number;
    if (number == 0 || index < 0 || index >= known)
        damaged("a face with the corner " + std::to_string(number) + " of " + std::to_string(known) + " vertices");
    return static_cast<Corner>(index);
}

void ObjText::readFace(std::string_view rest) {
    face_.clear();
    for (rest = trimmed(rest); !rest.empty(); rest = trimmed(rest)) face_.push_back(readCorner(rest));
    if (face_.size() >= 3) appendPolygon(positions_, face_, corners_);
}

void ObjText::keepComment(std::string_view line) {
    if (!pastComments_ && comment_.size() + line.size() < body::blob::kMaxText) comment_.append(line).append("\n");
}

/// False: only Assimp knows this statement.
bool ObjText::readLine(std::string_view line) {
    while (!line.empty() && isBlank(line.front())) line.remove_prefix(1);
    if (line.empty()) return true;
    if (line.front() == '#') {
        keepComment(line);
        return true;
    }
    if (line.back() == '\\') return false;
    size_t length = 0;
    while (length < line.size() && !isBlank(line[length])) ++length;
    const std::string_view word = line.substr(0, length), rest = line.substr(length);
    if (word == "v") {
        pastComments_ = true;
        readVertex(rest);
    } else if (word == "f") {
        readFace(rest);
    } else if (word == "o") {
        namesObjects_ = true;
        beginObject(rest);
    } else if (word == "g") {
        if (!namesObjects_) beginObject(rest);
    } else if (word != "vn" && word != "vt" && word != "s" && word != "usemtl" && word != "mtllib" && word != "l" &&
               word != "p") {
        return false;
    }
    return true;
}

bool ObjText::read() {
    if (end_ - at_ >= 3 && std::memcmp(at_, "\xEF\xBB\xBF", 3) == 0) at_ += 3;
    while (at_ < end_)
        if (!readLine(nextLine())) return false;
    return true;
}

/// The vertices that the corners from `first` to `last` use, in the order of use.
FlatMesh ObjText::meshOf(size_t first, size_t last) {
    constexpr std::uint32_t kUnused = 0xFFFFFFFF;
    newNumber_.resize(positions_.size() / 3, kUnused);
    FlatMesh mesh;
    mesh.indices.reserve(last - first);
    for (size_t i = first; i < last; ++i) {
        const size_t vertex = corners_[i];
        if (newNumber_[vertex] == kUnused) {
            newNumber_[vertex] = mesh.vertexCount();
            for (size_t k = 0; k < 3; ++k) mesh.positions.push_back(positions_[3 * vertex + k]);
        }
        mesh.indices.push_back(newNumber_[vertex]);
    }
    for (size_t i = first; i < last; ++i) newNumber_[corners_[i]] = kUnused;
    return mesh;
}

void ObjText::tell(std::string_view file, BlobWriter& out) {
    if (corners_.empty()) throw Refusal("has no triangles");
    for (size_t i = 0; i < objects_.size(); ++i) {
        const size_t last = i + 1 < objects_.size() ? objects_[i + 1].firstCorner : corners_.size();
        if (objects_[i].firstCorner == last) continue;
        out.mesh(objects_[i].name, file, comment_, meshOf(objects_[i].firstCorner, last));
    }
}

}  // namespace

bool readObj(std::string_view text, std::string_view file, BlobWriter& out) {
    if (text.find('\0') < text.size()) throw Refusal("is not a text, as an OBJ file is");
    ObjText obj(text);
    if (!obj.read()) return false;
    obj.tell(file, out);
    return true;
}

}  // namespace myochart::import_helper
