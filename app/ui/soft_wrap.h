#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace myochart::ui {

/// A text with the place of a cursor in it, in bytes.
struct TextAndCursor {
    std::string text;
    size_t cursor = 0;
};

/// Breaks lines that are wider than `maxWidth` at blanks, for a text field that cannot wrap by itself: the blank
/// becomes an en space and a line feed follows. `width` measures a piece of one line. Words are never broken.
TextAndCursor wrapSoftly(const TextAndCursor& plain, float maxWidth,
                         const std::function<float(std::string_view)>& width);
/// Takes the soft breaks out again; a soft break of which only one half is left counts as removed with its blank.
TextAndCursor unwrapSoftly(const TextAndCursor& wrapped);

}  // namespace myochart::ui
