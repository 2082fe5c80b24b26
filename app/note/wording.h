#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace myochart::note {

/// A text of a data file in one language or several.
class Wording {
  public:
    Wording() = default;
    explicit Wording(std::string english) { byLanguage_["en"] = std::move(english); }
    explicit Wording(std::map<std::string, std::string, std::less<>> byLanguage) : byLanguage_(std::move(byLanguage)) {}

    /// In the language of the window, else in English.
    const std::string& shown() const;
    const std::string& in(std::string_view language) const;  ///< in that one, else in English
    bool empty() const { return byLanguage_.empty(); }

  private:
    std::map<std::string, std::string, std::less<>> byLanguage_;
};

}  // namespace myochart::note
