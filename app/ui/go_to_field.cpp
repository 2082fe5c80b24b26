#include "ui/go_to_field.h"

#include <fmt/format.h>

#include "ui/framing.h"

namespace myochart::ui {

namespace {

/// The control in which a field is filled in.
std::string controlOf(std::string_view field) {
    if (field == "sites.needle.diameter_mm" || field == "sites.needle.length_mm") return "site.needle.size";
    if (field == "sites.needle.out_at" || field == "sites.needle.in_at" || field.ends_with("].needle.out_at")) return "site.needle.inOut";
    if (field.ends_with("].plan.unconfirmed")) return "site.confirm";
    if (field == "screening") return "screening.allNo";
    if (field == "after.adverse") return "after.no_adverse";
    if (field == "consent.risks" || field == "consent.version") return "consent.read";
    return field.starts_with("sites.") ? fmt::format("site.{}", field.substr(6)) : std::string(field);
}

}  // namespace

void goToField(Ui& ui, std::string_view field, const record::MarkerId& site) {
    const record::Session* session = ui.program.record.session();
    if (!session) return;
    ui.state.fieldAsked = controlOf(field);
    ui.state.fieldAskedAt = ui.now;
    if (session->marker(site)) {
        ui.state.stage = Stage::sites;
        return ui.later([&program = ui.program, site] { bringUp(program, site); });
    }
    const std::string_view part = field.substr(0, field.find('.'));
    ui.state.stage = part == "after" ? Stage::after : part == "markers" || part == "sites" ? Stage::sites : part == "note" || part == "signing" ? Stage::note : Stage::before;
}

}  // namespace myochart::ui
