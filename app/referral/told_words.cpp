#include "referral/told_words.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "core/text.h"
#include "referral/told_signs.h"

namespace myochart::referral {

namespace {



bool isNumber(std::string_view word) { return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; }); }

/// Marks of several bytes as those of one.
std::string withPlainMarks(std::string_view text) {
    std::string plain(text.substr(0, kMaxToldBytes));
    const std::vector<std::pair<std::string_view, std::string_view>> marks = {
        {"\xE2\x80\x99", "'"}, {"\xE2\x80\x98", "'"}, {"\xC2\xA0", " "}, {"\xE2\x80\xAF", " "}, {"\xE2\x80\x93", ","}, {"\xE2\x80\x94", ","}, {"\xE2\x80\xA2", ";"},
        {"\xC2\xBF", " "},     {"\xC2\xA1", " "},     {"\xC2\xAB", " "}, {"\xC2\xBB", " "},     {"\xE2\x80\x9C", " "}, {"\xE2\x80\x9D", " "}, {"\xE2\x80\x9E", " "}, {"\xE2\x86\x92", " to "}};
    for (const auto& [mark, as] : marks)
        for (size_t at = plain.find(mark); at != std::string::npos; at = plain.find(mark, at + as.size())) plain.replace(at, mark.size(), as);
    return plain;
}

/// "R. hip", "ant. thigh": their point ends no sentence.
bool isShortForm(std::string_view word) {
    for (const std::string_view each : {"r", "l", "rt", "lt", "re", "li", "lft", "bds", "bil", "bilat", "ant", "post", "lat", "med", "prox", "dist", "sup", "inf", "izq", "dcha", "ca", "vs", "dr", "pt", "approx", "min", "max", "st", "nr"})
        if (word == each) return true;
    return false;
}

/// Cuts a text into words and notes what parts them.
class WordCutter {
  public:
    explicit WordCutter(const std::string& text) : text_(text) {
        for (at_ = 0; at_ < text_.size(); ++at_) take(text_[at_]);
        end();
    }
    Told words() && { return std::move(words_); }

  private:
    char next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : ' '; }
    static bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
    void parts(Break by) { break_ = std::max(break_, by); }
    void end() {
        std::string folded = foldForSearch(word_);
        std::erase(folded, ' ');
        if (!folded.empty()) {
            words_.push_back({std::move(word_), std::move(folded), break_, joint_});
            break_ = Break::none;
            joint_ = ' ';
        }
        word_.clear();
    }
    void join(char by) {
        const bool within = !word_.empty() && !isBlank(next());
        end();
        if (within) joint_ = by;
    }
    void take(char c) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (isLetter) word_ += c;
        else if (c == '\'') takeApostrophe();
        else if (c == '-') takeDash();
        else if (c == '/') join('/'), parts(Break::list);
        else if (c == '.') takePoint();
        else if (c == '\n') takeLineEnd();
        else if (c == '!' || c == '?' || c == ';') end(), parts(Break::sentence);
        else if (c == ',' || c == '+' || c == '&' || c == '>' || c == '<') end(), parts(Break::list);
        else if (c == ')') takeBullet();
        else end();
    }
    /// French writes the article apart ("l'épaule"); English leaves letters out ("can't").
    void takeApostrophe() {
        const std::string word = foldForSearch(word_);
        if (word == "l") word_ = "le", end();
        else if (word == "d") word_ = "de", end();
        else if (word == "s" || word == "n" || word == "j" || word == "m" || word == "c" || word == "qu") word_.clear();
        else if (word == "jusqu") end();
    }
    void takeDash() {
        if (word_.empty() && isBlank(next())) return parts(words_.empty() ? Break::none : Break::list);
        join('-');
    }
    void takePoint() {
        if (isNumber(word_) && !isBlank(next())) return end();  // "7.5"
        if (isNumber(word_)) return end(), parts(Break::list);  // "2. neck"
        const bool shortForm = isShortForm(foldForSearch(word_));
        end();
        if (!shortForm) parts(Break::sentence);
    }
    /// A line that goes on with a small letter was only broken.
    void takeLineEnd() {
        end();
        if (next() < 'a' || next() > 'z') parts(Break::sentence);
    }
    void takeBullet() {
        const bool bullet = isNumber(word_);
        end();
        if (bullet) parts(Break::list);
    }

    const std::string& text_;
    size_t at_ = 0;
    std::string word_;
    Told words_;
    Break break_ = Break::none;
    char joint_ = ' ';
};

bool isLevel(std::string_view word) {
    if (word.size() < 2 || word.size() > 3 || !isNumber(word.substr(1)) || word[1] == '0') return false;
    const auto number = *parseInteger(word.substr(1));
    switch (word[0]) {
        case 'c': return number <= 8;
        case 't': return number <= 12;
        case 'l':
        case 's': return number <= 5;
        default: return false;
    }
}

/// "lwk5" and "th4" as "l5" and "t4".
std::string asLevel(std::string word) {
    const std::vector<std::pair<std::string_view, std::string_view>> spines = {{"lwk", "l"}, {"bwk", "t"}, {"hwk", "c"}, {"lw", "l"}, {"bw", "t"}, {"hw", "c"}, {"th", "t"}};
    for (const auto& [spine, letter] : spines)
        if (word.size() > spine.size() && word.starts_with(spine) && isNumber(std::string_view(word).substr(spine.size()))) return std::string(letter) + word.substr(spine.size());
    return word;
}

/// "L4/5", "L-5", "LWK 5", "C-spine", "B/L", "w/o" as what they are; numbers of their own left out.
Told withLevels(const Told& told) {
    Told words;
    std::string level;  // the one before, when it was one
    const auto add = [&](ToldWord word, std::string raw, std::string folded) {
        word.raw = std::move(raw);
        word.folded = std::move(folded);
        words.push_back(std::move(word));
    };
    Break pending = Break::none;
    for (size_t i = 0; i < told.size(); ++i) {
        ToldWord word = told[i];
        const ToldWord* next = i + 1 < told.size() ? &told[i + 1] : nullptr;
        word.before = std::max(word.before, pending);
        pending = Break::none;
        const bool joined = next && next->joint != ' ';
        const std::string here = word.folded;
        if (!level.empty() && word.joint != ' ' && isNumber(here) && isLevel(level.substr(0, 1) + here)) {
            level = level.substr(0, 1) + here;
            word.before = Break::none;
            add(word, level, level);
            continue;
        }
        const bool follows = !level.empty() && word.joint != ' ';
        level.clear();
        if (const std::string own = asLevel(here); isLevel(own)) {
            if (follows) word.before = Break::none;
            level = own;
            add(word, word.raw, own);
        } else if (const std::string of = next ? asLevel(here + next->folded) : here; next && isLevel(of) && ((joined && next->joint == '-') || here.ends_with("wk") || here == "th")) {
            level = of;
            add(word, of, of);
            ++i;
        } else if (joined && next->folded == "spine" && (here == "c" || here == "t" || here == "l")) {
            const std::string spine = here == "c" ? "cervical" : here == "t" ? "thoracic" : "lumbar";
            add(word, spine, spine);
        } else if (joined && next->joint == '/' && here == "b" && next->folded == "l") {
            add(word, "bilateral", "bilateral"), ++i;
        } else if (joined && next->joint == '/' && here == "w" && next->folded == "o") {
            add(word, "without", "without"), ++i;
        } else if (joined && next->joint == '/' && here == "c" && next->folded == "o") {
            add(word, "complains", "complains"), ++i;
        } else if (isNumber(here)) {
            pending = word.joint == '/' ? Break::none : word.before;
        } else {
            words.push_back(std::move(word));
        }
    }
    return words;
}

/// What therapists shorten: the words for it. Only as it is written there.
std::string_view standsFor(std::string_view raw) {
    static const std::map<std::string_view, std::string_view> kShort = {
        {"LBP", "low back pain"}, {"HA", "headache"}, {"HAs", "headache"}, {"RUE", "right arm"}, {"LUE", "left arm"}, {"BUE", "both arms"}, {"RLE", "right leg"}, {"LLE", "left leg"},
        {"BLE", "both legs"}, {"UT", "upper trapezius"}, {"UTs", "upper trapezius"}, {"QL", "quadratus lumborum"}, {"SCM", "sternocleidomastoid"}};
    const auto at = kShort.find(raw);
    return at == kShort.end() ? std::string_view() : at->second;
}

/// Directions that are words of their own elsewhere ("post surgery", "my lats"): only beside a place.
std::string_view directionOf(std::string_view word) {
    static const std::map<std::string_view, std::string_view> kShort = {{"ant", "anterior"}, {"post", "posterior"}, {"med", "medial"}, {"lat", "lateral"}, {"prox", "proximal"}, {"dist", "distal"}, {"sup", "superior"}, {"inf", "inferior"}};
    const auto at = kShort.find(word);
    return at == kShort.end() ? std::string_view() : at->second;
}

/// "Apart from", "other than", "bis auf" as the one word that says the same.
Told withOneWordFor(const Told& told) {
    static const std::vector<std::array<std::string_view, 3>> kPairs = {{"apart", "from", "except"}, {"other", "than", "except"}, {"aside", "from", "except"}, {"bis", "auf", "ausser"}, {"aparte", "de", "excepto"}, {"mis", "part", "sauf"}};
    Told words;
    for (size_t i = 0; i < told.size(); ++i) {
        words.push_back(told[i]);
        for (const auto& [first, second, meant] : kPairs)
            if (i + 1 < told.size() && told[i].folded == first && told[i + 1].folded == second && told[i + 1].before == Break::none) {
                words.back().raw = words.back().folded = meant;
                ++i;
                break;
            }
    }
    return words;
}

Told withoutShortForms(const Told& told, const PlaceVocabulary& vocabulary) {
    Told words;
    const auto isPlace = [&](size_t i) { return i < told.size() && vocabulary.places.contains(singularOf(told[i].folded)); };
    for (size_t i = 0; i < told.size(); ++i) {
        if (const std::string_view full = standsFor(told[i].raw); !full.empty()) {
            Break before = told[i].before;
            for (std::string& each : split(full, ' ')) {
                words.push_back({each, each, before, ' '});
                before = Break::none;
            }
            continue;
        }
        words.push_back(told[i]);
        const bool isBand = i + 1 < told.size() && (told[i + 1].folded == "band" || told[i + 1].folded == "tract");
        if (told[i].raw == "IT" && isBand) words.back().raw = words.back().folded = "iliotibial";
        const std::string_view direction = directionOf(told[i].folded);
        if (direction.empty()) continue;
        size_t next = i + 1;
        while (next < told.size() && told[next].before == Break::none && (sideTold(told[next].raw, told[next].folded) || !directionOf(told[next].folded).empty() || towardOf(told[next].folded))) ++next;
        const bool before = next < told.size() && told[next].before == Break::none && isPlace(next);
        const bool behind = i > 0 && told[i].before == Break::none && isPlace(i - 1) && (i + 1 == told.size() || told[i + 1].before != Break::none);
        if (before || behind) words.back().folded = direction;
    }
    return words;
}

/// Words of every day that are one letter away from a part of the body in one of the languages.
bool isEverydayWord(std::string_view word) {
    static const std::set<std::string_view> kWords = {
        "clicks", "clicking", "check", "creek", "cheer", "tenth", "teach", "threat", "blame", "blaze", "bladed", "cheat", "chess", "wrest", "write", "thump", "spike", "spins", "spin", "spite", "spent", "flan", "grain", "grin", "grown", "thing", "think", "though", "third",
        "bell", "below", "bully", "smell", "stall", "greet", "grate", "flour", "flood", "join", "glue", "cave", "carve", "pink", "scale", "tempt", "temper", "tempo", "plant", "code", "could", "pounce", "venture", "mallet", "backed", "baked", "bake", "burst",
        "brush", "bruise", "ripped", "ripple", "lend", "lender", "span", "stern", "month", "breath", "breathe", "hombre", "cadena", "coupe", "doit", "temp", "temps", "vente", "leise", "brauch", "schalter", "should", "shower", "tight", "bone", "heat", "cause", "clear", "house",
        "pulse", "large", "place", "since", "start", "still", "state", "upon", "finder", "fingered", "linger", "handed", "hanger", "chair", "legal", "armed", "story", "storm", "share", "sharp", "shape", "spear", "speak", "trunk", "train", "trap", "trip"};
    return kWords.contains(word);
}

std::string withoutDoubles(std::string_view word) {
    std::string once;
    for (const char c : word)
        if (once.empty() || once.back() != c) once += c;
    return once;
}

/// The one word that a mistyped one is near to; empty when it is near to none, or to several.
std::string nearestWord(const std::string& word, const PlaceVocabulary& vocabulary) {
    constexpr size_t kLeastTyped = 4, kLeastMeant = 5, kLong = 8;
    if (word.size() < kLeastTyped || isEverydayWord(word)) return "";
    std::string sorted = word;
    std::ranges::sort(sorted);
    for (const std::string_view side : {"left", "right", "links", "rechts", "izquierda", "izquierdo", "derecha", "derecho", "gauche", "droite"}) {
        std::string same(side);
        std::ranges::sort(same);
        const bool turned = sorted == same && word[0] == side[0] && editDistance(word, side) == 1;
        if (turned || (word.size() != side.size() && withoutDoubles(word) == withoutDoubles(side))) return std::string(side);
    }
    const std::string one = singularOf(word);
    std::vector<std::string> best;
    int least = word.size() >= kLong ? 2 : 1;
    for (const std::string& place : vocabulary.places) {
        if (place[0] != one[0]) continue;
        const int distance = withoutDoubles(place) == withoutDoubles(one) ? 1 : place.size() >= kLeastMeant ? editDistance(one, place, least) : least + 1;
        if (distance > least) continue;
        if (distance < least) best.clear();
        least = distance;
        best.push_back(place);
    }
    return best.size() == 1 ? best[0] : "";
}

bool isKnownWord(const ToldWord& word, const PlaceVocabulary& vocabulary) {
    const std::string one = singularOf(word.folded);
    return vocabulary.all.contains(one) || vocabulary.all.contains(word.folded) || isFiller(word.folded) || isFiller(one) || towardOf(one) || sideTold(word.raw, word.folded) || isSeparator(word.folded) ||
           isWayTo(word.folded) || isOr(word.folded) || isBut(word.folded) || isDenial(word.folded) || isAbility(word.folded) || isMovement(word.folded) || isNoPain(word.folded) || isPainWord(word.folded) ||
           isWell(word.folded) || isGone(word.folded) || isBoth(word.folded) || isLevel(word.folded);
}

/// "Shoulderpain", "lowerback": where the first word ends; 0 when it is none such.
size_t cutOf(const std::string& word, const PlaceVocabulary& vocabulary) {
    for (const std::string_view end : {"pain", "pains", "ache", "back", "side"}) {
        if (word.size() < end.size() + 3 || !word.ends_with(end)) continue;
        const std::string first = word.substr(0, word.size() - end.size());
        if (vocabulary.places.contains(singularOf(first)) || towardOf(first) || sideTold(first, first)) return first.size();
    }
    return 0;
}

void mendWords(ToldText& text, const PlaceVocabulary& vocabulary) {
    for (size_t i = 0; i < text.words.size(); ++i) {
        ToldWord& word = text.words[i];
        if (isKnownWord(word, vocabulary)) continue;
        if (const size_t cut = cutOf(word.folded, vocabulary)) {
            ToldWord second{word.folded.substr(cut), word.folded.substr(cut), Break::none, ' '};
            word.raw = word.folded = word.folded.substr(0, cut);
            text.words.insert(text.words.begin() + static_cast<std::ptrdiff_t>(++i), std::move(second));
            continue;
        }
        const std::string meant = nearestWord(word.folded, vocabulary);
        if (meant.empty()) continue;
        text.readAs.push_back(word.raw + ": " + meant);
        word.raw = word.folded = meant;
    }
}

}  // namespace

ToldText wordsTold(std::string_view text, const PlaceVocabulary& vocabulary) {
    ToldText told;
    told.words = withoutShortForms(withOneWordFor(withLevels(WordCutter(withPlainMarks(text)).words())), vocabulary);
    mendWords(told, vocabulary);
    return told;
}

}  // namespace myochart::referral
