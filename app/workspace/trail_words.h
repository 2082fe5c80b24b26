#pragma once
#include <string>
#include <vector>

#include "store/record.h"

namespace myochart::workspace {

/// An entry of the audit trail as people read it.
struct TrailLine {
    store::TrailRow row;
    std::string what;  ///< "Site 3 of the visit of 12 March 2026 changed"; the visit and site where they can still be read
};
/// On the record's thread; every visit that is named is read once.
std::vector<TrailLine> inWords(store::Record& record, std::vector<store::TrailRow> rows);

/// "window" and "command line" in the language of the window; anything else as it is.
std::string byWhat(const store::TrailRow& row);
/// Why, in the language of the window; empty where nobody needed to say.
std::string whyOf(const store::TrailRow& row);

/// The entries as a table for spreadsheets: seq, utc, actor, via, verb, count, object, patient, session, reason. No patient text.
std::string trailTable(const std::vector<store::TrailRow>& rows);

}  // namespace myochart::workspace
