#pragma once
#include "workspace/program.h"

namespace myochart::workspace {

class CommandRegistry;

/// The three ways to cut the body, as doctors name them.
enum class SectionKind { axial, sagittal, coronal };

/// Cuts the body that way: through the selected site or structure, else through the middle of what is looked at.
void cutThrough(Program& program, SectionKind kind);
/// Which way the body is cut now; nothing while it is whole. An oblique plane counts as the nearest of the three.
std::optional<SectionKind> sectionKind(const scene::SectionPlane& section);
/// Turns the camera no further than needed for the cut face to be seen.
void turnToTheCut(Program& program);
/// The point that a section goes through, mm: the selected site, the selected structure's middle, that of the region that
/// is framed, what is looked at from near, or the middle of all that is shown (of a whole body above the hips, so that
/// an axial one meets the trunk).
vec3 sectionPoint(const Program& program);
/// All muscles seen through but the selected one, so that it shows wherever it lies; again: solid.
void toggleSeeThrough(Program& program);

/// Section, explode and see-through as commands with keys.
void addEffectCommands(CommandRegistry& registry);

}  // namespace myochart::workspace
