#include "shorthand/parse.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "core/typed_day.h"
#include "core/words.h"
#include "record/typed_text.h"
#include "shorthand/chips.h"
#include "shorthand/line_parser.h"

namespace myochart::shorthand {

namespace {

using TokenKind = Token::Kind;

constexpr size_t kMostLineBytes = 4000;  // longer lines are no shorthand
constexpr size_t kMostNames = 4;     // named in a reason

std::string namesOf(const std::vector<std::string>& muscles, const anatomy::Catalogue& catalogue) {
    std::string names;
    for (size_t i = 0; i < std::min(muscles.size(), kMostNames); ++i)
        names += (i > 0 ? ", " : "") + anatomy::spokenName(*catalogue.muscle(muscles[i]));
    return muscles.size() > kMostNames ? names + ", \xE2\x80\xA6" : names;
}

/// "2028-12" and "12/2028" as the last day of the month.
std::optional<std::string> monthFromTyped(std::string_view text) {
    const auto digits = [](std::string_view part) { return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; }); };
    const size_t parts = text.find_first_of("-/.");
    if (parts == std::string_view::npos) return std::nullopt;
    std::string_view a = text.substr(0, parts), b = text.substr(parts + 1);
    if (a.size() == 4) std::swap(a, b);
    if (!digits(a) || !digits(b) || a.size() > 2 || b.size() != 4) return std::nullopt;
    const auto month = parseInteger(a), year = parseInteger(b);
    for (int day = 31; day >= 28; --day)
        if (auto whole = dayFromTyped(fmt::format("{}-{:02}-{:02}", *year, *month, day), DayOrder::unknown)) return *whole;
    return std::nullopt;
}

}  // namespace

bool Parsed::understood() const { return !pieces.empty() && !notUnderstood(); }

const Piece* Parsed::notUnderstood() const {
    const auto at = std::find_if(pieces.begin(), pieces.end(), [](const Piece& piece) { return !piece.understood; });
    return at == pieces.end() ? nullptr : &*at;
}

LineParser::LineParser(std::string_view line, const Grammar& grammar, const anatomy::Catalogue& catalogue)
    : line_(line), grammar_(grammar), catalogue_(catalogue), tokens_(tokensOf(line)) {
    for (const Token& token : tokens_) words_.push_back(token.kind == TokenKind::word ? token.text : "");
    parts_ = partsOf(words_);
}

LineParser::Found LineParser::find(size_t at) const {
    if (at >= words_.size() || words_[at].empty()) return {};
    size_t taken = 0;
    const Word* word = grammar_.longest(words_, at, taken);
    return word ? Found{word, at + taken} : Found{};
}

LineParser::Found LineParser::findUse(size_t at, Use use) const {
    const Found found = find(at);
    return found && found.word->use == use ? found : Found{};
}

size_t LineParser::phraseEnd(size_t at) const {
    while (at < tokens_.size() && tokens_[at].kind != TokenKind::separator) ++at;
    return at;
}

size_t LineParser::phraseBegin(size_t at) const {
    while (at > 0 && tokens_[at - 1].kind != TokenKind::separator && tokens_[at - 1].kind != TokenKind::colon) --at;
    return at;
}

std::string LineParser::raw(size_t from, size_t end) const {
    if (from >= end) return {};
    return record::withoutHiddenMarks(trim(line_.substr(tokens_[from].from, tokens_[end - 1].to - tokens_[from].from)));
}

LineParser::Made& LineParser::madeBetween(size_t from, size_t end) {
    Made made;
    made.piece.from = tokens_[from].from;
    made.piece.to = tokens_[end - 1].to;
    made_.push_back(std::move(made));
    return made_.back();
}

size_t LineParser::understood(size_t from, size_t end, std::string chip) {
    Made& made = madeBetween(from, end);
    made.piece.understood = true;
    made.piece.words = std::move(chip);
    return end;
}

size_t LineParser::notUnderstood(size_t from, size_t end, std::string reason) {
    madeBetween(from, end).piece.words = std::move(reason);
    return end;
}

bool LineParser::once(const std::string& key, const std::string& value, size_t from, size_t end) {
    const auto [at, isNew] = said_.emplace(key, value);
    if (isNew || at->second == value) return true;
    notUnderstood(from, end, tr("This was said otherwise before in this line."));
    return false;
}

std::string LineParser::rangeOf(std::string_view key) const {
    const FieldFacts facts = factsOf(key);
    if (facts.kind == Kind::text) return tr("This is too long.");
    const std::string unit = *facts.unit ? fmt::format(" {}", facts.unit) : std::string();
    return trf("\xE2\x80\x9C{}\xE2\x80\x9D goes from {} to {}.", tr(facts.title), formatNumber(facts.lowest), formatNumber(facts.highest) + unit);
}

size_t LineParser::set(const std::string& key, bool value, size_t from, size_t end) {
    if (!once(key, value ? "yes" : "no", from, end)) return end;
    if (put(parsed_.told, key, value) != Put::done) return notUnderstood(from, end, tr("This is not understood."));
    return understood(from, end, chipOf(key, parsed_.told));
}

size_t LineParser::set(const std::string& key, double value, size_t from, size_t end) {
    Told told = parsed_.told;
    if (put(told, key, value) != Put::done) return notUnderstood(from, end, rangeOf(key));
    if (!once(key, fmt::format("{}", value), from, end)) return end;
    parsed_.told = std::move(told);
    return understood(from, end, chipOf(key, parsed_.told));
}

size_t LineParser::set(const std::string& key, const std::string& value, size_t from, size_t end) {
    Told told = parsed_.told;
    if (put(told, key, value) != Put::done) return notUnderstood(from, end, rangeOf(key));
    if (!once(key, value, from, end)) return end;
    parsed_.told = std::move(told);
    return understood(from, end, chipOf(key, parsed_.told));
}

// --- which site, and what is done with its needle

size_t LineParser::address(size_t at) {
    if (at != 0 || !is(0, TokenKind::number) || !is(1, TokenKind::colon)) return at;
    const double number = tokens_[0].value;
    if (!tokens_[0].whole || number < 1 || number > record::kMaxNumber) return notUnderstood(0, 2, tr("The number of a site stands before the colon."));
    parsed_.site = static_cast<std::uint32_t>(number);
    return understood(0, 2, trnf("site {}", "sites {}", 1, *parsed_.site));
}

size_t LineParser::command(const Found& found, size_t at) {
    const size_t end = found.end;
    if (end != phraseEnd(at)) return notUnderstood(at, end, tr("In or out stands at the end, or between commas."));
    const std::string& value = found.word->value;
    if (!once("command", value, at, end)) return end;
    parsed_.command = value == "in" ? Command::in : value == "out" ? Command::out : value == "all_in" ? Command::allIn : Command::allOut;
    return understood(at, end, commandChip(parsed_.command));
}

// --- where

size_t LineParser::side(const Found& found, size_t at) {
    const auto side = sideFromName(found.word->value);
    if (!side) return notUnderstood(at, found.end, tr("Chart each side by itself."));
    if (parsed_.side && parsed_.side != side) return notUnderstood(at, found.end, tr("Left and right in one line."));
    parsed_.side = side;
    Made& made = madeBetween(at, found.end);
    made.mark = Mark::place;
    made.side = side;
    made.piece.understood = true;
    return found.end;
}

/// A letter alone is a side right beside a muscle or its trigger point, or at the line's beginning.
bool LineParser::besideMuscle(size_t at) const {
    const bool behind = !made_.empty() && made_.back().mark == Mark::place && at > 0 && made_.back().piece.to == tokens_[at - 1].to;
    const size_t begin = at + 1;
    if (behind || begin >= words_.size() || words_[begin].empty()) return behind;
    return grammar_.nameAt(parts_, begin).taken > 0 || grammar_.shortNameAt(parts_, begin).taken > 0 || findUse(begin, Use::point);
}

size_t LineParser::muscle(size_t at, const Grammar::Named& named) {
    const size_t end = at + named.taken;
    if (named.muscles.size() > 1) {
        const size_t behind = notUnderstood(at, end, trf("Which one: {}?", namesOf(named.muscles, catalogue_)));
        made_.back().mark = Mark::unknown;
        return behind;
    }
    const anatomy::Muscle* muscle = catalogue_.muscle(named.muscles.front());
    if (muscle_ && muscle_ != muscle) return notUnderstood(at, end, tr("Two muscles in one line."));
    muscle_ = muscle;
    parsed_.muscleKey = muscle->key;
    Made& made = madeBetween(at, end);
    made.mark = Mark::place;
    made.muscle = muscle;
    made.piece.understood = true;
    return end;
}

size_t LineParser::triggerPoint(const Found& found, size_t at) {
    const size_t number = found.end;
    if (!is(number, TokenKind::number) && !(is(number, TokenKind::minus) && is(number + 1, TokenKind::number)))
        return notUnderstood(at, found.end, tr("Which trigger point: trp1, trp2 \xE2\x80\xA6?"));
    const size_t digits = is(number, TokenKind::minus) ? number + 1 : number;
    const size_t end = digits + 1;
    if (!tokens_[digits].whole || unitAt(end)) return notUnderstood(at, end, tr("Which trigger point: trp1, trp2 \xE2\x80\xA6?"));
    if (!once("trp", tokens_[digits].text, at, end)) return end;
    Made& made = madeBetween(at, end);
    made.mark = Mark::place;
    made.isPoint = true;
    made.number = static_cast<size_t>(std::min(tokens_[digits].value, 99.0));
    made.piece.understood = true;
    return end;
}

size_t LineParser::placeWords(const Found& found, size_t at) {
    if (!once("place", found.word->value, at, found.end)) return found.end;
    parsed_.place = found.word->value;
    Made& made = madeBetween(at, found.end);
    made.mark = Mark::place;
    made.place = raw(at, found.end);
    made.piece.understood = true;
    return found.end;
}

// --- texts

/// Whether words hold what is no text: a size, a figure with its unit, a change of pain, a trigger point. A comma is missing.
bool LineParser::saysFigures(size_t from, size_t end) const {
    for (size_t i = from; i < end; ++i) {
        if (is(i, TokenKind::arrow) || is(i, TokenKind::times)) return true;
        if (is(i, TokenKind::number) && unitAt(i + 1) && i + 1 < end) return true;
        if (const Found point = findUse(i, Use::point); point && is(point.end, TokenKind::number)) return true;
    }
    return false;
}

size_t LineParser::text(const Found& found, size_t at) {
    const Word& word = *found.word;
    const bool withItsWord = word.use == Use::typed || word.value == "with_word";
    const size_t begin = withItsWord ? at : behindColon(found.end);
    const size_t end = word.use == Use::note ? tokens_.size() : word.use == Use::typed ? found.end : phraseEnd(begin);
    const std::string said = raw(begin, end);
    if (word.use == Use::note) {
        if (said.empty()) return notUnderstood(at, found.end, tr("The note's words are missing."));
        if (said.size() > record::kMaxNoteBytes) return notUnderstood(at, end, tr("This is too long."));
        parsed_.note = said;
        return understood(at, end, trf("note: {}", displayText(said, 60)));
    }
    const bool referral = word.field == "referral_where";
    if (said.empty() && referral) return set("referral_felt", true, at, found.end);
    if (said.empty() || (word.value == "with_word" && end <= found.end))
        return notUnderstood(at, std::max(begin, found.end), tr("Its words are missing."));
    if (word.use == Use::text && saysFigures(begin, end)) return notUnderstood(at, end, tr("A comma is missing behind the words."));
    if (referral) {
        if (!once("referral_felt", "yes", at, end)) return end;
        parsed_.told.finding.referralFelt = true;
    }
    return set(word.field, said, at, end);
}

size_t LineParser::code(const Found& found, size_t at) {
    const size_t begin = behindColon(found.end);
    if (begin >= tokens_.size() || is(begin, TokenKind::separator)) return notUnderstood(at, begin, tr("Its words are missing."));
    size_t end = begin + 1;
    while (end < tokens_.size() && tokens_[end].glued && tokens_[end].from == tokens_[end - 1].to && !is(end, TokenKind::separator)) ++end;
    // Full stops, dashes and the like are no tokens but belong to a code.
    size_t to = tokens_[begin].from;
    while (to < line_.size() && static_cast<unsigned char>(line_[to]) > ' ' && line_[to] != ',' && line_[to] != ';') ++to;
    while (end < tokens_.size() && tokens_[end].from < to) ++end;
    const std::string said = record::withoutHiddenMarks(std::string(line_.substr(tokens_[begin].from, to - tokens_[begin].from)));
    return set(found.word->field, said, at, end);
}

size_t LineParser::day(const Found& found, size_t at) {
    const size_t begin = behindColon(found.end), last = phraseEnd(begin);
    for (size_t end = std::min(last, begin + 8); end > begin; --end) {
        const std::string said = raw(begin, end);
        if (const auto month = monthFromTyped(said)) return set(found.word->field, *month, at, end);
        if (const auto day = dayFromTyped(said, DayOrder::unknown)) return set(found.word->field, *day, at, end);
    }
    return notUnderstood(at, last, tr("Say the day as 2028-12-31, or the month as 12/2028."));
}

// --- words

size_t LineParser::negated(const Found& found, size_t at) {
    size_t begin = found.end;
    while (const Found filler = findUse(begin, Use::filler)) begin = filler.end;
    const Found what = find(begin);
    if (!what) return notUnderstood(at, found.end, tr("Not what?"));
    const std::string& field = what.word->field;
    if (field == "referral_where" && what.end == phraseEnd(what.end)) return set("referral_felt", false, at, what.end);
    if (field == "twitch" && what.word->use == Use::subject) return set(field, std::string("none"), at, what.end);
    if (field == "tenderness") return set(field, 0.0, at, what.end);
    if (factsOf(field).kind == Kind::flag && what.word->value != "no") return set(field, false, at, what.end);
    return notUnderstood(at, what.end, tr("This cannot be said with \xE2\x80\x9Cno\xE2\x80\x9D."));
}

size_t LineParser::named(const Found& found, size_t at) {
    const Word& word = *found.word;
    switch (word.use) {
        case Use::side: return side(found, at);
        case Use::letter:
            if (besideMuscle(at)) return side(found, at);
            return notUnderstood(at, found.end, tr("A letter for a side stands beside the muscle."));
        case Use::command: return command(found, at);
        case Use::point: return triggerPoint(found, at);
        case Use::no: return negated(found, at);
        case Use::subject: return subject(found, at);
        case Use::level: return leveled(found, at);
        case Use::typed:
        case Use::text:
        case Use::note: return text(found, at);
        case Use::code: return code(found, at);
        case Use::day: return day(found, at);
        case Use::context:
            if (aboutStimulation(phraseBegin(at), phraseEnd(at))) return found.end;
            return notUnderstood(at, found.end, tr("Say the stimulation as 20 Hz 5 mA 10 min."));
        case Use::filler: return found.end;
        case Use::unit: return notUnderstood(at, found.end, tr("Its figure is missing."));
        case Use::word: break;
    }
    if (word.field == "place") return placeWords(found, at);
    if (word.field == "type") {
        if (!once("type", word.value, at, found.end)) return found.end;
        parsed_.type = record::markerTypeFromName(word.value);
        return understood(at, found.end, parsed_.type ? std::string(tr(record::title(*parsed_.type))) : std::string());
    }
    if (factsOf(word.field).kind == Kind::flag) return set(word.field, word.value == "yes", at, found.end);
    return set(word.field, word.value, at, found.end);
}

size_t LineParser::next(size_t at) {
    if (is(at, TokenKind::separator)) return at + 1;
    if (const size_t end = address(at); end != at) return end;
    if (is(at, TokenKind::number) || is(at, TokenKind::minus) || is(at, TokenKind::arrow) || is(at, TokenKind::times)) return figure(at);
    if (!is(at, TokenKind::word)) return notUnderstood(at, at + 1, tr("This is not understood."));
    const Found found = find(at);
    const Grammar::Named name = grammar_.nameAt(parts_, at);
    if (name.taken > 0 && (!found || at + name.taken > found.end)) return muscle(at, name);
    if (found) return named(found, at);
    if (const Grammar::Named brief = grammar_.shortNameAt(parts_, at); brief.taken > 0) return muscle(at, brief);
    const size_t end = notUnderstood(at, at + 1, tr("This is not understood."));
    made_.back().mark = Mark::unknown;
    return end;
}

// --- the end

/// The trigger point belongs to the muscle, wherever in the line that stands; a new site needs its side.
void LineParser::checkPlace() {
    const auto fault = [](Made& made, std::string reason) {
        made.piece.understood = false;
        made.piece.words = std::move(reason);
        made.mark = Mark::plain;
    };
    for (Made& made : made_) {
        if (made.muscle && !parsed_.side && !parsed_.site) {
            const bool hasSides = !made.muscle->fmaLeft.empty() || !made.muscle->fmaRight.empty() || !made.muscle->parts.empty();
            if (hasSides) {
                fault(made, trf("Left or right {}?", anatomy::spokenName(*made.muscle)));
                parsed_.muscleKey.clear();
            }
        }
        if (!made.place.empty() && said_.contains("trp")) fault(made, tr("A trigger point has its place already."));
        else if (!made.place.empty() && !muscle_) fault(made, tr("Of which muscle?"));
        if (!made.isPoint) continue;
        if (!muscle_) {
            fault(made, tr("Of which muscle?"));
            continue;
        }
        const auto all = catalogue_.triggerPointsOf(muscle_->key);
        std::vector<const anatomy::TriggerPoint*> fitting;
        std::string known;
        for (const anatomy::TriggerPoint* point : all) {
            if (point->index == fmt::format("TrP{}", made.number)) fitting.push_back(point);
            if (known.find(point->index) == std::string::npos) known += (known.empty() ? "" : ", ") + point->index;
        }
        if (fitting.size() == 1) {
            made.point = fitting.front();
            parsed_.triggerPointKey = made.point->key;
        } else if (fitting.empty()) {
            fault(made, all.empty() ? trf("The catalogue has no trigger point for {}.", anatomy::spokenName(*muscle_))
                                    : trf("The catalogue has {} for {}.", known, anatomy::spokenName(*muscle_)));
        } else {
            std::vector<std::string> parts;
            for (const anatomy::TriggerPoint* point : fitting) parts.push_back(point->muscleKey);
            fault(made, trf("Which one: {}?", namesOf(parts, catalogue_)));
        }
    }
}

/// Side, muscle, point and part that follow each other are one piece with one chip.
void LineParser::joinPlaces() {
    std::vector<Made> joined;
    for (Made& made : made_) {
        if (made.mark == Mark::place && !joined.empty() && joined.back().mark == Mark::place) {
            Made& last = joined.back();
            last.piece.to = made.piece.to;
            if (made.side) last.side = made.side;
            if (made.muscle) last.muscle = made.muscle;
            if (made.point) last.point = made.point;
            if (!made.place.empty()) last.place = made.place;
        } else {
            joined.push_back(std::move(made));
        }
    }
    for (Made& made : joined)
        if (made.mark == Mark::place) made.piece.words = placeChip(made.side, made.muscle, made.point, made.place);
    made_ = std::move(joined);
}

/// Words in a row that are not known are one piece.
void LineParser::joinUnknown() {
    std::vector<Made> joined;
    for (Made& made : made_) {
        const bool both = made.mark == Mark::unknown && !joined.empty() && joined.back().mark == Mark::unknown &&
                          made.piece.words == joined.back().piece.words &&
                          line_.substr(joined.back().piece.to, made.piece.from - joined.back().piece.to).find_first_of(",;\n\r") == std::string_view::npos;
        if (both) joined.back().piece.to = made.piece.to;
        else joined.push_back(std::move(made));
    }
    made_ = std::move(joined);
}

void LineParser::finish() {
    checkPlace();
    joinPlaces();
    joinUnknown();
    const bool all = parsed_.command == Command::allIn || parsed_.command == Command::allOut;
    for (Made& made : made_) parsed_.pieces.push_back(std::move(made.piece));
    if (all && parsed_.pieces.size() > 1 && !parsed_.notUnderstood()) {
        parsed_.pieces.back().understood = false;
        parsed_.pieces.back().words = tr("What is said of all needles stands by itself.");
    }
}

Parsed LineParser::run() {
    for (size_t at = 0; at < tokens_.size();) at = std::max(next(at), at + 1);
    finish();
    return std::move(parsed_);
}

Parsed parse(std::string_view line, const Grammar& grammar, const anatomy::Catalogue& catalogue) {
    if (line.size() <= kMostLineBytes) return LineParser(line, grammar, catalogue).run();
    Parsed parsed;
    parsed.pieces.push_back({0, line.size(), false, tr("This is too long.")});
    return parsed;
}

}  // namespace myochart::shorthand
