#pragma once
#include <map>
#include <string>
#include <string_view>

#include "handout/handout.h"

namespace myochart::page {

/// What a page's template is filled with: pieces of HTML by the name that stands in braces there.
using Pieces = std::map<std::string, std::string, std::less<>>;

/// What is told of a site besides the handout: where pain from its muscle is reported.
struct ReportedPain {
    std::string words;   ///< "Pain from this muscle is reported here: ..."
    std::string source;  ///< "Simons DG, ...; confidence: medium"
};

/// The words of a handout as pieces: "head", "article", "foot", and the words of the page about it. Every text is escaped.
/// `reported`: by the site's number; may be empty.
Pieces wordsOf(const handout::Handout& handout, const handout::Texts& texts, const std::map<std::uint32_t, ReportedPain>& reported);

/// `form` with each {{name}} replaced once; what is filled in is not looked into. A name without a piece becomes nothing.
std::string filledIn(std::string_view form, const Pieces& pieces);

/// What a line of an address leads to when it is pressed: a web page, mail or a telephone; empty: nothing.
std::string contactLink(std::string_view line);

}  // namespace myochart::page
