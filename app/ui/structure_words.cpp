#include "ui/structure_words.h"

#include <algorithm>
#include <array>

#include "builtin/builtin_body.h"
#include "core/text.h"
#include "core/words.h"
#include "ui/widgets.h"

namespace myochart::ui {

using anatomy::Layer;

namespace {

constexpr const char* kDot = " \xC2\xB7 ";

/// A structure's own name without its side and without what the card says in words.
std::string ownName(const body::Structure& structure) {
    std::string words;
    for (const std::string& word : split(displayText(structure.name, 120), ' '))
        if (!sideFromName(foldForSearch(word)) && word != "(schematic)") words += (words.empty() ? "" : " ") + word;
    return words.empty() ? displayText(structure.name, 90) : words;
}

}  // namespace

std::string sided(std::string_view title, Side side) {
    if (side == Side::midline) return std::string(title);
    const std::string inside = insideSentence(title);
    return side == Side::left ? trf("Left {}", inside) : trf("Right {}", inside);
}

const char* depthWord(Layer layer) {
    switch (layer) {
        case Layer::superficial:
            return tr("Superficial");
        case Layer::intermediate:
            return tr("Intermediate");
        case Layer::deep:
            return tr("Deep");
        default:
            return "";
    }
}

std::string titleOf(const anatomy::Catalogue& catalogue, const body::Structure& structure) {
    const anatomy::Muscle* muscle = structure.muscleKey.empty() ? nullptr : catalogue.muscle(structure.muscleKey);
    return capitalised(muscle ? muscle->name : ownName(structure));
}

std::string plainNameOf(const anatomy::Catalogue& catalogue, std::string_view muscleKey) {
    const anatomy::PlainName* plain = muscleKey.empty() ? nullptr : catalogue.plainName(muscleKey);
    return plain ? capitalised(displayText(plain->in(languageInUse()), 120)) : std::string();
}

std::string partOf(const body::Structure& structure) { return capitalised(ownName(structure)); }

std::string bodyTitle(const body::Body& body) {
    return body.name() == builtin::kBuiltinName ? tr("Built-in body") : displayText(body.name(), 60);
}

std::string sideWord(const body::Structure& structure) {
    return structure.side == Side::midline ? std::string() : sideTitle(structure.side);
}

std::string sideName(Side side) {
    return side == Side::left ? tr("left") : side == Side::right ? tr("right") : tr("midline");
}

const char* sideTitle(Side side) {
    return side == Side::left ? tr("Left") : side == Side::right ? tr("Right") : tr("Midline");
}

const char* onSide(Side side) {
    return side == Side::left ? tr("on the left") : side == Side::right ? tr("on the right") : tr("in the midline");
}

std::string insideSentence(std::string_view text) {
    std::string words(text);
    if (languageInUse() == "en" && !words.empty() && words[0] >= 'A' && words[0] <= 'Z')
        words[0] = static_cast<char>(words[0] - 'A' + 'a');
    return words;
}

std::string layerWords(Layer layer) {
    switch (layer) {
        case Layer::superficial:
            return tr("Superficial muscles");
        case Layer::intermediate:
            return tr("Intermediate muscles");
        case Layer::deep:
            return tr("Deep muscles");
        case Layer::skin:
            return tr("Skin");
        case Layer::bone:
            return tr("Bones");
        case Layer::connective:
            return tr("Connective tissue");
        case Layer::vessel:
            return tr("Vessels");
        case Layer::nerve:
            return tr("Nerves");
        case Layer::organ:
            return tr("Organs");
        default:
            return tr("Everything else");
    }
}

size_t regionPlace(std::string_view region) {
    constexpr std::array<std::string_view, 11> kRegions = {"head_face", "neck", "shoulder_girdle", "arm", "forearm_hand", "thorax", "abdomen", "back", "pelvis_hip", "thigh", "leg_foot"};
    return static_cast<size_t>(std::ranges::find(kRegions, region) - kRegions.begin());
}

std::string regionWords(std::string_view region) {
    using Region = std::pair<std::string_view, const char*>;
    static constexpr std::array kRegions = {
        Region{"", mark("Elsewhere")},
        Region{"head_face", mark("Head and face")},
        Region{"neck", mark("Neck")},
        Region{"shoulder_girdle", mark("Shoulder girdle")},
        Region{"arm", mark("Arm")},
        Region{"forearm_hand", mark("Forearm and hand")},
        Region{"thorax", mark("Thorax")},
        Region{"abdomen", mark("Abdomen")},
        Region{"pelvis_hip", mark("Pelvis and hip")},
        Region{"thigh", mark("Thigh")},
        Region{"leg_foot", mark("Leg and foot")}};
    for (const auto& [key, words] : kRegions)
        if (key == region) return tr(words);
    if (region == "back") return trc("region of the body", "Back");
    std::string words = capitalised(region);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

namespace {

/// "Deep muscle", "Bone"; empty for what is nothing in particular.
std::string kindWords(const body::Structure& structure) {
    static constexpr const char* kKinds[] = {mark("Muscle"), mark("Bone"),   mark("Cartilage"), mark("Disc"),  mark("Connective"), mark("Tooth"),
                                             mark("Vessel"), mark("Nerve"),  mark("Organ"),     mark("Skin"),  mark("Eye")};
    if (structure.system == body::System::other) return depthWord(structure.layer);
    if (structure.system == body::System::muscle) {
        if (structure.layer == Layer::superficial) return tr("Superficial muscle");
        if (structure.layer == Layer::intermediate) return tr("Intermediate muscle");
        if (structure.layer == Layer::deep) return tr("Deep muscle");
    }
    return tr(kKinds[static_cast<size_t>(structure.system)]);
}

}  // namespace

std::string placeLine(const body::Structure& structure, const anatomy::Muscle* muscle) {
    std::string line = sideWord(structure);
    const auto add = [&](const std::string& words) {
        if (!words.empty()) line += (line.empty() ? "" : kDot) + (line.empty() ? capitalised(words) : words);
    };
    add(kindWords(structure));
    const std::string& region = muscle ? muscle->region : structure.region;
    if (!region.empty()) add(regionWords(region));
    return line;
}

bool isSchematic(const body::Structure& structure) {
    const auto says = [](const std::string& text) { return foldForSearch(text).find("schematic") != std::string::npos; };
    return says(structure.name) || says(structure.sourceFile) || says(structure.key);
}

}  // namespace myochart::ui
