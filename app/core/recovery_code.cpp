#include "core/recovery_code.h"

#include <sodium.h>

#include <array>

#include "core/words.h"

namespace myochart {

namespace {

constexpr std::string_view kSigns = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's base 32
constexpr size_t kRandomSigns = 28, kAllSigns = 30, kGroup = 5;

/// Two signs over the others.
std::array<char, 2> checkOf(const unsigned char* signs) {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), signs, kRandomSigns, nullptr, 0);
    return {kSigns[hash[0] % kSigns.size()], kSigns[hash[1] % kSigns.size()]};
}

char signOf(char typed) {
    const char upper = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (upper == 'I' || upper == 'L') return '1';
    if (upper == 'O') return '0';
    return kSigns.find(upper) == std::string_view::npos ? '\0' : upper;
}

/// With its hyphens.
Secret grouped(const Secret& signs) {
    Secret code(kAllSigns + kAllSigns / kGroup - 1);
    size_t to = 0;
    for (size_t from = 0; from < kAllSigns; ++from) {
        if (from > 0 && from % kGroup == 0) code.data()[to++] = '-';
        code.data()[to++] = signs.data()[from];
    }
    return code;
}

}  // namespace

Secret makeRecoveryCode() {
    Secret signs = Secret::random(kAllSigns);
    for (size_t i = 0; i < kRandomSigns; ++i) signs.data()[i] = static_cast<unsigned char>(kSigns[signs.data()[i] % kSigns.size()]);
    const auto check = checkOf(signs.data());
    for (size_t i = 0; i < check.size(); ++i) signs.data()[kRandomSigns + i] = static_cast<unsigned char>(check[i]);
    return grouped(signs);
}

Result<Secret> recoveryCodeOf(std::string_view typed) {
    Secret signs(kAllSigns);
    size_t found = 0;
    for (const char c : typed) {
        if (c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r') continue;
        const char sign = signOf(c);
        if (sign == '\0') return refused(said("A recovery code is made of letters and digits alone, without U."));
        if (found == kAllSigns) return refused(said("A recovery code has {} letters and digits; there are more.", kAllSigns));
        signs.data()[found++] = static_cast<unsigned char>(sign);
    }
    if (found < kAllSigns) return refused(said("A recovery code has {} letters and digits; there are {}.", kAllSigns, found));
    const auto check = checkOf(signs.data());
    for (size_t i = 0; i < check.size(); ++i)
        if (signs.data()[kRandomSigns + i] != static_cast<unsigned char>(check[i])) return refused(said("A letter of the recovery code is not as it was written down; compare it once more."));
    return grouped(signs);
}

}  // namespace myochart
