#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/vec.h"

namespace myochart::body {

/// The axis of the file along which the head lies; minusY: towards smaller y.
enum class UpAxis { x, y, z, minusX, minusY, minusZ };
std::string_view name(UpAxis axis);  ///< "x" to "-z"
std::optional<UpAxis> upAxisFromName(std::string_view text);

/// Answers to what a file does not say. Unset: concluded from the file, its names and its size.
struct ImportOptions {
    std::string name;  ///< in the library; empty: from the file's name
    std::optional<double> millimetresPerUnit;
    std::optional<UpAxis> upAxis;
    std::optional<int> quarterTurns;  ///< about the upright axis after the head was turned up, counter-clockwise seen
                                      ///< from above; 0..3; 2 turns front to back
    std::optional<bool> mirrored;     ///< left and right of the file are exchanged
    bool replace = false;             ///< an installed model of that name may go
    bool levelsNow = true;            ///< false: full detail only, call buildLevels later
};

/// How far a conclusion of an import can be relied on.
enum class Certainty {
    told,       ///< the file or the user says so
    concluded,  ///< several independent signs agree
    guessed,    ///< one sign alone, or signs that disagree: to be confirmed by a person
    unknown,    ///< there is no sign at all: to be confirmed by a person
};
std::string_view name(Certainty certainty);

/// What an import took for true about one thing, in a sentence for people.
struct Conclusion {
    Certainty certainty = Certainty::told;
    std::string sentence;
};

/// What an import did: what it concluded, what it changed, what it named and what it did not.
struct ImportReport {
    std::string name;
    std::string source;  ///< recognised publisher or format, for people

    double millimetresPerUnit = 1;
    UpAxis upAxis = UpAxis::z;
    int quarterTurns = 0;
    bool mirrored = false;
    vec3 shiftMm{};  ///< added to every position so that the body stands at its frame's origin
    Conclusion unit, frame, sides, names;

    vec3 sizeMm{};
    std::uint32_t structures = 0;
    std::uint64_t triangles = 0;
    std::vector<std::string> mappedMuscles;    ///< structure names bound to the catalogue
    std::vector<std::string> unmappedMuscles;  ///< looked like muscles, no catalogue entry
    std::vector<std::string> unnamed;          ///< every structure whose name says nothing that is known
    std::vector<std::string> skipped;          ///< files or meshes left out, each with the reason
    std::vector<std::string> notes;            ///< what else was done or passed over, a sentence each
    std::vector<std::string> mended;           ///< structures that were inside out, wholly or in part
    std::vector<std::string> openSheets;       ///< structures with a surface that encloses nothing
    std::vector<std::string>
        corrected;        ///< structures named after the side they do not lie on, each with what was done
    std::string sandbox;  ///< which of the helper's limits were in force, for the log

    /// False when left and right are a guess or less, or may be exchanged because the front is: to be confirmed.
    bool sidesKnown() const { return frame.certainty < Certainty::guessed && sides.certainty < Certainty::guessed; }
    /// True when a person is to confirm size, way up or sides: the window asks.
    bool isToBeConfirmed() const { return unit.certainty >= Certainty::guessed || !sidesKnown(); }
};

}  // namespace myochart::body
