#include "geometry/winding.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

namespace myochart::geometry {

namespace {

using dvec3 = glm::dvec3;
using Index = std::uint32_t;

constexpr double kSmallOpening = 1.5;     ///< edge length over the root of the area
constexpr double kLeastRoundness = 1e-3;  ///< volume over area^1.5 of an open piece that still says which way is out

/// One side of a triangle, between two places.
struct Edge {
    std::uint64_t places;  ///< the lower place's number in the upper half
    Index triangle;
    bool upwards;  ///< it goes from the lower number to the higher
};

std::vector<Edge> sortedEdges(const TriMesh& mesh, const std::vector<Index>& place) {
    std::vector<Edge> edges;
    edges.reserve(mesh.indices.size());
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const Index corner[3] = {place[mesh.indices[3 * t]], place[mesh.indices[3 * t + 1]],
                                 place[mesh.indices[3 * t + 2]]};
        if (corner[0] == corner[1] || corner[1] == corner[2] || corner[2] == corner[0]) continue;
        for (size_t k = 0; k < 3; ++k) {
            const Index a = corner[k], b = corner[(k + 1) % 3];
            edges.push_back({std::uint64_t{std::min(a, b)} << 32 | std::max(a, b), static_cast<Index>(t), a < b});
        }
    }
    std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
        return a.places != b.places ? a.places < b.places : a.triangle < b.triangle;
    });
    return edges;
}

class Groups {
  public:
    explicit Groups(size_t count) : up_(count) { std::iota(up_.begin(), up_.end(), 0U); }
    Index root(Index i) {
        while (up_[i] != i) i = up_[i] = up_[up_[i]];
        return i;
    }
    void join(Index a, Index b) { up_[root(a)] = root(b); }

  private:
    std::vector<Index> up_;
};

/// A connected piece.
struct Piece {
    std::vector<Index> triangles;
    Box box;
    double area = 0, volume = 0;
    double opening = 0;  ///< length of its edges that have one triangle alone
    dvec3 aboutOpening{0};
    bool branches = false;  ///< some edge has three triangles or more
    bool turn = false;
    bool isClosed() const { return opening == 0; }
    bool isSheet() const { return opening >= kSmallOpening * std::sqrt(area); }
};

class Mender {
  public:
    explicit Mender(TriMesh& mesh)
        : mesh_(mesh), place_(placeNumbers(mesh)), edges_(sortedEdges(mesh, place_)), groups_(mesh.triangleCount()) {}
    Winding mend();

  private:
    dvec3 corner(Index triangle, size_t k) const {
        return dvec3(mesh_.positions[mesh_.indices[3 * size_t{triangle} + k]]);
    }
    void turn(Index triangle) {
        std::swap(mesh_.indices[3 * size_t{triangle} + 1], mesh_.indices[3 * size_t{triangle} + 2]);
        ++found_.turned;
    }
    template <class Visit>
    void forEachRun(const Visit& visit) const;
    void joinNeighbours();
    void gatherPieces();
    void noteOpenings();
    void agreeWithNeighbours();
    void measure(Piece& piece) const;
    bool holds(const Piece& outer, const Piece& inner) const;
    void decide();

    TriMesh& mesh_;
    std::vector<Index> place_;
    std::vector<Edge> edges_;
    Groups groups_;
    std::vector<Piece> pieces_;
    std::vector<Index> pieceOf_;
    Winding found_;
};

template <class Visit>
void Mender::forEachRun(const Visit& visit) const {
    for (size_t from = 0; from < edges_.size();) {
        size_t to = from;
        while (to < edges_.size() && edges_[to].places == edges_[from].places) ++to;
        visit(std::span(edges_).subspan(from, to - from));
        from = to;
    }
}

void Mender::joinNeighbours() {
    forEachRun([&](std::span<const Edge> run) {
        for (size_t i = 1; i < run.size(); ++i) groups_.join(run[0].triangle, run[i].triangle);
    });
}

void Mender::gatherPieces() {
    constexpr Index kNone = 0xFFFFFFFF;
    const size_t count = mesh_.triangleCount();
    std::vector<Index> pieceOfRoot(count, kNone);
    pieceOf_.resize(count);
    for (Index t = 0; t < count; ++t) {
        Index& piece = pieceOfRoot[groups_.root(t)];
        if (piece == kNone) {
            piece = static_cast<Index>(pieces_.size());
            pieces_.emplace_back();
        }
        pieceOf_[t] = piece;
        pieces_[piece].triangles.push_back(t);
    }
}

void Mender::noteOpenings() {
    std::vector<double> weights(pieces_.size());
    forEachRun([&](std::span<const Edge> run) {
        Piece& piece = pieces_[pieceOf_[run[0].triangle]];
        piece.branches = piece.branches || run.size() > 2;
        if (run.size() != 1) return;
        for (size_t k = 0; k < 3; ++k) {
            const dvec3 a = corner(run[0].triangle, k), b = corner(run[0].triangle, (k + 1) % 3);
            const Index p = place_[mesh_.indices[3 * size_t{run[0].triangle} + k]];
            const Index q = place_[mesh_.indices[3 * size_t{run[0].triangle} + (k + 1) % 3]];
            if ((std::uint64_t{std::min(p, q)} << 32 | std::max(p, q)) != run[0].places) continue;
            const double length = glm::length(b - a);
            piece.opening += length;
            piece.aboutOpening += (a + b) * (length / 2);
        }
    });
    for (Piece& piece : pieces_)
        if (piece.opening > 0) piece.aboutOpening /= piece.opening;
}

/// Within pieces whose every edge has two triangles at most, lets all face the way of the greater part.
void Mender::agreeWithNeighbours() {
    std::vector<std::array<std::pair<Index, bool>, 3>> next(mesh_.triangleCount());
    std::vector<signed char> used(mesh_.triangleCount());
    forEachRun([&](std::span<const Edge> run) {
        if (run.size() != 2) return;
        const bool sameWay = run[0].upwards != run[1].upwards;
        for (size_t i = 0; i < 2; ++i) {
            const Index t = run[i].triangle;
            next[t][static_cast<size_t>(used[t]++)] = {run[1 - i].triangle, sameWay};
        }
    });
    std::vector<signed char> facing(mesh_.triangleCount());  // +1 as it is, -1 turned, 0 not met
    std::vector<Index> open;
    for (const Piece& piece : pieces_) {
        if (piece.branches) continue;
        bool orientable = true;
        double against = 0, whole = 0;
        facing[piece.triangles[0]] = 1;
        open.assign(1, piece.triangles[0]);
        while (!open.empty()) {
            const Index t = open.back();
            open.pop_back();
            const double area = glm::length(glm::cross(corner(t, 1) - corner(t, 0), corner(t, 2) - corner(t, 0)));
            whole += area;
            against += facing[t] < 0 ? area : 0;
            for (size_t k = 0; k < static_cast<size_t>(used[t]); ++k) {
                const auto& [other, sameWay] = next[t][k];
                const auto wanted = static_cast<signed char>(sameWay ? facing[t] : -facing[t]);
                if (facing[other] == 0) {
                    facing[other] = wanted;
                    open.push_back(other);
                } else if (facing[other] != wanted) {
                    orientable = false;
                }
            }
        }
        if (!orientable) continue;
        const int minority = 2 * against > whole ? 1 : -1;
        for (const Index t : piece.triangles)
            if (facing[t] == minority) turn(t);
    }
}

void Mender::measure(Piece& piece) const {
    const dvec3 near = piece.isClosed() ? corner(piece.triangles[0], 0) : piece.aboutOpening;
    for (const Index t : piece.triangles) {
        const dvec3 a = corner(t, 0) - near, b = corner(t, 1) - near, c = corner(t, 2) - near;
        piece.area += glm::length(glm::cross(b - a, c - a)) / 2;
        piece.volume += glm::dot(a, glm::cross(b, c)) / 6;
        for (size_t k = 0; k < 3; ++k) piece.box.add(vec3(corner(t, k)));
    }
}

/// True when a corner of `inner` lies inside the closed piece `outer`: a slanting ray leaves it an odd number of times.
bool Mender::holds(const Piece& outer, const Piece& inner) const {
    for (int k = 0; k < 3; ++k)
        if (inner.box.min[k] < outer.box.min[k] || inner.box.max[k] > outer.box.max[k]) return false;
    const dvec3 from = corner(inner.triangles[0], 0), way = glm::normalize(dvec3(0.9137, 0.3271, 0.2413));
    bool inside = false;
    for (const Index t : outer.triangles) {
        const dvec3 a = corner(t, 0), ab = corner(t, 1) - a, ac = corner(t, 2) - a;
        const dvec3 p = glm::cross(way, ac);
        const double det = glm::dot(ab, p);
        if (det == 0) continue;
        const dvec3 s = from - a, q = glm::cross(s, ab);
        const double u = glm::dot(s, p) / det, v = glm::dot(way, q) / det;
        if (u >= 0 && v >= 0 && u + v < 1 && glm::dot(ac, q) / det > 0) inside = !inside;
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

Winding Mender::mend() {
    joinNeighbours();
    gatherPieces();
    noteOpenings();
    agreeWithNeighbours();
    double area = 0, sheetArea = 0;
    for (Piece& piece : pieces_) {
        measure(piece);
        area += piece.area;
    }
    decide();
    for (const Piece& piece : pieces_) {
        if (piece.turn) {
            for (const Index t : piece.triangles) turn(t);
            ++found_.turnedParts;
        }
        if (!piece.isSheet()) continue;
        sheetArea += piece.area;
        found_.sheets.insert(found_.sheets.end(), piece.triangles.begin(), piece.triangles.end());
    }
    found_.parts = static_cast<std::uint32_t>(pieces_.size());
    found_.sheetShare = area > 0 ? sheetArea / area : 0;
    return std::move(found_);
}

std::uint64_t mixed(Index from, Index to) {
    std::uint64_t h = (std::uint64_t{from} << 32 | to) * 0x9E3779B97F4A7C15ULL;
    h = (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9ULL;
    return h ^ (h >> 32);
}

/// True when every edge is passed as often one way as the other, as in closed pieces whose triangles agree: sums of
/// hashes tell it without sorting (a mistake once in 2^64).
bool edgesAreBalanced(const TriMesh& mesh, const std::vector<Index>& place) {
    std::uint64_t sum = 0;
    for (size_t t = 0; t < mesh.triangleCount(); ++t)
        for (size_t k = 0; k < 3; ++k) {
            const Index a = place[mesh.indices[3 * t + k]], b = place[mesh.indices[3 * t + (k + 1) % 3]];
            sum += mixed(a, b) - mixed(b, a);
        }
    return sum == 0;
}

/// The number of pieces when all are closed, agree in themselves and face outwards; nothing when one does not.
std::optional<std::uint32_t> piecesOfSoundMesh(const TriMesh& mesh, const std::vector<Index>& place) {
    if (!edgesAreBalanced(mesh, place)) return std::nullopt;
    Groups groups(place.size());
    for (size_t t = 0; t < mesh.triangleCount(); ++t)
        for (size_t k = 1; k < 3; ++k) groups.join(place[mesh.indices[3 * t]], place[mesh.indices[3 * t + k]]);
    const dvec3 near(mesh.positions[mesh.indices[0]]);
    std::vector<double> volume(place.size());
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const Index* corner = &mesh.indices[3 * t];
        const dvec3 a = dvec3(mesh.positions[corner[0]]) - near;
        volume[groups.root(place[corner[0]])] +=
            glm::dot(a, glm::cross(dvec3(mesh.positions[corner[1]]) - near, dvec3(mesh.positions[corner[2]]) - near));
    }
    if (std::any_of(volume.begin(), volume.end(), [](double v) { return v < 0; })) return std::nullopt;
    return static_cast<std::uint32_t>(std::count_if(volume.begin(), volume.end(), [](double v) { return v > 0; }));
}

}  // namespace

Winding mendWinding(TriMesh& mesh) {
    if (mesh.indices.empty()) return {};
    std::vector<Index> asGiven(mesh.positions.size());
    std::iota(asGiven.begin(), asGiven.end(), 0U);
    auto sound = piecesOfSoundMesh(mesh, asGiven);
    if (!sound) sound = piecesOfSoundMesh(mesh, placeNumbers(mesh));
    if (!sound) return Mender(mesh).mend();
    Winding found;
    found.parts = *sound;
    return found;
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
