#pragma once
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

/// A figure with a pattern on it, small: rows from the top, columns from the left as one looks at it.
struct Sketch {
    int columns = 0, rows = 0;
    std::vector<SketchPiece> front, back;
    /// What of the figure it shows, in lines of PatternSketcher::kGridRows a figure, as seen from the front.
    struct Window {
        int top = 0, left = 0, rows = 0, columns = 0;
    } window;
};

/// A place on a sketch: in its rows and columns, on the view that faces it.
struct SketchSpot {
    bool back = false;
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
        return column < held.first || column >= held.end ? kNone : cells_[held.begins + static_cast<size_t>(column - held.first)];
    }
    bool empty() const { return rows_.empty(); }
    size_t bytes() const { return rows_.size() * sizeof(Row) + cells_.size() * sizeof(cells_[0]); }

  private:
    struct Row {
        std::uint32_t begins = 0;   ///< in cells_
        int first = 0, end = 0;     ///< columns
    };
    std::vector<Row> rows_;
    std::vector<std::int32_t> cells_;
};

/// The skin of one body as it is seen from the front and from behind, ready to have patterns laid on it. Immutable; any thread.
class PatternSketcher {
  public:
    /// `map`: on a body; it lives longer. Some ms.
    explicit PatternSketcher(const ReferralMap& map);

    /// The whole figure `rows` high (8..kGridRows), or where `close` is true the part of it in which nine tenths of the
    /// pattern (spillover counts half) and `places` (mm) lie, with some of the body around, at most as wide as high. A piece is essential from 3/4 of a full share and spillover from
    /// 1/4. About a ms.
    Sketch sketch(const Field& field, int rows, bool close, std::span<const vec3> places = {}) const;

    /// Where a place of the body (mm, on the skin or near under it) is seen; nothing outside of the sketch.
    std::optional<SketchSpot> spot(const Sketch& sketch, vec3 position) const;

    static constexpr int kGridRows = 720;
    /// What it holds in memory.
    size_t bytes() const { return front_.bytes() + back_.bytes(); }

  private:
    using Window = Sketch::Window;
    Window around(const std::vector<float>& shares, std::span<const vec3> places) const;
    std::vector<SketchPiece> pieces(const SeenCells& cells, const std::vector<float>& shares, const Window& window, int rows, int columns) const;

    const ReferralMap& map_;
    int columns_ = 0;
    float stepMm_ = 1;
    vec3 corner_{};  ///< least x, least y, greatest z of the skin, mm
    SeenCells front_, back_;
};

}  // namespace myochart::referral
