#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ui/widgets.h"

namespace myochart::ui {

/// One figure visit by visit; where it is not recorded there is no point, and the line is broken.
struct PlotSeries {
    enum class Look { filled, hollow, bars };
    std::string word;   ///< "before"
    Look look = Look::filled;
    std::vector<std::optional<float>> values;  ///< one a visit
};

struct PlotLook {
    std::string title, unit = {};          ///< unit: behind each figure, " N"
    std::vector<PlotSeries> series = {};
    std::vector<std::string> days = {};    ///< one a visit
    std::vector<UtcMs> moments = {};       ///< one a visit, not falling: how far apart they stand
    size_t chosen = 0;                     ///< the visit that is looked at
    std::optional<float> lowest = {}, highest = {};  ///< of the axis; else what the figures need
};
struct PlotEvent {
    std::optional<size_t> chosen;  ///< another visit is looked at
    bool opens = false;            ///< the chosen one is to be opened
};

/// A figure over the visits, as wide as the content: the visits stand as far apart as their
/// moments, with as many of their days under the axis as have room; a line at the chosen one with its figures beside the
/// title. Left and Right go through the visits, Enter or a click opens one; the pointer shows its figures.
PlotEvent plot(Ui& ui, std::string_view name, const PlotLook& look);

/// "7", "-5.5"; "–" for what is not recorded.
std::string figureWords(const std::optional<float>& value, std::string_view unit = {});

}  // namespace myochart::ui
