#include "ui/go_to_field.h"

#include "ui/framing.h"

namespace myochart::ui {

void goToField(Ui& ui, std::string_view /*field*/, const record::MarkerId& site) {
    const record::Session* session = ui.program.record.session();
    if (!session || !session->marker(site)) return;
    ui.later([&program = ui.program, site] { bringUp(program, site); });
}

}  // namespace myochart::ui
