#include "referral/told_places.h"

#include <algorithm>
#include <set>

namespace myochart::referral {

namespace {

/// A place while its side is looked for.
struct ToldPart {
    ToldPlace place;
    size_t sentence = 0;
    bool both = false;
    bool denied = false;        ///< "not", "no", "except": nothing of it is meant
    bool apart = false;         ///< begins after a comma or the like, not after "and"
    bool endsWithSide = false;  ///< its last word tells the side
    bool sideBegins = false;    ///< the side stands before what it is told of
    bool ledTo = false;         ///< where the place before leads to
    bool sideLast = false;      ///< "ankle right", which in English and German is told of all of it
    bool sideMany = false;      ///< "droits": of more than one place
    bool sideAfterOf = false;   ///< "of the left knee"
    bool now = false;           ///< begins with "now"
    size_t written = 0;         ///< words, fillers too, but for those of pain
    bool many = false;          ///< a word of it looks like a plural
    std::vector<std::string> said;  ///< every word, folded
};

bool tellsPlace(const ToldPart& part) {
    return std::ranges::any_of(part.place.words, [](const std::string& word) { return !isFiller(word); });
}

/// "Sciatica down the right leg", "headache behind the eye": the place is the one that follows.
bool isPainOfNoPlace(std::string_view word) { return word == "sciatica" || word == "sciatic" || word == "ischia" || word == "ciatica" || word == "sciatique" || word == "headache" || word == "cefalea" || word == "cephalee" || word == "migraine" || word == "jaqueca"; }

bool isTrailing(std::string_view word) { return isArticle(word) || word == "now" || word == "today" || word == "though" || word == "again" || word == "too" || word == "jetzt" || word == "heute" || word == "ahora"; }

/// "The right knee is fine", "pain free right leg", "the pain in the left hip is gone": told not to hurt by what stands in it.
bool isToldWell(const ToldPart& part) {
    auto last = part.said.rbegin();
    while (last != part.said.rend() && isTrailing(*last)) ++last;
    const auto turnsRound = [](const std::string& word) { return isDenial(word) || word == "used"; };  // "is not well", "used to be fine"
    if (last == part.said.rend() || std::ranges::any_of(part.said, turnsRound)) return false;
    if (isGone(*last)) return true;
    if (*last == "well" && last + 1 != part.said.rend() && *(last + 1) == "as") return false;  // "the right one as well"
    if (isWell(*last) && std::ranges::none_of(part.said, [](const std::string& word) { return isPainWord(word); })) return true;
    for (size_t i = 0; i < part.said.size(); ++i) {
        const std::string& word = part.said[i];
        if (word == "painfree" || word == "symptomfree" || word == "schmerzfrei" || word == "beschwerdefrei") return true;
        if (word == "free" && ((i > 0 && isPainWord(part.said[i - 1])) || (i + 1 < part.said.size() && part.said[i + 1] == "of"))) return true;
    }
    return false;
}

/// Goes through the words of what is told.
class PartsOfText {
  public:
    PartsOfText(const Told& words, const PlaceVocabulary& vocabulary) : words_(words), vocabulary_(vocabulary) {
        part_.apart = true;
        for (size_t i = 0; i < words_.size(); ++i) {
            if (i > 0 && words_[i].before != Break::none) breakAt(i);
            take(i);
        }
        end();
    }
    std::vector<ToldPart> parts() && { return std::move(parts_); }

  private:
    std::string_view folded(size_t i) const { return i < words_.size() ? std::string_view(words_[i].folded) : std::string_view(); }
    /// Something that is no direction: "knee", not "outer".
    bool namesPlace() const {
        return std::ranges::any_of(part_.place.words, [&](const std::string& word) { return !isFiller(word) && !towardOf(word) && !isPainOfNoPlace(word) && vocabulary_.named.contains(word); });
    }
    bool isPlaceAt(size_t i) const { return vocabulary_.places.contains(singularOf(words_[i].folded)); }
    bool isSideAt(size_t i) const { return i < words_.size() && sideTold(words_[i].raw, words_[i].folded).has_value(); }
    bool endsClause(size_t i) const { return i >= words_.size() || words_[i].before != Break::none || isSeparator(folded(i)) || isBut(folded(i)); }
    /// The first word of the clause that this word stands in.
    size_t clauseBegin(size_t i) const {
        while (i > 0 && words_[i].before == Break::none && !isBut(folded(i - 1))) --i;
        return i;
    }
    void end() {
        if (!part_.denied && isToldWell(part_)) part_.denied = true;
        part_.sentence = sentence_;
        if (!part_.place.words.empty() || part_.place.side || part_.both) parts_.push_back(std::move(part_));
        part_ = {};
    }
    void endDenied(bool denied) {
        end();
        part_.denied = denied;
    }
    void breakAt(size_t i) {
        const bool sentence = words_[i].before == Break::sentence, goesOn = part_.denied && !sentence && (deniesList_ || orFollows(i));
        end();
        sentence_ += sentence ? 1 : 0;
        deniesList_ = deniesList_ && !sentence;
        part_.denied = goesOn;
        part_.apart = true;
    }
    /// "No pain in the neck, shoulders or arms": the "no" holds for all of them.
    bool orFollows(size_t i) const {
        bool found = false;
        for (; i < words_.size() && words_[i].before != Break::sentence && !isBut(folded(i)); ++i) {
            if (isPainWord(folded(i))) return false;
            found = found || isOr(folded(i));
        }
        return found;
    }
    /// "From the neck to the left hand", "down the leg into the foot": a place before and one behind.
    bool leadsOn(size_t i) const {
        if (!isWayTo(folded(i)) || std::ranges::none_of(part_.place.words, [&](const std::string& word) { return vocabulary_.named.contains(word) && !isPainOfNoPlace(word); })) return false;
        if (towardOf(singularOf(std::string(folded(i)))) && !isPlaceAt(i)) return followsVerb(i);
        constexpr size_t kAhead = 7;
        for (size_t next = i + 1; next < words_.size() && next <= i + kAhead && !endsClause(next); ++next)
            if (isPlaceAt(next) || (vocabulary_.named.contains(singularOf(words_[next].folded)) && !towardOf(words_[next].folded))) return true;
        return false;
    }
    /// "Que baja por la pierna", not "espalda baja".
    bool followsVerb(size_t i) const { return i > 0 && (folded(i - 1) == "que" || folded(i - 1) == "qui"); }
    /// "To the left" of a movement: no side of the body.
    bool isWayOfMovement(size_t i) const {
        size_t before = i;
        while (before > 0 && isArticle(folded(before - 1))) --before;
        if (before == 0) return false;
        const std::string_view to = folded(before - 1);
        if (to != "to" && to != "towards" && to != "toward" && to != "nach" && to != "a" && to != "hacia" && to != "vers" && to != "zur") return false;
        const size_t begin = clauseBegin(i);
        for (size_t each = begin; each < words_.size() && (each == begin || words_[each].before == Break::none); ++each)
            if (isMovement(folded(each))) return true;
        return false;
    }
    /// What cannot be done and what is no pain: "kann den Kopf nicht drehen", "no injury", "not only".
    bool deniesNoPain(size_t i) const {
        size_t next = i + 1;
        while (next < words_.size() && !endsClause(next) && isArticle(folded(next))) ++next;
        const bool theRight = next > i + 1 && folded(next) == "right";  // "not the right", not "not right"
        if (next < words_.size() && !theRight && words_[next].before == Break::none && (isNoPain(folded(next)) || isAbility(folded(next)) || isMovement(folded(next)))) return true;
        for (size_t each = clauseBegin(i); each <= i || !endsClause(each); ++each)
            if (isAbility(folded(each))) return true;
        return false;
    }
    /// "The right shoulder does not hurt", "la izquierda no": nothing but that follows.
    bool deniesWhatStandsBefore(size_t i) const {
        size_t next = i + 1;
        for (; !endsClause(next); ++next)
            if (!isPainWord(folded(next)) && !isFiller(singularOf(std::string(folded(next)))) && !isDenial(folded(next))) return false;
        return next >= words_.size() || words_[next].before != Break::none || !isWayTo(folded(next));  // "does not go into the leg"
    }
    bool placeOrSideFollows(size_t i) const {
        for (size_t next = i + 1; !endsClause(next) || (next < words_.size() && words_[next].before == Break::none && isWayTo(folded(next))); ++next)
            if (isPlaceAt(next) || isSideAt(next)) return true;
        return false;
    }
    void takeDenial(size_t i) {
        if (deniesNoPain(i)) return;
        const bool toldBefore = tellsPlace(part_) || part_.place.side;
        if (toldBefore && !part_.denied && deniesWhatStandsBefore(i)) {
            part_.denied = true;
            return;
        }
        if (toldBefore && !placeOrSideFollows(i)) return;  // "left knee pain not eased by rest"
        if (toldBefore) end();                             // "the right arm, except the hand"
        part_.denied = true;
        part_.place.excepted = isExcept(folded(i));
        deniesList_ = deniesList_ || isDenialOfList(folded(i));
    }
    void take(size_t i) {
        const std::string word(folded(i));
        if (isBut(word)) {
            const bool now = isNow(word) || (part_.now && part_.said.empty());
            endDenied(false);
            deniesList_ = false;
            part_.now = now;
            return;
        }
        const bool leads = !isSeparator(word) && leadsOn(i);
        if (leads || isSeparator(word)) {
            endDenied(part_.denied);  // "no pain in the left arm and leg"
            part_.ledTo = leads;
            return;
        }
        if (isDenial(word)) takeDenial(i);
        const bool noSide = isNoSideAfterAll(i > 0 ? folded(i - 1) : "", word, folded(i + 1)) || isWayOfMovement(i);
        const auto side = noSide ? std::nullopt : sideTold(words_[i].raw, word);
        if (side) takeSide(*side);
        else if (part_.place.side && !part_.sideBegins && !part_.sideAfterOf && part_.endsWithSide && namesPlace() && !isFiller(word) && !towardOf(word) && !isDenial(word) && vocabulary_.named.contains(singularOf(word))) endDenied(part_.denied);  // "knee left hip right"
        const bool ofASide = (word == "side" || word == "seite" || word == "cote" || word == "lado") && (isSideAt(i + 1) || (i > 0 && isSideAt(i - 1)));  // "left side" is left
        part_.place.text += (part_.place.text.empty() ? "" : " ") + words_[i].raw;
        part_.said.push_back(word);
        part_.written += isPainWord(word) ? 0 : 1;
        part_.endsWithSide = side.has_value();
        part_.sideLast = side && namesPlace() && (word == "right" || word == "left" || word == "rechts" || word == "links");
        part_.sideMany = part_.sideMany || (side && word.ends_with('s') && word != "links" && word != "rechts");
        if (side || noSide || ofASide || isDenial(word)) return;
        if (isBoth(word)) part_.both = true;
        else part_.place.words.push_back(singularOf(word));
        part_.many = part_.many || (word.size() > 3 && (word.ends_with('s') || word.ends_with('x')));
    }
    void takeSide(Side side) {
        if (part_.place.side && *part_.place.side != side) {
            if (part_.sideBegins && tellsPlace(part_)) endDenied(part_.denied);  // "left temple right calf"
            else part_.both = true;
        }
        part_.sideBegins = !namesPlace();
        part_.sideAfterOf = std::ranges::any_of(part_.place.words, [](const std::string& word) { return isOf(word); });
        part_.place.side = side;
    }

    const Told& words_;
    const PlaceVocabulary& vocabulary_;
    std::vector<ToldPart> parts_;
    ToldPart part_;
    size_t sentence_ = 0;
    bool deniesList_ = false;
};

bool onlyDirections(const std::vector<std::string>& words) {
    return std::ranges::all_of(words, [](const std::string& word) { return isFiller(word) || towardOf(word); });
}

/// A side that stands for itself: both with another one beside it ("left and right temple", "left knee, right also"); of what was denied
/// beside it, the same place on this side ("not the left knee but the right").
void joinLoneSides(std::vector<ToldPart>& parts) {
    for (size_t i = 0; i < parts.size(); ++i) {
        const auto side = parts[i].place.side;
        if (tellsPlace(parts[i]) || !side || parts[i].denied) continue;
        const auto isOther = [&](const ToldPart& part) { return part.place.side && *part.place.side != *side && tellsPlace(part); };
        ToldPart* next = i + 1 < parts.size() && isOther(parts[i + 1]) ? &parts[i + 1] : nullptr;
        size_t behind = i;  // what tells neither place nor side stands between: "the jaw clicks right, but it hurts left"
        while (behind > 1 && !tellsPlace(parts[behind - 1]) && !parts[behind - 1].place.side) --behind;
        ToldPart* before = behind > 0 && isOther(parts[behind - 1]) ? &parts[behind - 1] : nullptr;
        if (next && !next->denied) next->both = true;
        else if (before && !before->denied) before->both = true;
        else if (before || next) parts[i].place.words = (before ? before : next)->place.words;
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
        else if (!own[i] && behind() && ((parts[i + 1].sideAfterOf && onlyDirections(part.place.words)) || (parts[i + 1].endsWithSide && (parts[i + 1].sideMany || (parts[i + 1].ledTo && parts[i + 1].sideLast) || (part.written == 1 && !part.many))))) part.place.side = parts[i + 1].place.side;
        else if (!own[i] && endsApart) part.place.side = *told.begin();
        part.place.sideInDoubt = !part.denied && !part.both && !part.place.side && !told.empty();
        if (own[i]) before = part.both ? std::nullopt : part.place.side;
    }
}

/// "The outer side of the thigh and leg": of both.
void lendSideWords(std::vector<ToldPart>& parts) {
    static const std::set<std::string> kSides = {"side", "outside", "inside", "seite", "aussenseite", "ausenseite", "innenseite", "cote", "lado", "cara"};
    for (size_t i = 1; i < parts.size(); ++i) {
        const auto& words = parts[i - 1].place.words;
        const auto of = std::ranges::find_if(words, [](const std::string& word) { return isOf(word); });
        if (parts[i].apart || parts[i].ledTo || of == words.end() || std::none_of(words.begin(), of, [](const std::string& word) { return kSides.contains(word); })) continue;
        if (std::ranges::any_of(parts[i].place.words, [](const std::string& word) { return towardOf(word).has_value(); })) continue;
        parts[i].place.words.insert(parts[i].place.words.begin(), words.begin(), of + 1);
    }
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
        if (isDirection(lender) || (parts[lender].denied && !parts[i].denied)) continue;
        lent[i] = withoutLeadingDirections(parts[lender].place.words);
        const auto own = parts[i].place.side, its = parts[lender].place.side;
        if (!follows && !(own && its && *own != *its)) isTold[lender] = false;  // "front right, behind left" are two
    }
    for (size_t i = 0; i < parts.size(); ++i) parts[i].place.words.insert(parts[i].place.words.end(), lent[i].begin(), lent[i].end());
    size_t at = 0;
    std::erase_if(parts, [&](const ToldPart&) { return !isTold[at++]; });
}

/// "It used to be the left hip, now it is the right": the first hurts no more.
void denyWhatWas(std::vector<ToldPart>& parts) {
    const auto isWellAlone = [](const ToldPart& part) { return part.denied && !part.place.side && std::ranges::all_of(part.place.words, [](const std::string& word) { return isFiller(word) || isWell(word) || isTrailing(word); }); };
    for (size_t i = 1; i < parts.size(); ++i) {
        if (isWellAlone(parts[i]) && std::ranges::any_of(parts[i - 1].said, isOnce)) parts[i - 1].denied = true;  // "was bad but is fine"
        const bool isNot = !parts[i].said.empty() && isDenial(parts[i].said.back());
        if (parts[i].denied && isNot && parts[i].place.side && !tellsPlace(parts[i]) && parts[i - 1].denied && isToldWell(parts[i - 1])) parts[i].denied = false;  // "the left one is fine, the right is not"
    }
    const auto now = std::ranges::find_if(parts, &ToldPart::now);
    if (now == parts.end() || (!tellsPlace(*now) && !now->place.side) || std::ranges::any_of(now->said, isAlso)) return;
    for (auto part = parts.begin(); part != now; ++part)
        if (std::ranges::any_of(part->said, isOnce)) part->denied = true;
}

/// What one sentence tells, added to `places`.
void addSentence(std::vector<ToldPart> parts, std::vector<ToldPlace>& places) {
    denyWhatWas(parts);
    spreadSides(parts);
    for (const ToldPart& part : parts)
        if (part.denied && part.place.side && !tellsPlace(part)) {  // "the right one is fine"
            places.push_back(part.place);
            places.back().denied = true;
        }
    std::erase_if(parts, [](const ToldPart& part) { return !tellsPlace(part); });
    lendSideWords(parts);
    lendPlaces(parts);
    for (ToldPart& part : parts) {
        part.place.denied = part.denied;
        places.push_back(std::move(part.place));
    }
}

}  // namespace

std::vector<ToldPlace> toldPlaces(const ToldText& text, const PlaceVocabulary& vocabulary) {
    std::vector<ToldPart> parts = PartsOfText(text.words, vocabulary).parts();
    std::vector<ToldPlace> places;
    for (size_t i = 0; i < parts.size();) {
        size_t next = i;
        std::vector<ToldPart> sentence;
        while (next < parts.size() && parts[next].sentence == parts[i].sentence) ++next;
        for (size_t each = i; each < next; ++each) sentence.push_back(std::move(parts[each]));
        i = next;
        addSentence(std::move(sentence), places);
    }
    return places;
}

}  // namespace myochart::referral
