#include "page/still_map.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "handout/leaders.h"
#include "page/escapes.h"

namespace myochart::page {

namespace {

using handout::BodyMap;
using handout::HandoutSite;

// In pixels of the picture.
constexpr float kBesideColumn = 96, kPillHigh = 50, kPillHalf = 36, kBetweenStills = 8, kEdgesHigh = 56;

/// A site of a map with its words.
struct ShownSite {
    vec2 at{};
    const HandoutSite* site = nullptr;
};

std::vector<ShownSite> shownSites(const BodyMap& map, const std::vector<record::MarkerId>& markers, const handout::Handout& handout) {
    std::vector<ShownSite> shown;
    for (const handout::SiteOnView& each : map.view.sites) {
        const auto site = std::ranges::find(handout.sites, markers[each.marker], &HandoutSite::id);
        if (site != handout.sites.end()) shown.push_back({each.at, &*site});
    }
    return shown;
}

std::string figureOf(const BodyMap& map, const std::string& picture, std::span<const ShownSite> sites, const handout::Texts& texts) {
    const auto width = static_cast<float>(map.widthPx), height = static_cast<float>(map.heightPx);
    const handout::PictureFrame frame{kBesideColumn, kBesideColumn + width, 0, height};
    std::vector<vec2> places;
    std::string told = texts.of(handout::captionKey(map.view.view));
    for (const ShownSite& each : sites) {
        places.push_back(vec2(frame.left, 0) + each.at * vec2(width, height));
        told += fmt::format("{} {}: {}, {}", places.size() == 1 ? "." : ";", each.site->number, each.site->where, each.site->side);
    }
    const auto leaders = handout::leadersFor(places, frame, {kPillHigh, kBetweenStills, frame.left + width * map.view.midline});
    std::string drawn = fmt::format("<figure><figcaption>{}</figcaption>\n<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">\n", html(texts.of(handout::captionKey(map.view.view))),
                                    width + 2 * kBesideColumn, height + kEdgesHigh, html(told));
    drawn += fmt::format("<image x=\"{:.0f}\" y=\"0\" width=\"{:.0f}\" height=\"{:.0f}\" href=\"data:image/jpeg;base64,{}\"/>\n", frame.left, width, height, picture);
    for (size_t i = 0; leaders && i < leaders->size(); ++i)
        for (const char* kind : {"still-halo", "still-line"})
            drawn += fmt::format("<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n", kind, (*leaders)[i].from.x, (*leaders)[i].from.y, (*leaders)[i].to.x, (*leaders)[i].to.y);
    for (size_t i = 0; leaders && i < leaders->size(); ++i) {
        const handout::Leader& leader = (*leaders)[i];
        const float middle = leader.to.x + (leader.onLeft ? -kPillHalf : kPillHalf);
        drawn += fmt::format("<circle class=\"still-dot\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"10\"/>\n", leader.from.x, leader.from.y);
        drawn += fmt::format("<rect class=\"still-pill\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.0f}\" height=\"{:.0f}\" rx=\"{:.0f}\"/>\n", middle - kPillHalf, leader.to.y - kPillHigh / 2, 2 * kPillHalf, kPillHigh, kPillHigh / 2);
        drawn += fmt::format("<text class=\"still-number\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", middle, leader.to.y, sites[i].site->number);
    }
    const float whole = width + 2 * kBesideColumn;
    for (const bool left : {true, false})
        drawn += fmt::format("<text class=\"still-edge\" x=\"{:.0f}\" y=\"{:.0f}\">{}</text>\n", whole * (left ? 0.25F : 0.75F), height + kEdgesHigh - 18, html(handout::edgeWord(texts, left ? -map.view.camera.right() : map.view.camera.right())));
    return drawn + "</svg></figure>\n";
}

}  // namespace

std::string stillMaps(const std::vector<BodyMap>& maps, const std::vector<record::MarkerId>& markers, const handout::Handout& handout, const handout::Texts& texts) {
    std::string all;
    for (const BodyMap& map : maps) {
        const auto sites = shownSites(map, markers, handout);
        const handout::PictureFrame frame{0, static_cast<float>(map.widthPx), 0, static_cast<float>(map.heightPx)};
        const size_t room = std::max<size_t>(1, handout::roomFor(frame, {kPillHigh, kBetweenStills, static_cast<float>(map.widthPx) * map.view.midline}));
        const std::string picture = base64(map.jpeg);
        size_t done = 0;
        do {
            const size_t next = std::min(sites.size(), done + room);
            all += figureOf(map, picture, std::span(sites).subspan(done, next - done), texts);
            done = next;
        } while (done < sites.size());
    }
    return all;
}

}  // namespace myochart::page
