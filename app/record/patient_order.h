#pragma once
#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "record/kinds/patient.h"

namespace myochart::record {

/// Where a patient stands in lists: by name as people look names up (capitals and accents do not count), then by birth date.
struct ListPlace {
    std::string folded;  ///< the name for looking up
    std::string birthDate, name;
    PatientId id;
    std::string identifier;  ///< for looking up
    std::string sounds;      ///< the words of the name as they sound (soundOf), a blank between them
    std::string written;     ///< name and identifier with their signs, A to Z small
    auto operator<=>(const ListPlace&) const = default;
};
ListPlace listPlace(const Patient& patient);

/// A folded word (core/text.h) by its sound, roughly, whatever of four languages it is written in: "schmitt", "schmidt" and
/// "shmit" are one, as are "mueller" and "muller", "christina" and "kristina", "meier" and "mayer".
std::string soundOf(std::string_view foldedWord);

/// How well somebody fits what is looked for.
enum class Fit { none, near, exact };

/// What somebody looks for among patients: each word is in the name, the identifier or the birth date, written in any usual way
/// ("muster 1985", "12.3.1985", "12 mar", "MRN-0042"). An empty text fits everyone. %, _, * and ? stand
/// for nothing else: a word with one of them, as a text of signs alone, is to be found as it is written. `near`: the words are in no name, but a
/// word of the name begins with one of that sound, or a letter or two from it.
class PatientSearch {
  public:
    explicit PatientSearch(std::string_view sought);
    bool fits(const ListPlace& place) const { return fit(place) == Fit::exact; }
    Fit fit(const ListPlace& place) const;
    /// Whether anybody can fit nearly: words of a letter or two are not guessed at.
    bool mayBeNear() const;

  private:
    struct Word {
        std::string text, sound;
        bool number = false;
    };
    bool fitsExactly(const ListPlace& place) const;
    bool fitsNearly(const ListPlace& place) const;

    std::string wanted_, joined_, day_;
    std::vector<std::string> asWritten_;  ///< words that are to be found with their signs
    std::vector<Word> words_;
};

}  // namespace myochart::record
