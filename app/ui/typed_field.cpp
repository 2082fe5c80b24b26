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

}  // namespace

/// The text is the record's again unless it is being typed, or on its way into the record.
void TypedField::follow(const Ui& ui, const std::string& of, const std::string& value) {
    if (of != of_) {
        if (active_ && trim(text_) != given_.value_or(value_)) hand(ui, trim(text_), "left", keep_);
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
    const FieldEvent event = field(ui, name, text_, look);
    if (event.active && !active_) {
        ++run_;
        atEntry_ = value;
        lastKey_ = ui.now;
    }
    if (event.changed) lastKey_ = ui.now;
    const bool left = active_ && !event.active, givenUp = left && escapePressed(ui);
    active_ = event.active;
    const std::string inRecord = given_.value_or(value), typed = trim(givenUp ? typed_ : text_);
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
