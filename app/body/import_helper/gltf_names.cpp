#include "body/import_helper/gltf_names.h"

#include <algorithm>
#include <array>

namespace myochart::import_helper {

namespace {

// What Sketchfab, Blender, Maya, three.js and others call nodes that nobody named.
constexpr std::array<std::string_view, 20> kProgramWords = {"object",
                                                            "mesh",
                                                            "node",
                                                            "geometry",
                                                            "polysurface",
                                                            "primitive",
                                                            "group",
                                                            "default",
                                                            "root",
                                                            "rootnode",
                                                            "scene",
                                                            "gltf_scenerootnode",
                                                            "sketchfab_model",
                                                            "armature",
                                                            "defaultmaterial",
                                                            "cube",
                                                            "sphere",
                                                            "material",
                                                            "world",
                                                            "empty"};

std::string nameIn(const nlohmann::json& object) {
    const auto found = object.find("name");
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

size_t withoutNumber(std::string_view name) {
    size_t end = name.size();
    while (end > 0 && name[end - 1] >= '0' && name[end - 1] <= '9') --end;
    return end;
}

}  // namespace

bool isPlaceholder(std::string_view name) {
    std::string word;
    for (const char c : name.substr(0, withoutNumber(name)))
        word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    while (!word.empty() && (word.back() == '_' || word.back() == '.' || word.back() == '-' || word.back() == ' '))
        word.pop_back();
    return word.empty() || std::find(kProgramWords.begin(), kProgramWords.end(), word) != kProgramWords.end();
}

std::vector<std::string> gltfNames(const GltfDocument& document, const std::vector<int>& parents) {
    std::vector<std::string> names(parents.size());
    bool fromAncestors = false;
    for (size_t i = 0; i < parents.size(); ++i) {
        const auto& node = document.at("nodes", i);
        const std::string own = nameIn(node);
        names[i] = own;
        if (!isPlaceholder(own)) continue;
        std::string found;
        size_t steps = 0;
        for (int up = parents[i]; up >= 0 && found.empty() && steps < parents.size();
             up = parents[static_cast<size_t>(up)], ++steps) {
            const std::string name = nameIn(document.at("nodes", static_cast<size_t>(up)));
            if (!isPlaceholder(name)) found = name;
        }
        if (found.empty() && node.contains("mesh")) {
            const std::string mesh = nameIn(document.at("meshes", wholeIn(node, "mesh")));
            if (!isPlaceholder(mesh) || own.empty()) found = mesh;
        } else if (!found.empty() && node.contains("mesh")) {
            fromAncestors = true;
        }
        if (!found.empty()) names[i] = found;
    }
    const auto numbered = [](const std::string& name) {
        const size_t end = withoutNumber(name);
        return isPlaceholder(name) || (end > 1 && end < name.size() && name[end - 1] == '_');
    };
    if (!fromAncestors || !std::all_of(names.begin(), names.end(), numbered)) return names;
    for (std::string& name : names)
        if (!isPlaceholder(name)) name.resize(withoutNumber(name) - 1);
    return names;
}

}  // namespace myochart::import_helper
