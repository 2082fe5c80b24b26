#include "scene/regions.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "places/landmarks.h"

namespace myochart::scene {

namespace {

/// A region, other words for it, the muscles that lie in it, by key, and the landmarks that bound it with what lies
/// over them.
struct RegionFacts {
    BodyRegion region;
    std::string_view synonyms, muscles, landmarks;
    float marginMm;
};

using enum StandardView;
constexpr std::array<RegionFacts, 16> kFacts = {{
    {{"head", mark("Head"), false, anterior}, "skull|face|scalp",
     "frontalis|occipitalis|temporalis|mentalis|masseter_superficial",
     "vertex|nasion|external_occipital_protuberance|mastoid_tip|menton|gonion", 18},
    {{"jaw", mark("Jaw"), false, left}, "mandible|tmj|chewing",
     "masseter_superficial|masseter_deep|medial_pterygoid|lateral_pterygoid_inferior|buccinator|mentalis|digastric_anterior",
     "zygomatic_arch|mandibular_condyle|gonion|menton|tragus", 15},
    {{"neck", mark("Neck"), false, posterior}, "cervical|throat|nape",
     "sternocleidomastoid_sternal|sternocleidomastoid_clavicular|sternocleidomastoid|scalenus_medius|obliquus_capitis_superior",
     "mastoid_tip|external_occipital_protuberance|menton|c7_spinous|clavicle_medial|first_rib_crest|t1_spinous", 25},
    {{"shoulder", mark("Shoulder"), true, posterior}, "shoulder girdle|scapula|deltoid|rotator cuff",
     "deltoid_anterior|deltoid_middle|deltoid_posterior|supraspinatus|infraspinatus|teres_major",
     "acromion_tip|coracoid|scapula_superior_angle|scapula_inferior_angle|scapula_spine_root|deltoid_tuberosity|clavicle_medial", 25},
    {{"upper_arm", mark("Upper arm"), true, anterior}, "arm|brachium",
     "biceps_brachii_short|biceps_brachii_long|brachialis|triceps_brachii_lateral|triceps_brachii_medial|coracobrachialis",
     "acromion_tip|lateral_epicondyle|medial_epicondyle|olecranon", 25},
    {{"forearm", mark("Forearm"), true, anterior}, "elbow|antebrachium",
     "brachioradialis|pronator_teres|supinator|pronator_quadratus|anconeus|extensor_indicis",
     "lateral_epicondyle|medial_epicondyle|olecranon|radial_styloid|ulnar_styloid", 20},
    {{"hand", mark("Hand"), true, anterior}, "wrist|palm|fingers|thumb",
     "opponens_pollicis|abductor_digiti_minimi_hand|lumbricals_hand|dorsal_interossei_hand|adductor_pollicis",
     "radial_styloid|ulnar_styloid|first_metacarpal_head|fifth_metacarpal_head|middle_fingertip", 18},
    {{"upper_back", mark("Upper back"), false, posterior}, "thoracic back|mid back|interscapular|thoracic spine",
     "middle_trapezius|rhomboid_major|rhomboid_minor|lower_trapezius",
     "c7_spinous|t12_spinous|scapula_inferior_angle|scapula_spine_root|acromion_tip", 15},
    {{"low_back", mark("Low back"), false, posterior}, "lumbar|lower back|lumbar spine",
     "quadratus_lumborum|intertransversarii_lumborum_lateral",
     "t12_spinous|twelfth_rib_tip|l5_spinous|psis|s2_spinous|iliac_crest_top", 25},
    {{"chest", mark("Chest"), false, anterior}, "thorax|pectoral|ribs|breast",
     "pectoralis_major_clavicular|pectoralis_major_sternocostal|pectoralis_minor",
     "suprasternal_notch|xiphisternal_joint|clavicle_medial|coracoid|tenth_rib_tip", 20},
    {{"abdomen", mark("Abdomen"), false, anterior}, "belly|flank",
     "rectus_abdominis|external_oblique|transversus_abdominis",
     "xiphisternal_joint|tenth_rib_tip|umbilicus|asis|pubic_symphysis", 20},
    {{"hip", mark("Hip and buttock"), true, posterior}, "gluteal|buttock|pelvis|hip and gluteal|groin",
     "gluteus_maximus|gluteus_medius|piriformis|quadratus_femoris|tensor_fasciae_latae",
     "iliac_crest_top|psis|asis|greater_trochanter|ischial_tuberosity|coccyx_tip|lesser_trochanter", 25},
    {{"thigh", mark("Thigh"), true, anterior}, "hamstrings|quadriceps",
     "vastus_lateralis|vastus_medialis|biceps_femoris_short|adductor_longus",
     "asis|greater_trochanter|ischial_tuberosity|lateral_femoral_epicondyle|medial_femoral_epicondyle|patella", 20},
    {{"knee", mark("Knee"), true, anterior}, "patella|popliteal|knee joint",
     "popliteus|plantaris",
     "patella|lateral_femoral_epicondyle|medial_femoral_epicondyle|fibular_head|tibial_tuberosity", 45},
    {{"leg", mark("Leg"), true, posterior}, "calf|shin|lower leg",
     "soleus|gastrocnemius_medial|gastrocnemius_lateral|tibialis_posterior",
     "fibular_head|tibial_tuberosity|medial_femoral_epicondyle|medial_malleolus|lateral_malleolus|heel", 20},
    {{"foot", mark("Foot"), true, anterior}, "ankle|sole|heel|toes",
     "flexor_digitorum_brevis|abductor_hallucis|extensor_digitorum_brevis|dorsal_interossei_foot|lumbricals_foot",
     "medial_malleolus|lateral_malleolus|heel|great_toe_tip|fifth_metatarsal_head|first_metatarsal_head|fifth_metatarsal_base", 18},
}};

std::string plainWords(std::string_view text) {
    std::string words = foldForSearch(text);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

/// The region that `words` (folded, without a side) name.
const RegionFacts* factsFor(const std::string& words) {
    for (const RegionFacts& facts : kFacts) {
        if (words == plainWords(facts.region.key) || words == plainWords(facts.region.name)) return &facts;
        for (const std::string& synonym : split(facts.synonyms, '|'))
            if (words == synonym) return &facts;
    }
    return nullptr;
}

Error noSuchRegion() {
    std::vector<std::string> names;
    for (const RegionFacts& facts : kFacts) names.push_back(foldForSearch(facts.region.name));
    return environmentFault(fmt::format("No region is called so; there are {}.", fmt::join(names, ", ")));
}

Box boundsByMuscles(const body::Body& body, const RegionFacts& facts, Side side) {
    Box box;
    for (const std::string& muscle : split(facts.muscles, '|'))
        for (const Side where : {Side::left, Side::right, Side::midline}) {
            if (where != Side::midline && side != Side::midline && where != side) continue;
            for (const std::uint32_t index : body.structuresOf(muscle, where)) box.add(body.structure(index).bounds);
        }
    return box;
}

/// The landmarks' box and what lies over them; empty when the body lacks one, for then the box would be a part only.
Box boundsByLandmarks(places::LandmarkFinder& landmarks, const RegionFacts& facts, Side side) {
    Box box;
    for (const std::string& key : split(facts.landmarks, '|'))
        for (const Side where : {Side::left, Side::right}) {
            if (side != Side::midline && where != side) continue;
            const auto found = landmarks.find(key, where);
            if (!found) return {};
            box.add(found->position);
        }
    return {box.min - facts.marginMm, box.max + facts.marginMm};
}

Box boundsOf(const body::Body& body, places::LandmarkFinder& landmarks, const RegionFacts& facts, Side side) {
    const Box box = boundsByLandmarks(landmarks, facts, side);
    return box.empty() ? boundsByMuscles(body, facts, side) : box;
}

/// How far inside the box a point lies, as a share of the box's size: 0.5 in the middle, below 0 outside.
float depthIn(const Box& box, vec3 p) {
    const vec3 inside = glm::min(p - box.min, box.max - p) / glm::max(box.size(), vec3(1));
    return std::min({inside.x, inside.y, inside.z});
}

}  // namespace

std::span<const BodyRegion> bodyRegions() {
    static const std::vector<BodyRegion> all = [] {
        std::vector<BodyRegion> list;
        for (const RegionFacts& facts : kFacts) list.push_back(facts.region);
        return list;
    }();
    return all;
}

Result<RegionFrame> regionFrame(const body::Body& body, const anatomy::Catalogue&, std::string_view words) {
    std::vector<std::string> said = split(plainWords(words), ' ');
    RegionFrame frame;
    std::erase_if(said, [&](const std::string& word) {
        if (word == "left" || word == "right") frame.side = word == "left" ? Side::left : Side::right;
        return word.empty() || word == "left" || word == "right" || word == "the";
    });
    const RegionFacts* facts = factsFor(fmt::format("{}", fmt::join(said, " ")));
    if (!facts) return noSuchRegion();
    frame.region = &bodyRegions()[static_cast<size_t>(facts - kFacts.data())];
    if (!frame.region->paired) frame.side = Side::midline;
    places::LandmarkFinder landmarks(body);
    frame.bounds = boundsOf(body, landmarks, *facts, frame.side);
    if (frame.bounds.empty()) return failed(fmt::format("This body has nothing of the {}.", foldForSearch(facts->region.name)));
    return frame;
}

std::optional<RegionFrame> regionAt(const body::Body& body, vec3 positionBody) {
    places::LandmarkFinder landmarks(body);
    const Side side = positionBody.x > landmarks.midplane() ? Side::left : Side::right;
    std::optional<RegionFrame> best;
    float deepest = 0;
    for (const RegionFacts& facts : kFacts) {
        const Side where = facts.region.paired ? side : Side::midline;
        const Box box = boundsOf(body, landmarks, facts, where);
        if (box.empty() || depthIn(box, positionBody) <= deepest) continue;
        deepest = depthIn(box, positionBody);
        best = RegionFrame{&bodyRegions()[static_cast<size_t>(&facts - kFacts.data())], where, box};
    }
    return best;
}

}  // namespace myochart::scene
