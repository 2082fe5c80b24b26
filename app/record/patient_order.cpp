#include "record/patient_order.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "core/typed_day.h"

namespace myochart::record {

namespace {

/// The birth date in the ways in which people may look for it.
std::string datesToFind(const std::string& isoDay) {
    if (!isCalendarDay(isoDay)) return isoDay;
    const std::string year = isoDay.substr(0, 4), month = isoDay.substr(5, 2), day = isoDay.substr(8, 2);
    const auto shortened = [](const std::string& two) { return two[0] == '0' ? two.substr(1) : two; };
    return foldForSearch(fmt::format("{} {} {}.{}.{} {}.{}.{} {}/{}/{}", isoDay, dayInWords(isoDay), day, month, year,
                                     shortened(day), shortened(month), year, day, month, year));
}

}  // namespace

ListPlace listPlace(const Patient& patient) { return {foldForSearch(patient.name), patient.birthDate, patient.name, patient.id}; }

PatientSearch::PatientSearch(std::string_view sought) : wanted_(foldForSearch(sought)) {
    if (wanted_.empty()) return;
    words_ = split(wanted_, ' ');
    if (const auto day = dayFromTyped(sought)) day_ = *day;
}

bool PatientSearch::fits(const ListPlace& place) const {
    const auto inName = [&](const std::string& text) { return place.folded.find(text) != std::string::npos; };
    if (wanted_.empty() || inName(wanted_) || (!day_.empty() && day_ == place.birthDate)) return true;
    if (place.birthDate.empty()) return std::ranges::all_of(words_, inName);
    const std::string dates = datesToFind(place.birthDate);
    const auto inDates = [&](const std::string& text) { return dates.find(text) != std::string::npos; };
    return inDates(wanted_) || std::ranges::all_of(words_, [&](const std::string& word) { return inName(word) || inDates(word); });
}

}  // namespace myochart::record
