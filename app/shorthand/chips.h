#pragma once
#include "shorthand/parse.h"

namespace myochart::shorthand {

/// "20 mm", "twitch strong", "no bleeding": what a field says on its chip, in the language of the window.
std::string chipOf(std::string_view key, const Told& told);
/// "left infraspinatus · TrP 1": what of the place was said.
std::string placeChip(const std::optional<Side>& side, const anatomy::Muscle* muscle, const anatomy::TriggerPoint* point, const std::string& place);
/// "pain 7 › 3", "pain before 7", "pain after 3".
std::string painChip(const record::Response& response);
std::string commandChip(Command command);

}  // namespace myochart::shorthand
