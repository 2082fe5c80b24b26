#include "places/visit_warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "anatomy/fact_names.h"
#include "anatomy/hazards.h"
#include "anatomy/screening.h"
#include "core/words.h"
#include "record/ledger.h"

namespace myochart::places {

namespace {

using record::Marker;

struct Look {
    const record::Patient& patient;
    const record::Session& session;
    const anatomy::Catalogue& catalogue;

    bool says(std::string_view key) const {
        if (session.screening.saysNo(key)) return false;  // asked today
        return session.screening.saysYes(key) || patientSaid(key) || std::ranges::any_of(patient.details.alerts, [&](const std::string& alert) { return !session.screening.saysNo(alert) && anatomy::mentions(catalogue, alert, key); });
    }
    /// On a form that the patient filled in alone, whether somebody has looked at it or not.
    bool patientSaid(std::string_view key) const {
        return std::ranges::any_of(session.patientForms.forms, [&](const record::PatientForm& form) { return std::ranges::find(form.yes, key) != form.yes.end(); });
    }
    const anatomy::Muscle* muscleOf(const Marker& marker) const {
        if (const auto known = catalogue.matchSpelt(marker.muscle)) return catalogue.muscle(known->muscleKey);
        return catalogue.muscle(marker.anchor.address.muscleKey);
    }
    bool isNeedled(const Marker& marker) const { return marker.type == record::MarkerType::needle || marker.needle != record::Needling(); }
    std::vector<record::MarkerId> needleSites() const {
        std::vector<record::MarkerId> ids;
        for (const Marker& marker : session.markers)
            if (isNeedled(marker)) ids.push_back(marker.id);
        return ids;
    }
    /// The needle sites for whose muscle that holds.
    std::vector<record::MarkerId> sites(const auto& holds) const {
        std::vector<record::MarkerId> ids;
        for (const Marker& marker : session.markers)
            if (const anatomy::Muscle* muscle = isNeedled(marker) ? muscleOf(marker) : nullptr; muscle && holds(marker, *muscle)) ids.push_back(marker.id);
        return ids;
    }
};

bool namesLung(const anatomy::Catalogue& catalogue, const anatomy::Muscle& muscle) {
    const auto facts = catalogue.safetyOf(muscle.key);
    return std::any_of(facts.begin(), facts.end(), [](const anatomy::SafetyFact* fact) { return fact->type == "hazard" && anatomy::worstDanger(fact->structures) == anatomy::Danger::lung; });
}

/// How far along its muscle a site lies, from the origin: by its charted point, else by its place. Nothing: neither is known.
std::optional<double> alongOf(const anatomy::Catalogue& catalogue, const Marker& marker, const anatomy::Muscle& muscle) {
    for (const anatomy::TriggerPoint* point : catalogue.triggerPointsOf(muscle.key))
        if (point->key == marker.plan.point) return point->along;
    return marker.anchor.address.muscleKey == muscle.key ? std::optional<double>(marker.anchor.address.u) : std::nullopt;
}

/// What courses teach of the charted point at that height of the muscle, or of a muscle without points; null: they are silent.
const anatomy::NeedlePolicy* policyAt(const anatomy::Catalogue& catalogue, const anatomy::Muscle& muscle, double along) {
    constexpr double kNear = 0.25;  // of the muscle's length
    const anatomy::TriggerPoint* nearest = nullptr;
    for (const anatomy::TriggerPoint* point : catalogue.triggerPointsOf(muscle.key))
        if (!nearest || std::abs(point->along - along) < std::abs(nearest->along - along)) nearest = point;
    if (!nearest) return catalogue.policy(muscle.key);
    return std::abs(nearest->along - along) <= kNear ? catalogue.policy(nearest->key) : nullptr;
}

/// Whether a needle there may reach the lung. A muscle that runs up the neck names the lung for its lower end: above it a site
/// counts only where the tables do not tell that it lies out of reach. Where they are silent it counts.
bool mayReachLung(const anatomy::Catalogue& catalogue, const Marker& marker, const anatomy::Muscle& muscle) {
    constexpr double kUpperPart = 0.6;  // such muscles begin below
    if (!namesLung(catalogue, muscle)) return false;
    if (muscle.region != "neck") return true;
    const auto along = alongOf(catalogue, marker, muscle);
    const anatomy::NeedlePolicy* policy = along ? policyAt(catalogue, muscle, *along) : nullptr;
    if (!policy) return true;
    const auto says = [&](std::string_view words) { return policy->why.find(words) != std::string::npos; };
    if (!says("lung")) return policy->policy > anatomy::Policy::caution;
    return *along < kUpperPart || !(says("low down") || says("from C7 down"));
}

bool isOneOf(std::string_view region, const auto& regions) {
    return std::find(regions.begin(), regions.end(), region) != regions.end();
}

}  // namespace

std::vector<VisitWarning> visitWarnings(const record::Patient& patient, const record::Session& session, const anatomy::Catalogue& catalogue) {
    constexpr std::array<std::string_view, 3> kTrunk = {"abdomen", "back", "pelvis_hip"};
    constexpr std::array<std::string_view, 5> kLimbs = {"arm", "forearm_hand", "thigh", "leg_foot", "shoulder_girdle"};
    const Look look{patient, session, catalogue};
    std::vector<VisitWarning> warnings;
    const auto warn = [&](const char* about, std::string sentence, std::vector<record::MarkerId> sites) {
        if (!sites.empty()) warnings.push_back({about, std::move(sentence), std::move(sites)});
    };
    const auto nearLung = look.sites([&](const Marker& marker, const anatomy::Muscle& muscle) { return mayReachLung(catalogue, marker, muscle); });
    const auto onSide = [&](Side side) {
        return std::any_of(nearLung.begin(), nearLung.end(), [&](const auto& id) { return session.marker(id)->side == side; });
    };
    if (onSide(Side::left) && onSide(Side::right))
        warn("pre_bilateral_thorax", tr("Needles near the lung on both sides in one visit: a collapse of both lungs can kill."), nearLung);
    const auto whenSaid = [&](const char* key, const char* sentence, const auto& holds) {
        if (look.says(key)) warn(key, tr(sentence), look.sites(holds));
    };
    for (const char* key : {"rel_anticoagulant", "abs_uncontrolled_bleeding"})
        whenSaid(key, mark("Blood that does not clot well, and a deep site where no finger can press."),
                 [](const Marker&, const anatomy::Muscle& muscle) { return muscle.layer == anatomy::Layer::deep; });
    whenSaid("abs_electrical_pacemaker", mark("Electrical stimulation, and an implanted electronic device."),
             [](const Marker& marker, const anatomy::Muscle&) { return marker.needle.stimulationHz || marker.needle.stimulationMa; });
    whenSaid("rel_pregnancy", mark("Pregnancy, and a site at belly, low back or pelvis."),
             [&](const Marker&, const anatomy::Muscle& muscle) { return isOneOf(muscle.region, kTrunk); });
    whenSaid("abs_lymphoedema_limb", mark("A limb with lymphoedema is not needled: is it this one?"),
             [&](const Marker&, const anatomy::Muscle& muscle) { return isOneOf(muscle.region, kLimbs); });
    if (session.before.position == "sitting")
        whenSaid("pre_vasovagal", mark("Fainted before, and is to be needled sitting: lying down is safer."), [](const Marker&, const anatomy::Muscle&) { return true; });
    // Every other contraindication that is absolute speaks against all sites.
    const auto isTold = [&](std::string_view key) { return std::ranges::any_of(warnings, [&](const VisitWarning& each) { return each.about == key; }); };
    for (const anatomy::SafetyFact* fact : anatomy::screeningQuestions(catalogue)) {
        const bool ofSomeSites = fact->key == "abs_electrical_pacemaker" || fact->key == "abs_lymphoedema_limb";
        if (fact->type == "contraindication_absolute" && !ofSomeSites && look.says(fact->key) && !isTold(fact->key))
            warn(fact->key.c_str(), trf("Speaks against needling at all: {}", anatomy::called(catalogue, *fact)), look.needleSites());
    }
    return warnings;
}

const std::vector<VisitWarning>& VisitWarningsReader::of(const record::Patient& patient, const record::Session& session, const anatomy::Catalogue& catalogue) {
    if (session == session_ && patient == patient_ && language_ == languageInUse()) return warnings_;
    patient_ = patient;
    session_ = session;
    language_ = languageInUse();
    warnings_ = visitWarnings(patient, session, catalogue);
    return warnings_;
}

bool wantsReason(const record::Session& session, const VisitWarning& warning) {
    const auto needled = [&](const record::MarkerId& id) { return record::wasNeedled(*session.marker(id)); };
    return std::ranges::any_of(warning.sites, needled) && reasonFor(session, warning).empty();
}

std::vector<VisitWarning> warningsToAnswer(const record::Patient& patient, const record::Session& session, const anatomy::Catalogue& catalogue) {
    std::vector<VisitWarning> warnings = visitWarnings(patient, session, catalogue);
    std::erase_if(warnings, [&](const VisitWarning& each) { return !wantsReason(session, each); });
    return warnings;
}

std::string handsOnlyWarning(const anatomy::Muscle& muscle) { return fmt::format("{}: courses treat by hand here", muscle.name); }

std::string reasonFor(const record::Session& session, std::string_view about) {
    for (const record::Override& given : session.screening.overrides)
        if (given.about == about) return given.reason;
    return {};
}

}  // namespace myochart::places
