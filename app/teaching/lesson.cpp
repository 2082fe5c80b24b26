#include "teaching/lesson.h"

#include <fmt/format.h>

#include "core/words.h"

namespace myochart::teaching {

namespace {

constexpr std::string_view kAudienceNames[] = {"everybody", "patients", "therapists"};

}  // namespace

const std::string& Texts::in(std::string_view language) const {
    static const std::string kNothing;
    auto at = by.find(language);
    if (at == by.end() || at->second.empty()) at = by.find("en");
    return at == by.end() ? kNothing : at->second;
}

std::string_view name(Audience audience) { return kAudienceNames[static_cast<size_t>(audience)]; }

std::optional<Audience> audienceFromName(std::string_view text) {
    for (size_t i = 0; i < std::size(kAudienceNames); ++i)
        if (kAudienceNames[i] == text) return static_cast<Audience>(i);
    return std::nullopt;
}

std::string Remark::sentence() const { return line > 0 ? trf("{}, line {}: {}", file, line, text) : fmt::format("{}: {}", file, text); }

}  // namespace myochart::teaching
