#include "note/wording.h"

#include "core/words.h"

namespace myochart::note {

const std::string& Wording::in(std::string_view language) const {
    static const std::string none;
    auto at = byLanguage_.find(language);
    if (at == byLanguage_.end()) at = byLanguage_.find("en");
    return at == byLanguage_.end() ? none : at->second;
}

const std::string& Wording::shown() const { return in(languageInUse()); }

}  // namespace myochart::note
