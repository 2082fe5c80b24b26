#pragma once
#include <map>
#include <optional>

#include "body/foreign_model.h"
#include "body/structure.h"

namespace myochart::body {

/// Who laid the files out, where that says unit, axes, names and licence.
enum class Publisher { unknown, bodyParts3d3, bodyParts3d4, zAnatomyTrunk };

/// By file names and header comments of most meshes: FMA22559.obj or BP24.obj with "BodyParts3D" in the comment (3.0),
/// FJ1385M.obj with "Concept ID" (4.0), and the trunk wall of Z-Anatomy moved to the frame of 3.0.
Publisher publisherOf(const ForeignModel& model);

/// For people: "BodyParts3D 3.0" and the like; empty for unknown.
std::string_view sourceName(Publisher publisher);
/// The publisher's licence with its attribution; empty for unknown.
std::string_view licenceOf(Publisher publisher);

/// What a publisher's table or a file's header tells of one file.
struct PartFacts {
    std::string name;
    std::string concept_;  ///< "FMA22559", "BP24", or empty
    std::optional<System> system;
};

/// From the header of a 4.0 file ("# English name : Second lumbrical of right foot"); nothing when it has none.
std::optional<PartFacts> factsFromHeader(std::string_view comment);

/// File (without extension) -> facts.
using PartTable = std::map<std::string, PartFacts, std::less<>>;

/// The table for `publisher`: the one that comes with the program (assets/knowledge/bodyparts3d_3.csv; _4 for the few
/// files of 4.0 whose header has no name), and whatever of the publisher's own tables lies in `beside`
/// (bp3d_v3_parts_v4_format_cleaned.txt, isa_element_parts.txt). A table that is missing or damaged is passed over:
/// names then come from the headers or the file names.
PartTable partTable(Publisher publisher, const Path& beside);

}  // namespace myochart::body
