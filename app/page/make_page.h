#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "handout/handout.h"
#include "body/body.h"

namespace myochart::page {

/// What of a visit goes into a page; the rest is not in the file.
struct PageChoice {
    bool withName = false;      ///< the patient's name
    bool withPatterns = false;  ///< where pain from the muscles is reported
    std::set<std::uint32_t> hidden = {};  ///< structures of the body that are not shown
};

struct HtmlPage {
    std::string bytes;
    size_t sites = 0, layers = 0, patterns = 0;
};

/// No page is larger, bytes.
inline constexpr size_t kMaxPageBytes = 3U << 20U;

/// A handout as one file of HTML that needs nothing besides itself: the body to turn, its sites with their texts, still pictures of them
/// for who cannot turn it and for paper, and everything that the handout says. `assets`: the folder assets/page. A policy inside
/// forbids every request. Nothing where some of the stored body's triangles are damaged. Fails with a sentence where the graphics
/// card cannot draw the pictures, memory is short or a file of the folder is missing. About a second; draws as makeHandout() does.
Result<std::optional<HtmlPage>> makePage(const handout::HandoutSource& source, const std::shared_ptr<const body::Body>& body, const PageChoice& choice, const Path& assets);

}  // namespace myochart::page
