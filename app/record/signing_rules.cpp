#include "record/signing_rules.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/words.h"
#include "record/json_text.h"
#include "record/ledger.h"

namespace myochart::record {

std::vector<Hindrance> hindrancesToSign(const Session& session) {
    std::vector<Hindrance> found;
    for (size_t i = 0; i < session.markers.size(); ++i) {
        const Marker& marker = session.markers[i];
        const std::string place = fmt::format("markers[{}].", i);
        if (needleState(marker) == NeedleState::in)
            found.push_back({place + "needle.out_at", said("The needle of site {} is still in; take it out first.", marker.number), marker.id});
        if (marker.plan.unconfirmed == true)
            found.push_back({place + "plan.unconfirmed", said("Site {} was taken over and nobody has confirmed it; confirm it or remove it.", marker.number), marker.id});
    }
    if (session.consent.how == Consented::refused && std::any_of(session.markers.begin(), session.markers.end(), wasNeedled))
        found.push_back({"consent.how", said("The patient refused consent, and a needle went in; one of both is not right.")});
    const After& after = session.after;
    if (after.countReason.empty()) {
        const auto needled = static_cast<size_t>(std::ranges::count_if(session.markers, wasNeedled));
        if (after.opened && after.disposed && *after.opened != *after.disposed)
            found.push_back({"after.count_reason", said("{} needles were opened and {} disposed of; count again, or say why they differ.", *after.opened, *after.disposed)});
        if (after.opened && *after.opened < needled)
            found.push_back({"after.count_reason", said("Needles went in at {} sites and {} were opened; count again, or say why they differ.", needled, *after.opened)});
        else if (!after.opened && after.disposed && *after.disposed < needled)
            found.push_back({"after.count_reason", said("Needles went in at {} sites and {} were disposed of; count again, or say why they differ.", needled, *after.disposed)});
    }
    if (const NeedleCount count = countOf(session); count.isOpen() && after.countReason.empty()) {
        std::string sites;
        for (const MarkerId& id : count.uncounted) sites += fmt::format("{}{}", sites.empty() ? "" : ", ", session.marker(id)->number);
        found.push_back({"after.count_reason", said("{} of {} needles were not counted out: of site {}. Count them, or say why not.", count.uncounted.size(), count.counted.size() + count.uncounted.size(), sites)});
    }
    return found;
}

std::optional<Hindrance> hindranceOf(const Therapist& therapist) {
    if (therapist.role == Role::therapist || therapist.role == Role::student) return std::nullopt;
    return Hindrance{"signing.therapist", said("The office and educators sign no visits; a therapist does.")};
}

Error signedVisit() { return conflict(said("That visit is signed; add an addendum instead.")); }

bool onlyAddsToSigned(const Session& stored, const Session& after) {
    Signing allowed = stored.signing;
    if (!allowed.cosignedAt && after.signing.cosignedAt) {
        allowed.cosignedAt = after.signing.cosignedAt;
        allowed.cosigner = after.signing.cosigner;
        allowed.cosignerLicence = after.signing.cosignerLicence;
    }
    const auto& before = stored.signing.addenda;
    const auto& now = after.signing.addenda;
    if (now.size() < before.size() || !std::equal(before.begin(), before.end(), now.begin())) return false;
    allowed.addenda = now;
    if (allowed != after.signing) return false;
    Session same = stored;
    same.signing = after.signing;
    return same.id == after.id && same.patient == after.patient && same.startedAt == after.startedAt && headerText(same) == headerText(after);
}

}  // namespace myochart::record
