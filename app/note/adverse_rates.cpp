#include "note/adverse_rates.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <nlohmann/json.hpp>

#include "core/words.h"
#include "note/data_reader.h"
#include "note/muscle_count.h"

namespace myochart::note {

namespace {

constexpr const char *kAny = "any", *kSevere = "moderate_or_major", *kOther = "other";

/// The continued fraction of the incomplete beta function.
double betaFraction(double a, double b, double x) {
    constexpr double kTiny = 1e-300, kEnough = 1e-15;
    constexpr int kMostSteps = 10'000;
    const auto notZero = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
    double c = 1, d = 1 / notZero(1 - (a + b) * x / (a + 1)), product = d;
    for (int m = 1; m <= kMostSteps; ++m) {
        const double n = m;
        const double even = n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n));
        d = 1 / notZero(1 + even * d);
        c = notZero(1 + even / c);
        product *= d * c;
        const double odd = -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1));
        d = 1 / notZero(1 + odd * d);
        c = notZero(1 + odd / c);
        const double step = d * c;
        product *= step;
        if (std::abs(step - 1) < kEnough) break;
    }
    return product;
}

/// The x of Beta(a, b) below which `share` of it lies.
double betaQuantile(double a, double b, double share) {
    constexpr int kHalvings = 100;
    double low = 0, high = 1;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (low + high) / 2;
        (betaShare(a, b, middle) < share ? low : high) = middle;
    }
    return (low + high) / 2;
}

bool saysWhatHappened(const record::After& after) { return after.noAdverse.has_value() || !after.adverse.empty(); }

std::string rowKey(const record::AdverseEvent& event) { return adverseCategory(event.category) ? event.category : kOther; }

/// The rows that a visit counts for.
std::set<std::string> happenedIn(const record::Session& session) {
    std::set<std::string> keys;
    for (const record::AdverseEvent& event : session.after.adverse) {
        keys.insert(rowKey(event));
        if (event.severity != record::Severity::mild) keys.insert(kSevere);
    }
    for (const record::Marker& marker : session.markers) {
        if (marker.plan.unconfirmed.value_or(false)) continue;
        if (marker.response.bruise.value_or(false)) keys.insert("bruising");
        if (marker.response.bleeding.value_or(false)) keys.insert("bleeding");
        if (marker.response.painDuring.value_or(false)) keys.insert("pain_during");
    }
    if (!keys.empty() || session.after.noAdverse == false) keys.insert(kAny);
    return keys;
}

template <class Rows>
auto rowOf(Rows& rows, std::string_view key) {
    const auto at = std::ranges::find(rows, key, &AdverseRow::key);
    return at == rows.end() ? nullptr : &*at;
}

}  // namespace

double betaShare(double a, double b, double x) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    // The fraction converges fast on the near side of the mean only.
    return x < (a + 1) / (a + b + 2) ? front * betaFraction(a, b, x) / a : 1 - front * betaFraction(b, a, 1 - x) / b;
}

Rate rateOf(size_t with, size_t treatments) {
    constexpr double kTail = 0.025;
    Rate rate{treatments, with};
    rate.highest = 1;
    if (treatments == 0) return rate;
    const auto x = static_cast<double>(with), n = static_cast<double>(treatments);
    rate.share = x / n;
    if (with > 0) rate.lowest = betaQuantile(x, n - x + 1, kTail);
    else rate.ruleOfThree = std::min(1.0, 3 / n);
    if (with < treatments) rate.highest = betaQuantile(x + 1, n - x, 1 - kTail);
    return rate;
}

const AdverseRow* AdverseRates::row(std::string_view key) const { return rowOf(rows, key); }

AdverseCounter::AdverseCounter() {
    for (const char* key : {kAny, kSevere}) counted_.rows.push_back({key, 0, {}});
    for (const AdverseCategory& category : adverseCategories()) counted_.rows.push_back({category.key, 0, {}});
    counted_.rows.push_back({kOther, 0, {}});
}

void AdverseCounter::add(const record::Session& session) {
    if (!std::ranges::any_of(session.markers, wasNeedled)) return;
    if (!saysWhatHappened(session.after)) {
        ++counted_.notAsked;
        return;
    }
    ++counted_.treatments;
    for (const std::string& key : happenedIn(session)) ++rowOf(counted_.rows, key)->rate.with;
    for (const record::AdverseEvent& event : session.after.adverse) {
        ++rowOf(counted_.rows, kAny)->events;
        ++rowOf(counted_.rows, rowKey(event))->events;
        if (event.severity != record::Severity::mild) ++rowOf(counted_.rows, kSevere)->events;
    }
}

AdverseRates AdverseCounter::rates() const {
    AdverseRates rates = counted_;
    for (AdverseRow& row : rates.rows) row.rate = rateOf(row.rate.with, rates.treatments);
    return rates;
}

AdverseRates adverseRates(std::span<const record::Session> sessions) {
    AdverseCounter counter;
    for (const record::Session& session : sessions) counter.add(session);
    return counter.rates();
}

const PublishedRates::Row* PublishedRates::row(std::string_view category) const {
    const auto at = std::ranges::find(rows, category, &Row::category);
    return at == rows.end() ? nullptr : &*at;
}

Result<std::vector<PublishedRates>> readPublishedRates(const Path& file) {
    const auto data = readDataFile(file);
    if (!data) return data.error();
    std::string fault;
    std::vector<PublishedRates> all;
    DataReader reader(*data, {}, fault);
    reader.each("studies", [&](DataReader& each) {
        PublishedRates study{each.text("key"), each.text("name"), each.text("source"), each.wording("about"), static_cast<size_t>(each.number("treatments")), {}};
        each.each("rates", [&](DataReader& row) {
            study.rows.push_back({row.text("category"), row.number("percent"), row.numberIfThere("at_most_percent"), row.text("note", false)});
            const std::string& category = study.rows.back().category;
            const bool known = adverseCategory(category) || category == kAny || category == kSevere;
            if (!known) row.sayOf("category", "is no kind of adverse event");
        });
        all.push_back(std::move(study));
    });
    reader.end();
    if (!fault.empty()) return faultOfFile(file, fault);
    return all;
}

}  // namespace myochart::note
