#include "body/import_helper/stl_reader.h"

#include <array>
#include <bit>
#include <string>
#include <unordered_map>

#include "body/empty_names.h"
#include "body/import_helper/number_text.h"
#include "body/import_helper/refusal.h"

namespace myochart::import_helper {

namespace {

constexpr size_t kHeader = 80, kFirstTriangle = 84, kTriangle = 50;

struct SolidPlace {
    std::array<float, 3> at;
    bool operator==(const SolidPlace& other) const {
        return std::bit_cast<std::array<std::uint32_t, 3>>(at) == std::bit_cast<std::array<std::uint32_t, 3>>(other.at);
    }
};

struct PlaceHash {
    size_t operator()(const SolidPlace& p) const {
        const auto bits = std::bit_cast<std::array<std::uint32_t, 3>>(p.at);
        std::uint64_t h = bits[0] * 0x9E3779B97F4A7C15ULL;
        h = (h ^ (h >> 29) ^ bits[1]) * 0xBF58476D1CE4E5B9ULL;
        h = (h ^ (h >> 32) ^ bits[2]) * 0x94D049BB133111EBULL;
        return static_cast<size_t>(h ^ (h >> 31));
    }
};

/// STL repeats every corner; equal ones become one vertex.
class Corners {
  public:
    void add(const SolidPlace& place) {
        const auto [at, isNew] = known_.try_emplace(place, mesh.vertexCount());
        if (isNew) mesh.positions.insert(mesh.positions.end(), place.at.begin(), place.at.end());
        mesh.indices.push_back(at->second);
        if (mesh.indices.size() > 3 * size_t{body::blob::kMaxMeshTriangles})
            throw Refusal("has too many triangles for one mesh");
    }
    FlatMesh mesh;

  private:
    std::unordered_map<SolidPlace, std::uint32_t, PlaceHash> known_;
};

std::uint32_t littleEndian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (size_t i = 0; i < 4; ++i) value |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return value;
}

/// The bytes of the first body of a binary STL, empty when its triangle count does not fit its size.
std::string_view firstBody(std::string_view bytes) {
    if (bytes.size() < kFirstTriangle + kTriangle) return {};
    const std::uint64_t size = kFirstTriangle + std::uint64_t{littleEndian(bytes.substr(kHeader))} * kTriangle;
    return size > kFirstTriangle && size <= bytes.size() ? bytes.substr(0, size) : std::string_view{};
}

std::string textOf(std::string_view header) {
    std::string text(header.substr(0, header.find('\0')));
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

/// "solid left soleus": the name some programs write into the header; empty for their own stamps.
std::string nameIn(const std::string& header) {
    if (!header.starts_with("solid ")) return {};
    std::string name = header.substr(6);
    return body::saysNothing(name) ? std::string() : name;
}

void readBinary(std::string_view bytes, std::string_view file, BlobWriter& out) {
    for (std::string_view body; !(body = firstBody(bytes)).empty(); bytes.remove_prefix(body.size())) {
        Corners corners;
        for (size_t at = kFirstTriangle; at < body.size(); at += kTriangle)
            for (size_t k = 0; k < 3; ++k) {
                SolidPlace place{};
                for (size_t axis = 0; axis < 3; ++axis)
                    place.at[axis] = std::bit_cast<float>(littleEndian(body.substr(at + 12 + 12 * k + 4 * axis)));
                corners.add(place);
            }
        const std::string header = textOf(body.substr(0, kHeader));
        out.mesh(nameIn(header), file, header, corners.mesh);
    }
}

class StlText {
  public:
    StlText(std::string_view text, std::string_view file, BlobWriter& out) : rest_(text), file_(file), out_(out) {}
    void read();

  private:
    [[noreturn]] void damaged(const std::string& what) const {
        throw Refusal("has " + what + " in line " + std::to_string(line_));
    }
    std::string_view nextLine();
    void begin(std::string_view name);
    void readVertex(std::string_view rest);
    void endFacet();
    void endSolid();

    std::string_view rest_, file_;
    BlobWriter& out_;
    size_t line_ = 0;
    bool open_ = false, any_ = false;
    std::string name_;
    Corners corners_;
    std::vector<SolidPlace> facet_;
};

std::string_view withoutBlanks(std::string_view text) {
    while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view StlText::nextLine() {
    const size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(rest_.size(), end + (rest_.substr(end, 2) == "\r\n" ? 2 : 1)));
    ++line_;
    return withoutBlanks(line);
}

/// The word at the start of `line` in small letters, taken from it.
std::string takeWord(std::string_view& line) {
    std::string word;
    while (!line.empty() && !isBlank(line.front())) {
        const char c = line.front();
        word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        line.remove_prefix(1);
    }
    line = withoutBlanks(line);
    return word;
}

void StlText::begin(std::string_view name) {
    endSolid();
    open_ = true;
    constexpr size_t kLongest = 1024;
    name_ = name.substr(0, kLongest);
}

void StlText::readVertex(std::string_view rest) {
    SolidPlace place{};
    for (float& value : place.at)
        if (!takeNumber(rest, value)) damaged("a vertex that is not three numbers");
    facet_.push_back(place);
}

void StlText::endFacet() {
    if (facet_.size() != 3) damaged("a facet that has not three corners");
    for (const SolidPlace& place : facet_) corners_.add(place);
    facet_.clear();
}

void StlText::endSolid() {
    if (!open_) return;
    open_ = false;
    any_ = any_ || !corners_.mesh.indices.empty();
    out_.mesh(body::saysNothing(name_) ? std::string_view{} : std::string_view(name_), file_, name_, corners_.mesh);
    corners_ = {};
}

void StlText::read() {
    while (!rest_.empty()) {
        std::string_view line = nextLine();
        const std::string word = takeWord(line);
        if (word == "solid")
            begin(line);
        else if (word == "vertex")
            readVertex(line);
        else if (word == "endfacet")
            endFacet();
        else if (word == "endsolid")
            endSolid();
        else if (!word.empty() && word != "facet" && word != "outer" && word != "endloop" && word != "color")
            damaged("the word \"" + word.substr(0, 40) + "\", which is none of STL's,");
    }
    if (!facet_.empty()) damaged("a facet that does not end");
    endSolid();
    if (!any_) throw Refusal("has no triangles");
}

}  // namespace

void readStl(std::string_view bytes, std::string_view file, BlobWriter& out) {
    if (!firstBody(bytes).empty()) return readBinary(bytes, file, out);
    const bool text = bytes.substr(0, 5) == "solid" && bytes.find('\0') == std::string_view::npos;
    if (!text) throw Refusal("is not a whole STL file: its triangle count does not fit its size");
    StlText(bytes, file, out).read();
}

}  // namespace myochart::import_helper
