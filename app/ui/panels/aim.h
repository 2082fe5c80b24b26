#pragma once
#include <string>
#include <vector>

#include "ui/widgets.h"

namespace myochart::ui {

// The parts of the panel of the needle that is aimed. None of them says that a way is free.

/// What lies at a piece of the way: "Infraspinatus", "Skin and fat", "Between structures".
std::string pieceWords(const Ui& ui, const workspace::AimedNeedle& aimed, const needle::Piece& piece);
/// "Lung, wall of the chest", "Left kidney".
std::string hazardName(const Ui& ui, const needle::Hazard& hazard);
/// "met at 22 mm", "4 mm beside, at 18 mm", with how far its course may lie elsewhere.
std::string hazardPlace(const needle::Hazard& hazard);
/// How near a hazard is told: red where it is met or lies within the uncertainty of its course, amber within kAmberMm of that.
enum class Nearness { red, amber, farther };
inline constexpr float kAmberMm = 10;
Nearness nearnessOf(const needle::Hazard& hazard);
ImU32 nearnessColour(const Ui& ui, Nearness nearness);
/// Its sign, told by its shape too: a full triangle, an empty one, a dot.
void drawNearness(ImDrawList& to, const Ui& ui, vec2 centre, Nearness nearness);
/// What the tip stands in, then what is wrong with the depth: "Tip 4 mm past the target", "Bone at 18 mm".
struct TipWords {
    std::string at;
    std::vector<std::string> warnings;
};
TipWords tipWords(const Ui& ui, const workspace::AimedNeedle& aimed);

/// The way as a ruler, mm downwards from the skin: pieces with from and to, the needle beside it, hazards at their depth.
void drawAimRuler(Ui& ui, const workspace::AimedNeedle& aimed);

/// The window of directions: around the entry the depth of the first hazard in each, and the needle's own as a ring. A press
/// turns the needle there.
class AimMap {
  public:
    void draw(Ui& ui, const workspace::AimedNeedle& aimed);

  private:
    bool held_ = false;
};

}  // namespace myochart::ui
