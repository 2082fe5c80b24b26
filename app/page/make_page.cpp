#include "page/make_page.h"

#include <future>

#include "core/words.h"
#include "handout/body_views.h"
#include "handout/handout_maps.h"
#include "handout/jpeg.h"
#include "page/escapes.h"
#include "page/page_assets.h"
#include "page/page_data.h"
#include "page/still_map.h"
#include "places/reanchor.h"

namespace myochart::page {

namespace {

constexpr int kStillHeightPx = 1000, kStillQuality = 82;

Result<std::optional<std::vector<handout::BodyMap>>> stillsOf(const std::shared_ptr<const body::Body>& body, const std::vector<handout::BodyView>& views) {
    using Maps = std::optional<std::vector<handout::BodyMap>>;
    const auto images = handout::drawViews(body, views, kStillHeightPx);
    if (!images) return images.error();
    if (!*images) return Maps();
    std::vector<handout::BodyMap> maps;
    for (size_t i = 0; i < views.size(); ++i) {
        const render::Image& image = (**images)[i];
        auto jpeg = handout::jpegOf(image, kStillQuality);
        if (!jpeg) return failed(said("There is not enough memory for the pictures of the handout."));
        maps.push_back({views[i], std::move(*jpeg), image.width, image.height});
    }
    return Maps(std::move(maps));
}

/// The view that shows most sites.
scene::StandardView firstView(const std::vector<handout::BodyView>& views) {
    size_t best = 0;
    for (size_t i = 1; i < views.size(); ++i)
        if (views[i].sites.size() > views[best].sites.size()) best = i;
    return views.empty() ? scene::StandardView::anterior : views[best].view;
}

}  // namespace

Result<std::optional<HtmlPage>> makePage(const handout::HandoutSource& source, const std::shared_ptr<const body::Body>& body, const PageChoice& choice, const Path& assets) {
    const auto parts = readPageAssets(assets, "page.html", {"page.css"}, {"body.js", "viewer.js"});
    if (!parts) return parts.error();
    // Beside the drawing of the pictures.
    auto flattened = std::async(std::launch::async, [&] { return flatten(*body, choice.hidden); });
    const record::Session placed = places::reanchor(source.session, *body, source.catalogue).session;
    const auto views = handout::bodyViews(body, placed, source.catalogue);
    const auto stills = stillsOf(body, views);
    if (!stills) return stills.error();
    const auto flat = flattened.get();
    if (!*stills || !flat) return std::optional<HtmlPage>();

    handout::Handout handout = handout::handoutOf(source);
    if (!choice.withName) handout.patient.clear();
    const PagePatterns patterns = choice.withPatterns ? pagePatterns(source, handout, *body, *flat) : PagePatterns();
    std::vector<record::MarkerId> markers;
    for (const record::Marker& marker : placed.markers) markers.push_back(marker.id);

    Pieces pieces = wordsOf(handout, source.texts, patterns.reported);
    pieces["policy"] = html(policyOf(*parts));
    pieces["style"] = parts->style;
    pieces["viewer"] = parts->script;
    pieces["stills"] = stillMaps(**stills, markers, handout, source.texts);
    pieces["facts"] = pageData(handout, source.texts, placed, *body, *flat, patterns, firstView(views));
    pieces["layers"] = layerElements(*flat);
    HtmlPage page{filledIn(parts->form, pieces), handout.sites.size(), flat->layers.size(), patterns.fields.size()};
    if (page.bytes.size() > kMaxPageBytes) return failed(said("The page would be larger than 3 MB; show another body, or leave the patterns out."));
    return std::optional<HtmlPage>(std::move(page));
}

}  // namespace myochart::page
