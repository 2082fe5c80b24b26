#pragma once
#include "anatomy/catalogue.h"
#include "record/chart.h"

namespace myochart::test {

/// The tables of the program, read once.
const anatomy::Catalogue& tables();

/// Somebody of whom nothing but name and a visit with a day is known.
struct PlainVisit {
    record::Patient patient;
    record::Practice practice;
    record::Session session;

    PlainVisit();
    /// A needle site in that muscle of the tables; nothing is said of its needle.
    record::Marker& addSite(const std::string& muscleKey, Side side = Side::left);
    std::string note() const;
};

record::AdverseEvent adverse(std::string category, record::Severity severity = record::Severity::mild, std::string action = {});
record::Measure measure(std::optional<float> after);  ///< of a joint and movement

}  // namespace myochart::test
