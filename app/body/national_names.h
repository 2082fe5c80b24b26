#pragma once
#include <map>
#include <string>
#include <string_view>

#include "anatomy/catalogue.h"

namespace myochart::body {

/// Muscles by their German, Spanish and French names, whatever the order of the words, with or without the side
/// (the catalogue's plain names). A whole that the table has in parts goes by the words its parts share.
class NationalNames {
  public:
    explicit NationalNames(const anatomy::Catalogue& catalogue);

    /// The catalogue's key; empty when no muscle has the name, or two have it.
    std::string keyOf(std::string_view structureName) const;

  private:
    void add(std::string words, const std::string& key);
    std::map<std::string, std::string, std::less<>> keys_;  ///< by words; an empty key: of several muscles
};

}  // namespace myochart::body
