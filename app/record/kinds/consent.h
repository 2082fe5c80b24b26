#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "core/words.h"
#include "record/field.h"

namespace myochart::record {

enum class Consented { written, verbal, refused };
constexpr auto choicesOf(Consented) {
    using enum Consented;
    return std::to_array({written, verbal, refused});
}
std::string_view name(Consented how);  ///< "signed", "verbal", "refused"

/// What the patient agreed to.
struct Consent {
    std::string version;              ///< of the text (assets/consent)
    std::optional<Consented> how;
    std::optional<UtcMs> at;
    std::vector<std::string> risks;   ///< what was talked about: keys of the text, or words
    std::optional<bool> alternatives, questions, copyGiven;
    std::string strokes;              ///< the signature as drawn: "x,y x,y;x,y ..." in thousandths of its width; a stroke each
    std::optional<UtcMs> withdrawnAt;
    std::string others = {};          ///< fields of a newer format (field.h)

    bool operator==(const Consent&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Consent> = true;

template <Like<Consent> C>
void describe(auto& visit, C& consent) {
    visit({.key = "version", .title = mark("version of the consent text"), .brief = mark("text")}, consent.version);
    visit({.key = "how", .title = mark("kind of consent"), .brief = mark("consent")}, consent.how);
    visit({.key = "at", .title = mark("time of the consent")}, consent.at);
    visit({.key = "risks", .title = mark("list of risks"), .highest = 200}, consent.risks);
    visit({.key = "alternatives", .title = mark("talk about alternatives"), .brief = mark("alternatives discussed")}, consent.alternatives);
    visit({.key = "questions", .title = mark("answers to questions"), .brief = mark("questions answered")}, consent.questions);
    visit({.key = "copy_given", .title = mark("copy given to the patient"), .brief = mark("copy given")}, consent.copyGiven);
    visit({.key = "strokes", .title = mark("signature of the patient"), .maxBytes = 60'000, .identifies = true}, consent.strokes);
    visit({.key = "withdrawn_at", .title = mark("time of the withdrawal")}, consent.withdrawnAt);
}

}  // namespace myochart::record
