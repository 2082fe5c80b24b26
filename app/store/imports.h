#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "record/chart.h"

// What an import is given, and what it answers.

namespace myochart::store {

/// The visits of an import one by one, nothing behind the last. An error ends the import, and nothing of it stays. It may
/// read the record that it is given to.
using NextSession = std::function<Result<std::optional<record::Session>>()>;

/// What an import does with an entry that is here already with other content.
enum class OnConflict {
    refuse,  ///< nothing is imported; error of kind conflict, naming at most 100 entries (not for logs: see Skipped)
    ask,     ///< nothing is imported, and the answer says what stood against it: Imported::isRefused
    look,    ///< nothing is imported, whatever is in the file; the answer says what would have come of it (as `keep`), and isRefused is set
    keep,    ///< what is here stays, the rest of the file is taken
    both,    ///< the same, and a visit of the file is added beside the one that is here
};

/// A patient or visit of an import's file that was not taken and is not in the lists here either.
struct Skipped {
    enum class Why {
        removed,         ///< it was removed here and can be brought back
        patientRemoved,  ///< its patient was
        siteElsewhere,   ///< one of its sites is in another visit here
        otherPatients,   ///< it is another patient's visit here
        otherPerson,     ///< its patient has the id of somebody here whose name is another, and whose birth date is not the same
    };
    std::string kind;  ///< "patient" or "session"
    std::string id;
    Why why = Why::removed;
    std::string sentence;  ///< why; holds the name of a patient who was removed: for people, not for logs
    std::string advice;    ///< what to do about it on the command line, a sentence
    std::string sentenceWithAdvice() const { return sentence + " " + advice; }
};

/// What an import added, by ids alone, so that it can be taken back.
struct Added {
    struct Entry {
        std::string id;
        size_t content = 0;  ///< a hash of what it held then, with its sites
    };
    std::vector<Entry> patients, sessions;
};

/// What became of an import that was taken back.
struct TakenBack {
    Added removed;       ///< now among the removed; visits also that went with their patients
    size_t changed = 0;  ///< entries that are no longer as they came, and stay
    size_t needed = 0;   ///< patients who are as they came, and stay for a visit that does
};

/// What an import did.
struct Imported {
    size_t patients = 0, sessions = 0;    ///< new ones
    size_t known = 0;                     ///< entries that were here already with the same content
    std::vector<std::string> kept;        ///< "session UUID" and "patient UUID" that stayed as they are here
    std::vector<std::string> addedBeside; ///< the ids of the visits that were added beside those that are here
    std::vector<Skipped> skipped;
    Added added = {};                     ///< the new ones and those beside
    bool isRefused = false;               ///< nothing was taken, for what stands in kept and skipped (OnConflict::ask)
};

}  // namespace myochart::store
