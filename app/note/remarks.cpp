#include "note/remarks.h"

#include "core/words.h"
#include "record/ledger.h"

namespace myochart::note {

namespace {

/// A remark in its two forms: `what` where the sites stand beside it, the sentence where it stands alone.
struct Remark {
    const char *field, *what, *sentence, *why;
};

constexpr Remark kPlanned{"sites.needle.in_at", mark("Nothing says that the needle went in"), mark("Site {}: nothing says that the needle went in."),
                          mark("A needle that is only planned is in no count.")};
constexpr const char* kContradiction = mark("The visit says both; one of them is not right.");
constexpr Remark kTwitches{"sites.response.twitch", mark("No local twitch, and a count of twitches"), mark("Site {}: no local twitch is told, and a count of twitches."), kContradiction};
constexpr Remark kNotInserted{"sites.needle.insertions", mark("No insertion, and a time at which the needle went in"),
                              mark("Site {}: no insertion is told, and a time at which the needle went in."), kContradiction};

void addOf(std::vector<Missing>& to, const record::Marker& marker, const Remark& remark) {
    Missing& each = to.emplace_back();
    each.field = remark.field, each.site = marker.number, each.marker = marker.id;
    each.what = tr(remark.what), each.sentence = saidOf(remark.sentence, marker.number).text, each.why = tr(remark.why);
    each.isRemark = true;
}

void askSite(std::vector<Missing>& to, const record::Marker& marker) {
    if (marker.plan.unconfirmed == true) return;
    if (record::isOnlyPlanned(marker)) addOf(to, marker, kPlanned);
    if (marker.response.twitch == record::Twitch::none && marker.response.twitchCount.value_or(0) > 0) addOf(to, marker, kTwitches);
    if (marker.needle.insertions == 0U && (marker.needle.inAt || marker.needle.outAt)) addOf(to, marker, kNotInserted);
}

}  // namespace

std::vector<Missing> remarks(const record::Session& session) {
    std::vector<Missing> found;
    for (const record::Marker& marker : session.markers) askSite(found, marker);
    return found;
}

}  // namespace myochart::note
