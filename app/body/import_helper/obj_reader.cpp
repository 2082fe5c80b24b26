#include "body/import_helper/obj_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <map>
#include <string>

#include "body/import_helper/number_text.h"
#include "body/import_helper/obj_lines.h"
#include "body/import_helper/obj_names.h"
#include "body/import_helper/polygon.h"
#include "body/import_helper/refusal.h"

namespace myochart::import_helper {

namespace {

using Corner = std::uint32_t;

std::string_view afterBlanks(std::string_view text) {
    while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
    return text;
}

/// Reads one file; the vertex lists go through the whole of it, the names each begin a stretch of its faces.
class ObjText {
  public:
    explicit ObjText(std::string_view text) : lines_(text) {}
    void read();
    void tell(std::string_view file, BlobWriter& out);

  private:
    [[noreturn]] void damaged(const std::string& what) const {
        throw Refusal("has " + what + " in line " + std::to_string(lines_.line()));
    }
    void readStatement(std::string_view line);
    void readVertex(std::string_view rest);
    void readFace(std::string_view rest);
    Corner readCorner(std::string_view& rest) const;
    void beginStretch(std::vector<std::string>& names, size_t ObjStretch::*which, std::string_view name);
    void keepComment(std::string_view line);
    void joinWhatSharesCorners(std::vector<ObjThing>& things) const;
    FlatMesh meshOf(const ObjThing& thing);

    ObjLines lines_;
    bool pastComments_ = false, hasSurfaces_ = false;
    std::string comment_;
    std::vector<float> positions_;
    std::vector<Corner> corners_, face_;
    ObjStatements told_;
    std::vector<ObjStretch> stretches_ = {{}};
    std::vector<std::uint32_t> newNumber_;
};

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
    for (rest = afterBlanks(rest); !rest.empty(); rest = afterBlanks(rest)) face_.push_back(readCorner(rest));
    if (face_.size() >= 3) appendPolygon(positions_, face_, corners_);
}

void ObjText::beginStretch(std::vector<std::string>& names, size_t ObjStretch::*which, std::string_view name) {
    constexpr size_t kLongest = 1024;
    names.emplace_back(afterBlanks(name).substr(0, kLongest));
    ObjStretch next = stretches_.back();
    stretches_.back().lastCorner = next.firstCorner = corners_.size();
    if (which == &ObjStretch::object) next.group = 0;
    next.*which = names.size() - 1;
    stretches_.push_back(next);
}

void ObjText::keepComment(std::string_view line) {
    if (!pastComments_ && comment_.size() + line.size() < body::blob::kMaxText) comment_.append(line).append("\n");
}

/// What is not listed here says how a surface looks, or is not made of triangles; names and places do not hang on it.
void ObjText::readStatement(std::string_view line) {
    if (line.empty()) return;
    if (line.front() == '#') return keepComment(line);
    size_t length = 0;
    while (length < line.size() && !isBlank(line[length])) ++length;
    const std::string_view word = line.substr(0, length), rest = line.substr(length);
    if (word == "v") {
        pastComments_ = true;
        readVertex(rest);
    } else if (word == "f" || word == "fo") {
        readFace(rest);
    } else if (word == "o") {
        beginStretch(told_.objects, &ObjStretch::object, rest);
    } else if (word == "g") {
        beginStretch(told_.groups, &ObjStretch::group, rest);
    } else if (word == "usemtl") {
        beginStretch(told_.materials, &ObjStretch::material, rest);
    } else if (word == "curv" || word == "curv2" || word == "surf") {
        hasSurfaces_ = true;
    }
}

void ObjText::read() {
    for (std::string_view line; lines_.next(line);) readStatement(line);
    stretches_.back().lastCorner = corners_.size();
}

/// Pieces of one name that use the same vertices are one thing, taken up again after something else.
void ObjText::joinWhatSharesCorners(std::vector<ObjThing>& things) const {
    std::map<std::string, size_t> count;
    for (const ObjThing& thing : things) ++count[thing.name];
    constexpr std::uint32_t kNobody = 0xFFFFFFFF;
    std::vector<std::uint32_t> owner(positions_.size() / 3, kNobody), whole(things.size());
    for (std::uint32_t i = 0; i < things.size(); ++i) {
        whole[i] = i;
        if (count[things[i].name] < 2) continue;
        for (const size_t s : things[i].stretches)
            for (size_t c = stretches_[s].firstCorner; c < stretches_[s].lastCorner; ++c) {
                std::uint32_t& whose = owner[corners_[c]];
                if (whose == kNobody)
                    whose = i;
                else if (whose != i && things[whose].name == things[i].name)
                    whole[i] = std::min(whole[i], whole[whose]);
            }
    }
    for (std::uint32_t i = 0; i < things.size(); ++i) {
        if (whole[i] == i) continue;
        auto& joined = things[whole[whole[i]]].stretches;
        joined.insert(joined.end(), things[i].stretches.begin(), things[i].stretches.end());
        things[i].stretches.clear();
    }
    std::erase_if(things, [](const ObjThing& thing) { return thing.stretches.empty(); });
}

/// The vertices that the thing's corners use, in the order of use.
FlatMesh ObjText::meshOf(const ObjThing& thing) {
    constexpr std::uint32_t kUnused = 0xFFFFFFFF;
    newNumber_.resize(positions_.size() / 3, kUnused);
    FlatMesh mesh;
    std::vector<Corner> used;
    for (const size_t s : thing.stretches)
        for (size_t i = stretches_[s].firstCorner; i < stretches_[s].lastCorner; ++i) {
            const size_t vertex = corners_[i];
            if (newNumber_[vertex] == kUnused) {
                newNumber_[vertex] = mesh.vertexCount();
                used.push_back(corners_[i]);
                for (size_t k = 0; k < 3; ++k) mesh.positions.push_back(positions_[3 * vertex + k]);
            }
            mesh.indices.push_back(newNumber_[vertex]);
        }
    for (const Corner vertex : used) newNumber_[vertex] = kUnused;
    return mesh;
}

void ObjText::tell(std::string_view file, BlobWriter& out) {
    if (corners_.empty())
        throw Refusal(hasSurfaces_ ? "is made of free-form surfaces, not of triangles; save it as a mesh"
                                   : "has no triangles");
    if (hasSurfaces_)
        out.note(std::string(file) + ": free-form surfaces were passed over; only its triangles are read.");
    auto things = namedThings(stretches_, told_);
    joinWhatSharesCorners(things);
    for (const ObjThing& thing : things) out.mesh(thing.name, file, comment_, meshOf(thing));
}

}  // namespace

void readObj(std::string_view text, std::string_view file, BlobWriter& out) {
    if (text.find('\0') < text.size()) throw Refusal("is not a text, as an OBJ file is");
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    ObjText obj(text);
    obj.read();
    obj.tell(file, out);
}

}  // namespace myochart::import_helper
