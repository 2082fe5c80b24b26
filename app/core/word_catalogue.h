#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/plural_rule.h"
#include "core/result.h"

namespace myochart {

/// One language's translations, as msgfmt compiles them (a .mo file of GNU gettext). Immutable, so any thread may ask.
class WordCatalogue {
  public:
    /// Refuses what is no such file: wrong mark, texts that lie outside or do not end, bytes that are no UTF-8.
    static Result<WordCatalogue> parse(std::string bytes);

    /// The translation of `english` in that `context` ("" mostly), or null. Lives as long as the catalogue.
    const char* find(std::string_view context, std::string_view english) const;
    /// The same in the form that goes with `n`.
    const char* find(std::string_view english, unsigned long n) const;
    size_t size() const { return texts_.size(); }

  private:
    struct Key {
        std::string_view context, english;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        size_t operator()(const Key& key) const {
            return std::hash<std::string_view>()(key.english) ^ (std::hash<std::string_view>()(key.context) << 1U);
        }
    };

    std::string bytes_;
    std::unordered_map<Key, std::string_view, Hash> texts_;  ///< plural forms one after the other, a NUL between them
    PluralRule plurals_;
};

}  // namespace myochart
