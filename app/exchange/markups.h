#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/chart.h"

namespace myochart::exchange {

// Points and lines of 3D Slicer (its "markups"), read from .mrk.json and .fcsv. What such a point is of, only who takes it
// knows: a site needs a patient's visit and a body.

/// A point of a list.
struct MarkupPoint {
    std::string place;                            ///< in the file, for people: "markups[0].controlPoints[2]", "line 7"
    std::string label, description;
    vec3 position{};                              ///< mm, body frame (LPS)
    std::optional<record::MarkerType> type = {};  ///< as the list is called, where that is one
    std::optional<record::Marker> site = {};      ///< what Myochart wrote of it, as it was then; its place is `position`
    std::string visit = {};                       ///< the id of the visit that the site was in; empty without a site
};
/// Two points in their order: where a needle goes in, and its tip.
struct MarkupLine {
    std::string place, label;
    vec3 entry{}, tip{};  ///< mm, body frame
    std::string site;     ///< the id of the site that Myochart wrote it for; empty: of none
};
struct Markups {
    std::vector<MarkupPoint> points;
    std::vector<MarkupLine> lines;
    std::vector<std::string> remarks;  ///< what was left out, a sentence each with its place
};

inline constexpr size_t kMostMarkups = 2000;  ///< points and lines of a file

/// True when a text begins like such a file, whatever it is called.
bool looksLikeMarkups(std::string_view text);

/// Reads either kind. RAS is turned into LPS, units other than mm are turned into them. Left out with a remark: points that are not
/// placed, whose coordinates are none or lie more than ten metres off, and markups of other types (curves, planes, regions).
/// Refused with a sentence that begins with `whatItIs` and names line or place: what is neither, a newer version, structure that
/// cannot be, a frame or unit that is not known, more than kMostMarkups.
Result<Markups> markupsFromText(std::string_view text, std::string_view whatItIs);

/// What of a site stands in the description of its point, behind the words: a program that drops fields that it does not know keeps
/// descriptions.
std::string packed(const std::string& words, const std::string& json);
/// The JSON in such a description, and the words before it; empty when there is none.
struct Unpacked {
    std::string words, json;
};
Unpacked unpacked(const std::string& description);

}  // namespace myochart::exchange
