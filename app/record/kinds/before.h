#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/words.h"
#include "record/field.h"
#include "record/kinds/known_event.h"
#include "record/kinds/practice.h"

namespace myochart::record {

/// What is asked and seen before the first needle. Nothing is recorded that nobody said.
struct Before {
    TherapistId therapist;  ///< who treats; empty: not recorded
    EpisodeId episode;      ///< of the patient; empty: not recorded
    std::string reason;     ///< why the patient comes today, and why needling
    std::string position;   ///< a key of the needle table ("prone"), or words
    std::optional<std::uint32_t> pain, painWorst, painBest;  ///< 0 none .. 10 the worst there is; now, and since the last visit
    std::optional<bool> skinPrepared, gloves, singleUse;
    std::vector<KnownEvent> known = {};  ///< adverse events of earlier visits that were read before this one
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Before&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Before> = true;

template <Like<Before> B>
void describe(auto& visit, B& before) {
    visit({.key = "therapist", .title = mark("therapist"), .form = Form::reference}, before.therapist);
    visit({.key = "episode", .title = mark("episode"), .form = Form::reference}, before.episode);
    visit({.key = "reason", .title = mark("reason for the treatment"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .identifies = true}, before.reason);
    visit({.key = "position", .title = mark("position of the patient"), .brief = mark("position")}, before.position);
    visit({.key = "pain", .title = mark("pain now"), .brief = mark("now"), .highest = 10}, before.pain);
    visit({.key = "pain_worst", .title = mark("worst pain"), .brief = mark("worst"), .highest = 10}, before.painWorst);
    visit({.key = "pain_best", .title = mark("least pain"), .brief = mark("least"), .highest = 10}, before.painBest);
    visit({.key = "skin_prepared", .title = mark("preparation of the skin"), .brief = mark("skin prepared")}, before.skinPrepared);
    visit({.key = "gloves", .title = mark("gloves")}, before.gloves);
    visit({.key = "single_use", .title = mark("sterile single-use needles"), .brief = mark("single use")}, before.singleUse);
    visit({.key = "known", .title = mark("list of adverse events of earlier visits"), .highest = 100}, before.known);
}

}  // namespace myochart::record
