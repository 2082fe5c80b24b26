#pragma once
#include <string>
#include <vector>

#include "note/adverse_rates.h"

namespace myochart::note {

/// The practice's own rates beside the published ones, for people, in the language of the window.
struct RatesTable {
    std::string counted;                ///< how many treatments stand behind it, and how many were not asked about
    std::vector<std::string> studies;   ///< "Brady 2014, 7629 treatments"
    struct Row {
        std::string what;               ///< "bruising"
        std::string own;                ///< "3 of 120 (2.5 %)"; "0 of 120"; a dash where nothing was counted
        std::string interval;           ///< "0.5 to 7.1 %", or by the rule of three "below 2.5 %"; empty where nothing was counted
        std::vector<std::string> published;  ///< of each study, "7.55 %"; a dash where it reports none
        bool sum = false;               ///< any event at all, or any that was severe
    };
    std::vector<Row> rows;  ///< the sums, then what happened here or in a study
    std::string meaning;    ///< what the figures are and are not
};
RatesTable ratesTable(const AdverseRates& rates, const std::vector<PublishedRates>& studies);
/// The same as plain text in columns.
std::string asText(const RatesTable& table);

}  // namespace myochart::note
