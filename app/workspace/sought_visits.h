#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "store/patient_page.h"

namespace myochart::workspace {

/// Takes apart what is typed to find patients: names, and what was done in their visits. "weber infraspinatus march 2026" is three pieces. One
/// thread.
class SoughtVisits {
  public:
    /// `catalogue` lives longer.
    explicit SoughtVisits(const anatomy::Catalogue& catalogue) : catalogue_(catalogue) {}
    /// Muscles by the beginnings of the words of any of their names (English, Latin, what people say in four languages, synonyms), from four
    /// letters on; a whole muscle stands for its parts. A lot behind "lot" wherever the text is in it, else from four signs with a digit on where
    /// it begins with them. A day in any usual way of writing it, and a month with its year.
    std::vector<store::SoughtPiece> pieces(std::string_view typed) const;

  private:
    struct Name {
        std::vector<std::string> words;  ///< folded
        std::vector<std::string> muscles;
    };
    const std::vector<Name>& names() const;
    /// What words of the text name together.
    std::vector<std::string> musclesNamed(const std::vector<std::string>& words) const;

    const anatomy::Catalogue& catalogue_;
    mutable std::vector<Name> names_;  ///< made when they are first needed
};

/// Why somebody was found, "infraspinatus, lot L4711 · 3 visits · last 12 Mar 2026"; empty: by themselves.
std::string foundInWords(const store::FoundVisits& found, const anatomy::Catalogue& catalogue);

}  // namespace myochart::workspace
