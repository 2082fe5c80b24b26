#include "ui/typed_field.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace myochart::ui {

namespace {

constexpr double kAnswerWithin = 2;  ///< s until what was handed over counts as refused

bool escapePressed(const Ui& ui) {
    return std::any_of(ui.input.keys.begin(), ui.input.keys.end(),
                       [](const auto& key) { return key.key == GLFW_KEY_ESCAPE; });
}

/// What is handed over of a text: without blanks at its ends and hidden marks that came with a paste. What stands in the
/// record as it is stays so.
std::string meant(const std::string& text, const std::string& inRecord, bool manyLines) {
    const std::string typed = trim(text);
    return typed == inRecord ? typed : trim(withoutHiddenMarks(typed, manyLines ? '\n' : ' '));
}

}  // namespace

bool TypedField::holdsWords() const {
    return (active_ || given_) && !trim(text_).empty();
}

/// The text is the record's again unless it is being typed, or on its way into the record.
void TypedField::follow(const Ui& ui, const std::string& of, const std::string& value) {
    if (of != of_) {
        const std::string inRecord = given_.value_or(value_), typed = meant(text_, inRecord, manyLines_);
        if (active_ && typed != inRecord) hand(ui, typed, "left", keep_);
        of_ = of;
        active_ = false;
        given_.reset();
        text_ = typed_ = value;
        return;
    }
    if (given_ && (*given_ == value || ui.now - givenAt_ > kAnswerWithin)) given_.reset();
    if (!active_ && !given_ && trim(text_) != value) text_ = typed_ = value;
}

void TypedField::hand(const Ui& ui, const std::string& text, std::string_view run, const Keep& keep) {
    given_ = text;
    givenAt_ = ui.now;
    ui.later([keep, text, typing = fmt::format("{} {} {}", of_, run_, run)] { keep(text, typing); });
}

FieldEvent TypedField::draw(Ui& ui, std::string_view name, const std::string& of, const std::string& value,
                            const FieldLook& look, const Keep& keep) {
    follow(ui, of, value);
    value_ = value;
    keep_ = keep;
    manyLines_ = look.lines > 1;
    const FieldEvent event = field(ui, name, text_, look);
    if (event.active && !active_) {
        ++run_;
        atEntry_ = value;
        lastKey_ = ui.now;
    }
    if (event.changed) lastKey_ = ui.now;
    const bool left = active_ && !event.active, givenUp = left && escapePressed(ui);
    active_ = event.active;
    const std::string inRecord = given_.value_or(value), typed = meant(givenUp ? typed_ : text_, inRecord, manyLines_);
    if (givenUp && typed != atEntry_) {
        if (typed != inRecord) hand(ui, typed, name, keep);
        hand(ui, atEntry_, std::string(name) + " given up", keep);
        text_ = atEntry_;
    } else if ((left || event.committed) && typed != inRecord) {
        hand(ui, typed, name, keep);
    } else if (active_ && typed != inRecord) {
        if (ui.now - lastKey_ >= kKeepAfter)
            hand(ui, typed, name, keep);
        else
            ui.state.typing = true, ui.state.wake(lastKey_ + kKeepAfter);
    }
    typed_ = text_;
    return event;
}

}  // namespace myochart::ui
