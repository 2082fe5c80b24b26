#pragma once
#include <optional>
#include <string>

#include "ui/widgets.h"

namespace myochart::ui {

/// A place to sign with mouse, pen or finger. Strokes are texts as record::Consent has them.
class SignaturePad {
  public:
    /// Draws `strokes`; the new ones when a stroke was finished.
    std::optional<std::string> draw(Ui& ui, std::string_view name, const std::string& strokes, bool enabled);

  private:
    std::string stroke_;  ///< being drawn
    vec2 last_{-1};
};

}  // namespace myochart::ui
