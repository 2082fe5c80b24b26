#pragma once
#include "note/rule_pack.h"

namespace myochart::note {

/// One thing that a note lacks, with every site at which it does.
struct MissingGroup {
    std::string field;  ///< dotted: the first of the requirement's
    struct Site {
        std::uint32_t number = 0;
        record::MarkerId marker;
    };
    std::vector<Site> sites;  ///< in their order; empty: it is of no one site
    // In the language of the window:
    std::string what;  ///< in plain words: "How deep the needle went"; of a field that has none its title
    std::string why;
};
/// In the order in which they are missing.
std::vector<MissingGroup> grouped(const std::vector<Missing>& missing);

}  // namespace myochart::note
