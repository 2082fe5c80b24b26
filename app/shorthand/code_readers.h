#pragma once
#include "shorthand/needle_code.h"

namespace myochart::shorthand {

/// Elements one after the other, without symbology identifier; for needle_code.cpp.
Result<NeedleCode> readGs1(std::string_view text, int year);
/// The same as it is printed for people: "(01)09506000134352(17)281231(10)ABC123".
Result<NeedleCode> readGs1InBrackets(std::string_view text, int year);
/// From "+" to the check character.
Result<NeedleCode> readHibc(std::string_view text);
/// Whether the last digit of a GTIN is what the others make it.
bool isGtin(std::string_view digits);

Error cutShort();
Error noSuchDay();

}  // namespace myochart::shorthand
