#include "workspace/session_views.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "record/json.h"

namespace myochart::workspace {

namespace {

constexpr std::uint64_t kMostBytes = 64U << 20;

auto placeOf(auto& views, const record::SessionId& id) {
    return std::find_if(views.begin(), views.end(), [&](const auto& each) { return each.first == id; });
}

}  // namespace

SessionViews SessionViews::load(const Path& file) {
    SessionViews loaded;
    loaded.file_ = file;
    const auto text = readFile(file, kMostBytes);
    if (!text) return loaded;
    const auto json = record::parseJson({reinterpret_cast<const char*>(text->data()), text->size()}, shown(file));  // of a depth that can be walked
    if (!json || !json->is_array()) return loaded;
    for (const auto& each : *json) {
        const auto preset = presetFromJson(each);  // the name is the session's id
        if (preset && isUuid(preset->name) && loaded.views_.size() < kMostViews)
            loaded.views_.emplace_back(record::SessionId{preset->name}, preset->view);
    }
    return loaded;
}

std::optional<SavedView> SessionViews::of(const record::SessionId& id) const {
    const auto found = placeOf(views_, id);
    return found == views_.end() ? std::nullopt : std::optional(found->second);
}

bool SessionViews::keep(const record::SessionId& id, SavedView view) {
    const auto found = placeOf(views_, id);
    if (found != views_.end() && found->second == view) return false;
    if (found != views_.end()) views_.erase(found);
    views_.emplace_back(id, std::move(view));
    if (views_.size() > kMostViews) views_.pop_front();
    return true;
}

Outcome SessionViews::save() const {
    auto json = nlohmann::json::array();
    for (const auto& [session, kept] : views_) {
        ViewPreset preset;
        preset.name = session.text;
        preset.view = kept;
        json.push_back(toJson(preset));
    }
    return writeFileAtomically(file_, json.dump());
}

}  // namespace myochart::workspace
