#include "ui/go_to_field.h"

#include "ui/framing.h"

namespace myochart::ui {

void goToField(Ui& ui, std::string_view field, const record::MarkerId& site) {
    const record::Session* session = ui.program.record.session();
    if (!session) return;
    if (session->marker(site)) {
        ui.state.stage = Stage::sites;
        return ui.later([&program = ui.program, site] { bringUp(program, site); });
    }
    const std::string_view part = field.substr(0, field.find('.'));
    ui.state.stage = part == "after" ? Stage::after : part == "markers" || part == "sites" ? Stage::sites : part == "note" || part == "signing" ? Stage::note : Stage::before;
}

}  // namespace myochart::ui
