#pragma once
#include <string>
#include <string_view>

#include "core/result.h"
#include "record/kinds/needling.h"

namespace myochart::shorthand {

/// What the code on a box of needles says. Empty: it does not say it.
struct NeedleCode {
    std::string item;    ///< GTIN of 14 digits, or the maker's number in HIBC
    std::string lot, serial;
    std::string expiry;  ///< "YYYY-MM-DD", the last day on which it may be used
    bool dayGiven = true;  ///< false: the box tells the month alone, and `expiry` is its last day
    std::string labeler, unit;  ///< of HIBC: the maker's four characters; the unit of measure
    std::string made, national;
    char check = 0;        ///< of a primary code of HIBC: what its secondary is linked by; 0: none
    char link = 0;         ///< of a secondary code alone

    bool operator==(const NeedleCode&) const = default;
};

/// Reads what a scanner sends: GS1 (with FNC1 as GS or a blank, behind "]d2", "]C1", "]Q3" or nothing, also as people read it
/// under the bars: "(01)0950...") and HIBC (primary, secondary, both joined), by docs/shorthand.md. `year`: of now, which tells
/// the century of a year in two digits. Refused with a sentence: cut short, a wrong check digit, a day that is none, no code
/// of a box. A secondary of HIBC alone has no item.
Result<NeedleCode> readNeedleCode(std::string_view scanned, int year);
/// The two codes of one box, scanned one after the other. Refused when they are not of one box.
Result<NeedleCode> joined(const NeedleCode& primary, const NeedleCode& secondary);
/// Whether a text begins as such a code does; for what arrives from a keyboard.
bool looksLikeNeedleCode(std::string_view scanned);
/// The needle with what the code says: item, lot, serial and expiry of another box are gone with it.
record::Needling withCode(record::Needling needle, const NeedleCode& code);

}  // namespace myochart::shorthand
