#include "workspace/deletion.h"

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "workspace/patient_order.h"

namespace myochart::workspace {

namespace {

std::string counted(int count, std::string_view one, std::string_view many) {
    return count == 0 ? fmt::format("no {}", many) : fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string named(const record::Patient& patient) { return nameAndBirth(patient.name, patient.birthDate); }

}  // namespace

std::string questionBeforeDeleting(const record::Patient& patient, std::span<const store::SessionSummary> visits) {
    int sites = 0;
    for (const auto& visit : visits) sites += visit.markers;
    const auto count = static_cast<int>(visits.size());
    std::string what = counted(count, "visit", "visits");
    if (count > 0) what += " and " + counted(sites, "site", "sites");
    return fmt::format("Delete {}, with {}?", named(patient), what);
}

std::string questionBeforeDeleting(const record::Patient& patient, const store::SessionSummary& visit) {
    const std::string title = visit.title.empty() ? std::string() : fmt::format(" ({})", displayText(visit.title));
    return fmt::format("Delete the visit of {}{} with {}, of {}?", dayInFullAt(visit.startedAt, visit.utcOffset), title,
                       counted(visit.markers, "site", "sites"), named(patient));
}

}  // namespace myochart::workspace
