#include "ui/panels/habitus_slider.h"

#include <fmt/format.h>

#include <cmath>

#include "builtin/builtin_body.h"
#include "builtin/measured/habitus.h"
#include "core/words.h"
#include "ui/slider.h"

namespace myochart::ui {

namespace {

constexpr float kWordsHigh = 20, kNotch = 0.1F;
constexpr float kMagnet = 0.12F;  ///< so near to "as measured" the slider means it

float snapped(float habitus) {
    return std::abs(habitus - 1) < kMagnet ? 1 : std::round(habitus / kNotch) * kNotch;
}

/// Patients read it too: the figure is in the tip.
const char* habitusWord(float habitus) {
    return habitus == 1 ? tr("As measured") : habitus < 1 ? tr("Leaner") : habitus < 2 ? tr("Fuller") : tr("Large");
}

}  // namespace

bool HabitusSlider::isShown(const Ui& ui) {
    const bool seen = ui.program.view.options.shows(anatomy::Layer::skin) || ui.program.view.options.effects.skinOpacity > 0;
    return seen && ui.program.bodies.current() && ui.program.bodies.current()->name() == builtin::kBuiltinName;
}

void HabitusSlider::draw(Ui& ui, const Rect& box) {
    float value = held_.value_or(ui.program.bodies.habitus());
    const Rect track{{box.min.x, box.min.y + ui.px(kWordsHigh)}, box.max};
    const bool changed = sliderTrack(ui, "peel.habitus", value,
                                     {.lowest = builtin::kLeastHabitus, .highest = builtin::kGreatestHabitus, .step = 2 * kNotch}, track);
    const float meant = snapped(value);
    tip(ui, meant == 1 ? std::string(tr("The layer under the skin, as measured on a lean man"))
                        : trf("The layer under the skin, {:.1f} times as measured", meant));
    textAt(*ImGui::GetWindowDrawList(), ui.fonts.note, box.min + vec2(ui.px(2), ui.px(2)), ui.theme.quiet,
           habitusWord(meant));
    if (changed) held_ = value;
    if (!held_ || ImGui::IsMouseDown(0)) return;
    held_.reset();
    if (meant != ui.program.bodies.habitus()) ui.later([&program = ui.program, meant] { static_cast<void>(program.bodies.setHabitus(meant)); });
}

std::string habitusRemark(const Ui& ui) {
    const float habitus = ui.program.bodies.habitus();
    if (habitus == 1 || !ui.program.bodies.current() || ui.program.bodies.current()->name() != builtin::kBuiltinName) return {};
    return trf("Skin set to \xE2\x80\x9C{}\xE2\x80\x9D, {:.1f} times the measured layer: depths count from there.", habitusWord(habitus), habitus);
}

}  // namespace myochart::ui
