#pragma once
#include <functional>

#include "record/chart.h"

namespace myochart::workspace {

/// What whoever shows the open visit is told.
struct VisitEvents {
    std::function<void()> opened = [] {};                 ///< or begun: session() is it
    std::function<void()> lookAsLeft = [] {};             ///< its picture is to be as it was left
    std::function<void()> closing = [] {};                ///< session() is still it
    std::function<void(bool goesOn)> closed = [](bool) {};  ///< `goesOn`: another takes its place for work that is under way
    std::function<void()> stepping = [] {};               ///< a step back or forward begins
    std::function<void(const record::Session& before)> stepped = [](const record::Session&) {};
};

}  // namespace myochart::workspace
