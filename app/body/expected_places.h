#pragma once
#include <map>
#include <string>
#include <string_view>

#include "anatomy/catalogue.h"
#include "core/vec.h"

namespace myochart::body {

/// Where a structure lies in a standing body (mm, body frame; a paired one on the left): its box's centre in the
/// measured body, a man of 1.64 m.
struct ExpectedPlace {
    vec3 mm{};
    bool isPaired = false;
};

/// Where named structures are to be expected: assets/knowledge/structure_places.csv.
class ExpectedPlaces {
  public:
    /// The table that comes with the program; without entries when it is not there.
    static ExpectedPlaces shipped(const anatomy::Catalogue& catalogue);

    const ExpectedPlace* ofMuscle(std::string_view muscleKey) const;
    /// A bone or another structure by its name, sides and fillers aside.
    const ExpectedPlace* ofName(std::string_view name) const;

  private:
    void addWholes(const anatomy::Catalogue& catalogue);
    std::map<std::string, ExpectedPlace, std::less<>> muscles_, others_;
};

}  // namespace myochart::body
