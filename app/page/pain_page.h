#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "handout/texts.h"
#include "page/make_page.h"

namespace myochart::page {

/// What a page is made of on which a patient paints and answers at home.
struct PainPageSource {
    const anatomy::Catalogue& catalogue;
    const std::vector<handout::Texts>& languages;  ///< that the patient may choose from
    std::string first;                             ///< in which of them it opens
    std::string patient = {};                      ///< the id of whom it is for, of which only a tag goes into the page (core/one_way_tag.h); empty: for anybody
};

/// One file of HTML that needs nothing besides itself: a patient paints where it hurts or chooses it from a list, answers, and saves a file
/// that is read back (docs/page.md). Nothing of the record is in it. A policy inside forbids every request. Nothing where some of the
/// stored body's triangles are damaged. Fails with a sentence where the body has no skin to find places on, memory is short or a
/// file of the folder is missing. About a second; any thread.
Result<std::optional<HtmlPage>> makePainPage(const PainPageSource& source, const std::shared_ptr<const body::Body>& body, const std::set<std::uint32_t>& hidden, const Path& assets);

}  // namespace myochart::page
