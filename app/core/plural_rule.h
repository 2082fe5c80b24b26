#pragma once
#include <string>
#include <string_view>

namespace myochart {

/// Which of a language's plural forms a number takes, as gettext's catalogues say it in C: "nplurals=2; plural=(n != 1);".
class PluralRule {
  public:
    /// English: one, and many.
    PluralRule() = default;
    /// From the line "Plural-Forms: ..." of a catalogue's `header`; English's when there is none, or one that cannot be
    /// reckoned.
    explicit PluralRule(std::string_view header);

    /// 0 .. forms() - 1.
    unsigned long form(unsigned long n) const;
    unsigned long forms() const { return forms_; }

  private:
    std::string expression_ = "n!=1";
    unsigned long forms_ = 2;
};

}  // namespace myochart
