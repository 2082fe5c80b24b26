#include "body/import_helper/ply_reader.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>

#include "body/import_helper/number_text.h"
#include "body/import_helper/polygon.h"
#include "body/import_helper/refusal.h"

namespace myochart::import_helper {

namespace {

enum class Coding { ascii, littleEndian, bigEndian };

struct Type {
    std::string_view name, otherName;
    size_t size;
    bool isFloat, isSigned;
};
constexpr std::array<Type, 8> kTypes = {{{"char", "int8", 1, false, true},
                                         {"uchar", "uint8", 1, false, false},
                                         {"short", "int16", 2, false, true},
                                         {"ushort", "uint16", 2, false, false},
                                         {"int", "int32", 4, false, true},
                                         {"uint", "uint32", 4, false, false},
                                         {"float", "float32", 4, true, true},
                                         {"double", "float64", 8, true, true}}};

struct Property {
    std::string name;
    const Type* type = nullptr;
    const Type* countType = nullptr;  ///< of a list, else null
};

struct Element {
    std::string name;
    std::uint64_t count = 0;
    std::vector<Property> properties;
};

[[noreturn]] void damaged(const std::string& what) {
    throw Refusal("is a damaged PLY file (" + what + ")");
}

std::vector<std::string> words(std::string_view line) {
    std::vector<std::string> found;
    for (size_t at = 0; at < line.size();) {
        size_t to = at;
        while (to < line.size() && !isBlank(line[to])) ++to;
        if (to > at) found.emplace_back(line.substr(at, to - at));
        at = to + 1;
    }
    return found;
}

const Type* typeNamed(const std::string& name) {
    for (const Type& type : kTypes)
        if (type.name == name || type.otherName == name) return &type;
    damaged("an unknown type in its header");
}

/// The lines up to end_header.
class Header {
  public:
    explicit Header(std::string_view bytes) { read(bytes); }
    Coding coding = Coding::ascii;
    std::vector<Element> elements;
    std::string comment;  ///< lines
    size_t size = 0;      ///< bytes up to the first item

  private:
    void read(std::string_view bytes);
    void take(const std::vector<std::string>& line);
    void takeFormat(const std::vector<std::string>& line);
    void takeElement(const std::vector<std::string>& line);
    void takeProperty(const std::vector<std::string>& line);
};

void Header::takeFormat(const std::vector<std::string>& line) {
    if (line.size() != 3) damaged("its format is not told");
    if (line[1] == "ascii")
        coding = Coding::ascii;
    else if (line[1] == "binary_little_endian")
        coding = Coding::littleEndian;
    else if (line[1] == "binary_big_endian")
        coding = Coding::bigEndian;
    else
        damaged("an unknown format");
}

void Header::takeElement(const std::vector<std::string>& line) {
    Element element;
    if (line.size() != 3 || elements.size() >= 64) damaged("its elements are not told");
    element.name = line[1];
    const char* end = line[2].data() + line[2].size();
    const auto [stop, fault] = std::from_chars(line[2].data(), end, element.count);
    if (fault != std::errc{} || stop != end) damaged("the count of an element is no number");
    elements.push_back(std::move(element));
}

void Header::takeProperty(const std::vector<std::string>& line) {
    if (elements.empty() || elements.back().properties.size() >= 256) damaged("a property without its element");
    auto& properties = elements.back().properties;
    if (line.size() == 3)
        properties.push_back({line[2], typeNamed(line[1]), nullptr});
    else if (line.size() == 5 && line[1] == "list")
        properties.push_back({line[4], typeNamed(line[3]), typeNamed(line[2])});
    else
        damaged("a property that is not told in full");
    if (properties.back().countType && properties.back().countType->isFloat) damaged("a list counted in fractions");
}

void Header::take(const std::vector<std::string>& line) {
    // "Created by Blender3D 247" without the word comment stands in the files of one old exporter.
    if (line.empty() || line[0] == "comment" || line[0] == "obj_info" || line[0] == "Created") return;
    if (line[0] == "format")
        takeFormat(line);
    else if (line[0] == "element")
        takeElement(line);
    else if (line[0] == "property")
        takeProperty(line);
    else
        damaged("its header is not one");
}

void Header::read(std::string_view bytes) {
    constexpr size_t kLongest = 64 << 10;
    bool first = true;
    for (size_t from = 0; from < std::min(bytes.size(), kLongest);) {
        const size_t to = bytes.find_first_of("\r\n", from);
        if (to == std::string_view::npos) break;
        const std::string_view text = bytes.substr(from, to - from);
        const auto line = words(text);
        from = to + (bytes.substr(to, 2) == "\r\n" ? 2 : 1);
        if (first && (line.size() != 1 || line[0] != "ply")) damaged("it does not begin as one");
        if (line.size() == 1 && line[0] == "end_header") {
            size = from;
            return;
        }
        if (!first) take(line);
        if (text.starts_with("comment") || text.starts_with("obj_info")) comment.append(text).append("\n");
        first = false;
    }
    damaged("its header does not end");
}

/// The numbers after the header, one by one.
class Values {
  public:
    Values(std::string_view bytes, Coding coding) : rest_(bytes), coding_(coding) {}
    double take(const Type& type) { return coding_ == Coding::ascii ? takeText() : takeBinary(type); }
    /// Refuses a count of items that the bytes left cannot hold.
    void expect(std::uint64_t count, const Element& element) const {
        std::uint64_t each = 0;
        for (const Property& p : element.properties)
            each += coding_ == Coding::ascii ? 2 : p.countType ? p.countType->size : p.type->size;
        if (each == 0 || count > (rest_.size() + 1) / each) damaged("it tells of more items than it holds");
    }

    /// In a text every item ends its line.
    void endItem() {
        if (coding_ != Coding::ascii) return;
        while (!rest_.empty() && isBlank(rest_.front())) rest_.remove_prefix(1);
        if (!rest_.empty() && rest_.front() != '\n' && rest_.front() != '\r')
            damaged("a line with more in it than it tells of");
    }
    /// Refuses what goes on after its last item, as it does when a count is too small.
    void expectEnd() {
        while (!rest_.empty() && isGap(rest_.front())) rest_.remove_prefix(1);
        if (!rest_.empty()) damaged("it holds more than it tells of");
    }

  private:
    static bool isGap(char c) { return isBlank(c) || c == '\n' || c == '\r' || c == '\0'; }
    double takeText() {
        while (!rest_.empty() && isGap(rest_.front())) rest_.remove_prefix(1);
        size_t length = 0;
        while (length < rest_.size() && !isGap(rest_[length])) ++length;
        std::string_view word = rest_.substr(0, length);
        rest_.remove_prefix(length);
        float value = 0;
        if (word.empty()) damaged("it ends too early");
        if (!takeNumber(word, value)) damaged("a value that is no number");
        return static_cast<double>(value);
    }
    double takeBinary(const Type& type) {
        if (rest_.size() < type.size) damaged("it ends too early");
        std::uint64_t bits = 0;
        for (size_t i = 0; i < type.size; ++i) {
            const size_t at = coding_ == Coding::littleEndian ? i : type.size - 1 - i;
            bits |= std::uint64_t{static_cast<unsigned char>(rest_[at])} << (8 * i);
        }
        rest_.remove_prefix(type.size);
        if (type.isFloat)
            return type.size == 8 ? std::bit_cast<double>(bits)
                                  : static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
        const std::uint64_t top = std::uint64_t{1} << (8 * type.size - 1);
        return type.isSigned && (bits & top) ? static_cast<double>(bits) - 2 * static_cast<double>(top)
                                             : static_cast<double>(bits);
    }

    std::string_view rest_;
    Coding coding_;
};

class PlyMesh {
  public:
    void read(const Header& header, std::string_view bytes);
    FlatMesh mesh;

  private:
    void readVertices(const Element& element, Values& values);
    void readFaces(const Element& element, Values& values);
    void readFace(const Property& list, Values& values);
    static void pass(const Property& property, Values& values);

    std::vector<std::uint32_t> corners_;
};

std::uint64_t listCount(const Property& property, Values& values) {
    const double count = values.take(*property.countType);
    if (!(count >= 0) || count > 1e6 || count != std::floor(count)) damaged("a list of an impossible length");
    return static_cast<std::uint64_t>(count);
}

void PlyMesh::pass(const Property& property, Values& values) {
    for (std::uint64_t n = property.countType ? listCount(property, values) : 1; n > 0; --n)
        values.take(*property.type);
}

void PlyMesh::readVertices(const Element& element, Values& values) {
    if (!mesh.positions.empty() || element.count > body::blob::kMaxMeshVertices)
        throw Refusal("has too many vertices for one mesh");
    std::array<bool, 3> known{};
    mesh.positions.resize(3 * element.count);
    for (std::uint64_t i = 0; i < element.count; ++i, values.endItem())
        for (const Property& p : element.properties) {
            if (p.countType || p.name.size() != 1 || p.name[0] < 'x' || p.name[0] > 'z') {
                pass(p, values);
                continue;
            }
            const auto axis = static_cast<size_t>(p.name[0] - 'x');
            mesh.positions[3 * i + axis] = static_cast<float>(values.take(*p.type));
            known[axis] = true;
        }
    if (element.count > 0 && !(known[0] && known[1] && known[2])) damaged("its vertices have no x, y and z");
}

void PlyMesh::readFace(const Property& list, Values& values) {
    corners_.clear();
    for (std::uint64_t n = listCount(list, values); n > 0; --n) {
        const double corner = values.take(*list.type);
        if (!(corner >= 0) || corner >= static_cast<double>(mesh.vertexCount()) || corner != std::floor(corner))
            damaged("a face without one of its corners");
        corners_.push_back(static_cast<std::uint32_t>(corner));
    }
    if (corners_.size() >= 3) appendPolygon(mesh.positions, corners_, mesh.indices);
    if (mesh.indices.size() > 3 * size_t{body::blob::kMaxMeshTriangles})
        throw Refusal("has too many triangles for one mesh");
}

void PlyMesh::readFaces(const Element& element, Values& values) {
    for (std::uint64_t i = 0; i < element.count; ++i, values.endItem())
        for (const Property& p : element.properties)
            if (p.countType && (p.name == "vertex_indices" || p.name == "vertex_index"))
                readFace(p, values);
            else
                pass(p, values);
}

void PlyMesh::read(const Header& header, std::string_view bytes) {
    Values values(bytes, header.coding);
    for (const Element& element : header.elements) {
        values.expect(element.count, element);
        if (element.name == "vertex")
            readVertices(element, values);
        else if (element.name == "face")
            readFaces(element, values);
        else
            for (std::uint64_t i = 0; i < element.count; ++i, values.endItem())
                for (const Property& p : element.properties) pass(p, values);
    }
    values.expectEnd();
    if (mesh.indices.empty()) throw Refusal("has no triangles");
}

}  // namespace

void readPly(std::string_view bytes, std::string_view file, BlobWriter& out) {
    const Header header(bytes);
    PlyMesh ply;
    ply.read(header, bytes.substr(header.size));
    out.mesh({}, file, header.comment, ply.mesh);
}

}  // namespace myochart::import_helper
