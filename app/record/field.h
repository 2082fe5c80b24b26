#pragma once
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/side.h"

namespace myochart::record {

// What can be kept is described once: every kind (patient.h, session.h, marker.h) has a describe(visit, value) that
// hands each of its fields over with the member, in order. JSON, checks, words for people and the record's payloads
// walk it; a new field is one member and one line.

// Limits of what comes from outside, in bytes of UTF-8 or pieces.
inline constexpr size_t kMaxNameBytes = 200;  ///< names, titles, keys, sentences
inline constexpr size_t kMaxLabelBytes = 80;
inline constexpr size_t kMaxNoteBytes = 10'000;
inline constexpr size_t kMaxMarkers = 10'000;           ///< a session
inline constexpr size_t kMaxKeys = 20'000;              ///< entries of any list of keys
inline constexpr std::uint32_t kMaxNumber = 1'000'000;  ///< markers ever placed in one session
inline constexpr double kMaxCoordinateMm = 10'000;      ///< a body is 2 m tall; ten metres leave room for any frame
inline constexpr size_t kMaxOthersBytes = 64'000;       ///< fields of one value that a newer Myochart wrote
inline constexpr double kUnitSlack = 1e-3;              ///< rounding of three floats written as decimals

/// How documents are written now. 1: markers without numbers, sessions with a view; 2: sessions without their offset from
/// UTC. Older ones are read.
inline constexpr int kDocumentFormat = 3;
/// What was added to that format since: fields that an older program may not know and keeps as they are. A value has
/// them in `others`, as the text of a JSON object, empty when there are none.
/// 1: what was found, done and answered at a site. 2: what comes before and after, screening, consent, outcomes, note and
/// signature of a visit, details and episodes of a patient, the origin of a site. 3: the adverse event that an
/// addendum follows up, sites that are one place of a patient. 4: when a needle was counted out, what happened at a site the
/// last time, adverse events of earlier visits that were read, where a needle goes in, what is lifted, what ultrasound showed.
/// 5: where it hurts, painted. 6: what patients painted and answered by themselves.
inline constexpr int kDocumentMinor = 6;

/// What a value must be beyond its type.
enum class Form : std::uint8_t {
    plain,
    lines,      ///< a text that may have several lines
    anyDay,     ///< a text: a day of the calendar as YYYY-MM-DD, also one to come, or empty
    day,        ///< a text: a day of the calendar as YYYY-MM-DD, not in the future, or empty
    offset,     ///< a text: how far a clock is ahead of UTC, as +hh:mm, or empty
    direction,  ///< three numbers: of length 1
    shares,     ///< three numbers: add up to 1
    reference,  ///< the id of something else, or empty
};

/// One value that is kept.
struct Field {
    const char* key;    ///< in files and of the command line: snake_case, for ever
    const char* title;  ///< to people, inside a sentence: mark("birth date")
    const char* brief = nullptr; ///< to people where there is little room: mark("insertions"); null: the title
    Form form = Form::plain;
    const char* unit = nullptr;       ///< of a number, for people: "mm"; the key ends with it
    size_t maxBytes = kMaxNameBytes;  ///< of a text
    bool filled = false;              ///< a text that may not be blank
    double lowest = 0, highest = 0;   ///< of a number or each of three; the count of a list; both 0: no limit
    int since = 1;        ///< the document format that began it; in older ones it has the value of a new entry
    bool beside = false;  ///< the record keeps it beside the value too: id, owner, order
    bool entered = false;     ///< by somebody, as it is: the command line has an option of its key
    bool identifies = false;  ///< may tell who a person is or how they are: kept out of lists of processes

    const char* shortTitle() const { return brief ? brief : title; }
};

/// T or const T: one description serves reading and writing.
template <class Given, class T>
concept Like = std::same_as<std::remove_const_t<Given>, T>;

/// A list of values of its own, of which each is described.
template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;

/// All values of an enumeration, in the order in which people are shown them; each has a name().
constexpr auto choicesOf(Side) {
    return std::to_array({Side::left, Side::right, Side::midline});
}

/// Flags that are written as the list of the keys of those that are set; found by their describe().
template <class T>
inline constexpr bool kIsSet = false;

/// A part of a value of which nothing need be said: what is not recorded (an optional without value, an empty text) is
/// neither written nor asked for when it is read, nor is the part itself when nothing of it is. So a new field needs no
/// `since`, only the next kDocumentMinor.
template <class T>
inline constexpr bool kMayBeEmpty = false;

}  // namespace myochart::record
