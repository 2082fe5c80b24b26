#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "referral/referral_map.h"

namespace myochart::referral {

/// What a piece of a sketch shows.
enum class SketchTone : std::uint8_t { skin, spillover, essential };

/// A piece of one row of a sketch, from column `from` up to `to` (which it leaves out).
struct SketchPiece {
    std::uint16_t row = 0, from = 0, to = 0;
    SketchTone tone = SketchTone::skin;

    bool operator==(const SketchPiece&) const = default;
};

/// From where a figure is looked at; `side`: from the side that more of the pattern is on, the left where it is on both.
enum class SketchFrom : std::uint8_t { front, side, back };

/// One figure of a sketch: columns from the left as one looks at it.
struct SketchView {
    SketchFrom from = SketchFrom::front;
    int columns = 0;
    std::vector<SketchPiece> pieces;
    /// What of the body it shows, in lines of PatternSketcher::kGridRows a body.
    struct Window {
        int top = 0, left = 0, rows = 0, columns = 0;
    } window;
};

/// A body with a pattern on it, small: rows from the top.
struct Sketch {
    int rows = 0;
    Side side = Side::left;         ///< which one the view from the side shows
    std::vector<SketchView> views;  ///< front, perhaps side, back

    const SketchView* view(SketchFrom from) const;
    int columns() const;            ///< of all views
};

/// A place on a sketch: in the rows and columns of the view that faces it.
struct SketchSpot {
    SketchFrom from = SketchFrom::front;
    float column = 0, row = 0;
};

/// The cells that are seen of a figure, by row and column; of each row no more is held than from the first to the last.
class SeenCells {
  public:
    SeenCells() = default;
    /// `cells`: row by row, kNone where there is none.
    SeenCells(const std::vector<std::int32_t>& cells, int columns);

    static constexpr std::int32_t kNone = -1;
    std::int32_t at(int row, int column) const {
        const Row& held = rows_[static_cast<size_t>(row)];
        if (column < held.first || column >= held.end) return kNone;
        const Packed& cell = cells_[held.begins + static_cast<size_t>(column - held.first)];
        const std::uint32_t value = cell[0] | static_cast<std::uint32_t>(cell[1]) << 8U | static_cast<std::uint32_t>(cell[2]) << 16U;
        return value == kUnseen ? kNone : static_cast<std::int32_t>(value);
    }
    bool empty() const { return rows_.empty(); }
    size_t bytes() const { return rows_.size() * sizeof(Row) + cells_.size() * sizeof(cells_[0]); }

  private:
    /// Three bytes are enough for 16 million vertices; a skin that has more is seen up to there.
    using Packed = std::array<std::uint8_t, 3>;
    static constexpr std::uint32_t kUnseen = 0xFFFFFF;
    static Packed packed(std::int32_t cell);
    struct Row {
        std::uint32_t begins = 0;   ///< in cells_
        int first = 0, end = 0;     ///< columns
    };
    std::vector<Row> rows_;
    std::vector<Packed> cells_;
};

/// The skin of one body as it is seen from all four sides, ready to have patterns laid on it. Immutable; any thread.
class PatternSketcher {
  public:
    /// `map`: on a body; it lives longer. Some ms.
    explicit PatternSketcher(const ReferralMap& map);

    /// The whole body `rows` high (8..kGridRows), or where `close` is true the part of it in which nine tenths of the
    /// pattern (spillover counts half) and `places` (mm) lie, with some of the body around, at most as wide as high. A piece is
    /// essential from 3/4 of a full share and spillover from 1/4. Seen from the side as well where that shows at least a third of
    /// what front and back show together. About a ms.
    Sketch sketch(const Field& field, int rows, bool close, std::span<const vec3> places = {}) const;

    /// Where a place of the body (mm, on the skin or near under it) is seen; nothing outside of the sketch.
    std::optional<SketchSpot> spot(const Sketch& sketch, vec3 position) const;

    static constexpr int kGridRows = 720;
    /// What it holds in memory.
    size_t bytes() const { return front_.bytes() + back_.bytes() + left_.bytes() + right_.bytes(); }

  private:
    using Window = SketchView::Window;
    const SeenCells& grid(SketchFrom from, Side side) const { return from == SketchFrom::front ? front_ : from == SketchFrom::back ? back_ : side == Side::left ? left_ : right_; }
    int toned(const SeenCells& cells, int columns, const std::vector<float>& shares, int firstRow, int lastRow) const;
    Window around(const std::vector<float>& shares, std::span<const vec3> places) const;
    Window fromTheSide(const Window& ahead, const SeenCells& cells) const;
    SketchView view(SketchFrom from, Side side, const std::vector<float>& shares, const Window& window, int rows) const;

    const ReferralMap& map_;
    int columns_ = 0, deep_ = 0;  ///< of the views from front and back, and of those from the sides
    float stepMm_ = 1;
    vec3 corner_{};  ///< least x, least y, greatest z of the skin, mm
    SeenCells front_, back_, left_, right_;
};

}  // namespace myochart::referral
