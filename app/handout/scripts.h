#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace myochart::handout {

/// A text in pieces that are each written in one direction: "Dr. Amal" and a name in Arabic behind it are two. A piece for a line of
/// its own is copied from a PDF as it was written, which one between words of the other direction is not. Blanks at the ends go.
std::vector<std::string> inOneDirection(std::string_view text);

/// Whether its first letter is of a script that runs to the left.
bool runsToTheLeft(std::string_view text);

/// What a line of an address links to: an address of the web or of mail in it ("https://...", "mailto:..."); empty: nothing. Only plain
/// letters, digits and what such addresses are written with.
std::string linkIn(std::string_view line);

}  // namespace myochart::handout
