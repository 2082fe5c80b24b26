#include "handout/handout_maps.h"

#include <algorithm>
#include <span>

#include "handout/leaders.h"
#include "handout/table.h"
#include "scene/patient_way.h"

namespace myochart::handout {

namespace {

constexpr double kHighestPt = mmToPt(122), kColumnPt = 34, kBetweenViewsPt = 12, kBetweenPills = 3, kCaptionPt = 20, kEdgesPt = 17, kBesidePicturePt = 10;

/// So many views side by side; more would be too small to find a place on.
size_t besideOf(size_t views) { return views == 3 ? 3 : 2; }

const TextStyle kCaptionStyle{12, Weight::strong, kInk}, kEdgeStyle{12, Weight::regular, kQuietInk};

double sumOfWidths(std::span<const BodyMap> maps) {
    double sum = 0;
    for (const BodyMap& map : maps) sum += static_cast<double>(map.view.widthPerHeight);
    return sum;
}

LabelColumns columnsOf(double left, double width, const BodyView& view) {
    return {static_cast<float>(kPillHeightPt), static_cast<float>(kBetweenPills), static_cast<float>(left + width * static_cast<double>(view.midline))};
}

/// One map in its panel: picture, lines, places, numbers.
class Panel {
  public:
    Panel(Sheet& sheet, const BodyMap& map, double x, double width, double top, double height) : sheet_(sheet), map_(map), x_(x), width_(width) {
        pictureWidth_ = height * static_cast<double>(map.view.widthPerHeight);
        left_ = x + (width - pictureWidth_) / 2;
        frame_ = {static_cast<float>(left_), static_cast<float>(left_ + pictureWidth_), static_cast<float>(top), static_cast<float>(top + height)};
    }
    size_t room() const { return roomFor(frame_, columnsOf(left_, pictureWidth_, map_.view)); }

    void draw(std::span<const SiteOnView> sites, const std::vector<std::uint32_t>& numbers, const Texts& texts) {
        const double top = frame_.top, height = frame_.bottom - frame_.top;
        sheet_.centred(texts.of(captionKey(map_.view.view)), kCaptionStyle, vec2(x_ + width_ / 2, top - kCaptionPt / 2 - 2));
        sheet_.picture(map_.jpeg, map_.widthPx, map_.heightPx, left_, top, pictureWidth_, height);
        std::vector<vec2> places;
        for (const SiteOnView& site : sites) places.push_back(vec2(left_, top) + site.at * vec2(pictureWidth_, height));
        const auto leaders = leadersFor(places, frame_, columnsOf(left_, pictureWidth_, map_.view));
        if (leaders) drawLeaders(*leaders, sites, numbers);
        const double edges = top + height + kEdgesPt / 2;
        const std::string &one = edgeWord(texts, -map_.view.camera.right()), &other = edgeWord(texts, map_.view.camera.right());
        // Below a narrow picture they would run into each other.
        constexpr double kLeastGapPt = 14;
        const double middle = left_ + pictureWidth_ / 2, half = sheet_.widthOf(one, kEdgeStyle) / 2, otherHalf = sheet_.widthOf(other, kEdgeStyle) / 2;
        sheet_.centred(one, kEdgeStyle, vec2(std::min(left_ - kBesidePicturePt + half, middle - kLeastGapPt / 2 - half), edges));
        sheet_.centred(other, kEdgeStyle, vec2(std::max(left_ + pictureWidth_ + kBesidePicturePt - otherHalf, middle + kLeastGapPt / 2 + otherHalf), edges));
    }

  private:
    void drawLeaders(const std::vector<Leader>& leaders, std::span<const SiteOnView> sites, const std::vector<std::uint32_t>& numbers) {
        for (const Leader& leader : leaders) sheet_.line(leader.from, leader.to, 2.6, kWhite, 0.75);
        for (const Leader& leader : leaders) sheet_.line(leader.from, leader.to, 0.9, kAccentInk);
        for (const Leader& leader : leaders) {
            sheet_.disc(leader.from, 3.6, kWhite);
            sheet_.disc(leader.from, 2.6, kAccentInk);
        }
        for (size_t i = 0; i < leaders.size(); ++i) {
            const std::string number = std::to_string(numbers[sites[i].marker]);
            const double half = pillWidth(sheet_, number) / 2;
            drawPill(sheet_, number, leaders[i].to + vec2(leaders[i].onLeft ? -half : half, 0));
        }
    }

    Sheet& sheet_;
    const BodyMap& map_;
    double x_, width_, left_ = 0, pictureWidth_ = 0;
    PictureFrame frame_;
};

/// A line of panels over the whole width, those of `maps` that have something to show of their sites from the `done`th on.
void drawPanels(Sheet& sheet, std::span<const BodyMap> maps, double height, std::span<size_t> done, const std::vector<std::uint32_t>& numbers, const Texts& texts) {
    const double free = sheet.width() - static_cast<double>(maps.size() - 1) * kBetweenViewsPt - height * sumOfWidths(maps);
    sheet.keep(kCaptionPt + height + kEdgesPt);
    double x = sheet.left();
    for (size_t i = 0; i < maps.size(); ++i) {
        const double width = height * static_cast<double>(maps[i].view.widthPerHeight) + free / static_cast<double>(maps.size());
        Panel panel(sheet, maps[i], x, width, sheet.y + kCaptionPt, height);
        const auto& sites = maps[i].view.sites;
        const size_t next = std::min(sites.size(), done[i] + panel.room());
        panel.draw(std::span(sites).subspan(done[i], next - done[i]), numbers, texts);
        done[i] = next;
        x += width + kBetweenViewsPt;
    }
    sheet.y += kCaptionPt + height + kEdgesPt;
}

}  // namespace

const std::string& edgeWord(const Texts& texts, vec3 way) {
    switch (scene::patientWay(way).letter[0]) {
        case 'L': return texts.of("edge left");
        case 'R': return texts.of("edge right");
        case 'A': return texts.of("edge front");
        default: return texts.of("edge back");
    }
}

std::string_view captionKey(scene::StandardView view) {
    switch (view) {
        case scene::StandardView::posterior: return "view posterior";
        case scene::StandardView::left: return "view left";
        case scene::StandardView::right: return "view right";
        default: return "view anterior";
    }
}

double mapHeight(const Sheet& sheet, const std::vector<BodyMap>& maps) {
    const size_t most = besideOf(maps.size());
    double height = kHighestPt;
    for (size_t i = 0; i < maps.size(); i += most) {
        const auto beside = std::span(maps).subspan(i, std::min(most, maps.size() - i));
        const double free = sheet.width() - static_cast<double>(beside.size()) * 2 * kColumnPt - (static_cast<double>(beside.size()) - 1) * kBetweenViewsPt;
        height = std::min(height, free / std::max(0.1, sumOfWidths(beside)));
    }
    return height;
}

void drawMaps(Sheet& sheet, const std::vector<BodyMap>& maps, const std::vector<std::uint32_t>& numbers, const Texts& texts) {
    const size_t most = besideOf(maps.size());
    const double height = mapHeight(sheet, maps);
    std::vector<size_t> done(maps.size(), 0);
    for (size_t i = 0; i < maps.size(); i += most) {
        const auto beside = std::span(maps).subspan(i, std::min(most, maps.size() - i));
        const auto doneOf = std::span(done).subspan(i, beside.size());
        const auto allDone = [&] {
            for (size_t k = 0; k < beside.size(); ++k)
                if (doneOf[k] < beside[k].view.sites.size()) return false;
            return true;
        };
        do drawPanels(sheet, beside, height, doneOf, numbers, texts);
        while (!allDone());
    }
}

}  // namespace myochart::handout
