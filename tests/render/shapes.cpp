#include "render/shapes.h"

#include <cmath>
#include <functional>
#include <numbers>
#include <stdexcept>

namespace myochart::test {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

// A grid of columns x rows points; columns close on themselves when `closed`.
geometry::TriMesh grid(int columns, int rows, bool closed, const std::function<vec3(int, int)>& place) {
    geometry::TriMesh mesh;
    const int stride = closed ? columns : columns + 1;
    for (int j = 0; j <= rows; ++j) {
        for (int i = 0; i < stride; ++i) mesh.positions.push_back(place(i, j));
    }
    const auto at = [&](int i, int j) { return static_cast<std::uint32_t>(j * stride + (closed ? i % columns : i)); };
    for (int j = 0; j < rows; ++j) {
        for (int i = 0; i < columns; ++i) {
            mesh.indices.insert(mesh.indices.end(), {at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j), at(i + 1, j + 1), at(i, j + 1)});
        }
    }
    return mesh;
}

// Around the line from `from` to `to`, with the radius given at t = 0..1.
geometry::TriMesh revolved(vec3 from, vec3 to, int rings, const std::function<float(float)>& radius,
                           const std::function<float(float)>& along) {
    const vec3 axis = glm::normalize(to - from);
    const vec3 x = glm::normalize(glm::cross(axis, std::abs(axis.z) < 0.9F ? vec3(0, 0, 1) : vec3(1, 0, 0)));
    const vec3 y = glm::cross(axis, x);
    const int columns = 48;
    return grid(columns, rings, true, [&](int i, int j) {
        const float t = static_cast<float>(j) / static_cast<float>(rings);
        const float a = 2 * kPi * static_cast<float>(i) / columns;
        return from + (to - from) * along(t) + (x * std::cos(a) + y * std::sin(a)) * radius(t);
    });
}

}  // namespace

geometry::TriMesh sphere(vec3 centre, float radius, int rings) {
    return revolved(centre - vec3(0, 0, radius), centre + vec3(0, 0, radius), rings,
                    [&](float t) { return radius * std::sin(kPi * t); }, [](float t) { return (1 - std::cos(kPi * t)) / 2; });
}

geometry::TriMesh spindle(vec3 from, vec3 to, float radius, int rings) {
    const auto width = [&](float t) {
        const float belly = std::sin(kPi * t);
        return radius * (t <= 0 || t >= 1 ? 0.0F : 0.14F + 0.86F * belly * belly);
    };
    return revolved(from, to, rings, width, [](float t) { return t; });
}

geometry::TriMesh rod(vec3 from, vec3 to, float radius) {
    const float share = radius / glm::length(to - from);
    const auto along = [&](float t) {
        if (t < 0.2F) return share * (1 - std::cos(kPi / 2 * t / 0.2F));
        if (t > 0.8F) return 1 - share * (1 - std::cos(kPi / 2 * (1 - t) / 0.2F));
        return share + (t - 0.2F) / 0.6F * (1 - 2 * share);
    };
    const auto width = [&](float t) {
        return radius * (t < 0.2F ? std::sin(kPi / 2 * t / 0.2F) : t > 0.8F ? std::sin(kPi / 2 * (1 - t) / 0.2F) : 1.0F);
    };
    return revolved(from, to, 60, width, along);
}

geometry::TriMesh groovedSheet(float width, float height, float angleRad, float fan) {
    const vec2 along(std::cos(angleRad), std::sin(angleRad));
    const int columns = static_cast<int>(width), rows = static_cast<int>(height);
    return grid(columns, rows, false, [&](int i, int j) {
        const vec2 p(static_cast<float>(i) - width / 2, static_cast<float>(j) - height / 2);
        const float forward = glm::dot(p, along), across = along.x * p.y - along.y * p.x;
        const float narrowed = across / (1 - fan * forward / width);
        return vec3(p.x, -0.8F * std::sin(narrowed * 2 * kPi / 6), p.y);
    });
}

body::NewStructure structure(std::string key, body::System system, geometry::TriMesh mesh) {
    body::NewStructure made;
    made.facts.key = made.facts.name = std::move(key);
    made.facts.system = system;
    made.facts.layer = system == body::System::muscle ? anatomy::Layer::superficial : anatomy::Layer::bone;
    made.mesh = std::move(mesh);
    return made;
}

std::shared_ptr<const body::Body> bodyOf(const Path& file, std::vector<body::NewStructure> structures) {
    body::NewBody body{"made by a test", "", "", std::move(structures)};
    Progress progress;
    if (const auto written = body::writeBody(file, std::move(body), true, progress); !written) {
        throw std::runtime_error(written.error().message);
    }
    auto opened = body::Body::open(file);
    if (!opened) throw std::runtime_error(opened.error().message);
    return *opened;
}

std::vector<body::NewStructure> limb() {
    using body::System;
    std::vector<body::NewStructure> all;
    all.push_back(structure("bone", System::bone, rod({0, 0, -140}, {0, 0, 140}, 12)));
    all.push_back(structure("joint", System::bone, sphere({0, 0, 145}, 24)));
    all.push_back(structure("left_front", System::muscle, spindle({16, -18, 130}, {16, -18, -130}, 20)));
    all.push_back(structure("right_front", System::muscle, spindle({-16, -18, 130}, {-16, -18, -130}, 17)));
    all.push_back(structure("back", System::muscle, spindle({0, 30, 120}, {0, 26, -135}, 26)));
    return all;
}

}  // namespace myochart::test
