#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "record/chart.h"

namespace myochart::record {

// Every field of a visit by its dotted name, as its description (field.h) has it: "before.pain", "screening.yes[0]",
// "outcomes.measures[2].after", "markers[0].needle.depth_mm".

/// What such a field takes.
struct DottedField {
    std::string name;    ///< of an entry of a list with empty brackets: "outcomes.measures[].after", "screening.yes[]"
    std::string title;   ///< in English: "angle after"
    std::string type;    ///< text, lines, day, yes_no, number, whole_number, word, moment, id, direction
    std::string unit;    ///< "mm"; empty: none
    std::optional<double> lowest = {}, highest = {};
    std::vector<std::string> words = {};  ///< those that a field of type word takes
    bool identifies = false;         ///< may tell who a person is or how they are
    bool settable = false;           ///< by setField()
};
/// All there are, in the order of the description.
std::vector<DottedField> sessionFields();

/// The field of that name from text as somebody types it ("7", "yes", "45 °", "12.3.1985"); empty: not recorded. Behind a
/// list's name "[]" adds an entry to it, a number names one, and so does the number behind the last, which adds it. The empty
/// text takes an entry of texts, "outcomes.measures[1]" or a whole list away. Fails, with the session as it was, for a name that is none (the
/// sentence names the nearest), a text that the field cannot hold, and what is not set like this: ids, times of the visit,
/// sites, signature. What fields say against each other is not looked at: faultIn().
Outcome setField(Session& session, const std::string& name, const std::string& text);

/// A field's text; "" where nothing is recorded. Of a list of texts ("screening.yes") all, with ", " between.
Result<std::string> fieldText(const Session& session, const std::string& name);

/// A field that has another text in another visit.
struct Difference {
    std::string name, title;
    std::string before, after;  ///< "" where it is not recorded
    std::string unit;           ///< of a number; "" where it has none
    bool isWord = false;        ///< yes, no or a word of an enumeration: tr() has it
};
/// What a reader would call different between two visits, sites aside: not ids, beginnings and times of making.
std::vector<Difference> differencesOfVisit(const Session& before, const Session& after);
/// The same of one site, without its origin and its place on the body. Null: the visit has it not. It is called by its number
/// in `after`, or in `before` where it has none: "markers[3].type" is of site 3.
std::vector<Difference> differencesOfSite(const Marker* before, const Marker* after);

}  // namespace myochart::record
