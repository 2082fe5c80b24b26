#include "plain_figure.h"

#include <algorithm>

#include "body/shapes.h"
#include "core/text.h"

namespace myochart::test {

std::vector<NamedMesh> plainFigure() {
    struct Part {
        const char* name;
        vec3 centre, half;
    };
    const Part paired[] = {{"soleus", {95, 40, 300}, {32, 21, 130}},
                           {"vastus lateralis", {150, 0, 680}, {35, 38, 160}},
                           {"biceps brachii", {230, -20, 1180}, {28, 24, 110}},
                           {"deltoid", {215, 10, 1370}, {45, 47, 60}},
                           {"trapezius", {90, 70, 1400}, {70, 13, 110}},
                           {"masseter", {55, -30, 1540}, {12, 21, 30}}};
    std::vector<NamedMesh> figure;
    for (const Part& part : paired)
        for (const float side : {1.0F, -1.0F})
            figure.push_back({std::string(side > 0 ? "left " : "right ") + part.name,
                              ellipsoid(part.centre * vec3(side, 1, 1), part.half, 6)});
    figure.push_back({"sacrum", ellipsoid({0, 60, 950}, {45, 24, 55}, 6)});
    figure.push_back({"sternum", ellipsoid({0, -90, 1280}, {20, 8, 90}, 6)});
    return figure;
}

std::vector<NamedMesh> moved(std::vector<NamedMesh> figure, const std::function<vec3(vec3)>& to, bool turn) {
    for (auto& [name, mesh] : figure) {
        for (vec3& p : mesh.positions) p = to(p);
        if (turn)
            for (size_t t = 0; t < mesh.indices.size(); t += 3) std::swap(mesh.indices[t + 1], mesh.indices[t + 2]);
    }
    return figure;
}

std::vector<NamedMesh> renamed(std::vector<NamedMesh> figure,
                               const std::function<std::string(const std::string&)>& to) {
    for (auto& [name, mesh] : figure) name = to(name);
    return figure;
}

std::string sideless(const std::string& name) {
    for (const std::string side : {"left ", "right "})
        if (name.starts_with(side)) return name.substr(side.size());
    return name;
}

namespace {

std::string identity(const body::Structure& s) {
    const std::string what = s.muscleKey.empty() ? foldForSearch(s.name) : s.muscleKey;
    return std::string(name(s.side)) + " " + what;
}

}  // namespace

testing::AssertionResult isAsPlain(const body::Body& body, const body::Body& plain, float mm, vec3 shiftMm) {
    if (body.structures().size() != plain.structures().size())
        return testing::AssertionFailure()
               << body.structures().size() << " structures instead of " << plain.structures().size();
    for (std::uint32_t i = 0; i < plain.structures().size(); ++i) {
        const body::Structure& wanted = plain.structure(i);
        const auto& all = body.structures();
        const auto at = std::find_if(all.begin(), all.end(),
                                     [&](const body::Structure& s) { return identity(s) == identity(wanted); });
        if (at == all.end()) {
            auto failure = testing::AssertionFailure() << "no " << identity(wanted) << " among";
            for (const body::Structure& s : all) failure << " [" << identity(s) << "]";
            return failure;
        }
        const vec3 low = at->bounds.min - shiftMm - wanted.bounds.min,
                   high = at->bounds.max - shiftMm - wanted.bounds.max;
        for (int k = 0; k < 3; ++k)
            if (std::abs(low[k]) > mm || std::abs(high[k]) > mm)
                return testing::AssertionFailure() << identity(wanted) << " lies elsewhere: off by " << low[k]
                                                   << " and " << high[k] << " mm along axis " << k;
        const double volume = geometry::signedVolume(body.mesh(static_cast<std::uint32_t>(at - all.begin())));
        const double right = geometry::signedVolume(plain.mesh(i));
        if (right <= 0 || std::abs(volume / right - 1) > 0.03)
            return testing::AssertionFailure()
                   << identity(wanted) << " has the volume " << volume << " instead of " << right;
    }
    return testing::AssertionSuccess();
}

}  // namespace myochart::test
