#include <array>

#include "core/words.h"
#include "record/chart.h"
#include "record/edits.h"

namespace myochart::record {

namespace {

/// All that is said of a type of marker. What its edits are called is whole, since a language's words change with what
/// they are about.
struct TypeWords {
    MarkerType type;
    std::string_view name;  ///< in files and of the command line, for ever
    bool triggerPoint;
    const char *title, *place, *move, *remove;
};

/// In the order in which people are shown them.
constexpr std::array<TypeWords, 5> kTypes = {{
    {MarkerType::active, "active", true, mark("Active trigger point"), mark("Place active trigger point"),
     mark("Move active trigger point"), mark("Remove active trigger point")},
    {MarkerType::latent, "latent", true, mark("Latent trigger point"), mark("Place latent trigger point"),
     mark("Move latent trigger point"), mark("Remove latent trigger point")},
    {MarkerType::satellite, "satellite", true, mark("Satellite trigger point"), mark("Place satellite trigger point"),
     mark("Move satellite trigger point"), mark("Remove satellite trigger point")},
    {MarkerType::tender, "tender", false, mark("Tender point"), mark("Place tender point"), mark("Move tender point"),
     mark("Remove tender point")},
    {MarkerType::needle, "needle", false, mark("Needle site"), mark("Place needle site"), mark("Move needle site"),
     mark("Remove needle site")},
}};
static_assert(kTypes.size() == choicesOf(MarkerType()).size());

const TypeWords& wordsOf(MarkerType type) {
    const TypeWords& row = kTypes.at(static_cast<size_t>(type));
    return row;
}

constexpr bool rowsFollowTheTypes() {
    for (size_t i = 0; i < kTypes.size(); ++i)
        if (static_cast<size_t>(kTypes[i].type) != i || choicesOf(MarkerType())[i] != kTypes[i].type) return false;
    return true;
}
static_assert(rowsFollowTheTypes());

}  // namespace

std::string_view name(MarkerType type) { return wordsOf(type).name; }
std::string_view title(MarkerType type) { return wordsOf(type).title; }
bool isTriggerPoint(MarkerType type) { return wordsOf(type).triggerPoint; }

std::optional<MarkerType> markerTypeFromName(std::string_view text) {
    for (const TypeWords& row : kTypes)
        if (row.name == text) return row.type;
    return std::nullopt;
}

const char* editTitle(MarkerEdit edit, MarkerType type) {
    const TypeWords& words = wordsOf(type);
    switch (edit) {
        case MarkerEdit::place: return words.place;
        case MarkerEdit::move: return words.move;
        case MarkerEdit::remove: return words.remove;
    }
    return words.place;
}

}  // namespace myochart::record
