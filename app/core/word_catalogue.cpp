#include "core/word_catalogue.h"

#include <cstdint>
#include <cstring>
#include <optional>

#include "core/text.h"

namespace myochart {

namespace {

// https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html; msgfmt writes in the byte order of the machine.
constexpr std::uint32_t kMark = 0x950412de;
constexpr char kAfterContext = '\4';

std::optional<std::uint32_t> number(std::string_view file, size_t at) {
    std::uint32_t value = 0;
    if (at + sizeof value > file.size()) return std::nullopt;
    std::memcpy(&value, file.data() + at, sizeof value);
    return value;
}

/// The text whose length and place stand at `at`; it ends with a NUL in the file.
std::optional<std::string_view> textAt(std::string_view file, size_t at) {
    const auto length = number(file, at), place = number(file, at + 4);
    if (!length || !place) return std::nullopt;
    const size_t end = size_t{*place} + *length;
    if (end >= file.size() || file[end] != '\0') return std::nullopt;
    return file.substr(*place, *length);
}

bool isText(std::string_view text) {
    for (const std::string& form : split(text, '\0'))
        if (!isUtf8(form)) return false;
    return true;
}

}  // namespace

Result<WordCatalogue> WordCatalogue::parse(std::string bytes) {
    const Error damaged = refused("This file of translations is damaged; install Myochart again.");
    WordCatalogue made;
    // Behind a string that is moved, short ones too, its letters lie elsewhere: the places are taken from where it stays.
    made.bytes_ = std::move(bytes);
    made.bytes_.reserve(64);
    const std::string_view file = made.bytes_;
    const auto mark = number(file, 0), count = number(file, 8), english = number(file, 12), others = number(file, 16);
    if (mark != kMark || !count || !english || !others || *count > file.size()) return damaged;
    for (size_t i = 0; i < *count; ++i) {
        const auto from = textAt(file, *english + 8 * i), to = textAt(file, *others + 8 * i);
        if (!from || !to || !isText(*from) || !isText(*to)) return damaged;
        const std::string_view one = from->substr(0, from->find('\0'));
        const auto context = one.find(kAfterContext);
        if (one.empty()) made.plurals_ = PluralRule(*to);
        else if (context == std::string_view::npos) made.texts_.emplace(Key{{}, one}, *to);
        else made.texts_.emplace(Key{one.substr(0, context), one.substr(context + 1)}, *to);
    }
    return made;
}

const char* WordCatalogue::find(std::string_view context, std::string_view english) const {
    const auto at = texts_.find(Key{context, english});
    return at == texts_.end() || at->second.empty() ? nullptr : at->second.data();
}

const char* WordCatalogue::find(std::string_view english, unsigned long n) const {
    const auto at = texts_.find(Key{{}, english});
    if (at == texts_.end()) return nullptr;
    std::string_view forms = at->second;
    for (unsigned long form = plurals_.form(n); form > 0; --form) {
        const auto end = forms.find('\0');
        if (end == std::string_view::npos) return nullptr;
        forms.remove_prefix(end + 1);
    }
    return forms.empty() || forms.front() == '\0' ? nullptr : forms.data();
}

}  // namespace myochart
