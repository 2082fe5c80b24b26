#pragma once
#include <string>
#include <vector>

#include "handout/body_views.h"
#include "handout/sheet.h"
#include "handout/texts.h"

namespace myochart::handout {

/// A view with its picture, as it goes into the file.
struct BodyMap {
    BodyView view;
    std::string jpeg;
    int widthPx = 0, heightPx = 0;
};

/// The key of what a view is called.
std::string_view captionKey(scene::StandardView view);
/// What lies towards that edge of a picture: "Your left".
const std::string& edgeWord(const Texts& texts, vec3 way);

/// How high the body is drawn, two views or three side by side, points: pictures are drawn for that size.
double mapHeight(const Sheet& sheet, const std::vector<BodyMap>& maps);

/// The body maps, two side by side or three, with the numbers of their sites (by marker) left and right of each. Sites for which one picture has
/// no room are shown on further ones.
void drawMaps(Sheet& sheet, const std::vector<BodyMap>& maps, const std::vector<std::uint32_t>& numbers, const Texts& texts);

}  // namespace myochart::handout
