#pragma once
#include <functional>
#include <optional>
#include <string>

#include "ui/widgets.h"

namespace myochart::ui {

/// A text of the record that is edited in place. What is typed is handed over to be saved when the field is left, and
/// by itself kKeepAfter seconds after the last key; until then the window says "typing". Esc puts back what stood there
/// when the field was entered, as a step of its own: undo brings the typed text back.
class TypedField {
  public:
    static constexpr double kKeepAfter = 2;  ///< s

    /// Called with the new text (trimmed) and the run of typing it belongs to, for Program::commit. It is drawn from
    /// `value` again when that has changed.
    using Keep = std::function<void(std::string text, std::string typing)>;

    /// The field for `value`, which is a text of `of` (a marker's or patient's id).
    FieldEvent draw(Ui& ui, std::string_view name, const std::string& of, const std::string& value,
                    const FieldLook& look, const Keep& keep);

    /// Words stand in it that the record is about to get: being typed, or handed over and not there yet.
    bool holdsWords() const;

  private:
    void follow(const Ui& ui, const std::string& of, const std::string& value);
    void hand(const Ui& ui, const std::string& text, std::string_view run, const Keep& keep);

    std::string of_, value_, text_, typed_;     ///< typed_: text_ of the frame before
    std::string atEntry_;               ///< what stood there when the field was entered
    std::optional<std::string> given_;  ///< handed over, not in the record yet
    double givenAt_ = 0, lastKey_ = 0;
    unsigned run_ = 0;
    bool active_ = false, manyLines_ = false;
    Keep keep_;  ///< of the frame before: when the field is about something else now
};

}  // namespace myochart::ui
