#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "core/vec.h"

namespace myochart::builtin {

/// How a structure is cut into sections. `planes`: parallel planes across `along`. `fan` (shells, ribs): half-planes
/// that turn about the axis `up` through `origin`, the angle written as an arc length at `radiusMm`.
/// A mapped point is (s, a, b): s which section, (a, b) the place in its plane, all mm.
struct SectionFrame {
    enum class Kind : std::uint8_t { planes, fan };
    Kind kind = Kind::planes;
    vec3 origin{};                                      ///< body frame
    vec3 along{1, 0, 0}, across{0, 1, 0}, up{0, 0, 1};  ///< unit; right-handed for planes, left-handed for fan
    float radiusMm = 1;                                 ///< fan only

    vec3 toBody(vec3 mapped) const;
    vec3 fromBody(vec3 body) const;
};

/// One measured outline, counter-clockwise round the solid as seen against `s`; whole numbers of the shape's step.
struct Section {
    std::int32_t s = 0;
    std::vector<std::array<std::int32_t, 2>> outline;
};

/// How an end of a branch is closed.
struct BranchEnd {
    enum class Kind : std::uint8_t { flat, tip, junction };
    Kind kind = Kind::flat;
    std::array<std::int32_t, 3> tip{};  ///< (s, a, b) in steps, for a tip
};

/// A run of outlines with the same number of points, point i of one continuing point i of the one before.
struct Branch {
    std::vector<Section> sections;  ///< rising s
    BranchEnd first, last;
};

/// One end of a branch.
struct BranchRef {
    std::uint32_t branch = 0;
    bool atLast = false;
};

/// Where one outline falls apart into several (or, seen the other way, several grow together). `whole` is the end with
/// the single outline; cut i takes the arc cut[i][0]..cut[i][1] off what is left of it for part i, the last part gets
/// the remainder. Cuts are quarter steps between the outline's points. With one part and no cut the two outlines close
/// one another over a rim or an arch.
struct Junction {
    BranchRef whole;
    std::vector<BranchRef> parts;
    std::vector<std::array<std::int32_t, 2>> cuts;  ///< one fewer than parts
};

/// Everything measured of one structure's surface.
struct MeasuredShape {
    SectionFrame frame;
    float stepMm = 0.1F;
    std::vector<Branch> branches;
    std::vector<Junction> junctions;

    size_t figureCount() const;
};

}  // namespace myochart::builtin
