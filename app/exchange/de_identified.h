#pragma once
#include <random>
#include <string>
#include <string_view>
#include <unordered_set>

#include "anatomy/catalogue.h"
#include "exchange/json_exchange.h"

namespace myochart::exchange {

/// Texts that are the program's own, and tell nothing of a person: the keys of its tables, and the words of anatomy.
class KnownWords {
  public:
    explicit KnownWords(const anatomy::Catalogue& catalogue);
    /// A key of a list that the catalogue has not.
    void add(std::string_view key) { keys_.emplace(key); }

    bool isKey(std::string_view text) const { return keys_.contains(std::string(text)); }
    /// Every word of it names a structure or a place on one, or is a number of up to three digits.
    bool isAnatomy(std::string_view text) const;

  private:
    std::unordered_set<std::string> keys_, words_;
};

/// What stands where a text was that may not be missing.
inline constexpr std::string_view kTakenOut = "removed";

/// The same treatments without who they are of: new ids, in place of names "Patient" with a part of the new id; birth dates, contacts,
/// notes and every other text that is not `known` are taken out, with signatures, fields of a newer format, and what consent was
/// drawn. All days and moments of one patient lie earlier by one number of whole days from `random`, so that what lies between
/// them stays; none is later than it was. Kept: order, sites, figures, keys of the tables, time of day and offset from UTC.
/// The new ids and the number of days are kept nowhere. This is no promise that nobody can be recognised: a rare course of treatment
/// can be.
Bundle deIdentified(const Bundle& bundle, const KnownWords& known, std::mt19937_64& random);

}  // namespace myochart::exchange
