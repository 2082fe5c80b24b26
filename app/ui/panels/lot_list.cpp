#include <cmath>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/icons.h"
#include "ui/list_keys.h"
#include "ui/panels/practice_lists.h"
#include "ui/widgets.h"
#include "workspace/patient_order.h"

namespace myochart::ui {

namespace {

constexpr float kLotRow = 64, kUseRow = 44;

std::string lotTitle(const record::LotUse& lot) {
    return lot.maker.empty() ? displayText(lot.lot, 80) : fmt::format("{} \xC2\xB7 {}", displayText(lot.lot, 80), displayText(lot.maker, 80));
}

std::string countWords(const record::LotUse& lot) {
    return fmt::format("{} \xC2\xB7 {} \xC2\xB7 {}", trnf("{} site", "{} sites", lot.sites, lot.sites), trnf("{} visit", "{} visits", lot.visits.size(), lot.visits.size()),
                       trnf("{} patient", "{} patients", lot.patients, lot.patients));
}

/// Which lot of needles went where.
class LotList final : public PracticeListView {
  public:
    void draw(Ui& ui) override;
    bool stepBack() override { return std::exchange(unfolded_, {}) != std::string(); }

  private:
    /// A row: a lot, or one of its visits.
    struct Entry {
        const record::LotUse* lot = nullptr;
        const record::LotVisit* visit = nullptr;
    };
    std::vector<Entry> entries(const std::vector<record::LotUse>& lots) const;
    static std::string keyOf(const record::LotUse& lot) { return lot.maker + "\n" + lot.lot; }
    void drawLot(Ui& ui, const record::LotUse& lot, size_t index);
    static void drawUse(Ui& ui, const record::LotVisit& visit, size_t index);
    void take(Ui& ui, const Entry& entry);

    std::string sought_, unfolded_;
    std::optional<std::uint64_t> counted_;  ///< the version of the lists for which lots were counted last
};

std::vector<LotList::Entry> LotList::entries(const std::vector<record::LotUse>& lots) const {
    std::vector<Entry> rows;
    for (const record::LotUse& lot : lots) {
        if (!record::lotFits(lot, sought_)) continue;
        rows.push_back({&lot, nullptr});
        if (unfolded_ != keyOf(lot)) continue;
        for (const record::LotVisit& visit : lot.visits) rows.push_back({&lot, &visit});
    }
    return rows;
}

void LotList::take(Ui& ui, const Entry& entry) {
    if (!entry.visit) {
        unfolded_ = unfolded_ == keyOf(*entry.lot) ? std::string() : keyOf(*entry.lot);
        return;
    }
    ui.later([&program = ui.program, &state = ui.state, patient = entry.visit->patient, session = entry.visit->session] {
        state.keys = {};
        program.lists.openVisit(patient, session);
    });
}

void LotList::drawLot(Ui& ui, const record::LotUse& lot, size_t index) {
    const bool open = unfolded_ == keyOf(lot);
    const Pressed at = row(ui, fmt::format("lots.row.{}", index), kLotRow, false);
    showWalkedRow(ui, KeyPlace::patients, index, at.rect);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float width = at.rect.size().x - ui.px(40);
    const vec2 corner = at.rect.min + vec2(ui.px(8), 0);
    textAt(to, open ? ui.fonts.strong : ui.fonts.body, corner + vec2(0, ui.px(4)), ui.theme.ink, lotTitle(lot), width);
    iconAt(to, ui.fonts.smallIcons, {at.rect.max.x - ui.px(16), at.rect.min.y + ui.px(14)}, ui.theme.quiet, open ? icon::kDown : icon::kRight);
    textAt(to, ui.fonts.note, corner + vec2(0, ui.px(24)), ui.theme.quiet, countWords(lot), at.rect.size().x - ui.px(16));
    const bool expired = record::usedExpired(lot), over = !lot.expiry.empty() && dayAt(ui.program.record.now(), {}) > lot.expiry;
    const std::string expiry = lot.expiry.empty() ? tr("expiry not recorded") : expired ? trf("expired {}, used later", dayInWords(lot.expiry))
                                                                          : over    ? trf("expired {}", dayInWords(lot.expiry))
                                                                                    : trf("expires {}", dayInWords(lot.expiry));
    textAt(to, ui.fonts.note, corner + vec2(0, ui.px(42)), expired ? ui.theme.danger : lot.expiry.empty() ? ui.theme.quiet : ui.theme.ink, expiry, at.rect.size().x - ui.px(16));
    if (at.clicked) take(ui, {&lot, nullptr});
}

void LotList::drawUse(Ui& ui, const record::LotVisit& visit, size_t index) {
    const Pressed at = row(ui, fmt::format("lots.use.{}", index), kUseRow, false);
    showWalkedRow(ui, KeyPlace::patients, index, at.rect);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float width = at.rect.size().x - ui.px(32);
    const vec2 corner = at.rect.min + vec2(ui.px(24), 0);
    textAt(to, ui.fonts.body, corner + vec2(0, ui.px(3)), ui.theme.ink, workspace::nameAndBirth(visit.patientName, visit.birthDate), width);
    textAt(to, ui.fonts.note, corner + vec2(0, ui.px(23)), ui.theme.quiet,
           fmt::format("{} \xC2\xB7 {}", dateTimeAt(visit.startedAt, visit.utcOffset), trnf("{} site", "{} sites", visit.sites, visit.sites)), width);
    if (!at.clicked) return;
    ui.later([&program = ui.program, patient = visit.patient, session = visit.session] { program.lists.openVisit(patient, session); });
}

void LotList::draw(Ui& ui) {
    workspace::ListsDesk& lists = ui.program.lists;
    if (counted_ != lists.version()) {
        counted_ = lists.version();
        ui.later([&lists] { lists.countLots(); });
    }
    field(ui, "lots.filter", sought_, {.hint = tr("Lot, maker or item"), .maxBytes = 200});
    gap(ui, 4);
    const auto* lots = lists.lots();
    if (lists.countingLots()) {
        line(ui, ui.fonts.note, ui.theme.quiet, trf("Looking through all visits\xE2\x80\xA6 {:.0f} %", 100 * lists.shareOfLots()));
        ui.state.wake(ui.now + 0.2);
    }
    if (!lots) return;
    const std::vector<Entry> rows = entries(*lots);
    if (rows.empty()) return emptyPlace(ui, lots->empty() ? tr("No lot is recorded with any needle yet. The code on a box, scanned or typed at a site, tells it.") : tr("No lot has that in it."));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "lots");
    const auto taken = walkList(ui, KeyPlace::patients, rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        rows[i].visit ? drawUse(ui, *rows[i].visit, i) : drawLot(ui, *rows[i].lot, i);
        ImGui::PopID();
    }
    if (taken) take(ui, rows[*taken]);
    endScroll();
    ImGui::PopStyleVar();
}

}  // namespace

std::unique_ptr<PracticeListView> makeLotList() {
    return std::make_unique<LotList>();
}

}  // namespace myochart::ui
