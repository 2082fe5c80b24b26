#pragma once
#include "ui/structure_tree.h"
#include "workspace/program.h"

namespace myochart::ui {

// What the eyes beside the rows of the structure tree do.

/// True when any of the structures is shown.
bool anyShown(const std::vector<bool>& shown, const std::vector<std::uint32_t>& structures);
/// A whole group: its layer's switch, or all its structures, as one step of the history of hiding.
void showGroup(workspace::Program& program, const StructureTree::Group& group, bool show);
/// One structure; what keeps it from sight (its layer's switch, others being isolated) gives way.
void showOne(workspace::Program& program, std::uint32_t structure, bool show);

}  // namespace myochart::ui
