#pragma once
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "record/field.h"
#include "record/merge.h"

// The fields of a value as merging takes them; of merge.cpp alone.

namespace myochart::record::merging {

enum class Of : std::uint8_t { patient, visit, site };

/// One piece of a value: where it stands ("before", "pain"; an entry of a list: "outcomes", "measures", "[neck,flexion]") and what.
struct Piece {
    std::vector<std::string> path;
    nlohmann::json value;
    bool operator==(const Piece&) const = default;
};
/// Fields that are decided together.
struct Unit {
    std::string field;  ///< MergeConflict::field
    std::vector<Piece> pieces;
};
using Units = std::vector<Unit>;  ///< in the order of their fields

Units unitsOf(Of of, const nlohmann::json& value);
nlohmann::json jsonOf(const Units& units);
/// The pieces of that unit; null: nothing of it is recorded.
const Unit* find(const Units& units, const std::string& field);

const char* titleOf(Of of, const std::string& field);
/// A text of several lines, or lists: both can stand.
bool mayBeBoth(Of of, const Unit& mine, const Unit& theirs);
Unit bothOf(const Unit& mine, const Unit& theirs);
MergeConflict::Shown shownOf(Of of, const Unit* unit);

}  // namespace myochart::record::merging
