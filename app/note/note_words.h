#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "core/time.h"
#include "record/chart.h"

namespace myochart::note {

// What the parts of a note are written with. All of it in the language of the window.

/// Headings of the groups of a note, in English, for tr(); isHeading() knows them.
enum class Group { visit, screening, consent, before, sites, needles, after, plan, muscles, signature };
const char* heading(Group group);

/// Collects sentences into paragraphs and paragraphs under headings; a heading of which nothing is said is left out.
class NoteWriter {
  public:
    void begin(Group group);
    /// Another sentence of this paragraph; an empty one is none. A sentence that does not end gets its full stop.
    void say(std::string_view sentence);
    /// What comes now stands on a line of its own.
    void endParagraph();
    std::string take();

  private:
    std::string text_;
    std::optional<Group> waiting_;  ///< begun, nothing said yet
    bool inParagraph_ = false;
};

/// What is written with: the visit and what its keys mean.
struct NoteData {
    const record::Patient& patient;
    const record::Practice& practice;
    const record::Session& session;
    const anatomy::Catalogue& catalogue;
};

void writeVisit(NoteWriter& to, const NoteData& data);
void writeScreening(NoteWriter& to, const NoteData& data);
void writeConsent(NoteWriter& to, const NoteData& data);
void writeBefore(NoteWriter& to, const NoteData& data);
void writeSites(NoteWriter& to, const NoteData& data);
void writeNeedles(NoteWriter& to, const NoteData& data);
void writeAfter(NoteWriter& to, const NoteData& data);
void writePlan(NoteWriter& to, const NoteData& data);
void writeMuscles(NoteWriter& to, const NoteData& data);
void writeSignature(NoteWriter& to, const NoteData& data);
/// Ranges of motion and scores, as they were before or after.
void sayMeasures(NoteWriter& to, const NoteData& data, bool after);

// --- words
/// "a; b; c": parts may have commas of their own.
std::string joined(const std::vector<std::string>& parts);
/// Of an answer that was given: one of the two texts; nothing when it was not.
std::string answer(const std::optional<bool>& given, const char* yes, const char* no);
/// "Sunday, 22 November 2026, 14:05" where the visit was.
std::string momentInFull(UtcMs moment, std::string_view utcOffset);
/// "14:05" where the visit was.
std::string clockTime(UtcMs moment, std::string_view utcOffset);
std::string number(double value);
/// "6 of 10".
std::string painWords(std::uint32_t pain);
/// The title of a key of the safety table or of the adverse events; what is neither is said as it is.
std::string safetyWords(const anatomy::Catalogue& catalogue, std::string_view key);
/// The name of a key of the needle table; what is none is said as it is, a key of snake_case with blanks.
std::string needleWords(const anatomy::Catalogue& catalogue, std::string_view key);
std::string sideWords(Side side);
/// A title as it stands inside a sentence: with a small first letter, but in German.
std::string insideSentence(std::string title);
/// "3 (upper trapezius, left)".
std::string siteWords(const NoteData& data, const record::Marker& marker);
bool isConfirmed(const record::Marker& marker);

}  // namespace myochart::note
