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

  private:
    using Window = Sketch::Window;
    Window around(const std::vector<float>& shares, std::span<const vec3> places) const;
    std::vector<SketchPiece> pieces(const std::vector<std::int32_t>& cells, const std::vector<float>& shares, const Window& window, int rows, int columns) const;

    const ReferralMap& map_;
    int columns_ = 0;
    float stepMm_ = 1;
    vec3 corner_{};  ///< least x, least y, greatest z of the skin, mm
    std::vector<std::int32_t> front_, back_;  ///< the cell that is seen, by row and column; -1: none
};

}  // namespace myochart::referral
