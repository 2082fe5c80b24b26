#include "note/rule_pack.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/words.h"
#include "note/muscle_count.h"
#include "note/recorded.h"

namespace myochart::note {

namespace {

bool isMeant(const record::Marker& marker, OfSites of) {
    if (marker.plan.unconfirmed.value_or(false)) return false;
    switch (of) {
        case OfSites::needled: return marker.type == record::MarkerType::needle || wasNeedled(marker);
        case OfSites::points: return record::isTriggerPoint(marker.type);
        case OfSites::all: return true;
    }
    return true;
}

/// "depth or depth in words".
std::string titlesOf(const Requirement& requirement) {
    std::string titles;
    for (const std::string& field : requirement.fields) {
        const auto named = fieldNamed(field);
        if (!named) continue;
        const std::string title = tr(named->title);
        titles = titles.empty() ? title : trf("{} or {}", titles, title);
    }
    return titles;
}

/// The first of them: what a list of missing things calls it.
std::string nameOf(const Requirement& requirement) {
    const auto named = fieldNamed(requirement.fields.front());
    return named ? tr(named->title) : requirement.fields.front();
}

bool isMet(const Requirement& requirement, const RecordedIn& in, const record::Marker* site) {
    if (!requirement.when.empty() && !isRecorded(in, requirement.when, site)) return true;
    return std::ranges::any_of(requirement.fields, [&](const std::string& field) { return isRecorded(in, field, site); });
}

bool isOfSites(const Requirement& requirement) {
    return std::ranges::any_of(requirement.fields, [](const std::string& field) { return field.starts_with("sites."); });
}

void askSites(const Requirement& requirement, const RecordedIn& in, std::vector<Missing>& to) {
    const std::string titles = titlesOf(requirement);
    for (const record::Marker& marker : in.session.markers) {
        if (!isMeant(marker, requirement.of) || isMet(requirement, in, &marker)) continue;
        to.push_back({requirement.fields.front(), marker.number, marker.id, nameOf(requirement),
                      trf("Not recorded at site {}: {}.", marker.number, titles), requirement.why.shown()});
    }
}

}  // namespace

std::vector<Missing> missing(const RulePack& pack, const record::Patient& patient, const record::Practice& practice,
                             const record::Session& session) {
    const RecordedIn in{patient, practice, session};
    std::vector<Missing> all;
    for (const Requirement& requirement : pack.required) {
        if (isOfSites(requirement)) askSites(requirement, in, all);
        else if (!isMet(requirement, in, nullptr)) {
            const std::string titles = titlesOf(requirement);
            all.push_back({requirement.fields.front(), 0, {}, nameOf(requirement), trf("Not recorded: {}.", titles), requirement.why.shown()});
        }
    }
    return all;
}

const RulePack* Packs::pack(std::string_view key) const {
    for (const std::string_view wanted : {key, std::string_view("plain")})
        if (const auto at = std::ranges::find(packs, wanted, &RulePack::key); at != packs.end()) return &*at;
    return packs.empty() ? nullptr : &packs.front();
}

}  // namespace myochart::note
