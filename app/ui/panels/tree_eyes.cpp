#include "ui/panels/tree_eyes.h"

#include <algorithm>

namespace myochart::ui {

bool anyShown(const std::vector<bool>& shown, const std::vector<std::uint32_t>& structures) {
    return std::any_of(structures.begin(), structures.end(), [&](std::uint32_t s) { return shown[s]; });
}

void showGroup(workspace::Workspace& ws, const StructureTree::Group& group, bool show) {
    if (group.layer && !show) return ws.setLayer(*group.layer, false);
    if (group.layer) ws.setLayer(*group.layer, true);
    ws.hide(group.structures, !show);
    if (show && !ws.view.isolated.empty()) ws.view.isolated.insert(group.structures.begin(), group.structures.end());
}

void showOne(workspace::Workspace& ws, std::uint32_t structure, bool show) {
    if (!show) return ws.hide(structure);
    ws.setLayer(ws.body()->structure(structure).layer, true);
    ws.hide(std::vector<std::uint32_t>{structure}, false);
    ws.view.faded.erase(structure);
    if (!ws.view.isolated.empty()) ws.view.isolated.insert(structure);
}

}  // namespace myochart::ui
