#include "body/classify.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

#include "core/text.h"

namespace myochart::body {

namespace {

using Words = std::vector<std::string>;
using Vocabulary = std::initializer_list<std::string_view>;

bool holdsAny(const Words& words, Vocabulary known) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(known.begin(), known.end(), word) != known.end();
    });
}

/// True when a word begins with one of the stems.
bool holdsStem(const Words& words, Vocabulary stems) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) { return word.starts_with(stem); });
    });
}

bool isSkin(const Words& w) {
    return holdsAny(w, {"skin", "hair", "hairs", "eyebrow", "eyebrows", "eyelash", "eyelashes", "lip", "lips", "ear",
                        "ears", "auricle", "nail", "nails", "integument", "epidermis", "dermis"});
}

bool isVessel(const Words& w) {
    return holdsAny(w, {"artery", "arteries", "vein", "veins", "aorta", "vessel", "vessels", "arteria", "vena", "venae",
                        "arteriae", "sinus", "capillary", "lymphatic", "lymphatics"});
}

bool isNerve(const Words& w) {
    return holdsAny(
               w,
               {"nerve",       "nerves",     "nervus",       "nervi",      "plexus",   "ganglion",   "ganglia",
                "brain",       "cerebrum",   "cerebral",     "cerebellum", "gyrus",    "gyri",       "lobule",
                "hippocampus", "thalamus",   "hypothalamus", "insula",     "putamen",  "pallidus",   "amygdala",
                "fornix",      "stria",      "caudate",      "commissure", "callosum", "colliculus", "geniculate",
                "pons",        "medulla",    "midbrain",     "forebrain",  "habenula", "chiasm",     "interpeduncular",
                "mammillary",  "pellucidum", "optic",        "cinereum",   "pineal"}) ||
           (holdsAny(w, {"spinal"}) && holdsAny(w, {"cord"})) ||
           (holdsAny(w, {"occipital", "temporal", "frontal", "parietal"}) && holdsAny(w, {"lobe"})) ||
           (holdsAny(w, {"internal", "lamina"}) && holdsAny(w, {"capsule", "terminalis"}));
}

bool isOrgan(const Words& w) {
    return holdsAny(w, {"lung",
                        "lungs",
                        "kidney",
                        "kidneys",
                        "liver",
                        "spleen",
                        "stomach",
                        "esophagus",
                        "oesophagus",
                        "pancreas",
                        "gallbladder",
                        "bladder",
                        "prostate",
                        "trachea",
                        "bronchus",
                        "heart",
                        "ventricle",
                        "atrium",
                        "interventricular",
                        "intestine",
                        "colon",
                        "rectum",
                        "duodenum",
                        "appendix",
                        "gland",
                        "glands",
                        "testis",
                        "ovary",
                        "uterus",
                        "pleura",
                        "peritoneum",
                        "jejunum",
                        "ileum",
                        "taenia",
                        "duct",
                        "vesicle",
                        "epididymis",
                        "valve",
                        "penis",
                        "larynx",
                        "pharynx",
                        "pancreatic",
                        "tongue",
                        "ureter",
                        "urethra",
                        "thymus"});
}

bool isConnective(const Words& w) {
    return holdsAny(w, {"ligament", "ligaments", "ligamentum", "ligamenta",   "tendon",      "tendons",
                        "tendo",    "tendinous", "tract",      "tractus",     "retinaculum", "retinacula",
                        "membrane", "membrana",  "fascia",     "aponeurosis", "raphe",       "bursa",
                        "sheath",   "capsule",   "septum",     "gingiva",     "gum",         "gums"}) ||
           (holdsAny(w, {"linea"}) && holdsAny(w, {"alba"}));
}

bool isBone(const Words& w) {
    return holdsAny(
        w,
        {"bone",       "bones",      "os",          "ossa",       "vertebra",    "vertebrae", "atlas",     "axis",
         "sacrum",     "coccyx",     "rib",         "ribs",       "costa",       "sternum",   "manubrium", "xiphoid",
         "clavicle",   "clavicula",  "scapula",     "humerus",    "radius",      "ulna",      "femur",     "tibia",
         "fibula",     "patella",    "talus",       "calcaneus",  "navicular",   "cuboid",    "cuneiform", "phalanx",
         "phalanges",  "metacarpal", "metacarpals", "metatarsal", "metatarsals", "scaphoid",  "lunate",    "triquetral",
         "triquetrum", "pisiform",   "trapezium",   "trapezoid",  "capitate",    "hamate",    "sesamoid",  "mandible",
         "maxilla",    "vomer",      "ethmoid",     "sphenoid",   "concha",      "skull",     "cranium",   "ilium",
         "ischium",    "pubis",      "pelvis",      "hyoid"});
}

/// Words of which muscles' names are made, by their beginnings, and the compounds by their ends.
bool isMuscle(const Words& w) {
    static constexpr std::array<std::string_view, 5> kEnds = {"hyoid", "arytenoid", "glossus", "pharyngeus",
                                                              "coccygeus"};
    const bool compound = std::any_of(w.begin(), w.end(), [](const std::string& word) {
        return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return word.ends_with(end); });
    });
    return compound ||
           holdsAny(w, {"oblique", "obliquus", "rectus", "teres", "longus", "uvular", "perineal", "cricothyroid",
                        "vocalis", "spinalis"}) ||
           holdsStem(w, {"muscle",
                         "muscul",
                         "abductor",
                         "adductor",
                         "flexor",
                         "extensor",
                         "pronator",
                         "supinator",
                         "opponens",
                         "levator",
                         "depressor",
                         "corrugator",
                         "tensor",
                         "rotator",
                         "sphincter",
                         "constrictor",
                         "dilator",
                         "interosse",
                         "lumbrical",
                         "interspinal",
                         "intertransvers",
                         "intercostal",
                         "subcostal",
                         "longissimus",
                         "iliocostal",
                         "semispinal",
                         "multifid",
                         "spleni",
                         "erector",
                         "transvers",
                         "quadratus",
                         "serrat",
                         "rhomboid",
                         "trapezius",
                         "deltoid",
                         "pectoral",
                         "latissim",
                         "biceps",
                         "triceps",
                         "quadriceps",
                         "brachialis",
                         "brachioradial",
                         "coracobrachial",
                         "ancone",
                         "subscapular",
                         "supraspinat",
                         "infraspinat",
                         "subclavius",
                         "diaphragm",
                         "psoas",
                         "iliacus",
                         "iliopsoas",
                         "glute",
                         "piriform",
                         "gemell",
                         "obturator",
                         "sartori",
                         "gracil",
                         "pectine",
                         "vastus",
                         "semitendin",
                         "semimembran",
                         "gastrocnem",
                         "soleus",
                         "plantaris",
                         "poplite",
                         "tibialis",
                         "fibularis",
                         "peroneus",
                         "masseter",
                         "temporal",
                         "pterygoid",
                         "buccinat",
                         "platysma",
                         "digastric",
                         "scalen",
                         "sternocleidomastoid",
                         "sternothyroid",
                         "orbicular",
                         "zygomatic",
                         "mentalis",
                         "nasalis",
                         "procerus",
                         "risorius",
                         "frontalis",
                         "occipital",
                         "aryepiglottic",
                         "puborectal",
                         "pyramidal",
                         "palmaris",
                         "temporopariet",
                         "auricular",
                         "cremaster",
                         "bulbospongios",
                         "ischiocavern",
                         "articularis"});
}

}  // namespace

System systemOfName(std::string_view name) {
    const Words words = split(foldForSearch(name), ' ');
    if (isVessel(words)) return System::vessel;
    if (isNerve(words)) return System::nerve;
    if (isOrgan(words)) return System::organ;
    if (holdsAny(words, {"tooth", "teeth", "incisor", "premolar", "molar"})) return System::tooth;
    if (holdsAny(words, {"disk", "disc", "disks", "discs", "discus"})) return System::disc;
    if (holdsAny(words, {"cartilage", "cartilages", "cartilago", "meniscus", "menisci"})) return System::cartilage;
    if (holdsAny(words, {"muscle", "muscles", "musculus"})) return System::muscle;
    if (isConnective(words)) return System::connective;
    if (isBone(words)) return System::bone;
    if (isMuscle(words)) return System::muscle;
    if (isSkin(words)) return System::skin;
    if (holdsAny(words, {"eye", "eyes", "eyeball", "eyeballs"})) return System::eye;
    return System::other;
}

anatomy::Layer layerOfSystem(System system) {
    switch (system) {
        case System::muscle:
            return anatomy::Layer::deep;  // unless the catalogue knows it
        case System::bone:
        case System::tooth:
            return anatomy::Layer::bone;
        case System::cartilage:
        case System::disc:
        case System::connective:
            return anatomy::Layer::connective;
        case System::vessel:
            return anatomy::Layer::vessel;
        case System::nerve:
            return anatomy::Layer::nerve;
        case System::organ:
            return anatomy::Layer::organ;
        case System::skin:
            return anatomy::Layer::skin;
        default:
            return anatomy::Layer::other;
    }
}

}  // namespace myochart::body
