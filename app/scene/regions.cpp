#include "scene/regions.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.h"

namespace myochart::scene {

namespace {

/// A region, other words for it, and the muscles that lie in it, by key.
struct RegionFacts {
    BodyRegion region;
    std::string_view synonyms, muscles;
};

using enum StandardView;
constexpr std::array<RegionFacts, 15> kFacts = {{
    {{"head", "Head", false, anterior}, "skull|face|scalp", "frontalis|occipitalis|temporalis|mentalis|masseter_superficial"},
    {{"jaw", "Jaw", false, left}, "mandible|tmj|chewing", "masseter_superficial|masseter_deep|medial_pterygoid|lateral_pterygoid_inferior|buccinator|mentalis|digastric_anterior"},
    {{"neck", "Neck", false, posterior}, "cervical|throat|nape", "sternocleidomastoid_sternal|sternocleidomastoid_clavicular|sternocleidomastoid|scalenus_medius|obliquus_capitis_superior"},
    {{"shoulder", "Shoulder", true, posterior}, "shoulder girdle|scapula|deltoid|rotator cuff", "deltoid_anterior|deltoid_middle|deltoid_posterior|supraspinatus|infraspinatus|teres_major"},
    {{"upper_arm", "Upper arm", true, anterior}, "arm|brachium", "biceps_brachii_short|biceps_brachii_long|brachialis|triceps_brachii_lateral|triceps_brachii_medial|coracobrachialis"},
    {{"forearm", "Forearm", true, anterior}, "elbow|antebrachium", "brachioradialis|pronator_teres|supinator|pronator_quadratus|anconeus|extensor_indicis"},
    {{"hand", "Hand", true, anterior}, "wrist|palm|fingers|thumb", "opponens_pollicis|abductor_digiti_minimi_hand|lumbricals_hand|dorsal_interossei_hand|adductor_pollicis"},
    {{"upper_back", "Upper back", false, posterior}, "thoracic back|mid back|interscapular|thoracic spine", "middle_trapezius|rhomboid_major|rhomboid_minor|lower_trapezius"},
    {{"low_back", "Low back", false, posterior}, "lumbar|lower back|lumbar spine", "quadratus_lumborum|intertransversarii_lumborum_lateral"},
    {{"chest", "Chest", false, anterior}, "thorax|pectoral|ribs|breast", "pectoralis_major_clavicular|pectoralis_major_sternocostal|pectoralis_minor"},
    {{"abdomen", "Abdomen", false, anterior}, "belly|flank", "rectus_abdominis|external_oblique|transversus_abdominis"},
    {{"hip", "Hip and buttock", true, posterior}, "gluteal|buttock|pelvis|hip and gluteal|groin", "gluteus_maximus|gluteus_medius|piriformis|quadratus_femoris|tensor_fasciae_latae"},
    {{"thigh", "Thigh", true, anterior}, "hamstrings|quadriceps|knee", "vastus_lateralis|vastus_medialis|biceps_femoris_short|adductor_longus"},
    {{"leg", "Leg", true, posterior}, "calf|shin|lower leg", "soleus|gastrocnemius_medial|gastrocnemius_lateral|tibialis_posterior"},
    {{"foot", "Foot", true, anterior}, "ankle|sole|heel|toes", "flexor_digitorum_brevis|abductor_hallucis|extensor_digitorum_brevis|dorsal_interossei_foot|lumbricals_foot"},
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
    return failed(fmt::format("No region is called so; there are {}.", fmt::join(names, ", ")));
}

Box boundsOf(const body::Body& body, const RegionFacts& facts, Side side) {
    Box box;
    for (const std::string& muscle : split(facts.muscles, '|'))
        for (const Side where : {Side::left, Side::right, Side::midline}) {
            if (where != Side::midline && side != Side::midline && where != side) continue;
            for (const std::uint32_t index : body.structuresOf(muscle, where)) box.add(body.structure(index).bounds);
        }
    return box;
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
    frame.bounds = boundsOf(body, *facts, frame.side);
    if (frame.bounds.empty()) return failed(fmt::format("This body has nothing of the {}.", foldForSearch(facts->region.name)));
    return frame;
}

}  // namespace myochart::scene
