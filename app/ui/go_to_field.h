#pragma once
#include <string_view>

#include "ui/ui.h"

namespace myochart::ui {

/// Brings the user to where a field is filled in: selects the site that it is about and turns the body to it; the
/// keyboard stands on its control as soon as that is drawn. `field` is its
/// dotted name (note/recorded.h); without a site its first part tells the stage of the visit: "before", "screening" and
/// "consent", "after".
void goToField(Ui& ui, std::string_view field, const record::MarkerId& site);

}  // namespace myochart::ui
