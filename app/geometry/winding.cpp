#include "geometry/winding.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geometry/edge_rings.h"

namespace myochart::geometry {

namespace {

using dvec3 = glm::dvec3;
using Index = std::uint32_t;

constexpr double kSmallOpening = 1.5;     ///< edge length over the root of the area
constexpr double kLeastRoundness = 1e-3;  ///< volume over area^1.5 of an open piece that still says which way is out

/// A connected piece.
struct Piece {
    size_t first = 0, last = 0;  ///< its triangles among those listed piece by piece
    bool agrees = true;          ///< its triangles can be made to face one way and every edge has two at most
    bool isMixed = false;        ///< some face against the first
    bool turn = false;
    double area = 0, volume = 0;
    double against = 0, volumeAsFirst = 0;  ///< area that faces against the first; volume if all faced as the first
    double opening = 0;                     ///< length of its edges that have one triangle alone
    dvec3 near{0};                          ///< a place on it, at its opening if it has one
    Box box;
    bool isClosed() const { return opening == 0; }
    bool isSheet() const { return opening > 0 && opening >= kSmallOpening * std::sqrt(area); }
    /// The way of those triangles, seen from the first, that face against the greater part; 0: none are turned.
    int minority() const { return !agrees || !isMixed ? 0 : 2 * against > area ? 1 : -1; }
};

std::vector<Index> cornerPlaces(const TriMesh& mesh) {
    const std::vector<Index> place = placeNumbers(mesh);
    std::vector<Index> corners(mesh.indices.size());
    for (size_t i = 0; i < corners.size(); ++i) corners[i] = place[mesh.indices[i]];
    return corners;
}

class Mender {
  public:
    explicit Mender(TriMesh& mesh) : mesh_(mesh), places_(cornerPlaces(mesh)), rings_(edgeRings(places_)) {}
    Winding mend();

  private:
    dvec3 at(Index halfEdge) const { return dvec3(mesh_.positions[mesh_.indices[halfEdge]]); }
    dvec3 corner(Index triangle, Index k) const { return at(3 * triangle + k); }
    Piece& pieceAt(Index halfEdge) { return pieces_[pieceOf_[halfEdge / 3]]; }
    void gatherPieces();
    Piece gather(Index from, std::vector<Index>& open);
    void listTriangles();
    void noteOpenings();
    void measure();
    bool holds(const Piece& outer, const Piece& inner) const;
    void decide();
    void turn();

    TriMesh& mesh_;
    std::vector<Index> places_;  ///< of the corners
    EdgeRings rings_;
    std::vector<Piece> pieces_;
    std::vector<Index> pieceOf_;       ///< by triangle
    std::vector<signed char> facing_;  ///< by triangle: 1 as the first of its piece, -1 against it
    std::vector<Index> listed_;        ///< triangles, piece by piece
    Winding found_;
};

/// The piece that triangle `from` belongs to: goes from neighbour to neighbour; `open` is working space.
Piece Mender::gather(Index from, std::vector<Index>& open) {
    Piece piece;
    const auto meet = [&](Index triangle, signed char facing) {
        facing_[triangle] = facing;
        pieceOf_[triangle] = static_cast<Index>(pieces_.size());
        piece.isMixed = piece.isMixed || facing < 0;
        ++piece.last;
        open.push_back(triangle);
    };
    meet(from, 1);
    while (!open.empty()) {
        const Index t = open.back();
        open.pop_back();
        for (Index side = 3 * t; side < 3 * t + 3; ++side) {
            const Index other = rings_.next[side];
            if (other == EdgeRings::kAlone) continue;
            // Neighbours that face the same way pass their edge in opposite directions.
            const auto wanted = static_cast<signed char>(places_[side] != places_[other] ? facing_[t] : -facing_[t]);
            if (facing_[other / 3] == 0)
                meet(other / 3, wanted);
            else if (facing_[other / 3] != wanted)
                piece.agrees = false;
        }
    }
    piece.near = corner(from, 0);
    return piece;
}

void Mender::gatherPieces() {
    const auto count = static_cast<Index>(mesh_.triangleCount());
    pieceOf_.resize(count);
    facing_.resize(count);
    std::vector<Index> open;
    for (Index t = 0; t < count; ++t)
        if (facing_[t] == 0) pieces_.push_back(gather(t, open));
    for (const Index side : rings_.branching) pieceAt(side).agrees = false;
    listTriangles();
}

void Mender::listTriangles() {
    size_t at = 0;
    for (Piece& piece : pieces_) {
        piece.first = at;
        at += std::exchange(piece.last, at);  // was their number
    }
    listed_.resize(pieceOf_.size());
    for (Index t = 0; t < pieceOf_.size(); ++t) listed_[pieces_[pieceOf_[t]].last++] = t;
}

void Mender::noteOpenings() {
    std::vector<dvec3> sums(pieces_.size(), dvec3(0));
    for (const Index side : rings_.open) {
        const dvec3 a = at(side), b = at(following(side));
        const double length = glm::length(b - a);
        pieceAt(side).opening += length;
        sums[pieceOf_[side / 3]] += (a + b) * (length / 2);
    }
    for (size_t i = 0; i < pieces_.size(); ++i)
        if (pieces_[i].opening > 0) pieces_[i].near = sums[i] / pieces_[i].opening;
}

void Mender::measure() {
    for (Index t = 0; t < pieceOf_.size(); ++t) {
        Piece& piece = pieces_[pieceOf_[t]];
        const dvec3 a = corner(t, 0), b = corner(t, 1), c = corner(t, 2);
        const dvec3 normal = glm::cross(b - a, c - a);
        const double area = glm::length(normal) / 2, volume = glm::dot(a - piece.near, normal) / 6;
        piece.area += area;
        piece.against += facing_[t] < 0 ? area : 0;
        piece.volume += volume;
        piece.volumeAsFirst += facing_[t] * volume;
        if (pieces_.size() == 1) continue;
        for (const dvec3& p : {a, b, c}) piece.box.add(vec3(p));
    }
    for (Piece& piece : pieces_)
        if (const int minority = piece.minority(); minority != 0) piece.volume = -minority * piece.volumeAsFirst;
}

/// True when a corner of `inner` lies inside the closed piece `outer`: a slanting ray leaves it an odd number of times.
bool Mender::holds(const Piece& outer, const Piece& inner) const {
    for (int k = 0; k < 3; ++k)
        if (inner.box.min[k] < outer.box.min[k] || inner.box.max[k] > outer.box.max[k]) return false;
    const dvec3 from = corner(listed_[inner.first], 0), way = glm::normalize(dvec3(0.9137, 0.3271, 0.2413));
    bool inside = false;
    for (size_t i = outer.first; i < outer.last; ++i) {
        const Index t = listed_[i];
        const dvec3 a = corner(t, 0), b = corner(t, 1), c = corner(t, 2);
        const auto isBehind = [&](int k) { return a[k] < from[k] && b[k] < from[k] && c[k] < from[k]; };
        if (isBehind(0) || isBehind(1) || isBehind(2)) continue;  // the ray goes up along every axis
        const dvec3 ab = b - a, ac = c - a, s = from - a;
        const dvec3 p = glm::cross(way, ac), q = glm::cross(s, ab);
        const double det = glm::dot(ab, p), u = glm::dot(s, p) / det, v = glm::dot(way, q) / det;
        if (det != 0 && u >= 0 && v >= 0 && u + v < 1 && glm::dot(ac, q) / det > 0) inside = !inside;
    }
    return inside;
}

void Mender::decide() {
    std::vector<Piece*> byVolume;
    for (Piece& piece : pieces_) byVolume.push_back(&piece);
    std::stable_sort(byVolume.begin(), byVolume.end(),
                     [](const Piece* a, const Piece* b) { return std::abs(a->volume) > std::abs(b->volume); });
    constexpr size_t kMostAround = 64;  // of all pieces only the largest are looked at as what is around another
    for (size_t i = 0; i < byVolume.size(); ++i) {
        Piece& piece = *byVolume[i];
        if (piece.isSheet()) continue;
        const double roundness = std::abs(piece.volume) / std::pow(piece.area, 1.5);
        piece.turn = piece.volume < 0 && (piece.isClosed() ? piece.volume != 0 : roundness > kLeastRoundness);
        for (size_t k = 0; k < std::min(i, kMostAround); ++k) {
            const Piece& outer = *byVolume[k];
            if (outer.isClosed() && outer.volume * piece.volume < 0 && holds(outer, piece)) piece.turn = outer.turn;
        }
    }
}

void Mender::turn() {
    if (std::none_of(pieces_.begin(), pieces_.end(), [](const Piece& p) { return p.turn || p.minority() != 0; }))
        return;
    for (size_t t = 0; t < pieceOf_.size(); ++t) {
        const Piece& piece = pieces_[pieceOf_[t]];
        if ((piece.minority() == facing_[t]) == piece.turn) continue;
        std::swap(mesh_.indices[3 * t + 1], mesh_.indices[3 * t + 2]);
        ++found_.turned;
    }
}

Winding Mender::mend() {
    gatherPieces();
    noteOpenings();
    measure();
    decide();
    turn();
    double area = 0, sheetArea = 0;
    for (const Piece& piece : pieces_) {
        found_.turnedParts += piece.turn ? 1 : 0;
        area += piece.area;
        if (!piece.isSheet()) continue;
        sheetArea += piece.area;
        const auto from = listed_.begin();
        found_.sheets.insert(found_.sheets.end(), from + static_cast<std::ptrdiff_t>(piece.first),
                             from + static_cast<std::ptrdiff_t>(piece.last));
    }
    found_.parts = static_cast<std::uint32_t>(pieces_.size());
    found_.sheetShare = area > 0 ? sheetArea / area : 0;
    return std::move(found_);
}

}  // namespace

Winding mendWinding(TriMesh& mesh) {
    return mesh.indices.empty() ? Winding{} : Mender(mesh).mend();
}

void giveBacks(TriMesh& mesh, std::span<const std::uint32_t> sheets, float halfThickness) {
    if (sheets.empty()) return;
    const std::vector<Index> place = placeNumbers(mesh);
    const size_t places = place.empty() ? 0 : size_t{*std::max_element(place.begin(), place.end())} + 1;
    std::vector<dvec3> normals(places, dvec3(0));
    for (const Index t : sheets) {
        const MeshView view(mesh);
        const dvec3 a(view.corner(t, 0));
        const dvec3 area = glm::cross(dvec3(view.corner(t, 1)) - a, dvec3(view.corner(t, 2)) - a);
        for (size_t k = 0; k < 3; ++k) normals[place[mesh.indices[3 * size_t{t} + k]]] += area;
    }
    const auto moved = [&](Index vertex, float by) {
        const dvec3 n = normals[place[vertex]];
        const double length = glm::length(n);
        const vec3 p = mesh.positions[vertex];
        mesh.positions.push_back(length > 0 ? p + vec3(n / length) * by : p);
        return static_cast<Index>(mesh.positions.size() - 1);
    };
    constexpr Index kNone = 0xFFFFFFFF;
    std::vector<Index> front(mesh.positions.size(), kNone), back(mesh.positions.size(), kNone);
    std::vector<Index> backs;
    for (const Index t : sheets) {
        Index* corner = &mesh.indices[3 * size_t{t}];
        Index behind[3] = {};
        for (size_t k = 0; k < 3; ++k) {
            const Index vertex = corner[k];
            if (front[vertex] == kNone) {
                front[vertex] = moved(vertex, halfThickness);
                back[vertex] = moved(vertex, -halfThickness);
            }
            corner[k] = front[vertex];
            behind[k] = back[vertex];
        }
        backs.insert(backs.end(), {behind[0], behind[2], behind[1]});
    }
    mesh.indices.insert(mesh.indices.end(), backs.begin(), backs.end());
}

}  // namespace myochart::geometry
