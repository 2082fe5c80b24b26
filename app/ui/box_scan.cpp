#include "ui/box_scan.h"

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "workspace/shorthand_site.h"

namespace myochart::ui {

namespace {

/// "item 0950..., lot ABC, expires 2028-12-31"
std::string wordsOf(const shorthand::NeedleCode& code) {
    std::string words;
    const auto add = [&](std::string part) { words += (words.empty() ? "" : ", ") + part; };
    if (!code.item.empty()) add(trf("item {}", displayText(code.item, 60)));
    if (!code.lot.empty()) add(trf("lot {}", displayText(code.lot, 60)));
    if (!code.serial.empty()) add(trf("serial {}", displayText(code.serial, 60)));
    if (!code.expiry.empty()) add(trf("expires {}", code.dayGiven ? code.expiry : code.expiry.substr(0, 7)));
    return words;
}

}  // namespace

void BoxScan::take(workspace::Program& program, const std::string& scanned) {
    const std::string today = dayAt(program.record.now(), {});
    auto code = shorthand::readNeedleCode(scanned, static_cast<int>(parseInteger(today.substr(0, 4)).value_or(0)));
    if (!code) return program.notices.tell(code.error().message, true);
    if (code->link != 0) {
        code = first_ ? shorthand::joined(*first_, *code) : Result<shorthand::NeedleCode>(refused(said("This is the second code of the box: scan the first one before it.")));
        if (!code) return program.notices.tell(code.error().message, true);
    }
    first_ = code->check != 0 ? std::optional(*code) : std::nullopt;
    const record::Session* session = program.record.session();
    const auto& chosen = program.view.options.selectedMarkers;
    const std::string words = wordsOf(*code);
    if (!session || chosen.empty()) return program.notices.tell(trf("A box of needles was scanned ({}), and no site is selected. Select the sites it was used for, then scan it again.", words), true);
    if (workspace::refusesChange(program.record, program.notices)) return;
    const size_t count = chosen.size();
    if (!program.record.commit(workspace::takeBox(*session, chosen, *code))) return;
    program.notices.offer(trnf("The box is noted at {} site: {}.", "The box is noted at {} sites: {}.", count, count, words), tr("Undo"), [&program] { program.record.undo(); });
    if (!code->expiry.empty() && code->expiry < today) program.notices.tell(trf("These needles expired on {}. Do not use them; undo if the box was a wrong one.", code->expiry), true);
}

}  // namespace myochart::ui
