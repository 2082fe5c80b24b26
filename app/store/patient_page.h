#pragma once
#include <string>
#include <vector>

#include "record/chart.h"
#include "store/waiting.h"

namespace myochart::store {

// The list of patients, by the page.

struct PatientSummary {
    record::Patient patient;
    int sessions = 0;
    UtcMs lastSession = 0;     ///< 0: none
    std::string lastOffset{};  ///< its offset from UTC, as in record::Session
    std::vector<WaitingVisit> waiting{};  ///< oldest first
    bool operator==(const PatientSummary&) const = default;
};

/// Which rows of the list of patients are asked for.
struct PatientQuery {
    std::string sought;  ///< as record::PatientSearch takes it; empty: everybody
    size_t first = 0, count = 100;
    /// Of everybody; who is sought comes in the order of the names. lastSeen: who was treated last first, who has no visit by when they
    /// were entered.
    enum class Order { name, lastSeen };
    Order order = Order::name;
};

/// A part of the list of patients, in the order of record::ListPlace, or as PatientQuery::order says.
struct PatientPage {
    std::vector<PatientSummary> rows;
    size_t fitting = 0;  ///< how many fit what is sought
    size_t all = 0;      ///< patients in the record
    size_t near = 0;     ///< of those that fit: the last of them, which only sound like what is sought or are a slip away
};

}  // namespace myochart::store
