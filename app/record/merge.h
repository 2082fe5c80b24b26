#pragma once
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "record/chart.h"

// Two edited copies of one visit or patient made one again (decision 49). Pure: nothing is read or written here.

namespace myochart::record {

/// What becomes of a conflict: what is here, what the other copy says, or both beside each other.
enum class Taken : std::uint8_t { mine, theirs, both };
std::string_view name(Taken taken);  ///< "mine", "theirs", "both"
constexpr auto choicesOf(Taken) {
    using enum Taken;
    return std::to_array({mine, theirs, both});
}

/// Something that two copies tell differently and that only a person can decide: one field, or fields that mean something only together
/// (where a site lies, where its needle goes, the box it came from).
struct MergeConflict {
    enum class Kind : std::uint8_t { edited, removedHere, removedThere };
    std::string id;               ///< of the patient, the visit or the site
    std::string field;            ///< dotted, of the first of its fields: "needle.direction"; "site", "visit": all of it
    const char* title = "";       ///< to people, for tr()
    Kind kind = Kind::edited;
    std::uint32_t number = 0;     ///< of a site, as it is here, or there where it is not here
    bool mayBeBoth = false;       ///< a second site, all entries of both lists, or two texts one under the other
    using Shown = std::vector<std::pair<const char*, std::string>>;  ///< each field's title, for tr(), and its text
    Shown mine = {}, theirs = {}; ///< empty: not recorded, or removed
    std::optional<Taken> taken = {};
};
/// The answer to a conflict; nothing while nobody has decided it. Asked once of each.
using Decide = std::function<std::optional<Taken>(const MergeConflict&)>;

/// What is known of the moment at which the two copies parted, by ids. What is not known is false.
struct Parting {
    using Asked = std::function<bool(const std::string& id)>;
    Asked sameHere = [](const std::string&) { return false; };     ///< this row (a visit without its sites, a site, a patient) was not changed here since
    Asked sameThere = [](const std::string&) { return false; };
    Asked removedHere = [](const std::string&) { return false; };  ///< this site was here once, and was taken away
    Asked removedThere = [](const std::string&) { return false; };
};

/// What is told of both in one, and how it came about.
template <class Value>
struct Merged {
    Value value;
    std::vector<MergeConflict> conflicts;  ///< in reading order; one that nobody decided stays as it is here
    size_t taken = 0;                      ///< changes and additions of the other copy that stood against nothing
    bool givesUpMine = false, givesUpTheirs = false;  ///< something that is here (there) is not in `value`
    std::vector<std::pair<std::uint32_t, std::uint32_t>> renumbered = {};  ///< sites of the other copy: number there, number here
    std::string fault = {};  ///< why the two cannot be one value ("markers[3].label is too long ..."); `value` is then not to be used

    bool isDecided() const;
};

/// Both of one id. `base`: as it was when the copies parted; null: not known. Then, and where `parting` tells nothing, what only one of
/// them has counts as added there, and whatever else differs is a conflict. Neither visit may be signed.
Merged<Session> mergeVisits(const Session* base, const Session& mine, const Session& theirs, const Parting& parting, const Decide& decide);
Merged<Patient> mergePatients(const Patient* base, const Patient& mine, const Patient& theirs, const Parting& parting, const Decide& decide);

template <class Value>
bool Merged<Value>::isDecided() const {
    for (const MergeConflict& each : conflicts)
        if (!each.taken) return false;
    return fault.empty();
}

}  // namespace myochart::record
