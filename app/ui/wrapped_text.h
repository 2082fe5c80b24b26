#pragma once
#include <string>
#include <vector>

#include "ui/widgets.h"

namespace myochart::ui {

/// A long text to be read: paragraphs wrapped at a width, lines that are headings quiet and with room above. Where its
/// lines break is worked out again only when text, width or typeface change, and only lines in sight are drawn.
class WrappedText {
  public:
    /// At the cursor, in a region that scrolls, as wide as the content. `isHeading` tells of a whole line of `text`.
    void draw(Ui& ui, const std::string& text, bool (*isHeading)(std::string_view));

  private:
    struct Line {
        size_t begin, end;  ///< bytes of text_
        float top;          ///< window pixels from the beginning
        bool heading;
    };
    void layOut(const Ui& ui, bool (*isHeading)(std::string_view));
    void addParagraph(const Ui& ui, size_t begin, size_t end, bool heading);

    std::string text_;
    const ImFont* font_ = nullptr;
    float letter_ = 0, width_ = 0, height_ = 0;
    std::vector<Line> lines_;
};

}  // namespace myochart::ui
