#include "ui/window_language.h"

#include <cstdlib>

#include "core/words.h"

namespace myochart::ui {

Outcome speakChosenLanguage(const workspace::Settings& settings) {
    const std::string_view code = languageMeant(settings.language, [](const char* name) -> const char* { return std::getenv(name); });
    if (code == languageInUse()) return Done{};
    const auto folder = programFolder("translations");
    if (!folder) return folder.error();
    return useLanguage(code, *folder);
}

}  // namespace myochart::ui
