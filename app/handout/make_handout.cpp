#include "handout/make_handout.h"

#include <stdexcept>

#include "core/words.h"
#include "handout/jpeg.h"
#include "places/reanchor.h"

namespace myochart::handout {

Result<std::optional<HandoutPdf>> makeHandout(const HandoutSource& source, const std::shared_ptr<const body::Body>& body, Paper paper) try {
    const record::Session placed = places::reanchor(source.session, *body, source.catalogue).session;
    const auto views = bodyViews(body, placed, source.catalogue);
    const auto images = drawViews(body, views, pictureHeightPx(views, paper));
    if (!images) return images.error();
    if (!*images) return std::optional<HandoutPdf>();
    std::vector<BodyMap> maps;
    for (size_t i = 0; i < views.size(); ++i) {
        const render::Image& image = (**images)[i];
        auto jpeg = jpegOf(image);
        if (!jpeg) return failed(said("There is not enough memory for the pictures of the handout."));
        maps.push_back({views[i], std::move(*jpeg), image.width, image.height});
    }
    std::vector<std::uint32_t> numbers;
    for (const record::Marker& marker : source.session.markers) numbers.push_back(marker.number);
    return std::optional<HandoutPdf>(handoutPdf(handoutOf(source), maps, numbers, source.texts, paper));
} catch (const std::runtime_error&) {  // what the drawing library says is for programmers
    return failed(said("The handout could not be made."));
}

}  // namespace myochart::handout
