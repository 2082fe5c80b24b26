#include "body/import_helper/number_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace myochart::import_helper {

namespace {

constexpr std::array<double, 16> kPowers = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                            1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

bool isFigure(char c) {
    return c >= '0' && c <= '9';
}

/// Decimals of up to 15 digits without an exponent: one exact division. Returns where it ends, or null.
const char* takeShort(const char* p, const char* end, float& value) {
    const bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+')) ++p;
    std::uint64_t digits = 0;
    size_t count = 0, decimals = 0;
    for (; p < end && isFigure(*p); ++p, ++count) digits = digits * 10 + static_cast<std::uint64_t>(*p - '0');
    if (p < end && *p == '.')
        for (++p; p < end && isFigure(*p); ++p, ++count, ++decimals)
            digits = digits * 10 + static_cast<std::uint64_t>(*p - '0');
    if (count == 0 || count > 15 || (p < end && !isBlank(*p))) return nullptr;
    const double magnitude = static_cast<double>(digits) / kPowers[decimals];
    value = static_cast<float>(negative ? -magnitude : magnitude);
    return p;
}

}  // namespace

bool takeNumber(std::string_view& rest, float& value) {
    std::string_view text = rest;
    while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
    const char* const end = text.data() + text.size();
    const char* stop = takeShort(text.data(), end, value);
    if (!stop) {
        if (!text.empty() && text.front() == '+') text.remove_prefix(1);
        const auto taken = std::from_chars(text.data(), end, value);
        if (taken.ec != std::errc{} || (taken.ptr != end && !isBlank(*taken.ptr)) || !std::isfinite(value))
            return false;
        stop = taken.ptr;
    }
    rest.remove_prefix(static_cast<size_t>(stop - rest.data()));
    return true;
}

}  // namespace myochart::import_helper
