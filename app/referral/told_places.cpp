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
    bool endsWithSide = false;  ///< its last word tells the side
};

bool isSeparator(const std::string& word) {
    static const std::set<std::string> kWords = {"and", "und", "y", "e", "et", "plus", "into", "also", "sowie"};
    return kWords.contains(word);
}

bool isBoth(const std::string& word) {
    static const std::set<std::string> kWords = {"both", "bilateral", "beide", "beiden", "beider", "beidseit", "beidseitig", "ambo", "amba", "bilaterale"};
    return kWords.contains(word);
}

std::optional<Side> sideTold(const std::string& word) {
    if (word == "droit") return Side::right;  // of a muscle's name it is the rectus
    const auto side = word.size() >= kLeastSideLetters ? anatomy::sideInName(word) : std::nullopt;
    return side && *side != Side::midline ? side : std::nullopt;
}

std::string singular(std::string word) {
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
    return word;
}

/// French and the like write "l'épaule": the article apart. A sentence's other marks part what is told.
std::string withMarksApart(std::string_view text) {
    std::string apart(text.substr(0, kMaxToldBytes));
    for (const std::string_view mark : {"\xE2\x80\x99", "'"})
        for (size_t at = apart.find(mark); at != std::string::npos; at = apart.find(mark, at + 1))
            apart.replace(at, mark.size(), at > 0 && (apart[at - 1] == 'l' || apart[at - 1] == 'd' || apart[at - 1] == 'L') ? " " : "");
    for (char& letter : apart)
        if (letter == ',' || letter == ';' || letter == '+' || letter == '/' || letter == '&' || letter == '\n') letter = '\n';
    return apart;
}

void addPart(std::vector<ToldPart>& parts, ToldPart& part) {
    if (!part.place.words.empty() || part.place.side || part.both) parts.push_back(std::move(part));
    part = {};
}

/// "Left temple right calf", "temple left, calf right": a side begins a place, or ends it, as it does the first.
void partsOfLine(const std::string& line, std::vector<ToldPart>& parts) {
    ToldPart part;
    bool sidesBegin = true;
    for (const std::string& word : split(line, ' ')) {
        const auto folded = placeWords(word);
        if (folded.size() == 1 && isSeparator(folded.front())) {
            addPart(parts, part);
            continue;
        }
        const auto side = sideTold(foldForSearch(word));
        if (side && part.place.side && *part.place.side != *side && !part.place.words.empty()) {
            if (sidesBegin) addPart(parts, part);
            else part.both = true;
        }
        if (!trim(word).empty()) part.place.text += (part.place.text.empty() ? "" : " ") + word;
        part.endsWithSide = side.has_value();
        if (side) {
            sidesBegin = part.place.words.empty();
            part.place.side = side;
        } else if (folded.size() == 1 && isBoth(folded.front())) {
            part.both = true;
        } else {
            part.place.words.insert(part.place.words.end(), folded.begin(), folded.end());
        }
    }
    addPart(parts, part);
}

bool tellsPlace(const ToldPart& part) {
    return std::ranges::any_of(part.place.words, [](const std::string& word) { return !isFiller(word); });
}

/// Gives every place its side, and takes out those that are a side and nothing else.
void spreadSides(std::vector<ToldPart>& parts) {
    std::optional<Side> atTheEnd;
    if (!parts.empty() && parts.back().endsWithSide) atTheEnd = parts.back().place.side;
    std::optional<Side> before;
    for (size_t i = 0; i < parts.size(); ++i) {
        ToldPart& part = parts[i];
        const bool onlySide = !tellsPlace(part);
        if (onlySide && i + 1 < parts.size() && part.place.side && parts[i + 1].place.side && *part.place.side != *parts[i + 1].place.side) parts[i + 1].both = true;
        if (part.both) part.place.side = std::nullopt;
        else if (part.place.side) before = part.place.side;
        else part.place.side = before ? before : atTheEnd;
        if (part.both) before = std::nullopt;
    }
    std::erase_if(parts, [](const ToldPart& part) { return !tellsPlace(part); });
}

bool onlyDirections(const std::vector<std::string>& words) {
    return std::ranges::all_of(words, [](const std::string& word) { return isFiller(word) || towardOf(word); });
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
            {back, "back behind posterior rear hinten hinter hintere hinteren hinterer hinteres ruckseite detra detras trasera posterior derriere arriere posterieur posterieure"},
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
        "cause", "painful", "down", "along", "near", "around", "into", "there", "part", "area", "thi", "this",
        "schmerz", "schmerzen", "weh", "tut", "der", "die", "das", "da", "den", "dem", "de", "im", "in", "am", "an", "und", "von", "vom", "bei", "mein", "meine", "meiner",
        "dolor", "duele", "el", "la", "lo", "los", "las", "de", "del", "en", "y", "me", "mi", "parte",
        "douleur", "mal", "le", "les", "du", "des", "au", "aux", "et", "l", "d", "dan", "dans", "ma", "mon", "a"};
    return kFillers.contains(word);
}

std::vector<ToldPlace> toldPlaces(std::string_view text) {
    std::vector<ToldPart> parts;
    for (const std::string& line : split(withMarksApart(text), '\n')) partsOfLine(line, parts);
    spreadSides(parts);
    lendPlaces(parts);
    std::vector<ToldPlace> places;
    for (ToldPart& part : parts) places.push_back(std::move(part.place));
    return places;
}

}  // namespace myochart::referral
