#pragma once
#include <span>
#include <string>
#include <vector>

#include "note/wording.h"
#include "core/files.h"
#include "record/adverse_kinds.h"
#include "record/chart.h"

namespace myochart::note {

using record::AdverseCategory;
using record::adverseCategories;
using record::adverseCategory;

/// A share of treatments with its exact 95 % interval, all from 0 to 1.
struct Rate {
    size_t treatments = 0, with = 0;  ///< counted, and those of them in which it happened at least once
    double share = 0, lowest = 0, highest = 0;
    /// Where it never happened: 3 / treatments, the upper limit of the one-sided 95 % interval ("rule of three", Hanley and
    /// Lippman-Hand 1983), at most 1; else nothing.
    std::optional<double> ruleOfThree = {};
};
/// The exact interval of Clopper and Pearson (1934): `lowest` is the share at which so many or more happen with a chance of
/// 2.5 %, the 0.025 quantile of Beta(with, treatments - with + 1), 0 where it never happened; `highest` the 0.975 quantile
/// of Beta(with + 1, treatments - with), 1 where it happened every time. 0 to 1 where nothing was counted.
Rate rateOf(size_t with, size_t treatments);
/// The share of a Beta(a, b) below x, the regularised incomplete beta function: continued fraction by Lentz's method
/// (Press et al., Numerical Recipes, 6.4). a, b > 0; x from 0 to 1; to about 1e-12.
double betaShare(double a, double b, double x);

/// One row of what happened: a category, any event at all, or any that was severe.
struct AdverseRow {
    std::string key;    ///< of a category, "any", "moderate_or_major", or "other" for words of somebody's own
    size_t events = 0;  ///< written down as adverse events
    Rate rate;
};

/// What happened in the visits that count: those in which a needle was in (wasNeedled) and in which somebody said whether
/// anything adverse happened. A bruise, bleeding or pain that was ticked at a confirmed site of such a visit counts for that
/// visit, also when nobody wrote an event. By clinicians, as the studies beside it; patients report more.
struct AdverseRates {
    size_t treatments = 0;  ///< that count
    size_t notAsked = 0;    ///< needled, but nobody said whether anything happened: they are in no rate
    std::vector<AdverseRow> rows;  ///< "any", "moderate_or_major", then the categories in their order, "other" last

    const AdverseRow* row(std::string_view key) const;
};
AdverseRates adverseRates(std::span<const record::Session> sessions);
/// The same, visit by visit, so that not all of them need be in memory.
class AdverseCounter {
  public:
    AdverseCounter();
    void add(const record::Session& session);
    AdverseRates rates() const;

  private:
    AdverseRates counted_;
};

/// What a study found, beside which the practice's own figures are shown.
struct PublishedRates {
    std::string key, name, source;
    Wording about;
    size_t treatments = 0;
    struct Row {
        std::string category;  ///< as AdverseRow::key
        double percent = 0;    ///< events for 100 treatments, as the study prints it
        std::optional<double> highest;  ///< percent: an upper limit where none was seen
        std::string note;
    };
    std::vector<Row> rows;

    const Row* row(std::string_view category) const;
};
/// Reads assets/adverse/published.json; refuses it when it is broken, with the place.
Result<std::vector<PublishedRates>> readPublishedRates(const Path& file);

}  // namespace myochart::note
