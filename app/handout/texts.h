#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/files.h"

namespace myochart::handout {

/// What to do of one home exercise, in one language.
struct ExerciseText {
    std::string how, dose, stop;
};

/// What a handout says in one language. Every key of keys() is there.
class Texts {
  public:
    std::string_view language() const { return language_; }  ///< "de"
    /// The text of a key of keys(), which it must be.
    const std::string& of(std::string_view key) const;
    /// The same with what stands in braces filled in: of("page", {{"page", "1"}, {"pages", "2"}}).
    std::string of(std::string_view key, const std::map<std::string_view, std::string>& values) const;
    /// Its paragraphs, or the parts between commas.
    std::vector<std::string> paragraphs(std::string_view key) const;
    std::vector<std::string> parts(std::string_view key) const;
    /// The same for who is not the patient: "Left side" in place of "Your left side".
    Texts toldToOthers() const;
    /// Null: the files tell none of that exercise in this language.
    const ExerciseText* exercise(std::string_view key) const;

  private:
    friend class TextsReader;
    std::string_view language_ = "en";  ///< a code of kLanguages
    std::map<std::string, std::string, std::less<>> byKey_;
    std::map<std::string, ExerciseText, std::less<>> exercises_;
};

struct ReadTexts {
    Texts texts;
    std::vector<std::string> remarks;  ///< "de.txt, line 12: ...": of what was left out
};

/// Every key that a language's file has.
std::vector<std::string_view> keys();

/// Reads LANGUAGE.txt and exercises.LANGUAGE.txt of each folder; a text of a later folder takes the place of one of an earlier, and
/// only the first has to have all. What is broken or missing is remarked on and stands in English instead. Fails where the first
/// folder has not even English, and on a language that is none of kLanguages.
Result<ReadTexts> readTexts(const std::vector<Path>& folders, std::string_view language);

/// "Sunday, 22 November 2026" in the words of that language; a text that is no day stays as it is.
std::string dayInFull(const Texts& texts, std::string_view isoDay);

}  // namespace myochart::handout
