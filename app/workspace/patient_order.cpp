#include "workspace/patient_order.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "core/text.h"
#include "core/typed_day.h"
#include "core/words.h"
#include "record/same_person.h"

namespace myochart::workspace {

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

void sortByName(std::vector<store::PatientSummary>& patients) {
    struct Keyed {
        std::string folded;
        store::PatientSummary summary;
    };
    std::vector<Keyed> keyed;
    keyed.reserve(patients.size());
    for (auto& each : patients) keyed.push_back({foldForSearch(each.patient.name), std::move(each)});
    const auto key = [](const Keyed& k) {
        const record::Patient& p = k.summary.patient;
        return std::tie(k.folded, p.birthDate, p.name, p.id.text);
    };
    std::sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) { return key(a) < key(b); });
    for (size_t i = 0; i < keyed.size(); ++i) patients[i] = std::move(keyed[i].summary);
}

bool fitsSearch(const record::Patient& patient, std::string_view sought) {
    const std::string wanted = foldForSearch(sought);
    if (wanted.empty()) return true;
    const std::string name = foldForSearch(patient.name), dates = datesToFind(patient.birthDate);
    if (name.find(wanted) != std::string::npos || dates.find(wanted) != std::string::npos) return true;
    if (const auto day = dayFromTyped(sought); day && *day == patient.birthDate) return true;
    for (const std::string& word : split(wanted, ' '))
        if (name.find(word) == std::string::npos && dates.find(word) == std::string::npos) return false;
    return true;
}

std::string nameAndBirth(std::string_view name, const std::string& birthDate) {
    const std::string shownName = displayText(name);
    return birthDate.empty() ? shownName : trf("{}, born {}", shownName, dayInWords(birthDate));
}

const store::PatientSummary* namesake(const std::vector<store::PatientSummary>& patients, const record::Patient& patient) {
    const auto isSame = [&](const store::PatientSummary& other) {
        return other.patient.id != patient.id && record::mayBeOnePerson(other.patient, patient);
    };
    const auto found = std::ranges::find_if(patients, isSame);
    return found == patients.end() ? nullptr : &*found;
}

}  // namespace myochart::workspace
