#include "handout/patient_questions.h"

#include <algorithm>
#include <array>

#include "anatomy/screening.h"

namespace myochart::handout {

namespace {

constexpr auto kAskedInOrder = std::to_array<std::string_view>({"abs_red_flag", "abs_fever_infection", "rel_unfit_today", "abs_needle_phobia", "pre_vasovagal", "rel_earlier_reaction", "rel_anticoagulant", "rel_pregnancy", "abs_electrical_pacemaker", "abs_over_implant", "rel_breast_implant", "rel_joint_replacement", "abs_lymphoedema_limb", "rel_node_clearance", "abs_compartment_dvt", "abs_local_infection", "abs_malignancy_area", "rel_lung", "rel_heart", "rel_vascular", "rel_diabetes", "rel_epilepsy", "rel_immune", "rel_spleen_neutropenia", "rel_blood_borne", "rel_allergy", "rel_osteoporosis", "rel_post_surgery", "rel_missing_lamina", "rel_recent_injection", "abs_cosmetic_fillers", "rel_thin_skin", "rel_numb_area", "rel_flight_dive"});

}  // namespace

std::vector<PatientQuestion> patientQuestions(const Texts& texts, const anatomy::Catalogue& catalogue) {
    const auto known = anatomy::screeningQuestions(catalogue);
    std::vector<PatientQuestion> questions;
    for (const std::string_view key : kAskedInOrder)
        if (std::ranges::find(known, key, [](const anatomy::SafetyFact* fact) { return std::string_view(fact->key); }) != known.end())
            questions.push_back({std::string(key), texts.of("ask " + std::string(key))});
    return questions;
}

}  // namespace myochart::handout
