#include "workspace/deletion.h"

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "workspace/patient_order.h"

namespace myochart::workspace {

namespace {

std::string visitsInWords(size_t count) { return trnf("{} visit", "{} visits", count, count); }

std::string sitesInWords(int count) {
    return count == 0 ? std::string(tr("no sites")) : trnf("{} site", "{} sites", static_cast<unsigned long>(count), count);
}

std::string named(const record::Patient& patient) { return nameAndBirth(patient.name, patient.birthDate); }

}  // namespace

std::string questionBeforeDeleting(const record::Patient& patient, std::span<const store::SessionSummary> visits) {
    int sites = 0;
    for (const auto& visit : visits) sites += visit.markers;
    if (visits.empty()) return trf("Delete {}, with no visits?", named(patient));
    return trf("Delete {}, with {} and {}?", named(patient), visitsInWords(visits.size()), sitesInWords(sites));
}

std::string questionBeforeDeleting(const record::Patient& patient, const store::SessionSummary& visit) {
    const std::string title = visit.title.empty() ? std::string() : fmt::format(" ({})", displayText(visit.title));
    return trf("Delete the visit of {}{} with {}, of {}?", dayInFullAt(visit.startedAt, visit.utcOffset), title,
               sitesInWords(visit.markers), named(patient));
}

}  // namespace myochart::workspace
