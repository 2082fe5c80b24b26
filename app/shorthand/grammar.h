#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "anatomy/catalogue.h"

namespace myochart::shorthand {

/// What a word of the table is for.
enum class Use {
    side,      ///< left, right
    letter,    ///< the same by a letter or two, which only stands beside a muscle
    word,      ///< says field = value by itself
    subject,   ///< names a field, whose value stands beside it
    level,     ///< a value of a subject beside it: strong, weak
    unit,      ///< of the number before it: field, times `value`
    typed,     ///< the words themselves are the field's text: "to bone"
    text,      ///< what follows up to the next comma is the field's text
    note,      ///< what follows up to the end of the line
    code,      ///< what follows up to the next blank or comma
    day,       ///< the day that follows
    point,     ///< trigger point, its number follows
    no,        ///< turns the field behind it round
    command,   ///< in, out, all_in, all_out
    context,   ///< says what figures beside it are about (stimulation)
    filler,    ///< says nothing
};

/// A row of assets/knowledge/shorthand.csv.
struct Word {
    std::vector<std::string> parts;  ///< folded
    std::string language;            ///< "en", "de", "es", "fr" or "any"
    Use use = Use::filler;
    std::string field;               ///< a key of record/kinds, or "pain", "side", "place", "command", "point"
    std::string value;
    std::string unit;                ///< of a unit of thresholds: its name in the record
};

/// The words of a line as names are looked for in them; a token that is no word is an empty one.
struct Parts {
    std::vector<std::string> words;                ///< folded
    std::vector<std::vector<std::string>> meant;   ///< of each word: its one form (anatomy::understand); none: a filler
    std::vector<bool> breaks;                      ///< no part of a name: no word, or a side
};
Parts partsOf(const std::vector<std::string>& words);

/// The words of the shorthand line and the names of the muscles. Immutable after load; any thread.
class Grammar {
  public:
    /// Reads shorthand.csv of `folder`; rows that fail a check are left out and listed in faults(). Fails without the table.
    static Result<Grammar> load(const Path& folder, const anatomy::Catalogue& catalogue);

    const std::vector<Word>& words() const { return words_; }
    const std::vector<anatomy::TableFault>& faults() const { return faults_; }

    /// The longest word of the table that begins with the first of these folded parts; null: none. `taken`: of how many.
    const Word* longest(const std::vector<std::string>& parts, size_t from, size_t& taken) const;

    /// What a run of words names.
    struct Named {
        size_t taken = 0;                  ///< words; 0: no name
        std::vector<std::string> muscles;  ///< keys; more than one: it may be any of them
    };
    /// The longest name that begins at `from`, every word of it said, in any order, Latin or not ("trapezius upper").
    Named nameAt(const Parts& parts, size_t from) const;
    /// The same by beginnings of all of the name's words: "glut med", "infra". What may also begin a longer proper name of
    /// another muscle ("pect": pectineus, pectoralis) may be any of them.
    Named shortNameAt(const Parts& parts, size_t from) const;
    /// Names of which words begin so, the best first; for suggestions.
    std::vector<std::string> musclesBeginning(const std::vector<std::string>& parts, size_t limit) const;

  private:
    struct Meaning {
        int rank = 9;
        std::vector<std::string> muscles;
    };
    struct Name {
        std::string muscle;
        int rank = 0;
        std::vector<std::string> words;  ///< folded, as they stand in the name, without those that say nothing
    };
    bool areKin(const std::string& a, const std::string& b) const;
    void addName(const std::string& muscle, const std::string& name, int rank);

    std::vector<Word> words_;
    std::vector<anatomy::TableFault> faults_;
    std::unordered_map<std::string, std::vector<size_t>> byFirst_;  ///< the longest first
    std::unordered_map<std::string, Meaning> meanings_;
    std::vector<Name> names_;
    std::unordered_map<std::string, std::vector<std::string>> parts_;  ///< of wholes
};

}  // namespace myochart::shorthand
