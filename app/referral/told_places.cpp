#include "referral/told_places.h"

#include <algorithm>
#include <map>
#include <set>

#include "anatomy/catalogue.h"
#include "core/text.h"

namespace myochart::referral {

namespace {

constexpr size_t kLeastSideLetters = 4;  // shorter words that names use for sides ("sin", "li") are other words in a sentence

/// A place while its side is looked for.
struct ToldPart {
    ToldPlace place;
    bool both = false;
    bool denied = false;        ///< "not", "no", "except": nothing of it is meant
    bool apart = false;         ///< begins after a comma or the like, not after "and"
    bool endsWithSide = false;  ///< its last word tells the side
    bool sideBegins = false;    ///< the side stands before what it is told of
    bool sideAfterOf = false;   ///< "of the left knee"
    size_t written = 0;         ///< words, fillers too
    bool many = false;          ///< a word of it looks like a plural
};

bool isOneOf(const std::string& word, std::initializer_list<std::string_view> words) { return std::ranges::find(words, word) != words.end(); }

bool isSeparator(const std::string& word) { return isOneOf(word, {"and", "und", "y", "e", "et", "plus", "into", "sowie"}); }

/// What follows is meant again.
bool isBut(const std::string& word) { return isOneOf(word, {"but", "sondern", "aber", "sino", "pero", "mais", "only", "nur"}); }

bool isDenial(const std::string& word) {
    return isOneOf(word, {"no", "not", "never", "without", "except", "neither", "nor", "excluding", "besides", "isnt", "doesnt", "kein", "keine", "keinen", "keiner", "keinem", "nicht", "nie", "ohne",
                          "ausser", "auser", "weder", "sin", "nunca", "excepto", "salvo", "menos", "ni", "pas", "sans", "sauf", "aucun", "aucune", "jamais", "hormis"});
}

bool isBoth(const std::string& word) {
    return isOneOf(word, {"both", "bilateral", "bilaterally", "beide", "beiden", "beider", "beidseits", "beidseitig", "beidseitige", "ambos", "ambas", "deux", "bilaterale", "bilaterales"});
}

/// `raw`: as it was written; a letter alone is a side only as therapists write it ("L knee", "R. hip").
std::optional<Side> sideTold(const std::string& raw, const std::string& word) {
    if (word == "droit") return Side::right;  // of a muscle's name it is the rectus
    if (isOneOf(raw, {"L", "L.", "Lt", "lt", "lt.", "lft", "li", "li."}) || word.starts_with("linksseit")) return Side::left;
    if (isOneOf(raw, {"R", "R.", "Rt", "rt", "rt.", "rght", "righ", "re", "re."}) || word.starts_with("rechtsseit")) return Side::right;
    const auto side = word.size() >= kLeastSideLetters ? anatomy::sideInName(word) : std::nullopt;
    return side && *side != Side::midline ? side : std::nullopt;
}

/// "I left work", "right behind the ear": other words of English.
bool isNoSideAfterAll(const std::string& before, const std::string& word, const std::string& after) {
    if (word == "left") return isOneOf(before, {"i", "he", "she", "they", "we", "have", "had", "has"});
    return word == "right" && isOneOf(after, {"behind", "between", "in", "at", "on", "under", "after", "before", "next", "now", "away", "where", "when", "there"});
}

std::string singular(std::string word) {
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
    // German puts the pain at the end of the place: "Nackenschmerzen".
    for (const std::string_view pain : {"schmerzen", "schmerz"})
        if (word.size() > pain.size() + 2 && word.ends_with(pain)) return word.substr(0, word.size() - pain.size());
    return word;
}

/// French and the like write "l'épaule": the article apart. A sentence's other marks part what is told.
std::string withMarksApart(std::string_view text) {
    std::string apart(text.substr(0, kMaxToldBytes));
    for (const std::string_view mark : {"\xE2\x80\x99", "'"})
        for (size_t at = apart.find(mark); at != std::string::npos; at = apart.find(mark, at + 1))
            apart.replace(at, mark.size(), at > 0 && (apart[at - 1] == 'l' || apart[at - 1] == 'd' || apart[at - 1] == 'L') ? " " : "");
    for (const std::string_view blank : {"\xC2\xA0", "\xE2\x80\xAF", "\t", "-"})
        for (size_t at = apart.find(blank); at != std::string::npos; at = apart.find(blank, at + 1)) apart.replace(at, blank.size(), " ");
    for (char& letter : apart)
        if (letter == ',' || letter == ';' || letter == '+' || letter == '/' || letter == '&') letter = '\n';
    return apart;
}

bool tellsPlace(const ToldPart& part) {
    return std::ranges::any_of(part.place.words, [](const std::string& word) { return !isFiller(word); });
}

/// Something that is no direction: "knee", not "outer".
bool namesPlace(const ToldPart& part) {
    return std::ranges::any_of(part.place.words, [](const std::string& word) { return !isFiller(word) && !towardOf(word); });
}

/// Goes through the words of one line of what is told.
class PartsOfLine {
  public:
    PartsOfLine(std::vector<ToldPart>& parts, const std::string& line) : parts_(parts) {
        for (std::string& word : split(line, ' '))
            if (!trim(word).empty()) words_.push_back(trim(word));
        part_.apart = true;
        for (size_t i = 0; i < words_.size(); ++i) take(i);
        end();
    }

  private:
    std::string folded(size_t i) const { return i < words_.size() ? foldForSearch(words_[i]) : std::string(); }
    bool isSide(size_t i) const { return i < words_.size() && sideTold(words_[i], folded(i)); }
    void end() {
        if (!part_.place.words.empty() || part_.place.side || part_.both) parts_.push_back(std::move(part_));
        part_ = {};
    }
    void take(size_t i) {
        const std::string word = folded(i);
        if (word.empty()) return;
        if (isSeparator(word) || isBut(word)) {
            const bool stillDenied = part_.denied && isSeparator(word);  // "no pain in the left arm and leg"
            end();
            part_.denied = stillDenied;
            return;
        }
        if (isDenial(word)) {
            if (tellsPlace(part_)) end();  // "the right arm, except the hand"
            part_.denied = true;
        }
        const bool noSide = isNoSideAfterAll(i > 0 ? folded(i - 1) : "", word, folded(i + 1));
        const auto side = noSide ? std::nullopt : sideTold(words_[i], word);
        if (side) {
            takeSide(*side);
        } else if (part_.place.side && !part_.sideBegins && !part_.sideAfterOf && namesPlace(part_) && !isFiller(word) && !towardOf(word) && !isDenial(word) && part_.endsWithSide) {
            const bool denied = part_.denied;  // "knee left hip right"
            end();
            part_.denied = denied;
        }
        const bool ofASide = isOneOf(word, {"side", "seite", "cote", "lado"}) && (isSide(i + 1) || (i > 0 && isSide(i - 1)));  // "left side" is left
        part_.place.text += (part_.place.text.empty() ? "" : " ") + words_[i];
        ++part_.written;
        part_.endsWithSide = side.has_value();
        if (side || noSide || ofASide || isDenial(word)) return;
        if (isBoth(word)) part_.both = true;
        else
            for (std::string& each : placeWords(words_[i])) part_.place.words.push_back(std::move(each));
        part_.many = part_.many || (word.size() > 3 && (word.ends_with('s') || word.ends_with('x')));
    }
    void takeSide(Side side) {
        if (part_.place.side && *part_.place.side != side) {
            if (part_.sideBegins && tellsPlace(part_)) end();  // "left temple right calf"
            else part_.both = true;
        }
        part_.sideBegins = !namesPlace(part_);
        part_.sideAfterOf = std::ranges::any_of(part_.place.words, [](const std::string& word) { return isOneOf(word, {"of", "des", "der", "de", "du", "del"}); });
        part_.place.side = side;
    }

    std::vector<ToldPart>& parts_;
    std::vector<std::string> words_;
    ToldPart part_;
};

bool onlyDirections(const std::vector<std::string>& words) {
    return std::ranges::all_of(words, [](const std::string& word) { return isFiller(word) || towardOf(word); });
}

/// A side that stands for itself: both with another one beside it ("left and right temple", "left knee, right also").
void joinLoneSides(std::vector<ToldPart>& parts) {
    for (size_t i = 0; i < parts.size(); ++i) {
        const auto& side = parts[i].place.side;
        if (tellsPlace(parts[i]) || !side || parts[i].denied) continue;
        const auto isOther = [&](const ToldPart& part) { return part.place.side && *part.place.side != *side && tellsPlace(part); };
        if (i + 1 < parts.size() && isOther(parts[i + 1])) parts[i + 1].both = true;
        else if (i > 0 && isOther(parts[i - 1])) parts[i - 1].both = true;
    }
}

/// The side of those that have none, where the sentence leaves no doubt: of the place before while one side alone is told of; of what
/// follows ("front and back of the left thigh"); of the end, apart or behind one word ("temple, eye, left", "tempe et oeil gauche").
void spreadSides(std::vector<ToldPart>& parts) {
    joinLoneSides(parts);
    std::set<Side> told;
    for (const ToldPart& part : parts)
        if (part.place.side && !part.denied) told.insert(*part.place.side);
    const bool oneSide = told.size() == 1;
    const bool endsApart = oneSide && !parts.empty() && parts.back().endsWithSide && !tellsPlace(parts.back());
    std::vector<bool> own;
    for (const ToldPart& part : parts) own.push_back(part.place.side.has_value() || part.both);
    std::optional<Side> before;
    for (size_t i = 0; i < parts.size(); ++i) {
        ToldPart& part = parts[i];
        const auto behind = [&] { return i + 1 < parts.size() && own[i + 1] && !parts[i + 1].both && !parts[i + 1].apart; };
        if (part.both) part.place.side = std::nullopt;
        else if (!own[i] && oneSide && before) part.place.side = before;
        else if (!own[i] && behind() && ((parts[i + 1].sideAfterOf && onlyDirections(part.place.words)) || (parts[i + 1].endsWithSide && part.written == 1 && !part.many))) part.place.side = parts[i + 1].place.side;
        else if (!own[i] && endsApart) part.place.side = *told.begin();
        if (own[i]) before = part.both ? std::nullopt : part.place.side;
    }
    std::erase_if(parts, [](const ToldPart& part) { return !tellsPlace(part); });
}

/// What is left of a place without the words of direction that begin it; never nothing.
std::vector<std::string> withoutLeadingDirections(const std::vector<std::string>& words) {
    auto first = words.begin();
    while (words.end() - first > 1 && (isFiller(*first) || towardOf(*first))) ++first;
    return {first, words.end()};
}

/// "Upper back", "lower back": directions that are a place all the same, unless they are those of something ("back of the knee").
bool isBackItself(const std::vector<std::string>& words) {
    const auto last = std::ranges::find_if(words.rbegin(), words.rend(), [](const std::string& word) { return !isFiller(word); });
    return last != words.rend() && *last == "back";
}

/// "Front and side of the knee": the place follows. "Knee, front and side": it stands before, and means no more than that.
void lendPlaces(std::vector<ToldPart>& parts) {
    std::vector<std::vector<std::string>> lent(parts.size());
    std::vector<bool> isTold(parts.size(), true);
    const auto isDirection = [&](size_t i) {
        const auto& words = parts[i].place.words;
        const bool nextIsOf = i + 1 < parts.size() && std::ranges::find(parts[i + 1].place.words, "of") != parts[i + 1].place.words.end();
        return onlyDirections(words) && !(isBackItself(words) && !(words.size() == 1 && nextIsOf));
    };
    for (size_t i = 0; i < parts.size(); ++i) {
        if (!isDirection(i)) continue;
        size_t lender = i;
        while (lender < parts.size() && isDirection(lender)) ++lender;
        const bool follows = lender < parts.size();
        for (lender = follows ? lender : i; !follows && lender > 0 && isDirection(lender);) --lender;
        if (isDirection(lender)) continue;
        lent[i] = withoutLeadingDirections(parts[lender].place.words);
        if (!follows) isTold[lender] = false;
    }
    for (size_t i = 0; i < parts.size(); ++i) parts[i].place.words.insert(parts[i].place.words.end(), lent[i].begin(), lent[i].end());
    size_t at = 0;
    std::erase_if(parts, [&](const ToldPart&) { return !isTold[at++]; });
}

}  // namespace

std::vector<std::string> placeWords(std::string_view text) {
    std::vector<std::string> words;
    for (std::string& word : split(foldForSearch(text), ' '))
        if (!word.empty()) words.push_back(singular(std::move(word)));
    return words;
}

std::optional<Toward> towardOf(const std::string& word) {
    using enum Toward;
    static const std::map<std::string, Toward, std::less<>> kWords = [] {
        const std::vector<std::pair<Toward, std::string_view>> told = {
            {front, "front anterior vorn vorne vordere vorderen vorderer vorderes vorderseite delante delantera anterior devant avant anterieur anterieure"},
            {back, "back behind posterior rear hinten hinter hintere hinteren hinterer hinteres ruckseite detra detras atras trasera posterior dorsal derriere arriere posterieur posterieure"},
            {outer, "outer outside lateral aussen ausen aussere ausere ausseren auseren ausserer auserer aussenseite ausenseite externa externo externe exterieur"},
            {inner, "inner inside medial innen innere inneren innerer inneres innenseite interna interno interne interieur"},
            {side, "side seite seitlich lado cote"},
            {top, "top upper oben obere oberen oberer oberes superior arriba alta alto dessu dessus haut superieur superieure"},
            {bottom, "lower bottom unten untere unteren unterer unteres inferior abajo baja bajo bas inferieur inferieure"},
            {middle, "middle mid mitte mittlere mittleren mittlerer mittleres medio media milieu moyen"},
            {near, "above below over under uber unter encima debajo dessou dessous sous"},
        };
        std::map<std::string, Toward, std::less<>> words;
        for (const auto& [toward, list] : told)
            for (std::string& each : split(std::string(list), ' ')) words.emplace(singular(std::move(each)), toward);
        return words;
    }();
    const auto at = kWords.find(word);
    return at == kWords.end() ? std::nullopt : std::optional(at->second);
}

bool isFiller(const std::string& word) {
    static const std::set<std::string> kFillers = {
        "pain", "ache", "aching", "hurt", "sore", "the", "a", "an", "in", "at", "on", "of", "my", "and", "it", "is", "i", "have", "to", "with", "from", "when", "muscle", "which", "give",
        "cause", "painful", "down", "along", "near", "around", "into", "there", "part", "area", "thi", "this", "body", "also", "too", "more", "less", "than", "mainly", "mostly", "worse", "since", "but", "or", "feel", "feeling", "there", "pains",
        "schmerz", "schmerzen", "weh", "tut", "der", "die", "das", "da", "den", "dem", "de", "im", "in", "am", "an", "und", "von", "vom", "bei", "mein", "meine", "meiner", "korper", "mehr", "als", "auch", "zum", "zur", "bis", "beim", "seit",
        "dolor", "duele", "el", "la", "lo", "los", "las", "de", "del", "en", "y", "me", "mi", "parte", "cuerpo", "mas", "que", "tambien", "desde", "hasta",
        "douleur", "mal", "le", "les", "du", "des", "au", "aux", "et", "l", "d", "dan", "dans", "ma", "mon", "a", "corp", "corps", "plus", "aussi"};
    return kFillers.contains(word);
}

std::vector<ToldPlace> toldPlaces(std::string_view text) {
    std::vector<ToldPart> parts;
    for (const std::string& line : split(withMarksApart(text), '\n')) PartsOfLine(parts, line);
    spreadSides(parts);
    lendPlaces(parts);
    std::vector<ToldPlace> places;
    for (ToldPart& part : parts) {
        part.place.denied = part.denied;
        places.push_back(std::move(part.place));
    }
    return places;
}

}  // namespace myochart::referral
