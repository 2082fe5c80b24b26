#include "referral/region_places.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "shipped_map.h"

namespace myochart::referral {

namespace {

/// The bone that lies nearest under each region, as its words tell: parts of structure keys between "|".
struct Under {
    const char *region, *bones;
};
constexpr Under kUnder[] = {
    {"vertex", "parietal|frontal"}, {"forehead", "frontal"}, {"supraorbital", "frontal"}, {"eye_orbit", "maxilla|zygomatic|frontal|lacrimal"},
    {"temple", "temporal|sphenoid|frontal|zygomatic"}, {"parietal_side", "parietal|temporal"}, {"occiput", "occipital|parietal"},
    {"suboccipital", "occipital|atlas|axis"}, {"mastoid", "temporal|occipital"}, {"ear", "temporal|mandible"}, {"tmj", "temporal|mandible|zygomatic"},
    {"zygomatic_cheek", "zygomatic|maxilla"}, {"maxilla", "maxilla|zygomatic"}, {"nose", "nasal|maxilla"}, {"upper_lip", "maxilla"},
    {"chin", "mandible"}, {"mandible_body", "mandible"}, {"mandible_angle", "mandible"}, {"throat_anterior", "hyoid|cervical|manubrium"},
    {"neck_anterolateral", "hyoid|cervical|mandible|clavicle"}, {"neck_lateral", "cervical|axis"}, {"neck_posterior_upper", "axis|third_cervical"},
    {"neck_posterior_mid", "third_cervical|fourth_cervical|fifth_cervical|sixth_cervical"},
    {"cervicothoracic_junction", "seventh_cervical|first_thoracic"}, {"neck_shoulder_angle", "scapula|clavicle|first_rib|second_rib"},
    {"supraclavicular_fossa", "clavicle|first_rib"}, {"shoulder_slope", "clavicle|scapula"}, {"acromion", "scapula|clavicle"},
    {"shoulder_anterior", "humerus"}, {"shoulder_lateral", "humerus"}, {"shoulder_posterior", "scapula|humerus"}, {"deltoid_insertion", "humerus"},
    {"suprascapular", "scapula"}, {"upper_medial_scapular_border", "scapula"}, {"mid_medial_scapular_border", "scapula"},
    {"lower_medial_scapular_border", "scapula"}, {"inferior_scapular_angle", "scapula"}, {"scapula_body", "scapula"},
    {"scapula_lateral_border", "scapula"}, {"axilla_posterior_fold", "scapula|humerus"}, {"axilla", "rib|scapula|humerus"},
    {"interscapular_upper", "second_thoracic|third_thoracic"}, {"interscapular_mid", "fourth_thoracic|fifth_thoracic|sixth_thoracic"},
    {"thoracic_paraspinal_mid", "seventh_thoracic|eighth_thoracic|ninth_thoracic"}, {"thoracic_paraspinal_lower", "tenth|eleventh"},
    {"ribs_posterior_lower", "ninth_rib|tenth_rib|eleventh_rib|twelfth_rib"}, {"thoracolumbar_junction", "twelfth_thoracic|first_lumbar"},
    {"lumbar_paraspinal_upper", "second_lumbar|third_lumbar"}, {"lumbar_paraspinal_lower", "fourth_lumbar|fifth_lumbar|hip_bone"},
    {"lumbar_flank", "eleventh_rib|twelfth_rib|hip_bone|lumbar"}, {"iliac_crest_posterior", "hip_bone"}, {"iliac_crest_lateral", "hip_bone"},
    {"sacroiliac", "hip_bone|sacrum"}, {"sacrum", "sacrum"}, {"coccyx", "sacrum|coccyx"}, {"sternum_upper", "manubrium"}, {"sternum_body", "sternum"},
    {"epigastrium", "xiphoid|sternum"}, {"infraclavicular", "clavicle"}, {"pectoral_upper", "second_rib|third_rib"},
    {"breast", "fourth_rib|fifth_rib|third_rib"}, {"precordial", "sternum|rib"}, {"chest_lateral", "fifth_rib|sixth_rib|seventh_rib|eighth_rib"},
    {"costal_margin", "sixth_rib|seventh_rib|eighth_rib|ninth_rib|tenth_rib"}, {"abdomen_upper", "rib|lumbar"},
    {"umbilical", "third_lumbar|fourth_lumbar"}, {"abdomen_lower", "hip_bone"}, {"suprapubic", "hip_bone"}, {"groin", "hip_bone|femur"},
    {"genitalia", "hip_bone"}, {"perineum", "hip_bone"}, {"anal_region", "hip_bone|sacrum"}, {"buttock_upper", "hip_bone|sacrum"},
    {"buttock_mid", "sacrum|hip_bone|femur"}, {"buttock_lower", "hip_bone|femur"}, {"ischial_tuberosity", "hip_bone"},
    {"greater_trochanter", "femur"}, {"hip_anterior", "hip_bone"}, {"knee_anterior", "patella"}, {"knee_medial", "femur|tibia"},
    {"knee_anteromedial", "tibia|patella|femur"}, {"knee_lateral", "femur|fibula|tibia"}, {"popliteal_fossa", "femur|tibia"},
    {"shin_medial", "tibia"}, {"leg_lateral_upper", "fibula"}, {"leg_lateral_mid", "fibula"}, {"leg_lateral_lower", "fibula"},
    {"shin_upper", "tibia"}, {"shin_mid", "tibia"}, {"shin_lower", "tibia"}, {"calf_upper_medial", "tibia"}, {"calf_upper_lateral", "fibula|tibia"},
    {"posterior_calf_mid", "fibula|tibia"}, {"posterior_calf_lower", "fibula|tibia"}, {"achilles_tendon", "tibia|calcaneus|talus|fibula"},
    {"ankle_anterior", "tibia|talus"}, {"medial_malleolus", "tibia"}, {"lateral_malleolus", "fibula"}, {"heel_posterior", "calcaneus"},
    {"plantar_heel", "calcaneus"}, {"plantar_arch_medial", "navicular|cuneiform|first_metatarsal"},
    {"plantar_midfoot", "cuneiform|cuboid|metatarsal"}, {"plantar_lateral_border", "fifth_metatarsal"},
    {"plantar_forefoot", "second_metatarsal|third_metatarsal|fourth_metatarsal"}, {"plantar_first_mtp", "big_toe|first_metatarsal|sesamoid"},
    {"plantar_great_toe", "big_toe"}, {"plantar_lesser_toes", "second_toe|third_toe|fourth_toe"},
    {"foot_dorsum_proximal", "cuneiform|navicular|cuboid"}, {"foot_dorsum_distal", "metatarsal"},
    {"foot_lateral_border", "fifth_metatarsal|cuboid|calcaneus"}, {"foot_medial_border", "navicular|cuneiform|first_metatarsal"},
    {"first_mtp_medial", "first_metatarsal|big_toe"}, {"great_toe_dorsal", "big_toe"}, {"lesser_toes_dorsal", "second_toe|third_toe|fourth_toe"},
    {"antecubital", "humerus|radius|ulna"}, {"olecranon", "ulna"}, {"lateral_epicondyle", "humerus|radius"}, {"medial_epicondyle", "humerus"},
    {"wrist_dorsal", "scaphoid|lunate|capitate|radius"}, {"wrist_dorsal_radial", "radius"}, {"wrist_dorsal_ulnar", "ulna"},
    {"wrist_volar_radial", "scaphoid|trapezium|radius"}, {"wrist_volar_ulnar", "pisiform|triquetral|hamate"},
    {"anatomical_snuffbox", "first_metacarpal|scaphoid|trapezium|radius"}, {"hand_dorsum_radial", "second_metacarpal|first_metacarpal"},
    {"hand_dorsum_mid", "third_metacarpal"}, {"hand_dorsum_ulnar", "fifth_metacarpal|fourth_metacarpal"}, {"thenar_eminence", "first_metacarpal"},
    {"hypothenar_eminence", "fifth_metacarpal"}, {"palm_central", "third_metacarpal"}, {"thumb_dorsal", "thumb"}, {"thumb_volar", "thumb"},
    {"forearm_radial", "radius"}, {"forearm_ulnar", "ulna"}, {"thigh_anterior_upper", "femur"}, {"thigh_anterior_mid", "femur"},
    {"thigh_anterior_lower", "femur"}, {"thigh_medial_upper", "femur"}, {"thigh_medial_mid", "femur"}, {"thigh_medial_lower", "femur"},
    {"thigh_lateral_upper", "femur"}, {"thigh_lateral_mid", "femur"}, {"thigh_lateral_lower", "femur"}, {"thigh_posterior_upper", "femur"},
    {"thigh_posterior_mid", "femur"}, {"thigh_posterior_lower", "femur"}, {"arm_anterior_upper", "humerus"}, {"arm_anterior_mid", "humerus"},
    {"arm_lateral_mid", "humerus"}, {"arm_medial_mid", "humerus"}, {"arm_posterior_upper", "humerus"}, {"arm_posterior_mid", "humerus"},
    {"arm_posterior_lower", "humerus"}, {"forearm_dorsal_proximal", "radius|ulna"}, {"forearm_dorsal_mid", "radius|ulna"},
    {"forearm_dorsal_distal", "radius|ulna"}, {"forearm_volar_proximal", "radius|ulna"}, {"forearm_volar_mid", "radius|ulna"},
    {"forearm_volar_distal", "radius|ulna"}, {"index_finger_dorsal", "index_finger"}, {"index_finger_volar", "index_finger"},
    {"middle_finger_dorsal", "middle_finger"}, {"middle_finger_volar", "middle_finger"}, {"ring_finger_dorsal", "ring_finger"},
    {"ring_finger_volar", "ring_finger"}, {"little_finger_dorsal", "little_finger"}, {"little_finger_volar", "little_finger"},
};

bool isOneOf(const std::string& key, const char* bones) {
    for (const std::string& bone : split(bones, '|'))
        if (key.find(bone) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST(RegionPlaces, everyRegionLiesOverTheBonesThatItsWordsTell) {
    const ReferralMap& map = builtinMap();
    size_t looked = 0;
    for (const Under& under : kUnder)
        for (const Side side : {Side::left, Side::right}) {
            const auto found = map.region(under.region, side);
            ASSERT_TRUE(found) << under.region;
            const RegionPlace& place = map.regions()[*found];
            ASSERT_TRUE(place.vertex) << under.region;
            const body::Structure& bone = test::builtinBody().structure(map.limbs().nearest[*place.vertex]);
            std::string key = bone.key;
            for (const char* word : {"left_", "right_"})
                if (const size_t at = key.find(word); at != std::string::npos) key.erase(at, std::string_view(word).size());
            EXPECT_TRUE(isOneOf(key, under.bones)) << under.region << " lies over " << bone.key << " at " << place.position.x << ' ' << place.position.y << ' ' << place.position.z;
            if (place.side != Side::midline && bone.side != Side::midline) { EXPECT_EQ(bone.side, side) << under.region; }
            ++looked;
        }
    EXPECT_EQ(looked / 2, std::count_if(map.regions().begin(), map.regions().end(), [](const RegionPlace& p) { return p.vertex && p.side != Side::right; }));
}

TEST(RegionPlaces, everyRegionFacesAsTheTableSays) {
    const ReferralMap& map = builtinMap();
    for (const RegionPlace& place : map.regions()) {
        if (place.vertex) { EXPECT_GT(glm::dot(map.skin()->normals()[*place.vertex], place.outward), 0.5F) << place.region->key << ' ' << name(place.side); }
    }
}

TEST(RegionPlaces, whatLiesInsideHasAPlaceInside) {
    const ReferralMap& map = builtinMap();
    size_t inside = 0;
    for (const RegionPlace& place : map.regions()) {
        if (!place.region->internal) continue;
        EXPECT_FALSE(place.vertex);
        const auto nearest = map.skin()->nearestVertex(place.position);
        ASSERT_TRUE(nearest);
        EXPECT_LT(glm::length(map.skin()->mesh().positions[*nearest] - place.position), 80) << place.region->key;
        EXPECT_LT(glm::dot(place.position - map.skin()->mesh().positions[*nearest], map.skin()->normals()[*nearest]), 0) << place.region->key;
        ++inside;
    }
    EXPECT_EQ(inside, 10U);
}

}  // namespace myochart::referral
