#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "note/difference_words.h"
#include "record/chart.h"
#include "ui/imgui_vec.h"
#include "ui/ui.h"

namespace myochart::ui {

// The window's own widgets. Each takes the name under which its rectangle is recorded ("sites.row.0"); text is drawn as
// it is (never a format, never an ImGui label), made safe with displayText where it comes from a file or a record.

/// The height of a face's line in window pixels.
inline float fontPx(const ImFont* font) {
    return font->FontSize * ImGui::GetIO().FontGlobalScale;
}
using note::capitalised;
/// The colour of a marker type, for this theme.
ImU32 markerColour(const Ui& ui, record::MarkerType type);
/// The shape that tells a marker type without colour: disc with cross, ring, triangle, square, pin.
void drawMarkerShape(ImDrawList& to, const Ui& ui, record::MarkerType type, vec2 centre, float radius, float alpha = 1);

/// Opens a list or menu; not when this very press has just closed it, so that its button opens and closes it.
void openList(const Ui& ui, const char* name);

// --- text
vec2 textSize(const ImFont* font, std::string_view text, float wrap = 0);
/// At `pos`, cut with an ellipsis at `maxWidth`; the width drawn.
float textAt(ImDrawList& to, ImFont* font, vec2 pos, ImU32 colour, std::string_view text, float maxWidth = 1e9F);
/// Vertically centred in `box`, from its left edge plus `indent`, cut at its right edge minus `indent`.
void textIn(ImDrawList& to, ImFont* font, const Rect& box, ImU32 colour, std::string_view text, float indent = 0);
void textCentred(ImDrawList& to, ImFont* font, const Rect& box, ImU32 colour, std::string_view text);
/// At the cursor, one line, cut at the content's width.
void line(Ui& ui, ImFont* font, ImU32 colour, std::string_view text);
/// At the cursor, wrapped at the content's width (or `width`).
void paragraph(Ui& ui, ImFont* font, ImU32 colour, std::string_view text, float width = 0);
void iconAt(ImDrawList& to, const ImFont* font, vec2 centre, ImU32 colour, const char* icon);

// --- pressing
struct Pressed {
    bool clicked = false, hovered = false, held = false;
    bool byKey = false;  ///< it was clicked by Enter or Space
    int steps = 0;       ///< of a slider: by Left (down) and Right (up)
    Rect rect;
};
/// An area of `size` at the cursor that can be pressed, by key too; draws nothing. `under`: other areas may stand on it.
Pressed pressArea(Ui& ui, std::string_view name, vec2 size, bool under = false, FocusStop::Kind kind = FocusStop::Kind::press);
/// Tells the keyboard's focus of the control just drawn, and scrolls it into sight when the keyboard comes to it.
void noteStop(Ui& ui, FocusStop::Kind kind, std::string_view name, unsigned id, const Rect& rect);
/// Notes for tests and scripts where the item just drawn is, as far as it is not scrolled away.
void recordSeen(Ui& ui, std::string_view name, const Rect& rect);
/// The same for several items at once: as much of `rect` as is not scrolled away.
void recordPart(Ui& ui, std::string_view name, const Rect& rect);
/// A list in `box` that walks its own rows, which are drawn between beginRows() and endRows(). True while the keyboard
/// stands on it.
bool listStop(Ui& ui, std::string_view name, const Rect& box);
void beginRows();
void endRows();
/// Around the control on which the keyboard stands, above all that was drawn.
void drawFocus(Ui& ui);

enum class ButtonKind { primary, plain, quiet, danger };
struct ButtonLook {
    const char* icon = nullptr;
    std::string_view label = {};
    std::string_view tip = {};  ///< with what it does, when the label does not say
    std::string_view key = {};  ///< shown in the tip
    ButtonKind kind = ButtonKind::quiet;
    bool enabled = true;
    bool on = false;  ///< a switch that is on
    float width = 0;  ///< 0: as wide as it needs; -1: all there is (unscaled otherwise)
    float height = 32;
};
/// The width in window pixels that a button with that word and no icon needs, not less than `least` (unscaled): a word may be
/// longer in another language.
float labelWidth(const Ui& ui, std::string_view label, float least);
/// No control is smaller, unscaled: WCAG 2.2, 2.5.8.
inline constexpr float kLeastTarget = 24;
/// A button with icon, word or both; with an icon and no label it is square, and the tip names it.
bool button(Ui& ui, std::string_view name, const ButtonLook& look);
/// A row as wide as the content with a veil under the pointer and when chosen; draw on top of its rect.
Pressed row(Ui& ui, std::string_view name, float height, bool chosen);
/// A switch with its word.
bool toggle(Ui& ui, std::string_view name, std::string_view label, bool on);
/// Where a tip stands: under what it is about (above, where there is no room), or to its right or left where others of its
/// kind stand above and below. It covers neither it nor them.
enum class TipPlace { below, beside };
inline constexpr double kTipDelay = 0.45;  ///< s
/// Shown when the item before is hovered for a while.
void tip(Ui& ui, std::string_view text, std::string_view key = {}, TipPlace place = TipPlace::below);
/// At once, about what stands at `about`; wrapped, and inside the window.
void showTip(Ui& ui, const Rect& about, std::string_view text, std::string_view key, TipPlace place);

// --- fields
/// What the program puts into a field that is being typed in: `text` for the bytes from `from` to `to`, the cursor behind it.
struct FieldChange {
    size_t from = 0, to = 0;
    std::string text;
};
struct FieldLook {
    std::string_view hint = {};
    float width = -1;  ///< -1: all there is (unscaled otherwise)
    int lines = 1;
    bool focus = false;  ///< take the keyboard now
    size_t maxBytes = 4000;
    const FieldChange* change = nullptr;  ///< of one line: done in this frame if it has the keyboard
};
/// What happened to a text field in this frame.
struct FieldEvent {
    bool changed = false;    ///< a letter came or went
    bool committed = false;  ///< Enter (one line), or left after a change
    bool entered = false;    ///< Enter (one line)
    bool active = false;
};
FieldEvent field(Ui& ui, std::string_view name, std::string& text, const FieldLook& look = {});
/// A quiet word above a field.
void fieldLabel(Ui& ui, std::string_view text);

// --- structure of a panel
void gap(Ui& ui, float height);
void rule(Ui& ui);
/// A section's heading with room above it.
void heading(Ui& ui, std::string_view text);
/// A place with nothing in it: what belongs there, in one sentence.
void emptyPlace(Ui& ui, std::string_view sentence);
/// A soft edge of shadow around `box`, drawn outside it only.
void softShadow(ImDrawList& to, const Ui& ui, const Rect& box, float rounding);
/// `box` moved up or down by as little as clears the badges that tell left and right, inside `whole`; where nothing
/// does, as it is.
Rect offBadges(const Ui& ui, const Rect& box, const Rect& whole);
/// A floating surface over the body: shadow, fill, hairline. Noted in UiState::plates.
void floatingPlate(ImDrawList& to, const Ui& ui, const Rect& box, float rounding = 8);
/// Keeps the pointer's work on a popup or dialog from the body: begins a scrolling region to the end of the panel.
/// Scrolls the region that has begun so that row `row` of rows of one height (window pixels) is in sight.
void keepRowInSight(size_t row, float height);
bool beginScroll(Ui& ui, const char* id, float height = 0);
void endScroll();

}  // namespace myochart::ui
