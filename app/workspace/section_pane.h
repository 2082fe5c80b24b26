#pragma once
#include <optional>
#include <string>

#include "scene/view_options.h"
#include "workspace/view_desk.h"

namespace myochart::workspace {

// A section where views stand side by side: one of them shows the slice alone, the others where it lies.

/// The view that shows the slice alone: the last of several. Nothing without a section or where it is not wanted.
std::optional<size_t> sectionPane(const ViewDesk& desk);
/// Whether the views of the body show it cut.
bool bodyIsCut(const ViewDesk& desk);
/// What the views of the body show: view, whole where the slice has a view of its own and the body is to stay whole.
/// Whoever asks what a click on the body means has to ask with these.
scene::ViewOptions bodyOptions(const ViewDesk& desk);
/// What the slice shows: view, with the skin where a place of it is looked at from near (SectionSheet::near).
scene::ViewOptions slicedOptions(const ViewDesk& desk);
/// What the section is framed to: the region that is looked at with its surroundings, else all that is shown.
Box sectionSurroundings(const ViewDesk& desk);
/// Once a frame: the slice is never the active view, and fills its view when something else is looked at.
void settleSectionPane(ViewDesk& desk);
/// Straight before the slice: what is seen is as in parallel projection.
scene::Camera sliceCamera(const ViewDesk& desk);
/// Fills the view with the slice again.
void fitSlice(ViewDesk& desk);

/// mm that the section can be moved to along its main axis: of the body.
struct SectionRange {
    float lowestMm = 0, highestMm = 0;
};
SectionRange sectionRange(const ViewDesk& desk);
/// Where the section lies on its main axis: mm above the floor, to the patient's left, or backwards.
float sectionMm(const ViewDesk& desk);
/// Moves it there, as far as the body reaches.
void setSectionMm(ViewDesk& desk, float mm);
/// Moves it along its main axis so that it goes through a point of the body.
void moveSectionTo(ViewDesk& desk, vec3 point);
/// How a place of the plane moves when sectionMm() grows by 1.
vec3 sectionStep(const scene::SectionPlane& section);
/// Moves it deeper into the slice's picture (below 0: towards the viewer).
void moveSection(ViewDesk& desk, float mm);
/// "Axial", "Sagittal", "Coronal".
std::string sectionTitle(const scene::SectionPlane& section);
/// "1203 mm", "12 mm right", "30 mm to the back".
std::string sectionPlace(const scene::SectionPlane& section);
/// The place that somebody typed: "1203", "12 mm right", "-12", "30 back". A number without side or sign is meant on the
/// side where the section is now. Fails saying what can be typed.
Result<float> sectionMmFrom(const scene::SectionPlane& section, const std::string& text);

}  // namespace myochart::workspace
