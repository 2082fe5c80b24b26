#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "store/patient_page.h"

namespace myochart::store {

/// The visits of everybody as a search looks through them: about 60 bytes each. One thread.
class VisitIndex {
  public:
    void forget();
    /// What was done with this patient from now on.
    void set(const PatientSummary& now);
    void forget(const record::PatientId& patient) { people_.erase(patient.text); }

  private:
    friend class VisitSearch;
    struct Visit {
        UtcMs startedAt = 0;
        std::int32_t day = 0;                    ///< where it was: days since 1970
        std::uint32_t firstWord = 0, words = 0;  ///< of Person::words
    };
    struct Person {
        std::vector<Visit> visits;         ///< oldest first
        std::vector<std::uint32_t> words;  ///< places in words_
        std::vector<std::string> offsets;  ///< of the visits; one where all are the same
    };
    struct Word {
        std::string text, folded;  ///< folded: of a lot
        bool isLot = false;
    };
    std::uint32_t numberOf(std::string text, bool isLot);

    std::unordered_map<std::string, Person> people_;  ///< by id
    std::vector<Word> words_;                         ///< each once; what nobody has any more stays
    std::unordered_map<std::string, std::uint32_t> muscles_, lots_;  ///< their places
};

/// One search over it. While it is used, the index stays as it is.
class VisitSearch {
  public:
    VisitSearch(const VisitIndex& index, const std::vector<SoughtPiece>& pieces);
    /// The visits of somebody that hold every piece that is `asked`.
    FoundVisits of(const record::PatientId& patient, const std::vector<bool>& asked) const;

  private:
    struct Piece {
        std::vector<bool> words;  ///< by their place: it names that one
        bool namesDays = false;
        std::int32_t firstDay = 0, lastDay = 0;
    };
    bool holds(const VisitIndex::Person& person, const VisitIndex::Visit& visit, const Piece& piece) const;

    const VisitIndex& index_;
    std::vector<Piece> pieces_;
};

/// A lot as it is compared: capitals, blanks and hyphens do not count.
std::string foldedLot(std::string_view lot);

}  // namespace myochart::store
