#include "note/muscle_count.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "note/site_muscle.h"

namespace myochart::note {

namespace {

/// Wholes of the catalogue whose parts are muscles of their own: the group is no muscle, each of its parts is one.
constexpr std::array<std::string_view, 4> kGroups = {"erector_spinae", "quadriceps_femoris", "iliopsoas", "levator_ani"};

bool isGroup(std::string_view key) { return std::ranges::find(kGroups, key) != kGroups.end(); }

/// The muscle that it is a part of, or itself. Null: it is a group.
const anatomy::Muscle* countedMuscle(const anatomy::Muscle& muscle, const anatomy::Catalogue& catalogue) {
    if (isGroup(muscle.key)) return nullptr;
    for (const std::string& whole : catalogue.wholesOf(muscle.key))
        if (!isGroup(whole)) return catalogue.muscle(whole);
    return &muscle;
}

template <class T>
void addOnce(std::vector<T>& to, T value) {
    if (std::ranges::find(to, value) == to.end()) to.push_back(std::move(value));
}

std::string sitesWords(const std::vector<std::uint32_t>& sites) {
    const std::string numbers = fmt::format("{}", fmt::join(sites, ", "));
    return trnf("site {}", "sites {}", sites.size(), numbers);
}

std::string joinedWords(const std::vector<std::string>& parts) { return fmt::format("{}", fmt::join(parts, "; ")); }

std::string muscleWords(const NeedledMuscle& muscle) {
    if (muscle.parts.empty()) return fmt::format("{} ({})", muscle.name, sitesWords(muscle.sites));
    return fmt::format("{} ({}; {})", muscle.name, fmt::join(muscle.parts, ", "), sitesWords(muscle.sites));
}

}  // namespace

MuscleCount musclesNeedled(const record::Session& session, const anatomy::Catalogue& catalogue) {
    MuscleCount count;
    for (const record::Marker& marker : session.markers) {
        if (!wasNeedled(marker)) continue;
        const anatomy::Muscle* muscle = muscleOf(marker, catalogue);
        const anatomy::Muscle* counted = muscle ? countedMuscle(*muscle, catalogue) : nullptr;
        if (!counted) {
            count.uncounted.push_back({marker.number, marker.muscle});
            continue;
        }
        auto at = std::ranges::find(count.muscles, counted->key, &NeedledMuscle::key);
        if (at == count.muscles.end()) at = count.muscles.insert(at, {counted->key, clinicalName(*counted, catalogue), {}, {}});
        if (muscle != counted) addOnce(at->parts, clinicalName(*muscle, catalogue));
        at->sites.push_back(marker.number);
    }
    return count;
}

const char* MuscleCount::cpt() const {
    constexpr size_t kFew = 2;
    return muscles.empty() ? "" : muscles.size() <= kFew ? "20560" : "20561";
}

std::string MuscleCount::sentence() const {
    if (muscles.empty() && uncounted.empty()) return {};
    std::vector<std::string> counted, left;
    for (const NeedledMuscle& muscle : muscles) counted.push_back(muscleWords(muscle));
    for (const UncountedSite& site : uncounted) left.push_back(trf("{} (site {})", site.muscle, site.number));
    std::string text;
    if (!muscles.empty())
        text = trnf("{} muscle was needled, counted once whatever the side and the part: {}.",
                    "{} muscles were needled, each counted once whatever the side and the part: {}.", muscles.size(), muscles.size(),
                    joinedWords(counted));
    if (!left.empty())
        text += (text.empty() ? "" : " ") + trf("Not counted, because no single muscle is named: {}.", joinedWords(left));
    return text;
}

std::string MuscleCount::suggestion() const {
    if (muscles.empty()) return {};
    return muscles.size() <= 2 ? tr("Suggestion for billing in the United States: CPT 20560 (needle insertion without injection, 1 or 2 muscles).")
                               : tr("Suggestion for billing in the United States: CPT 20561 (needle insertion without injection, 3 or more muscles).");
}

}  // namespace myochart::note
