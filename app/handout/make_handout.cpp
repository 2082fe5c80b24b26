#include "handout/make_handout.h"

#include <stdexcept>

#include "core/words.h"
#include "handout/jpeg.h"
#include "places/reanchor.h"

namespace myochart::handout {

Result<std::optional<std::vector<BodyMap>>> mapsOf(const record::Session& session, const anatomy::Catalogue& catalogue, const std::shared_ptr<const body::Body>& body, Paper paper) {
    const record::Session placed = places::reanchor(session, *body, catalogue).session;
    const auto views = bodyViews(body, placed, catalogue);
    const auto images = drawViews(body, views, pictureHeightPx(views, paper));
    if (!images) return images.error();
    if (!*images) return std::optional<std::vector<BodyMap>>();
    std::vector<BodyMap> maps;
    for (size_t i = 0; i < views.size(); ++i) {
        const render::Image& image = (**images)[i];
        auto jpeg = jpegOf(image);
        if (!jpeg) return failed(said("There is not enough memory for the pictures of the body."));
        maps.push_back({views[i], std::move(*jpeg), image.width, image.height});
    }
    return std::optional(std::move(maps));
}

std::vector<std::uint32_t> numbersOf(const record::Session& session) {
    std::vector<std::uint32_t> numbers;
    for (const record::Marker& marker : session.markers) numbers.push_back(marker.number);
    return numbers;
}

Result<std::optional<HandoutPdf>> makeWithMaps(const record::Session& session, const anatomy::Catalogue& catalogue, const std::shared_ptr<const body::Body>& body, Paper paper,
                                               const std::function<HandoutPdf(const std::vector<BodyMap>& maps)>& write) try {
    const auto maps = mapsOf(session, catalogue, body, paper);
    if (!maps) return maps.error();
    if (!*maps) return std::optional<HandoutPdf>();
    return std::optional(write(**maps));
} catch (const std::runtime_error&) {  // what the drawing library says is for programmers
    return failed(said("The PDF could not be made."));
}

Result<std::optional<HandoutPdf>> makeHandout(const HandoutSource& source, const std::shared_ptr<const body::Body>& body, Paper paper) {
    return makeWithMaps(source.session, source.catalogue, body, paper, [&](const std::vector<BodyMap>& maps) { return handoutPdf(handoutOf(source), maps, numbersOf(source.session), source.texts, paper); });
}

}  // namespace myochart::handout
