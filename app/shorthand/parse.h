#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shorthand/fields.h"
#include "shorthand/grammar.h"

namespace myochart::shorthand {

enum class Command { none, in, out, allIn, allOut };

/// A part of a line.
struct Piece {
    size_t from = 0, to = 0;  ///< bytes of the line; pieces are in order and do not overlap
    bool understood = false;
    std::string words;        ///< its chip in the language of the window; what is not understood: the reason, a sentence
};

/// What one line says. Nothing is in it that was not said, and nothing of a piece that is not understood.
struct Parsed {
    std::vector<Piece> pieces;
    std::optional<std::uint32_t> site;  ///< the number before a colon
    Command command = Command::none;
    std::optional<Side> side;
    std::string muscleKey, triggerPointKey;  ///< of the catalogue; empty: not said
    std::string place;                       ///< where on the muscle: "lower third"
    std::optional<record::MarkerType> type;
    Told told;
    std::string note;

    /// Something is said and all of it is understood.
    bool understood() const;
    /// The first piece that is not, or null.
    const Piece* notUnderstood() const;
};

/// Reads one line of shorthand ("left infraspinatus trp1, 0.25x40, 20 mm, twitch strong, pain 7>3"; "3: out"; "all out").
/// Forgiving of order, case, abbreviations and languages; what may mean two things, contradicts what stands before, is out
/// of range or needs a unit is not understood, with the reason: a wrong side or muscle is worse than none. Pure; any bytes;
/// at most 1 ms for a line of 200 bytes.
Parsed parse(std::string_view line, const Grammar& grammar, const anatomy::Catalogue& catalogue);

/// The marker with what the line says of it merged in: type, finding, needle, response; a note comes behind the one that is
/// there. The rest stays, its place too.
/// A needle that goes in or comes out does so `now`; one that is in already stays in since then.
record::Marker applied(const Parsed& parsed, record::Marker marker, UtcMs now);

/// A name that the words at the end of a part that is not understood may be the beginning of.
struct Suggestion {
    size_t from = 0, to = 0;  ///< bytes of the line that it takes the place of
    std::string text;         ///< "quadratus lumborum"
};
/// For the muscle that is being typed, the best first; none where a muscle is understood or nothing looks like one.
std::vector<Suggestion> suggestions(std::string_view line, const Parsed& parsed, const Grammar& grammar, const anatomy::Catalogue& catalogue,
                                    size_t limit = 5);

}  // namespace myochart::shorthand
