#pragma once
#include "anatomy/catalogue.h"
#include "handout/handout.h"
#include "record/chart.h"

namespace myochart::test {

/// The tables of the program, read once.
const anatomy::Catalogue& handoutTables();
/// What handouts say in a language, without a remark.
const handout::Texts& handoutTexts(const std::string& language);
const std::vector<std::string>& handoutLanguages();

/// Somebody of whom nothing but name and a visit with a day is known.
struct TreatedVisit {
    record::Patient patient;
    record::Practice practice;
    record::Session session;

    TreatedVisit();
    /// A site in that muscle of the tables where a needle was in.
    record::Marker& addNeedled(const std::string& muscleKey, Side side = Side::left);
    handout::Handout in(const std::string& language, std::vector<std::string> exercises = {}) const;
};

}  // namespace myochart::test
