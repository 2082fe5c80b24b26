#include "ui/panels/pattern_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.h"
#include "core/words.h"
#include "note/site_muscle.h"
#include "ui/structure_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

std::string patternTitle(const workspace::Program& program, const referral::PatternSource& source) {
    const anatomy::Catalogue& catalogue = program.catalogue();
    const anatomy::TriggerPoint* point = nullptr;
    for (const anatomy::TriggerPoint& each : catalogue.triggerPoints())
        if (each.key == source.key) point = &each;
    const anatomy::Muscle* muscle = catalogue.muscle(point ? point->muscleKey : source.key);
    std::string title = muscle ? capitalised(note::clinicalName(*muscle, catalogue)) : displayText(source.key, 60);
    if (point) title = displayText(point->index, 12) + " " + title;  // first: of one muscle's points the rest is alike, and may be cut
    if (!source.side || *source.side == Side::midline) return title;
    return fmt::format("{}, {}", title, sideName(*source.side));
}

void drawPatternTitle(ImDrawList& to, Ui& ui, vec2 at, float width, const referral::PatternSource& source) {
    const std::string title = patternTitle(ui.program, {source.key, std::nullopt}), side = patternTitle(ui.program, source).substr(title.size());
    const float room = width - textSize(ui.fonts.strong, side).x;
    textAt(to, ui.fonts.strong, at, ui.theme.ink, title, room);
    textAt(to, ui.fonts.strong, {at.x + std::min(room, textSize(ui.fonts.strong, title).x), at.y}, ui.theme.ink, side);
}

std::string patternOrigin(const workspace::Program& program, const referral::PatternSource& source) {
    const referral::ReferralMap* map = program.pain.map();
    std::vector<std::string> origins;
    if (!map) return {};
    for (const referral::Pattern* pattern : referral::patternsOf(program.catalogue(), *map, source)) {
        std::string origin = trf("{}, confidence {}", displayText(pattern->point->source, 40), tr(pattern->point->confidence.c_str()));
        if (std::find(origins.begin(), origins.end(), origin) == origins.end()) origins.push_back(std::move(origin));
    }
    return fmt::format("{}", fmt::join(origins, "; "));
}

std::string zonesAreDrawnAs(bool several) { return several ? tr("Essential within the line, spillover outside it") : tr("Essential solid, spillover in dots"); }

void drawPatternSwatch(ImDrawList& to, const Ui& ui, const Rect& box, size_t place) {
    constexpr std::array<unsigned, referral::kToldApart> kInks = {0xBF1C22, 0x1C46A5, 0x513C17};
    const ImU32 ink = rgb(kInks.at(std::min(place, referral::kToldApart - 1)));
    to.AddRectFilled(im(box.min), im(box.max), rgb(0xE7C3AC), ui.px(4));
    to.PushClipRect(im(box.min), im(box.max), true);
    const float step = ui.px(5);
    if (place == 0)
        for (int row = 0; static_cast<float>(row) * step < box.size().y + step; ++row)
            for (int column = 0; static_cast<float>(column) * step < box.size().x + step; ++column)
                to.AddCircleFilled({box.min.x + (static_cast<float>(column) + (row % 2 != 0 ? 0.5F : 0.0F)) * step, box.min.y + static_cast<float>(row) * step}, ui.scale * 1.6F, ink, 8);
    else
        for (float at = -box.size().y; at < box.size().x + box.size().y; at += step) {
            const float from = place == 1 ? box.min.y : box.max.y, until = place == 1 ? box.max.y : box.min.y;
            to.AddLine({box.min.x + at, from}, {box.min.x + at + box.size().y, until}, ink, ui.scale * 1.8F);
        }
    to.PopClipRect();
    to.AddRect(im(box.min), im(box.max), ui.theme.rule, ui.px(4));
}

}  // namespace myochart::ui
