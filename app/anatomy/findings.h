#pragma once
#include <string>
#include <string_view>

namespace myochart::anatomy {

/// Whether a text of the tables tells what somebody measured or saw: a length, a share, "3 of 14", what a needle did not reach or
/// pierce, a bone as a stop. In a hurry such a sentence is read as leave.
bool tellsFinding(std::string_view text);
/// The text as it may be shown: one that tells a finding begins with the words that it is one publication's and no limit.
std::string asFinding(std::string_view text);

}  // namespace myochart::anatomy
