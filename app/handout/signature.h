#pragma once
#include <string_view>

#include "handout/sheet.h"

namespace myochart::handout {

/// A signature as record::Consent keeps it ("x,y x,y;x,y ..."), drawn as large as fits into that field, its shape kept. What is no stroke is passed
/// over. False: there is nothing to draw.
bool drawSignature(Sheet& sheet, std::string_view strokes, vec2 upperLeft, vec2 size);

}  // namespace myochart::handout
