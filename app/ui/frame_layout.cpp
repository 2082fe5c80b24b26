#include "ui/frame_layout.h"

#include <algorithm>
#include <cmath>

namespace myochart::ui {

namespace {

constexpr float kTop = 48, kStatus = 28, kTabs = 44, kLeastBody = 360, kVisitBar = 44;

}  // namespace

std::vector<Rect> paneRects(const Rect& body, size_t count, float scale) {
    const float line = std::max(1.0F, std::floor(2 * scale));
    const float columns = count >= 2 ? 2 : 1, rows = count >= 4 ? 2 : 1;
    const vec2 size = glm::max(glm::floor((body.size() - vec2(columns - 1, rows - 1) * line) / vec2(columns, rows)), vec2(1));
    std::vector<Rect> panes;
    for (float y = 0; y < rows; ++y)
        for (float x = 0; x < columns; ++x) {
            const vec2 corner = body.min + vec2(x, y) * (size + line);
            panes.push_back({corner, corner + size});
        }
    return panes;
}

void takeVisitBar(FrameLayout& layout, float scale) {
    layout.visitBar = layout.body;
    layout.visitBar.max.y = layout.body.min.y = std::min(layout.body.min.y + std::round(kVisitBar * scale), layout.body.max.y);
}

FrameLayout layOutFrame(vec2 windowPx, float scale, const workspace::Settings& settings, float leastLeft, bool cardFirst) {
    const vec2 size = glm::max(windowPx, vec2(1));
    const auto px = [&](float v) { return std::round(v * scale); };
    const float top = std::min(px(kTop), size.y), status = std::max(top, size.y - px(kStatus));
    float left = settings.leftPanel ? px(settings.leftWidth) : 0;
    float right = settings.rightPanel ? px(settings.rightWidth) : 0;
    if (left > 0 && leastLeft > settings.leftWidth) left = std::clamp(size.x - right - px(kLeastBody), left, px(leastLeft));
    // The body comes first: the right panel gives way, then the left; while somebody is at what the right one shows, the left alone.
    if (cardFirst && right > 0 && left + right + px(kLeastBody) > size.x) left = 0;
    if (left + right + px(kLeastBody) > size.x) right = std::min(right, std::max(0.0F, size.x - left - px(kLeastBody)));
    if (right < px(240)) right = 0;
    if (left + px(kLeastBody) > size.x) left = 0;
    FrameLayout at;
    at.whole = {{0, 0}, size};
    at.top = {{0, 0}, {size.x, top}};
    at.status = {{0, status}, size};
    const float tabs = left > 0 ? std::min(top + px(kTabs), status) : top;
    at.leftTabs = {{0, top}, {left, tabs}};
    at.left = {{0, tabs}, {left, status}};
    at.right = {{size.x - right, top}, {size.x, status}};
    at.body = {{left, top}, {size.x - right, status}};
    return at;
}

}  // namespace myochart::ui
