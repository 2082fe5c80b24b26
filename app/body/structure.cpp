#include "body/structure.h"

#include <array>

namespace myochart::body {

namespace {

constexpr std::array<std::string_view, 12> kSystemNames = {
    "muscle", "bone", "cartilage", "disc", "connective", "tooth", "vessel", "nerve", "organ", "skin", "eye", "other"};
static_assert(static_cast<size_t>(System::other) + 1 == kSystemNames.size());

}  // namespace

std::string_view name(System system) {
    return kSystemNames[static_cast<size_t>(system)];
}

std::optional<System> systemFromName(std::string_view text) {
    for (size_t i = 0; i < kSystemNames.size(); ++i)
        if (kSystemNames[i] == text) return static_cast<System>(i);
    return std::nullopt;
}

}  // namespace myochart::body
