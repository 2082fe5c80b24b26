#include "ui/panels/tree_eyes.h"

#include <algorithm>

namespace myochart::ui {

bool anyShown(const std::vector<bool>& shown, const std::vector<std::uint32_t>& structures) {
    return std::any_of(structures.begin(), structures.end(), [&](std::uint32_t s) { return shown[s]; });
}

void showGroup(workspace::Program& program, const StructureTree::Group& group, bool show) {
    if (group.layer && !show) return program.view.setLayer(*group.layer, false);
    if (group.layer) program.view.setLayer(*group.layer, true);
    program.view.hide(group.structures, !show);
    if (show && !program.view.options.isolated.empty()) program.view.options.isolated.insert(group.structures.begin(), group.structures.end());
}

void showOne(workspace::Program& program, std::uint32_t structure, bool show) {
    if (!show) return program.view.hide(structure);
    program.view.setLayer(program.bodies.current()->structure(structure).layer, true);
    program.view.hide(std::vector<std::uint32_t>{structure}, false);
    program.view.options.faded.erase(structure);
    if (!program.view.options.isolated.empty()) program.view.options.isolated.insert(structure);
}

}  // namespace myochart::ui
