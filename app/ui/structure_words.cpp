#include "ui/structure_words.h"

#include <algorithm>

#include "builtin/builtin_body.h"
#include "core/text.h"
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

const char* depthWord(Layer layer) {
    switch (layer) {
        case Layer::superficial:
            return "Superficial";
        case Layer::intermediate:
            return "Intermediate";
        case Layer::deep:
            return "Deep";
        default:
            return "";
    }
}

std::string titleOf(const anatomy::Catalogue& catalogue, const body::Structure& structure) {
    const anatomy::Muscle* muscle = structure.muscleKey.empty() ? nullptr : catalogue.muscle(structure.muscleKey);
    return capitalised(muscle ? muscle->name : ownName(structure));
}

std::string partOf(const body::Structure& structure) { return capitalised(ownName(structure)); }

std::string bodyTitle(const body::Body& body) {
    return body.name() == builtin::kBuiltinName ? "Built-in body" : displayText(body.name(), 60);
}

std::string sideWord(const body::Structure& structure) {
    return structure.side == Side::midline ? std::string() : capitalised(myochart::name(structure.side));
}

std::string layerWords(Layer layer) {
    if (const std::string depth = depthWord(layer); !depth.empty()) return depth + " muscles";
    switch (layer) {
        case Layer::skin:
            return "Skin";
        case Layer::bone:
            return "Bones";
        case Layer::connective:
            return "Connective tissue";
        case Layer::vessel:
            return "Vessels";
        case Layer::nerve:
            return "Nerves";
        case Layer::organ:
            return "Organs";
        default:
            return "Everything else";
    }
}

std::string regionWords(std::string_view region) {
    if (region.empty()) return "Elsewhere";
    std::string words = capitalised(region);
    if (region == "head_face") return "Head and face";
    if (region == "forearm_hand") return "Forearm and hand";
    if (region == "pelvis_hip") return "Pelvis and hip";
    if (region == "leg_foot") return "Leg and foot";
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string placeLine(const body::Structure& structure, const anatomy::Muscle* muscle) {
    std::string line = sideWord(structure);
    const auto add = [&](const std::string& words) {
        if (!words.empty()) line += (line.empty() ? "" : kDot) + (line.empty() ? capitalised(words) : words);
    };
    const std::string depth = depthWord(structure.layer);
    const std::string system = structure.system == body::System::other ? "" : std::string(body::name(structure.system));
    add(depth.empty() ? capitalised(system) : depth + " " + system);
    const std::string& region = muscle ? muscle->region : structure.region;
    if (!region.empty()) add(regionWords(region));
    return line;
}

bool isSchematic(const body::Structure& structure) {
    const auto says = [](const std::string& text) { return foldForSearch(text).find("schematic") != std::string::npos; };
    return says(structure.name) || says(structure.sourceFile) || says(structure.key);
}

}  // namespace myochart::ui
