#pragma once
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "handout/texts.h"
#include "record/chart.h"

namespace myochart::handout {

/// One place on the body that the handout tells of, in a patient's words.
struct HandoutSite {
    record::MarkerId id;
    std::uint32_t number = 0;  ///< as in the record
    std::string where;         ///< "shoulder-blade lifter"
    std::string area;          ///< "shoulder"; empty: not known
    std::string side, done;    ///< "left"; "thin needle"
};

struct HandoutExercise {
    std::string name;
    std::string how, dose, stop;  ///< empty: not told, for somebody wrote the exercise in words of their own
};

/// A heading with its paragraphs; without paragraphs there is none.
struct HandoutPart {
    std::string title;
    std::vector<std::string> paragraphs;
};

/// What a handout says, in one language and in reading order. It holds the patient's own name and day, the practice and who
/// treated; of anybody else nothing, no depth, no finding and none of what therapists wrote to one another.
struct Handout {
    std::string title;
    std::string placesTitle;             ///< above the maps: where needles went in, or where they are only planned
    std::string patient;                 ///< the name alone, on a line of its own
    std::string visit;                   ///< "Visit on Sunday, 22 November 2026"
    std::string therapist;               ///< a name, or empty
    std::vector<std::string> practice;   ///< name and lines of the address
    std::vector<HandoutSite> sites;
    HandoutPart expect, care, advice, lung, warning;  ///< advice: what this patient was told besides; lung: after a needle near the chest
    std::string emergency;
    std::vector<HandoutExercise> exercises;
    std::string nextVisit;               ///< a day in words, or empty
};

/// What a handout is made of.
struct HandoutSource {
    const record::Patient& patient;
    const record::Practice& practice;
    const record::Session& session;
    const anatomy::Catalogue& catalogue;
    const Texts& texts;
    std::vector<std::string> exercises = {};  ///< keys of home exercises besides those of the visit
};

/// Sites that nobody confirmed are not told. The part about the lung is there when a needle was in, or is planned, in a muscle of
/// which the tables name the lung as a hazard, or in one that they do not know.
Handout handoutOf(const HandoutSource& source);

// The parts of it that other pages tell, too.
/// The site in the patient's words.
HandoutSite handoutSite(const HandoutSource& source, const record::Marker& marker);
/// Name and lines of the address.
std::vector<std::string> practiceLines(const record::Practice& practice);
/// Who treats, else who signed; may be empty.
std::string treatedBy(const HandoutSource& source);
/// The patient's name as it is written on pages.
std::string nameOnPages(const record::Patient& patient);

}  // namespace myochart::handout
