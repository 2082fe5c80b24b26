#include "record/patient_order.h"

#include <algorithm>

#include "core/text.h"
#include "core/typed_day.h"

namespace myochart::record {

namespace {

/// Whether a folded word is in one of the usual ways to write that day. Called for everybody in the record: the month's name is
/// made only for words that may be one.
bool isInDay(const std::string& word, const std::string& isoDay) {
    const auto holds = [&](std::string_view text) { return text.find(word) != std::string_view::npos; };
    if (!isCalendarDay(isoDay)) return holds(isoDay);
    const std::string_view day = isoDay;
    const bool number = std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
    return number ? holds(day.substr(0, 4)) || holds(day.substr(5, 2)) || holds(day.substr(8, 2)) : holds(foldForSearch(dayInWords(isoDay)));
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
    return std::ranges::all_of(words_, [&](const std::string& word) { return inName(word) || (!place.birthDate.empty() && isInDay(word, place.birthDate)); });
}

}  // namespace myochart::record
