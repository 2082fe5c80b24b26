#include "note/missing_groups.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/words.h"

namespace myochart::note {

namespace {

/// What the fields that rules ask for are about, as one colleague would ask the other.
constexpr std::array kPlain = {
    std::pair{"after.adverse", mark("Whether anything adverse happened")},
    std::pair{"after.adverse.action", mark("What was done about what happened")},
    std::pair{"after.aftercare", mark("What the patient was told to do or to watch for")},
    std::pair{"after.pain", mark("How it was afterwards: pain, motion or a score")},
    std::pair{"after.response", mark("How the patient took the treatment")},
    std::pair{"before.reason", mark("Why the patient came")},
    std::pair{"before.therapist", mark("Who treated")},
    std::pair{"consent.alternatives", mark("Whether alternatives were talked about")},
    std::pair{"consent.copy_given", mark("Whether the patient got a copy of the consent")},
    std::pair{"consent.how", mark("Whether the patient consented, and how")},
    std::pair{"consent.risks", mark("Which risks were talked about")},
    std::pair{"consent.strokes", mark("The patient's signature, or when it was given")},
    std::pair{"consent.version", mark("Which consent text was used")},
    std::pair{"episode.condition", mark("What the patient is treated for")},
    std::pair{"screening", mark("What the patient answered to the screening")},
    std::pair{"sites.finding.taut_band", mark("Whether a taut band was felt")},
    std::pair{"sites.muscle", mark("Which muscle it is")},
    std::pair{"sites.needle.depth_mm", mark("How deep the needle went")},
    std::pair{"sites.needle.diameter_mm", mark("How thick the needle is")},
    std::pair{"sites.needle.insertions", mark("How often the needle was put in")},
    std::pair{"sites.needle.length_mm", mark("How long the needle is")},
    std::pair{"sites.needle.maker", mark("Who made the needle")},
    std::pair{"sites.needle.out_at", mark("When the needle came out")},
    std::pair{"sites.needle.retention_min", mark("How long the needle stayed in")},
    std::pair{"sites.needle.technique", mark("What was done with the needle")},
    std::pair{"sites.response.twitch", mark("Whether there was a local twitch")},
    std::pair{"sites.sentence", mark("Where exactly it is")},
    std::pair{"started_at", mark("When the visit began")},
    std::pair{"therapist.licence", mark("The licence of who treated")},
};

std::string plainWords(const Missing& missing) {
    if (missing.isRemark) return missing.what;
    const auto* at = std::ranges::find(kPlain, std::string_view(missing.field), [](const auto& each) { return std::string_view(each.first); });
    return at == kPlain.end() ? missing.what : tr(at->second);
}

}  // namespace

std::vector<MissingGroup> grouped(const std::vector<Missing>& missing) {
    std::vector<MissingGroup> groups;
    for (const Missing& each : missing) {
        const auto isIt = [&](const MissingGroup& group) { return group.field == each.field && group.why == each.why && (!each.isRemark || group.what == each.what) && group.sites.empty() == each.marker.empty(); };
        auto at = std::ranges::find_if(groups, isIt);
        if (at == groups.end()) {
            groups.push_back({each.field, {}, plainWords(each), each.why});
            at = std::prev(groups.end());
        }
        if (!each.marker.empty()) at->sites.push_back({each.site, each.marker});
    }
    return groups;
}

}  // namespace myochart::note
