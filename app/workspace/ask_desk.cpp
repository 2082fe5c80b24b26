#include "workspace/ask_desk.h"

#include <algorithm>
#include <utility>

#include "core/id.h"
#include "core/words.h"
#include "record/edits.h"
#include "referral/drawn_pain.h"

namespace myochart::workspace {

namespace {

constexpr float kBetweenPatientDabs = 1.0F / 3;  // of the brush: nearer places bring nothing new

bool isFilledIn(const record::PatientForm& form) {
    record::PatientForm empty;
    empty.form = form.form;
    return form != empty;
}

}  // namespace

AskDesk::AskDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordDesk& record, PainDesk& pain) : catalogue_(catalogue), notices_(notices), record_(record), pain_(pain) {}

Outcome AskDesk::begin() {
    if (asked_) return Done{};
    if (!record_.session()) return failed(said("Open the visit for which the patient is asked first."));
    if (record_.visitIsLocked()) return failed(said("This visit cannot be changed; the patient is asked for today's."));
    pain_.want();
    Asked asked{record_.session()->id, {}};
    asked.form.form = makeUuid();
    asked_ = std::move(asked);
    painted_.reset();
    return Done{};
}

void AskDesk::keep(const std::string& language, std::optional<UtcMs> at) {
    const bool isPainted = paint();
    record::PatientForm form = std::move(asked_->form);
    form.language = language, form.at = at;
    std::erase_if(form.painted.areas, [](const record::PainArea& area) { return area.dabs.empty(); });
    if (isPainted)
        for (record::PainArea& area : form.painted.areas) referral::tellPlace(area, *map(), *painted_->brush);
    const record::SessionId visit = asked_->visit;
    asked_.reset(), painted_.reset(), last_.reset();
    record_.editVisit(
        visit,
        [form](const record::Session& now) -> Result<record::Edited> {
            auto with = note::withForm(now, form);
            if (!with) return with.error();
            return record::changeVisit(std::move(*with), tr("The patient filled in a form"));
        },
        {}, [this, at] { notices_.tell(at ? tr("The patient has answered: see what came before, at the top.") : tr("The patient broke off; what was filled in is kept with the visit.")); });
}

void AskDesk::finish(const std::string& language) {
    if (asked_) keep(language, record_.now());
}

void AskDesk::stop(const std::string& language) {
    if (!asked_) return;
    if (isFilledIn(asked_->form)) keep(language, std::nullopt);
    else asked_.reset(), painted_.reset(), last_.reset();
}

// --- painting

record::PainArea& AskDesk::area() {
    auto& areas = asked_->form.painted.areas;
    if (areas.empty()) areas.emplace_back();
    return areas.front();
}

void AskDesk::beginStroke() {
    if (!asked_ || !map()) return;
    asked_->before.push_back(area().dabs);
    last_.reset();
}

void AskDesk::strokeTo(vec3 at, float radiusMm, bool erases) {
    if (!asked_ || !map() || asked_->before.empty() || area().dabs.size() >= record::kMaxPainDabs) return;
    if (last_ && glm::length(*last_ - at) < radiusMm * kBetweenPatientDabs) return;
    last_ = at;
    area().dabs.push_back(referral::dabToKeep(*map(), at, radiusMm, erases));
}

void AskDesk::undo() {
    if (!canUndo()) return;
    area().dabs = std::move(asked_->before.back());
    asked_->before.pop_back();
    last_.reset();
}

void AskDesk::clear() {
    if (!hasPaint()) return;
    asked_->before.push_back(std::exchange(area().dabs, {}));
    last_.reset();
}

bool AskDesk::hasPaint() const { return asked_ && !asked_->form.painted.areas.empty() && !asked_->form.painted.areas.front().dabs.empty(); }

bool AskDesk::paint() {
    if (!hasPaint() || !map()) return false;
    if (!painted_ || painted_->map != map()) painted_ = Painted{map(), std::make_unique<referral::PainBrush>(*map()), {}, nullptr};
    const auto& dabs = area().dabs;
    if (painted_->dabs == dabs) return true;
    const bool grows = painted_->dabs.size() < dabs.size() && std::equal(painted_->dabs.begin(), painted_->dabs.end(), dabs.begin());
    if (!grows) painted_->brush->clear();
    for (size_t i = grows ? painted_->dabs.size() : 0; i < dabs.size(); ++i) (void)referral::apply(*painted_->brush, *map(), dabs[i]);
    painted_->dabs = dabs;
    painted_->laid.reset();
    return true;
}

std::shared_ptr<const body::VertexShares> AskDesk::laid() {
    if (!paint()) return nullptr;
    if (!painted_->laid) painted_->laid = pain_.painted(painted_->brush->strengths());
    return painted_->laid;
}

// --- looking at it

const record::PatientForm* AskDesk::waiting() const { return record_.session() ? note::waitingForm(*record_.session()) : nullptr; }

void AskDesk::take(const std::string& form, note::FormParts parts) {
    if (!record_.session() || !record_.patient() || record_.refusedNow()) return;
    auto taken = note::withTaken(*record_.patient(), *record_.session(), form, parts, catalogue_);
    if (!taken) return notices_.tell(taken.error().message, true), void();
    record_.commit(record::changeVisit(std::move(*taken), tr("Take over what the patient filled in")));
}

void AskDesk::leave(const std::string& form) {
    if (!record_.session() || record_.refusedNow()) return;
    auto left = note::withLeft(*record_.session(), form);
    if (!left) return notices_.tell(left.error().message, true), void();
    record_.commit(record::changeVisit(std::move(*left), tr("Leave what the patient filled in")));
}

}  // namespace myochart::workspace
