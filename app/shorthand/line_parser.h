#pragma once
#include <map>

#include "shorthand/parse.h"
#include "shorthand/tokens.h"

namespace myochart::shorthand {

/// Reads one line, token by token; only for parse(). Functions that read from a token answer how far they came: the token
/// behind what they took, with its piece added; the same token where nothing of theirs begins there.
class LineParser {
  public:
    LineParser(std::string_view line, const Grammar& grammar, const anatomy::Catalogue& catalogue);
    Parsed run();

  private:
    struct Found {
        const Word* word = nullptr;
        size_t end = 0;
        explicit operator bool() const { return word != nullptr; }
    };

    // parse.cpp: the flow, places and texts.
    size_t next(size_t at);
    size_t address(size_t at);
    size_t command(const Found& found, size_t at);
    size_t side(const Found& found, size_t at);
    size_t muscle(size_t at, const Grammar::Named& named);
    size_t triggerPoint(const Found& found, size_t at);
    size_t placeWords(const Found& found, size_t at);
    size_t text(const Found& found, size_t at);
    size_t code(const Found& found, size_t at);
    size_t day(const Found& found, size_t at);
    size_t negated(const Found& found, size_t at);
    size_t named(const Found& found, size_t at);
    void finish();
    void checkPlace();
    void joinPlaces();
    void joinUnknown();

    // parse_figures.cpp: figures with units, and fields whose value stands beside their name.
    size_t figure(size_t at);
    size_t needleSize(size_t at);
    size_t painPair(size_t from, size_t at);
    size_t withUnit(size_t from, size_t at, const std::string& onlyField);
    size_t minutes(size_t from, size_t end, double value, size_t number);
    size_t subject(const Found& found, size_t at);
    size_t counted(const std::string& field, size_t from, size_t at, size_t end);
    size_t flagged(const Found& found, size_t at);
    size_t twitch(const Found& found, size_t at);
    size_t tenderness(const Found& found, size_t at);
    size_t grade(const Found& found, size_t at);
    size_t leveled(const Found& found, size_t at);

    // what stands where
    bool is(size_t at, Token::Kind kind) const { return at < tokens_.size() && tokens_[at].kind == kind; }
    Found find(size_t at) const;
    Found findUse(size_t at, Use use) const;
    Found unitAt(size_t at) const;
    size_t phraseEnd(size_t at) const;
    size_t phraseBegin(size_t at) const;
    bool besideMuscle(size_t at) const;
    std::string raw(size_t from, size_t end) const;
    bool saysFigures(size_t from, size_t end) const;
    bool aboutStimulation(size_t from, size_t end) const;
    size_t behindColon(size_t at) const { return is(at, Token::Kind::colon) ? at + 1 : at; }

    // what is made of it
    size_t understood(size_t from, size_t end, std::string chip);
    size_t notUnderstood(size_t from, size_t end, std::string reason);
    /// False, with the reason as a piece, where the same was said otherwise before.
    bool once(const std::string& key, const std::string& value, size_t from, size_t end);
    size_t set(const std::string& key, bool value, size_t from, size_t end);
    size_t set(const std::string& key, double value, size_t from, size_t end);
    size_t set(const std::string& key, const std::string& value, size_t from, size_t end);
    std::string rangeOf(std::string_view key) const;

    enum class Mark { plain, place, unknown };
    struct Made {
        Piece piece;
        Mark mark = Mark::plain;
        std::optional<Side> side;
        const anatomy::Muscle* muscle = nullptr;
        const anatomy::TriggerPoint* point = nullptr;
        std::string place;
        bool isPoint = false;
        size_t number = 0;  ///< of a trigger point, of which the muscle may come later
    };
    Made& madeBetween(size_t from, size_t end);

    std::string_view line_;
    const Grammar& grammar_;
    const anatomy::Catalogue& catalogue_;
    std::vector<Token> tokens_;
    std::vector<std::string> words_;  ///< of each token; empty where it is none
    Parts parts_;
    Parsed parsed_;
    std::vector<Made> made_;
    std::map<std::string, std::string> said_;
    const anatomy::Muscle* muscle_ = nullptr;
};

}  // namespace myochart::shorthand
