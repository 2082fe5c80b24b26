#pragma once
#include <string>
#include <vector>

#include "record/chart.h"
#include "store/done_visits.h"
#include "store/waiting.h"

namespace myochart::store {

// The list of patients, by the page.

struct PatientSummary {
    record::Patient patient;
    int sessions = 0;
    UtcMs lastSession = 0;     ///< 0: none
    std::string lastOffset{};  ///< its offset from UTC, as in record::Session
    std::vector<WaitingVisit> waiting{};  ///< oldest first
    DoneVisits done{};
    bool operator==(const PatientSummary&) const = default;
};

/// A part of what is sought: words that stand together, and what they may name. Of a visit, all of it is in that visit.
struct SoughtPiece {
    std::string text{};                  ///< for names, identifiers and birth dates
    std::vector<std::string> muscles{};  ///< keys of the catalogue
    std::string byHand{};                ///< folded: in the name of a muscle that somebody wrote; empty: in none
    std::string lot{};                   ///< folded, without blanks; empty: no lot
    bool lotAnywhere = false;            ///< not only the beginning of one
    std::string firstDay{}, lastDay{};   ///< YYYY-MM-DD, of visits; empty: no day
    bool namesNoVisit() const { return muscles.empty() && byHand.empty() && lot.empty() && firstDay.empty(); }
    bool operator==(const SoughtPiece&) const = default;
};

/// Which rows of the list of patients are asked for.
struct PatientQuery {
    std::string sought;  ///< as record::PatientSearch takes it; empty: everybody
    size_t first = 0, count = 100;
    /// Of everybody; who is sought comes in the order of the names. lastSeen: who was treated last first, who has no visit by when they
    /// were entered.
    enum class Order { name, lastSeen };
    Order order = Order::name;
    /// The same text taken apart: who does not fit by themselves is found by their visits, if each piece fits them or a visit of theirs. Empty:
    /// nobody is.
    std::vector<SoughtPiece> pieces{};
};

/// Why somebody was found by their visits.
struct FoundVisits {
    size_t visits = 0;  ///< that hold it all; 0: found by themselves
    UtcMs last = 0;     ///< the newest of them
    std::string lastOffset{};
    std::vector<std::string> muscles{}, lots{};  ///< of what was sought, what they hold: muscleWord()s, and lots as they are on the box
    bool operator==(const FoundVisits&) const = default;
};

/// A part of the list of patients, in the order of record::ListPlace, or as PatientQuery::order says. Who was found by visits comes behind
/// those who fit by themselves, the newest visit first.
struct PatientPage {
    std::vector<PatientSummary> rows;
    size_t fitting = 0;  ///< how many fit what is sought
    size_t all = 0;      ///< patients in the record
    size_t near = 0;     ///< of those that fit: the last of them, which only sound like what is sought or are a slip away
    size_t byVisits = 0;  ///< those before them, who were found by visits
    std::vector<FoundVisits> found{};  ///< of each row
};

}  // namespace myochart::store
