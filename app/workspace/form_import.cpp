#include "workspace/form_import.h"

#include <algorithm>

#include <fmt/format.h>

#include "builtin/builtin_body.h"
#include "core/words.h"
#include "note/patient_answers.h"
#include "record/same_person.h"
#include "referral/drawn_pain.h"

namespace myochart::workspace {

namespace {

/// A dab as it is kept; fails where it lies off the skin.
Result<record::PainDab> kept(const exchange::FormDab& dab, const referral::ReferralMap& map, const std::string& place) {
    record::PainDab keeps;
    if (!dab.atMm) {
        keeps.region = dab.region;
        keeps.side = dab.side;
        if (dab.erases) keeps.erases = true;
        return keeps;
    }
    const auto vertex = map.skin()->nearestVertex(*dab.atMm);
    if (!vertex || glm::length(map.skin()->mesh().positions[*vertex] - *dab.atMm) > kMostOffSkinMm)
        return refused(saidOf(mark("{} lies more than {} mm off the skin: it was painted on another body. Nothing was taken."), place, static_cast<int>(kMostOffSkinMm)));
    return referral::dabToKeep(map, *dab.atMm, dab.radiusMm, dab.erases);
}

Result<record::PainArea> kept(const exchange::FormArea& area, const referral::ReferralMap& map, const std::string& place) {
    record::PainArea keeps;
    keeps.qualities = area.qualities;
    keeps.intensity = area.intensity;
    referral::PainBrush brush(map);
    for (size_t i = 0; i < area.dabs.size(); ++i) {
        auto dab = kept(area.dabs[i], map, fmt::format("{}.dabs[{}]", place, i));
        if (!dab) return dab.error();
        if (const auto painted = referral::apply(brush, map, *dab); !painted) return painted.error();
        keeps.dabs.push_back(std::move(*dab));
    }
    if (!keeps.dabs.empty()) referral::tellPlace(keeps, map, brush);
    return keeps;
}

bool hasDabs(const exchange::ReadForm& read) {
    return std::ranges::any_of(read.areas, [](const exchange::FormArea& area) { return !area.dabs.empty(); });
}

}  // namespace

FormName nameOn(const exchange::ReadForm& read, const record::Patient& patient) {
    if (read.name.empty()) return FormName::none;
    return record::nameKey(read.name) == record::nameKey(patient.name) ? FormName::same : FormName::another;
}

Outcome isOf(const exchange::ReadForm& read, const record::Patient& patient, bool nameIsTheirs) {
    if (read.forWhom && !isTagOf(*read.forWhom, patient.id.text))
        return conflict(said("The page that this form comes from was made for somebody else than the patient of this visit. Nothing was taken."));
    if (!nameIsTheirs && nameOn(read, patient) == FormName::another)
        return conflict(said("The name on the form is not that of the patient of this visit. Look whose form it is. Nothing was taken."));
    return Done{};
}

Result<std::shared_ptr<const body::Body>> bodyOfForm(BodyDesk& bodies, const std::shared_ptr<const body::Body>& shown, const exchange::ReadForm& read, Progress& progress) {
    if (!hasDabs(read)) return shown;
    if (shown && (!read.isPainted() || shown->checksum() == read.bodyChecksum)) return shown;
    std::vector<std::string> names;
    if (bodies.hasBuiltin()) names.emplace_back(builtin::kBuiltinName);
    if (read.isPainted())
        for (const body::ModelSummary& each : bodies.models().list()) names.push_back(each.name);
    for (const std::string& name : names) {
        auto opened = bodies.load(name, progress);
        if (opened && (!read.isPainted() || (*opened)->checksum() == read.bodyChecksum)) return opened;
    }
    return refused(said("The form was painted on a body that is not on this computer. Ask for a form from a page of this Myochart, or have it imported where the page was made. Nothing was taken."));
}

Result<record::PatientForm> formOnBody(const exchange::ReadForm& read, const body::Body* body, const anatomy::Catalogue& catalogue) {
    record::PatientForm form = read.form;
    if (!hasDabs(read)) {
        for (const exchange::FormArea& area : read.areas) {
            record::PainArea& told = form.painted.areas.emplace_back();
            told.qualities = area.qualities;
            told.intensity = area.intensity;
        }
        return form;
    }
    const auto map = referral::ReferralMap::on(*body, catalogue);
    if (!map) return map.error();
    for (size_t i = 0; i < read.areas.size(); ++i) {
        auto area = kept(read.areas[i], *map, fmt::format("painted.areas[{}]", i));
        if (!area) return area.error();
        form.painted.areas.push_back(std::move(*area));
    }
    return form;
}

Result<FormToTake> formFor(const record::Patient& patient, std::string_view text, std::string_view whatItIs, bool nameIsTheirs, BodyDesk& bodies, const std::shared_ptr<const body::Body>& shown,
                           const anatomy::Catalogue& catalogue, Progress& progress) {
    const auto read = exchange::patientFormFromText(text, whatItIs, catalogue);
    if (!read) return read.error();
    if (const auto theirs = isOf(*read, patient, nameIsTheirs); !theirs) return theirs.error();
    const auto body = bodyOfForm(bodies, shown, *read, progress);
    if (!body) return body.error();
    auto form = formOnBody(*read, body->get(), catalogue);
    if (!form) return form.error();
    return FormToTake{std::move(*form), nameOn(*read, patient), read->forWhom.has_value()};
}

Result<record::Edited> withFormFromHome(const record::Session& into, const record::PatientForm& form) {
    auto with = note::withForm(into, form);
    if (!with) return with.error();
    return record::changeVisit(std::move(*with), mark("Take in what the patient filled in at home"));
}

}  // namespace myochart::workspace
