#include "anatomy/name_words.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/text.h"

namespace myochart::anatomy {

namespace {

using Words = std::unordered_set<std::string_view>;

const Words& leftWords() {
    static const Words words = {"left", "sinister", "sinistra", "sinistrum", "sinistri", "sinistrae", "lt", "sin",
                                // German, French, Spanish, Italian, Portuguese, Dutch
                                "links", "linke", "linker", "linkes", "linken", "lks", "gauche", "gauches", "izquierdo", "izquierda",
                                "izquierdos", "izquierdas", "izq", "izdo", "izda", "sinistro", "esquerdo", "esquerda"};
    return words;
}

const Words& rightWords() {
    static const Words words = {"right", "dexter", "dextra", "dextrum", "dextri", "dextrae", "rt", "dext",
                                "rechts", "rechte", "rechter", "rechtes", "rechten", "droite", "droites", "derecho", "derecha",
                                "derechos", "derechas", "dcho", "dcha", "destro", "destra", "direito", "direita"};
    return words;
}

/// Words that say nothing about which muscle it is.
const Words& fillers() {
    static const Words words = {"muscle", "muscles", "musculus", "musculi", "musculorum", "m", "mm", "musc", "of", "the", "and",
                                "set", "part", "parts", "pars", "partes", "portion", "head", "heads", "caput", "capita",
                                "belly", "venter", "fibres", "fibers", "division", "bundle", "mesh", "geo", "geometry",
                                "obj", "object", "model", "muskel", "muskeln", "musculo", "musculos", "muscolo", "low", "high", "poly", "lod", "mat", "grp", "group", "shape"};
    return words;
}

/// Names with these are not muscles, even when they name one ("nerve to soleus").
const Words& otherTissues() {
    static const Words words = {"nerve", "nervus", "artery", "arteria", "vein", "vena", "branch", "fascia", "bursa", "ligament",
                                "ligamentum", "tendon", "tendo", "tendinous", "aponeurosis", "retinaculum", "sheath", "vagina",
                                "septum", "bone", "cartilage", "tubercle", "canal", "hiatus", "fossa", "crest", "node", "gland",
                                "skin", "nail", "joint", "disc", "disk", "vertebra", "rib", "process", "arch", "groove", "tract",
                                "line", "lung", "insertion", "origin", "attachment", "plexus", "trunk", "ganglion", "space",
                                "trapezium", "trapezoid"};
    return words;
}

/// One form for each word: Latin endings and plurals, older and newer names.
const std::unordered_map<std::string_view, std::string_view>& sameWords() {
    static const std::unordered_map<std::string_view, std::string_view> same = {
        {"upper", "superior"}, {"superius", "superior"}, {"superioris", "superior"}, {"lower", "inferior"}, {"inferius", "inferior"},
        {"inferioris", "inferior"}, {"anterius", "anterior"}, {"anteriores", "anterior"}, {"anterioris", "anterior"}, {"front", "anterior"},
        {"posterius", "posterior"}, {"posteriores", "posterior"}, {"posterioris", "posterior"}, {"rear", "posterior"},
        {"externi", "external"}, {"externus", "external"}, {"externum", "external"}, {"interni", "internal"}, {"internus", "internal"},
        {"internum", "internal"}, {"intimi", "innermost"}, {"longum", "long"}, {"breve", "short"}, {"laterale", "lateral"},
        {"lateralis", "lateral"}, {"laterales", "lateral"}, {"mediale", "medial"}, {"medialis", "medial"}, {"mediales", "medial"},
        {"superficialis", "superficial"}, {"superficiale", "superficial"}, {"profunda", "deep"}, {"profundum", "deep"},
        {"obliquum", "oblique"}, {"obliqua", "oblique"}, {"obliquus", "oblique"}, {"transversum", "transverse"}, {"transversa", "transverse"},
        {"transversus", "transverse"}, {"clavicularis", "clavicular"}, {"claviculare", "clavicular"}, {"acromialis", "acromial"}, {"spinalis", "spinal"},
        {"sternocostalis", "sternocostal"}, {"sternale", "sternal"}, {"abdominalis", "abdominal"}, {"abdominis", "abdominal"},
        {"descendens", "descending"}, {"ascendens", "ascending"}, {"humerale", "humeral"}, {"ulnare", "ulnar"}, {"radiale", "radial"},
        {"humeroulnare", "humeroulnar"}, {"orbitalis", "orbital"}, {"palpebralis", "palpebral"},
        {"cervical", "cervicis"}, {"colli", "cervicis"}, {"thoracic", "thoracis"}, {"lumbar", "lumborum"}, {"foot", "pedis"}, {"hand", "manus"},
        {"deltoideus", "deltoid"}, {"deltoidei", "deltoid"}, {"deltoids", "deltoid"}, {"trapezii", "trapezius"}, {"majoris", "major"},
        {"minoris", "minor"}, {"bicipitis", "biceps"}, {"tricipitis", "triceps"}, {"quadricipitis", "quadriceps"},
        {"gastrocnemii", "gastrocnemius"}, {"masseteris", "masseter"}, {"pterygoidei", "pterygoid"}, {"pterygoideus", "pterygoid"},
        {"digastrici", "digastric"}, {"digastricus", "digastric"}, {"occipitofrontalis", "occipitofrontalis"}, {"multifidi", "multifidus"},
        {"sternocleidomastoidei", "sternocleidomastoid"}, {"sternocleidomastoideus", "sternocleidomastoid"},
        {"flexoris", "flexor"}, {"adductoris", "adductor"}, {"rhomboideus", "rhomboid"}, {"rhomboids", "rhomboid"},
        {"scalenus", "scalene"}, {"scaleni", "scalene"}, {"scalenes", "scalene"}, {"middle", "medius"},
        {"peroneus", "fibularis"}, {"peroneal", "fibularis"}, {"lumbricals", "lumbrical"}, {"lumbricales", "lumbrical"},
        {"lumbricalis", "lumbrical"}, {"interossei", "interosseous"}, {"interosseus", "interosseous"}, {"dorsales", "dorsal"},
        {"dorsalis", "dorsal"}, {"plantares", "plantar"}, {"palmares", "palmar"}, {"rotatores", "rotator"},
        {"interspinales", "interspinalis"}, {"intertransversarii", "intertransversarius"}, {"levatores", "levator"}, {"breves", "brevis"},
        {"longi", "longus"}, {"intercostals", "intercostal"}, {"intercostales", "intercostal"}, {"fasciae", "fascia"},
        {"lata", "latae"}, {"latissimi", "latissimus"}, {"psoatis", "psoas"}, {"ischiococcygeus", "coccygeus"}};
    return same;
}

bool isNumber(const std::string& word) { return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }); }

/// "LeftDeltoid" and "deltoidL" to "Left Deltoid" and "deltoid L".
std::string splitCamelCase(std::string_view name) {
    std::string text;
    for (size_t i = 0; i < name.size(); ++i) {
        const bool upper = name[i] >= 'A' && name[i] <= 'Z';
        if (upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z') text += ' ';
        text += name[i];
    }
    return text;
}

/// "l" and "r" mean sides at either end of a name only; "001" behind them is a copy's number.
bool standsAtAnEnd(const std::vector<std::string>& words, size_t at) {
    return at == 0 || std::all_of(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end(), isNumber);
}

/// French "droit" is right as well as straight ("muscle droit fémoral"): it is a side only at the end, and not behind what
/// makes it a muscle's name ("grand droit").
bool isDroitTheSide(const std::vector<std::string>& words, size_t at) {
    static const Words muscles = {"grand", "petit", "muscle", "muscles", "m"};
    return words[at] == "droit" && at > 0 && standsAtAnEnd(words, at) && !muscles.contains(words[at - 1]);
}

/// Abbreviations that mean sides at the end of a name only: German "li" and "re", Spanish "der".
bool isShortSide(const std::vector<std::string>& words, size_t at, std::initializer_list<std::string_view> known) {
    return at > 0 && standsAtAnEnd(words, at) && std::find(known.begin(), known.end(), words[at]) != known.end();
}

/// Which side the word at `at` tells, if any.
std::optional<Side> sideAt(const std::vector<std::string>& words, size_t at) {
    const std::string& word = words[at];
    if (leftWords().contains(word) || (word == "l" && standsAtAnEnd(words, at)) || isShortSide(words, at, {"li"})) return Side::left;
    if (rightWords().contains(word) || (word == "r" && standsAtAnEnd(words, at)) || isShortSide(words, at, {"re", "der"}) ||
        isDroitTheSide(words, at))
        return Side::right;
    return std::nullopt;
}

}  // namespace

std::vector<std::string> wordsOf(std::string_view name) {
    std::vector<std::string> words = split(foldForSearch(splitCamelCase(name)), ' ');
    std::erase(words, "");
    return words;
}

std::optional<Side> sideOf(const std::vector<std::string>& words) {
    std::optional<Side> side;
    for (size_t i = 0; i < words.size(); ++i) {
        const auto here = sideAt(words, i);
        if (!here) continue;
        if (side && side != here) return std::nullopt;
        side = here;
    }
    return side;
}

NameWords understand(std::string_view name) {
    const std::vector<std::string> all = wordsOf(name);
    NameWords known;
    for (size_t i = 0; i < all.size(); ++i) {
        const auto same = sameWords().find(all[i]);
        const std::string word(same == sameWords().end() ? std::string_view(all[i]) : same->second);
        // "oblique of head" names where a muscle goes; "head of" only which part of it.
        if (word == "head" && i > 0 && all[i - 1] == "of") known.words.emplace_back("capitis");
        else if (fillers().contains(word) || isNumber(word) || sideAt(all, i)) continue;
        else known.words.push_back(word);
        known.otherTissue = known.otherTissue || otherTissues().contains(word);
    }
    std::sort(known.words.begin(), known.words.end());
    known.words.erase(std::unique(known.words.begin(), known.words.end()), known.words.end());
    return known;
}

bool isPartWord(const std::string& word) {
    static const Words words = {"first", "second", "third", "fourth", "fifth", "i", "ii", "iii", "iv", "v", "superior", "inferior",
                                "anterior", "posterior", "medial", "lateral", "medius", "central", "intermediate", "superficial", "deep",
                                "oblique", "transverse", "vertical", "straight", "horizontal", "long", "short", "humeral", "ulnar", "radial",
                                "humeroulnar", "clavicular", "acromial", "sternal", "costal", "sternocostal", "abdominal", "orbital",
                                "palpebral", "lacrimal", "marginal", "labial", "alar", "descending", "ascending", "subcutaneous",
                                "lumborum", "thoracis", "cervicis", "capitis", "proximal", "distal", "main", "common", "iliac", "sacral"};
    return words.contains(word);
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) (text += text.empty() ? "" : " ") += word;
    return text;
}

}  // namespace myochart::anatomy
