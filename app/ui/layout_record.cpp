#include "ui/layout_record.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "core/log.h"

namespace myochart::ui {

std::string LayoutRecord::json() const {
    nlohmann::json all = {{"widgets", nlohmann::json::object()}, {"state", facts_}};
    for (const auto& [name, r] : rects_)
        all["widgets"][name] = {std::lround(r.min.x), std::lround(r.min.y), std::lround(r.max.x), std::lround(r.max.y)};
    return all.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

void LayoutRecord::writeIfChanged(const OutputFile& file) {
    std::string now = json();
    if (now == written_) return;
    if (auto outcome = file.write(now, Written::soon); !outcome) {
        log::warn(outcome.error().inEnglish());
        return;
    }
    written_ = std::move(now);
}

}  // namespace myochart::ui
