#pragma once
#include <array>
#include <string>
#include <string_view>
#include <type_traits>

#include <fmt/format.h>

#include "core/files.h"

namespace myochart {

/// A language that the window speaks.
struct Language {
    const char* code;  ///< "de"; also the name of its catalogue: de.mo
    const char* name;  ///< in itself: "Deutsch"
};
inline constexpr std::array<Language, 4> kLanguages = {
    {{"en", "English"}, {"de", "Deutsch"}, {"es", "Espa\xC3\xB1ol"}, {"fr", "Fran\xC3\xA7" "ais"}}};

/// From now on tr() and its kin answer in that language of kLanguages, out of the catalogues in `folder`; "" and "en" need
/// none. Any thread may be asking. Fails, and leaves the language as it is, when the catalogue cannot be read.
Outcome useLanguage(std::string_view code, const Path& folder);
/// The code of what tr() answers in; "en" at first.
std::string_view languageInUse();
/// Which of kLanguages is meant: by a setting, or when that is empty by the desktop, whose variables are LANGUAGE, LC_ALL,
/// LC_MESSAGES and LANG, null when not set. "en" when none of kLanguages is.
std::string_view languageMeant(std::string_view setting, const char* (*variable)(const char* name));

/// The translation of a text, or the text itself. A literal, so that xgettext finds it, or one that was marked. Allocates
/// nothing; the answer lives as long as the program.
const char* tr(const char* english);
std::string_view tr(std::string_view english);  ///< lives as long as `english` too
/// The same where one English word has two translations: `context` tells them apart.
const char* trc(const char* context, const char* english);
/// The same in the form that goes with `n`: trn("visit", "visits", n).
const char* trn(const char* one, const char* many, unsigned long n);
/// A text that xgettext is to find here and that tr() translates where it is shown.
constexpr const char* mark(const char* english) { return english; }

/// `translation` with its placeholders filled in, or `english` when the translation's are not those of `args`.
std::string filledIn(const char* translation, fmt::string_view english, fmt::format_args args);

/// A translated text with placeholders: trf("{} and {} more", a, b). A translation may number them to turn them round:
/// "{1} {0}". One whose placeholders are wrong is passed over: the text is then English.
template <class... Args>
std::string trf(fmt::format_string<Args...> english, Args&&... args) {
    const fmt::string_view text = english;
    return filledIn(tr(text.data()), text, fmt::make_format_args(args...));
}

/// What stands for a part of a sentence: of what is Said its text, else itself.
template <class T>
using PartOfText = std::conditional_t<std::is_same_v<T, Said>, std::string, T>;

/// trf() for an error's sentence, which the log has in English; `marked` is a text with placeholders for `args`. What is
/// Said may be part of it.
template <class... Args>
Said saidOf(const char* marked, const Args&... args) {
    const fmt::string_view text = marked;
    [[maybe_unused]] const auto part = [](const auto& arg, std::string Said::*which) -> const auto& {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(arg)>, Said>) return arg.*which;
        else return arg;
    };
    return {filledIn(tr(text.data()), text, fmt::make_format_args(part(args, &Said::text)...)),
            fmt::vformat(text, fmt::make_format_args(part(args, &Said::english)...))};
}
/// The same, its placeholders checked when it is compiled.
template <class... Args>
Said said(fmt::format_string<PartOfText<Args>...> english, const Args&... args) {
    return saidOf(fmt::string_view(english).data(), args...);
}

/// The same in the form that goes with `n`, which is an argument only when it is among them:
/// trnf("{} visit", "{} visits", n, n).
template <class... Args>
std::string trnf(fmt::format_string<Args...> one, fmt::format_string<Args...> many, unsigned long n, Args&&... args) {
    const fmt::string_view single = one, several = many;
    return filledIn(trn(single.data(), several.data(), n), n == 1 ? single : several, fmt::make_format_args(args...));
}

}  // namespace myochart
