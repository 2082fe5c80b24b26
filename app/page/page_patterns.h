#pragma once
#include <map>
#include <string>
#include <vector>

#include "handout/handout.h"
#include "page/flat_body.h"
#include "page/page_html.h"

namespace myochart::page {

/// Where pain from the muscles of a visit's sites is reported, on the skin of a page and in words.
struct PagePatterns {
    std::vector<std::string> fields;                  ///< a byte a vertex of the page's skin, 255 all of it; raw DEFLATE
    std::map<std::uint32_t, size_t> fieldOf;          ///< of a site by its number; a site without a pattern is not there
    std::map<std::uint32_t, ReportedPain> reported;   ///< of a site by its number
};

/// Of every site of the handout whose muscle the tables know; sites of the same muscle and side share a field. Without a skin, or where
/// no regions can be found on the body, there are words alone. Seconds less than one.
PagePatterns pagePatterns(const handout::HandoutSource& source, const handout::Handout& handout, const body::Body& body, const FlatBody& flat);

}  // namespace myochart::page
