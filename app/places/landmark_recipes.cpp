#include "places/landmark_recipes.h"

#include <algorithm>
#include <array>

namespace myochart::places {

namespace {

constexpr float kSpineMm = 9;  // spinous processes lean a little; their tips are forked in the neck

constexpr LandmarkRecipe spine(std::string_view key, std::string_view bone) {
    return {key, bone, false, {0, 1, -0.25F}, vec3(0), vec3(1), kSpineMm, {}, true};
}
constexpr LandmarkRecipe transverse(std::string_view key, std::string_view bone) {
    return {key, bone, true, {1, 0, 0}, vec3(0), vec3(1), 0, {}};
}

// Where each landmark lies on its bone is told in any textbook of palpation; the wording here is ours.
constexpr std::array kRecipes = std::to_array<LandmarkRecipe>({
    // Head
    {"vertex", "parietal bone|skull", false, {0, 0, 1}, vec3(0), vec3(1), 12, {}},
    {"nasion", "nasal bone|skull", false, {0, -0.4F, 1}, vec3(0), vec3(1), 5, {}},
    {"external_occipital_protuberance", "occipital bone|skull", false, {0, 0.85F, -0.5F}, {0, 0.5F, 0}, vec3(1), 6, {}},
    {"tragus", "mandible", true, {1, 0.3F, 0}, {0, 0.6F, 0.75F}, vec3(1), 0, "ear|external ear"},
    {"mastoid_tip", "temporal bone|skull", true, {0, 0.1F, -1}, {0.55F, 0.5F, 0}, vec3(1), 0, {}},
    {"menton", "mandible", false, {0, -0.5F, -1}, vec3(0), vec3(1), 6, {}},
    {"gonion", "mandible", true, {0.3F, 0.7F, -0.7F}, {0, 0.4F, 0}, {1, 1, 0.6F}, 0, {}},
    {"mandibular_condyle", "mandible", true, {1, 0.2F, 0.3F}, {0, 0.6F, 0.75F}, vec3(1), 0, {}},
    {"zygomatic_arch", "zygomatic bone", true, {1, 0.6F, 0}, vec3(0), {1, 1, 0.6F}, 0, {}},
    {"hyoid", "hyoid bone|hyoid", false, {0, -1, 0}, vec3(0), vec3(1), 5, {}},
    // Spine
    transverse("c1_transverse", "atlas"),
    transverse("c2_transverse", "axis"),
    transverse("c3_transverse", "third cervical vertebra"),
    transverse("c4_transverse", "fourth cervical vertebra"),
    transverse("c5_transverse", "fifth cervical vertebra"),
    transverse("c6_transverse", "sixth cervical vertebra"),
    transverse("c7_transverse", "seventh cervical vertebra"),
    transverse("l1_transverse", "first lumbar vertebra"),
    transverse("l2_transverse", "second lumbar vertebra"),
    transverse("l3_transverse", "third lumbar vertebra"),
    transverse("l4_transverse", "fourth lumbar vertebra"),
    transverse("l5_transverse", "fifth lumbar vertebra"),
    spine("c1_posterior_tubercle", "atlas"),
    spine("c2_spinous", "axis"),
    spine("c3_spinous", "third cervical vertebra"),
    spine("c4_spinous", "fourth cervical vertebra"),
    spine("c5_spinous", "fifth cervical vertebra"),
    spine("c6_spinous", "sixth cervical vertebra"),
    spine("c7_spinous", "seventh cervical vertebra"),
    spine("t1_spinous", "first thoracic vertebra"),
    spine("t2_spinous", "second thoracic vertebra"),
    spine("t3_spinous", "third thoracic vertebra"),
    spine("t4_spinous", "fourth thoracic vertebra"),
    spine("t5_spinous", "fifth thoracic vertebra"),
    spine("t6_spinous", "sixth thoracic vertebra"),
    spine("t7_spinous", "seventh thoracic vertebra"),
    spine("t8_spinous", "eighth thoracic vertebra"),
    spine("t9_spinous", "ninth thoracic vertebra"),
    spine("t10_spinous", "tenth thoracic vertebra"),
    spine("t11_spinous", "eleventh thoracic vertebra"),
    spine("t12_spinous", "twelfth thoracic vertebra"),
    spine("l1_spinous", "first lumbar vertebra"),
    spine("l2_spinous", "second lumbar vertebra"),
    spine("l3_spinous", "third lumbar vertebra"),
    spine("l4_spinous", "fourth lumbar vertebra"),
    spine("l5_spinous", "fifth lumbar vertebra"),
    {"s2_spinous", "sacrum", false, {0, 1, 0}, {0, 0, 0.66F}, {1, 1, 0.8F}, 8, {}},
    {"sacral_apex", "sacrum", true, {1, 0.3F, 0}, {0, 0, 0.2F}, {1, 1, 0.32F}, 0, {}},
    {"coccyx_tip", "coccyx|sacrum", false, {0, 0, -1}, vec3(0), vec3(1), 12, {}},
    // Front of the trunk
    {"suprasternal_notch", "manubrium", false, {0, 0, 1}, vec3(0), vec3(1), 4, {}},
    {"xiphisternal_joint", "body of sternum", false, {0, -0.4F, -1}, vec3(0), vec3(1), 6, {}},
    {"umbilicus", "intervertebral disk of third lumbar vertebra", false, {0, -1, 0}, vec3(0), vec3(1), 4, "linea alba"},
    {"pubic_symphysis", "hip bone", false, {0, -0.3F, 1}, {0, 0, 0}, {1, 0.6F, 0.45F}, 14, {}},
    {"pubic_tubercle", "hip bone", true, {0.5F, -1, 0.5F}, {0, 0, 0}, {0.3F, 1, 0.45F}, 0, {}},
    {"first_rib_crest", "first rib", true, {0.7F, 0, 1}, {0.3F, 0.2F, 0}, {1, 0.8F, 1}, 0, {}},
    {"twelfth_rib_tip", "twelfth rib", true, {1, -0.3F, -0.5F}, vec3(0), vec3(1), 0, {}},
    {"tenth_rib_tip", "tenth rib", true, {0, -1, -0.4F}, vec3(0), vec3(1), 0, {}},
    // Shoulder girdle and arm
    {"acromion_tip", "scapula", true, {1, 0, 0.2F}, {0, 0.3F, 0.75F}, vec3(1), 0, {}},
    {"coracoid", "scapula", true, {0.2F, -1, 0}, {0, 0, 0.6F}, vec3(1), 0, {}},
    {"scapula_superior_angle", "scapula", true, {-0.25F, 0, 1}, vec3(0), {0.4F, 1, 1}, 0, {}},
    {"scapula_spine_root", "scapula", true, {-0.7F, 1, 0}, {0, 0, 0.6F}, {0.4F, 1, 0.85F}, 0, {}},
    {"scapula_inferior_angle", "scapula", true, {0, 0, -1}, vec3(0), vec3(1), 0, {}},
    {"clavicle_medial", "clavicle", true, {-1, -0.2F, 0.2F}, vec3(0), vec3(1), 0, {}},
    {"deltoid_tuberosity", "humerus", true, {1, -0.2F, 0}, {0, 0, 0.5F}, {1, 1, 0.6F}, 0, {}},
    {"lateral_epicondyle", "humerus", true, {1, 0, 0}, vec3(0), {1, 1, 0.15F}, 0, {}},
    {"medial_epicondyle", "humerus", true, {-1, 0, 0}, vec3(0), {1, 1, 0.15F}, 0, {}},
    {"olecranon", "ulna", true, {0, 0.8F, 0.5F}, {0, 0, 0.85F}, vec3(1), 0, {}},
    {"radial_head", "radius", true, {1, 0, 0.4F}, {0, 0, 0.9F}, vec3(1), 0, {}},
    {"radial_styloid", "radius", true, {0.5F, 0, -1}, vec3(0), {1, 1, 0.2F}, 0, {}},
    {"ulnar_styloid", "ulna", true, {-0.4F, 0.4F, -1}, vec3(0), {1, 1, 0.2F}, 0, {}},
    {"pisiform", "pisiform", true, {-0.3F, -1, 0}, vec3(0), vec3(1), 0, {}},
    {"hamate_hook", "hamate", true, {0, -1, -0.2F}, vec3(0), vec3(1), 0, {}},
    {"third_metacarpal_head", "third metacarpal bone", true, {0, 0.4F, -1}, vec3(0), {1, 1, 0.3F}, 0, {}},
    {"first_metacarpal_head", "first metacarpal bone", true, {1, 0, -1}, vec3(0), {1, 1, 0.4F}, 0, {}},
    {"fifth_metacarpal_head", "fifth metacarpal bone", true, {-1, 0, -1}, vec3(0), {1, 1, 0.4F}, 0, {}},
    {"middle_fingertip", "distal phalanx of middle finger", true, {0, -0.3F, -1}, vec3(0), vec3(1), 0, {}},
    // Pelvis
    {"asis", "hip bone", true, {0.2F, -1, 0.3F}, {0, 0, 0.55F}, vec3(1), 0, {}},
    {"aiis", "hip bone", true, {-0.2F, -1, 0}, {0.4F, 0, 0.46F}, {1, 1, 0.55F}, 0, {}},
    {"iliac_crest_top", "hip bone", true, {0.2F, 0, 1}, vec3(0), vec3(1), 0, {}},
    {"psis", "hip bone", true, {-0.2F, 1, 0}, {0, 0.5F, 0.6F}, vec3(1), 0, {}},
    {"ischial_spine", "hip bone", true, {-1, 0.7F, 0}, {0, 0.55F, 0.22F}, {1, 1, 0.45F}, 0, {}},
    {"ischial_tuberosity", "hip bone", true, {0, 0.6F, -1}, {0, 0.4F, 0}, {1, 1, 0.4F}, 0, {}},
    // Leg
    {"greater_trochanter", "femur", true, {1, 0, 0}, {0, 0, 0.85F}, vec3(1), 0, {}},
    {"lesser_trochanter", "femur", true, {-0.6F, 1, 0}, {0.2F, 0.4F, 0.78F}, {1, 1, 0.9F}, 0, {}},
    {"patella", "patella", true, {0, -1, 0}, {0.3F, 0, 0.3F}, {0.7F, 1, 0.7F}, 0, {}},
    {"lateral_femoral_epicondyle", "femur", true, {1, 0, 0}, vec3(0), {1, 1, 0.15F}, 0, {}},
    {"medial_femoral_epicondyle", "femur", true, {-1, 0, 0}, vec3(0), {1, 1, 0.15F}, 0, {}},
    {"fibular_head", "fibula", true, {0.6F, 0.4F, 1}, {0, 0, 0.85F}, vec3(1), 0, {}},
    {"fibular_neck", "fibula", true, {1, 0.2F, 0}, {0, 0, 0.91F}, {1, 1, 0.95F}, 0, {}},
    {"tibial_tuberosity", "tibia", true, {0, -1, 0}, {0, 0, 0.8F}, {1, 1, 0.93F}, 0, {}},
    {"medial_malleolus", "tibia", true, {-0.5F, 0, -1}, vec3(0), {0.6F, 1, 0.1F}, 0, {}},
    {"lateral_malleolus", "fibula", true, {0.2F, 0, -1}, vec3(0), {1, 1, 0.2F}, 0, {}},
    {"heel", "calcaneus", true, {0, 1, 0}, vec3(0), vec3(1), 0, {}},
    {"calcaneal_tubercle", "calcaneus", true, {-0.4F, 0.2F, -1}, {0, 0.5F, 0}, {0.7F, 1, 0.4F}, 0, {}},
    {"navicular_tuberosity", "navicular bone|navicular bone of foot", true, {-1, 0, -0.3F}, vec3(0), vec3(1), 0, {}},
    {"fifth_metatarsal_base", "fifth metatarsal bone", true, {0.7F, 1, -0.2F}, {0, 0.6F, 0}, vec3(1), 0, {}},
    {"fifth_metatarsal_head", "fifth metatarsal bone", true, {1, -0.4F, 0}, vec3(0), {1, 0.3F, 1}, 0, {}},
    {"first_metatarsal_head", "first metatarsal bone", true, {-1, -0.2F, 0}, vec3(0), {1, 0.35F, 1}, 0, {}},
    {"great_toe_tip", "distal phalanx of big toe|distal phalanx of great toe", true, {0, -1, 0}, vec3(0), vec3(1), 0, {}},
});

}  // namespace

std::optional<LandmarkRecipe> landmarkRecipe(std::string_view key) {
    const auto at = std::find_if(kRecipes.begin(), kRecipes.end(), [&](const LandmarkRecipe& recipe) { return recipe.key == key; });
    if (at == kRecipes.end()) return std::nullopt;
    return *at;
}

}  // namespace myochart::places
