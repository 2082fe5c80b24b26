#include "core/words.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>

#include "core/word_catalogue.h"

namespace myochart {

namespace {

/// A language once used; kept to the end, so that what tr() answered stays good on every thread.
struct Spoken {
    const Language* language;
    Path folder;
    WordCatalogue words;
};

// What language a person reads is one for the whole program, and a sentence may be made anywhere: docs/decisions, 23.
std::atomic<const Spoken*> spokenNow = nullptr;  // null: English

constexpr std::uint64_t kMostBytes = 16 << 20;

/// The catalogue in `folder`, read at its first use.
Result<const Spoken*> spoken(const Language& language, const Path& folder) {
    static std::mutex mutex;
    static std::deque<Spoken> all;
    const std::lock_guard lock(mutex);
    for (const Spoken& each : all)
        if (each.language == &language && each.folder == folder) return &each;
    auto bytes = readTextFile(folder / fmt::format("{}.mo", language.code), kMostBytes);
    if (!bytes) return bytes.error();
    auto words = WordCatalogue::parse(std::move(*bytes));
    if (!words) return words.error();
    all.push_back({&language, folder, std::move(*words)});
    return &all.back();
}

const Language* languageOf(std::string_view code) {
    const auto at = std::find_if(kLanguages.begin(), kLanguages.end(), [&](const Language& l) { return l.code == code; });
    return at == kLanguages.end() ? nullptr : at;
}

/// Of "de_AT.UTF-8" the German.
const Language* languageOfLocale(std::string_view locale) { return languageOf(locale.substr(0, locale.find_first_of("_.@"))); }

std::string_view valueOf(const char* text) { return text ? std::string_view(text) : std::string_view(); }

}  // namespace

Outcome useLanguage(std::string_view code, const Path& folder) {
    const Language* language = languageOf(code.empty() ? "en" : code);
    if (!language) return failed(fmt::format("Myochart does not speak \"{}\".", code));
    if (language == kLanguages.data()) {
        spokenNow = nullptr;
        return Done{};
    }
    const auto found = spoken(*language, folder);
    if (!found) return found.error();
    spokenNow = *found;
    return Done{};
}

std::string_view languageInUse() {
    const Spoken* now = spokenNow;
    return now ? now->language->code : kLanguages.front().code;
}

std::string_view languageMeant(std::string_view setting, const char* (*variable)(const char* name)) {
    if (const Language* chosen = languageOf(setting)) return chosen->code;
    std::string_view locale;
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (locale.empty()) locale = valueOf(variable(name));
    const bool isPlain = locale.empty() || locale == "C" || locale.starts_with("C.") || locale == "POSIX";
    // As GNU gettext does: a list of languages goes before the locale, but not before one that says "none".
    std::string_view list = isPlain ? std::string_view() : valueOf(variable("LANGUAGE"));
    while (!list.empty()) {
        const auto end = std::min(list.find(':'), list.size());
        if (const Language* wanted = languageOfLocale(list.substr(0, end))) return wanted->code;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    const Language* meant = languageOfLocale(locale);
    return meant ? meant->code : kLanguages.front().code;
}

const char* tr(const char* english) { return trc("", english); }

std::string_view tr(std::string_view english) {
    const Spoken* now = spokenNow;
    const char* found = now ? now->words.find("", english) : nullptr;
    return found ? found : english;
}

const char* trc(const char* context, const char* english) {
    const Spoken* now = spokenNow;
    const char* found = now ? now->words.find(context, english) : nullptr;
    return found ? found : english;
}

const char* trn(const char* one, const char* many, unsigned long n) {
    const Spoken* now = spokenNow;
    const char* found = now ? now->words.find(one, n) : nullptr;
    if (found) return found;
    return n == 1 ? one : many;
}

std::string filledIn(const char* translation, fmt::string_view english, fmt::format_args args) {
    try {
        return fmt::vformat(translation, args);
    } catch (const fmt::format_error&) {
        return fmt::vformat(english, args);
    }
}

}  // namespace myochart
