#pragma once
#include <compare>
#include <functional>
#include <string>
#include <string_view>

namespace myochart {

/// A new random UUID (version 4) in the usual 36-character form.
std::string makeUuid();
/// The UUID (version 8) that always belongs to this content: the same content gives the same UUID.
std::string uuidOfContent(std::string_view content);
/// True for the 36-character lower-case form that makeUuid() gives.
bool isUuid(const std::string& text);

/// A UUID that cannot be mixed up with one of another kind. Empty means "none".
template <class Tag>
struct Id {
    std::string text;

    static Id make() { return {makeUuid()}; }
    bool empty() const { return text.empty(); }
    auto operator<=>(const Id&) const = default;
};

}  // namespace myochart

template <class Tag>
struct std::hash<myochart::Id<Tag>> {
    size_t operator()(const myochart::Id<Tag>& id) const { return std::hash<std::string>{}(id.text); }
};
