#include "referral/pattern_sketch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

#include "referral/edge_weight.h"

namespace myochart::referral {

namespace {

constexpr float kEssentialFrom = 0.75F, kSpilloverFrom = 0.25F;

/// Twice the signed area.
float turned(vec2 a, vec2 b, vec2 c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

/// What is seen of a surface from one side, in a grid.
class Seen {
  public:
    Seen(int columns, int rows) : columns_(columns), rows_(rows), cells_(static_cast<size_t>(columns * rows), SeenCells::kNone), nearest_(cells_.size(), std::numeric_limits<float>::infinity()) {}

    /// `at`: column, row and distance of the corners.
    void add(const std::array<vec3, 3>& at, const std::array<std::uint32_t, 3>& cells) {
        const vec2 a(at[0]), b(at[1]), c(at[2]);
        const float area = turned(a, b, c);
        if (area == 0) return;
        const vec2 low = glm::min(glm::min(a, b), c), high = glm::max(glm::max(a, b), c);
        for (int row = std::max(0, static_cast<int>(std::ceil(low.y - 0.5F))); row < rows_ && static_cast<float>(row) + 0.5F <= high.y; ++row)
            for (int column = std::max(0, static_cast<int>(std::ceil(low.x - 0.5F))); column < columns_ && static_cast<float>(column) + 0.5F <= high.x; ++column) {
                const vec2 middle(static_cast<float>(column) + 0.5F, static_cast<float>(row) + 0.5F);
                const vec3 weight(turned(b, c, middle) / area, turned(c, a, middle) / area, turned(a, b, middle) / area);
                if (weight.x < 0 || weight.y < 0 || weight.z < 0) continue;
                const float far = weight.x * at[0].z + weight.y * at[1].z + weight.z * at[2].z;
                const auto place = static_cast<size_t>(row * columns_ + column);
                if (far >= nearest_[place]) continue;
                nearest_[place] = far;
                cells_[place] = static_cast<std::int32_t>(cells[weight.x >= weight.y && weight.x >= weight.z ? 0 : weight.y >= weight.z ? 1 : 2]);
            }
    }
    SeenCells take() const { return {cells_, columns_}; }

  private:
    int columns_, rows_;
    std::vector<std::int32_t> cells_;
    std::vector<float> nearest_;
};

SketchTone toneOf(float share) { return share >= kEssentialFrom ? SketchTone::essential : share >= kSpilloverFrom ? SketchTone::spillover : SketchTone::skin; }

}  // namespace

SeenCells::Packed SeenCells::packed(std::int32_t cell) {
    const std::uint32_t value = cell >= 0 && static_cast<std::uint32_t>(cell) < kUnseen ? static_cast<std::uint32_t>(cell) : kUnseen;
    return {static_cast<std::uint8_t>(value), static_cast<std::uint8_t>(value >> 8U), static_cast<std::uint8_t>(value >> 16U)};
}

SeenCells::SeenCells(const std::vector<std::int32_t>& cells, int columns) {
    for (auto row = cells.begin(); row != cells.end(); row += columns) {
        const auto end = row + columns, first = std::find_if(row, end, [](std::int32_t cell) { return cell != kNone; });
        auto last = end;
        while (last != first && *(last - 1) == kNone) --last;
        rows_.push_back({static_cast<std::uint32_t>(cells_.size()), static_cast<int>(first - row), static_cast<int>(last - row)});
        std::transform(first, last, std::back_inserter(cells_), packed);
    }
    cells_.shrink_to_fit();
}

const SketchView* Sketch::view(SketchFrom from) const {
    const auto found = std::ranges::find(views, from, &SketchView::from);
    return found == views.end() ? nullptr : &*found;
}

int Sketch::columns() const {
    int sum = 0;
    for (const SketchView& each : views) sum += each.columns;
    return sum;
}

PatternSketcher::PatternSketcher(const ReferralMap& map) : map_(map) {
    if (!map.skin()) return;
    const geometry::TriMesh& mesh = map.skin()->mesh();
    const Box box = geometry::bounds(mesh);
    const float step = std::max(box.size().z, 1.0F) / static_cast<float>(kGridRows);
    stepMm_ = step;
    corner_ = {box.min.x, box.min.y, box.max.z};
    const auto columnsOf = [&](float wide) { return std::clamp(static_cast<int>(std::ceil(wide / step)), 1, 2 * kGridRows); };
    columns_ = columnsOf(box.size().x), deep_ = columnsOf(box.size().y);
    Seen front(columns_, kGridRows), back(columns_, kGridRows), left(deep_, kGridRows), right(deep_, kGridRows);
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const std::array<std::uint32_t, 3> cells = {mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]};
        std::array<vec3, 3> ahead{}, behind{}, atLeft{}, atRight{};
        for (size_t k = 0; k < 3; ++k) {
            const vec3 p = mesh.positions[cells[k]];
            const float across = (p.x - box.min.x) / step, down = (box.max.z - p.z) / step, deep = (p.y - box.min.y) / step;
            ahead[k] = {across, down, p.y - box.min.y};
            behind[k] = {static_cast<float>(columns_) - across, down, box.max.y - p.y};
            atLeft[k] = {deep, down, box.max.x - p.x};  // who looks at the left side has the front on the left
            atRight[k] = {static_cast<float>(deep_) - deep, down, p.x - box.min.x};
        }
        front.add(ahead, cells);
        back.add(behind, cells);
        left.add(atLeft, cells);
        right.add(atRight, cells);
    }
    front_ = front.take(), back_ = back.take(), left_ = left.take(), right_ = right.take();
}

int PatternSketcher::toned(const SeenCells& cells, int columns, const std::vector<float>& shares, int firstRow, int lastRow) const {
    int count = 0;
    for (int row = firstRow; row <= lastRow; ++row)
        for (int column = 0; column < columns; ++column)
            if (const std::int32_t cell = cells.at(row, column); cell != SeenCells::kNone && toneOf(shares[static_cast<size_t>(cell)]) != SketchTone::skin) ++count;
    return count;
}

PatternSketcher::Window PatternSketcher::around(const std::vector<float>& shares, std::span<const vec3> places) const {
    // How much of the pattern each row shows; the fewest rows that show most of it.
    constexpr double kMost = 0.9;
    std::vector<double> weights(kGridRows, 0);
    const auto toneAt = [&](const SeenCells& grid, int row, int column) {
        const std::int32_t cell = grid.at(row, column);
        return cell == SeenCells::kNone ? SketchTone::skin : toneOf(shares[static_cast<size_t>(cell)]);
    };
    double all = 0;
    for (const auto* grid : {&front_, &back_})
        for (int row = 0; row < kGridRows; ++row)
            for (int column = 0; column < columns_; ++column)
                if (const SketchTone tone = toneAt(*grid, row, column); tone != SketchTone::skin) weights[static_cast<size_t>(row)] += tone == SketchTone::essential ? 1 : static_cast<double>(kSpillover);
    for (const double weight : weights) all += weight;
    int firstRow = 0, lastRow = kGridRows - 1;
    double within = 0;
    for (int from = 0, to = 0; to < kGridRows; ++to) {
        within += weights[static_cast<size_t>(to)];
        while (within - weights[static_cast<size_t>(from)] >= kMost * all && from < to) within -= weights[static_cast<size_t>(from++)];
        if (within >= kMost * all && to - from < lastRow - firstRow) firstRow = from, lastRow = to;
    }
    int top = kGridRows, foot = -1, left = columns_, right = -1;
    const auto hold = [&](int row, int column) {
        top = std::min(top, row), foot = std::max(foot, row);
        left = std::min(left, column), right = std::max(right, column);
    };
    for (const auto* grid : {&front_, &back_})
        for (int row = firstRow; row <= lastRow; ++row)
            for (int column = 0; column < columns_; ++column)
                if (toneAt(*grid, row, column) != SketchTone::skin) hold(row, grid == &front_ ? column : columns_ - 1 - column);  // the same window for both, mirrored
    if (foot < 0) return {0, 0, kGridRows, columns_};
    for (const vec3 place : places)
        hold(std::clamp(static_cast<int>((corner_.z - place.z) / stepMm_), 0, kGridRows - 1), std::clamp(static_cast<int>((place.x - corner_.x) / stepMm_), 0, columns_ - 1));
    // So much of the body around that one sees where on it that is.
    constexpr int kLeastRows = kGridRows / 4, kMargin = kGridRows / 40;
    const int wide = right - left + 1 + 2 * kMargin, rows = std::clamp(std::max(foot - top + 1 + 2 * kMargin, wide), kLeastRows, kGridRows);
    const int columns = std::clamp(wide, std::min(columns_, rows * 4 / 5), std::min(columns_, rows));
    return {std::clamp((top + foot + 1 - rows) / 2, 0, kGridRows - rows), std::clamp((left + right + 1 - columns) / 2, 0, columns_ - columns), rows, columns};
}

/// The whole depth of the body in the same rows.
PatternSketcher::Window PatternSketcher::fromTheSide(const Window& ahead, const SeenCells& cells) const {
    int left = deep_, right = -1;
    for (int row = ahead.top; row < ahead.top + ahead.rows; ++row)
        for (int column = 0; column < deep_; ++column)
            if (cells.at(row, column) != SeenCells::kNone) left = std::min(left, column), right = std::max(right, column);
    return right < left ? Window{ahead.top, 0, ahead.rows, deep_} : Window{ahead.top, left, ahead.rows, right - left + 1};
}

SketchView PatternSketcher::view(SketchFrom from, Side side, const std::vector<float>& shares, const Window& window, int rows) const {
    SketchView made;
    made.from = from;
    made.window = window;
    made.columns = std::max(1, window.columns * rows / window.rows);
    const SeenCells& cells = grid(from, side);
    const auto scaled = [](int at, int of, int to) { return static_cast<int>((static_cast<std::int64_t>(at) * 2 + 1) * to / (static_cast<std::int64_t>(of) * 2)); };
    for (int row = 0; row < rows; ++row) {
        const int line = window.top + scaled(row, rows, window.rows);
        bool open = false;
        for (int column = 0; column < made.columns; ++column) {
            const std::int32_t cell = cells.at(line, window.left + scaled(column, made.columns, window.columns));
            if (cell == SeenCells::kNone) {
                open = false;
                continue;
            }
            const SketchTone tone = toneOf(shares[static_cast<size_t>(cell)]);
            const auto at = static_cast<std::uint16_t>(column);
            if (open && made.pieces.back().tone == tone) made.pieces.back().to = static_cast<std::uint16_t>(at + 1);
            else made.pieces.push_back({static_cast<std::uint16_t>(row), at, static_cast<std::uint16_t>(at + 1), tone});
            open = true;
        }
    }
    return made;
}

Sketch PatternSketcher::sketch(const Field& field, int rows, bool close, std::span<const vec3> places) const {
    Sketch made;
    if (front_.empty()) return made;
    const std::vector<float> shares = map_.dense(field);
    const Window window = close ? around(shares, places) : Window{0, 0, kGridRows, columns_};
    made.rows = std::clamp(rows, 8, kGridRows);
    Window mirrored = window;
    mirrored.left = columns_ - window.left - window.columns;
    made.views.push_back(view(SketchFrom::front, made.side, shares, window, made.rows));
    const auto count = [&](const SeenCells& cells, int columns) { return toned(cells, columns, shares, window.top, window.top + window.rows - 1); };
    const int left = count(left_, deep_), right = count(right_, deep_);
    made.side = right > left * 5 / 4 ? Side::right : Side::left;  // both sides of a body are never quite alike
    constexpr int kLeastShare = 3;
    if (const int most = std::max(left, right); most > 0 && most * kLeastShare >= count(front_, columns_) + count(back_, columns_))
        made.views.push_back(view(SketchFrom::side, made.side, shares, fromTheSide(window, grid(SketchFrom::side, made.side)), made.rows));
    made.views.push_back(view(SketchFrom::back, made.side, shares, mirrored, made.rows));
    return made;
}

std::optional<SketchSpot> PatternSketcher::spot(const Sketch& sketch, vec3 position) const {
    const auto vertex = map_.skin() && sketch.rows > 0 ? map_.skin()->nearestVertex(position) : std::nullopt;
    if (!vertex) return std::nullopt;
    constexpr float kFacesBack = 0.4F, kFacesSide = 0.8F;  // of a normal: what faces aside is seen from the front, as a cheek is
    const vec3 normal = map_.skin()->normals()[*vertex];
    const bool aside = sketch.view(SketchFrom::side) && normal.x * sideSign(sketch.side) > kFacesSide;
    SketchSpot spot;
    spot.from = aside ? SketchFrom::side : normal.y > kFacesBack ? SketchFrom::back : SketchFrom::front;
    const SketchView& view = *sketch.view(spot.from);
    const Window& window = view.window;
    const float across = (position.x - corner_.x) / stepMm_, deep = (position.y - corner_.y) / stepMm_, down = (corner_.z - position.z) / stepMm_ - static_cast<float>(window.top);
    const float seen = spot.from == SketchFrom::front ? across : spot.from == SketchFrom::back ? static_cast<float>(columns_) - across : sketch.side == Side::left ? deep : static_cast<float>(deep_) - deep;
    const float along = seen - static_cast<float>(window.left);
    const auto wide = static_cast<float>(window.columns), high = static_cast<float>(window.rows);
    if (along < 0 || down < 0 || along > wide || down > high) return std::nullopt;
    spot.column = along * static_cast<float>(view.columns) / wide;
    spot.row = down * static_cast<float>(sketch.rows) / high;
    return spot;
}

}  // namespace myochart::referral
