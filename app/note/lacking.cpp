#include "note/lacking.h"

#include <algorithm>

#include "core/words.h"
#include "note/remarks.h"
#include "record/ledger.h"

namespace myochart::note {

namespace {

/// What stands in the way of the signature, in short (record/signing_rules.h has the sentences).
void addHindrances(std::vector<std::string>& lacks, const record::Session& session) {
    const size_t in = record::sitesOf(session, record::NeedleState::in).size();
    if (in > 0) lacks.push_back(trnf("{} needle still in", "{} needles still in", in, in));
    const auto unconfirmed = static_cast<size_t>(std::ranges::count_if(session.markers, [](const record::Marker& marker) { return marker.plan.unconfirmed == true; }));
    if (unconfirmed > 0) lacks.push_back(trnf("{} site not confirmed", "{} sites not confirmed", unconfirmed, unconfirmed));
    const record::After& after = session.after;
    const auto needled = static_cast<size_t>(std::ranges::count_if(session.markers, record::wasNeedled));
    const bool fewer = after.opened ? *after.opened < needled : after.disposed && *after.disposed < needled;
    const bool differ = after.opened && after.disposed && *after.opened != *after.disposed;
    if ((fewer || differ) && after.countReason.empty()) lacks.emplace_back(tr("why the needle counts differ"));
    if (const record::NeedleCount count = record::countOf(session); count.isOpen() && after.countReason.empty())
        lacks.push_back(trnf("{} needle not counted out", "{} needles not counted out", count.uncounted.size(), count.uncounted.size()));
}

}  // namespace

std::vector<std::string> lacking(const RulePack* pack, const record::Patient& patient, const record::Practice& practice, const record::Session& session) {
    if (session.signing.wantsCosignature()) return {tr("co-signature")};
    std::vector<std::string> lacks;
    if (session.signing.isSigned()) return lacks;
    addHindrances(lacks, session);
    const auto add = [&](const std::vector<Missing>& all) {
        for (const Missing& each : all)
            if (std::ranges::find(lacks, each.what) == lacks.end()) lacks.push_back(each.what);
    };
    if (pack) add(missing(*pack, patient, practice, session));
    add(remarks(session));
    return lacks;
}

}  // namespace myochart::note
