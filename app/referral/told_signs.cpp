#include "referral/told_signs.h"

#include <map>
#include <set>

#include "anatomy/catalogue.h"
#include "core/text.h"

namespace myochart::referral {

namespace {

constexpr size_t kLeastSideLetters = 4;  // shorter words that names use for sides ("sin", "li") are other words in a sentence

using SignWords = std::set<std::string, std::less<>>;

SignWords wordsIn(std::string_view text) {
    SignWords words;
    for (std::string& word : split(text, ' ')) words.insert(std::move(word));
    return words;
}

}  // namespace

std::optional<Toward> towardOf(std::string_view word) {
    using enum Toward;
    static const std::map<std::string, Toward, std::less<>> kWords = [] {
        const std::vector<std::pair<Toward, std::string_view>> told = {
            {front, "front anterior ventral vorn vorne vordere vorderen vorderer vorderes vorderseite delante delantera delantero anterior devant avant anterieur anterieure"},
            {back, "back behind posterior rear hinten hinter hintere hinteren hinterer hinteres ruckseite detra detras atras trasera trasero posterior dorsal derriere arriere posterieur posterieure"},
            {outer, "outer outside lateral lateralen laterale aussen ausen aussere ausere ausseren auseren ausserer auserer aussenseite ausenseite externa externo externe exterieur lateral"},
            {inner, "inner inside medial mediale medialen innen innere inneren innerer inneres innenseite interna interno interne interieur"},
            {side, "side seite seitlich lado cote"},
            {top, "top upper proximal oben obere oberen oberer oberes superior arriba alta alto dessu dessus haut superieur superieure"},
            {bottom, "lower bottom distal unten untere unteren unterer unteres inferior abajo baja bajo bas inferieur inferieure"},
            {middle, "middle mid mitte mittlere mittleren mittlerer mittleres medio media milieu moyen"},
            {near, "above below over under uber unter encima debajo dessou dessous sous"},
        };
        std::map<std::string, Toward, std::less<>> words;
        for (const auto& [toward, list] : told)
            for (std::string& each : split(list, ' ')) words.emplace(singularOf(std::move(each)), toward);
        return words;
    }();
    const auto at = kWords.find(word);
    return at == kWords.end() ? std::nullopt : std::optional(at->second);
}

bool isFiller(std::string_view word) {
    static const SignWords kWords = wordsIn(
        "pain ache aching hurt sore the a an in at on of my his her your our their and it is i have has had to with from when muscle which give cause painful down along near around into there part area thi this body also too "
        "more less than mainly mostly worse since but or feel feeling pains sided one ones go going goe goes that then just only now sometimes sometime occasionally alway always often bit slightly much even recently lately currently start started starting start est "
        "manchmal etwas parfoi vez vece ne "
        "schmerz schmerzen weh tut es ziehen ziehend zwickt zwicken knackt der die das da den dem de im in am an und von vom bei mein meine meiner meinem meinen korper mehr als auch zum zur bis beim seit strahlt ausstrahlend zieht jetzt nur "
        "dolor duele el la lo los las de del en y me mi parte cuerpo mas que tambien desde hasta un una si "
        "douleur mal le les du des au aux et l d dan dans ma mon a corp corps plus aussi qui je ai une depui jusqu "
        "radiating radiate radiates shooting shoots spreading spreads irradia se");
    return kWords.contains(word);
}

bool isArticle(std::string_view word) {
    static const SignWords kWords = wordsIn("the a an my his her your our their die das den dem mein meine meiner meinem meinen meines ein eine el la los las mi mis un una le les l ma mon mes une");
    return kWords.contains(word);
}

bool isOf(std::string_view word) {
    static const SignWords kWords = wordsIn("of des der de du del");
    return kWords.contains(word);
}

bool isSeparator(std::string_view word) {
    static const SignWords kWords = wordsIn("and und y e et plus into sowie");
    return kWords.contains(word);
}

bool isWayTo(std::string_view word) {
    static const SignWords kWords = wordsIn(
        "to into toward towards through down up with starting starts originating beginning begins radiating radiates radiate radiated shooting shoots spreading spreads referring refers going goes "
        "ausgehend beginnend desde partant bis ins nach mit zum zur strahlt ausstrahlend zieht hasta hacia con irradia irradiado baja a jusqu jusqua vers avec descend irradiant");
    return kWords.contains(word);
}

bool isOr(std::string_view word) {
    static const SignWords kWords = wordsIn("or nor oder noch o u ou ni");
    return kWords.contains(word);
}

bool isBut(std::string_view word) {
    static const SignWords kWords = wordsIn(
        "but sondern aber sino pero mais only just nur lediglich solo solamente seulement however although reports complains states positive now jetzt ahora maintenant klagt berichtet refiere");
    return kWords.contains(word);
}

bool isDenial(std::string_view word) {
    static const SignWords kWords = wordsIn(
        "no not never without except neither nor excluding besides isnt doesnt dont sparing arent didnt wasnt nothing none nil denies denied deny denying negative non "
        "kein keine keinen keiner keinem nicht nichts nie ohne ausser auser weder verneint leugnet "
        "sin nunca excepto salvo excepcion menos ni nada tampoco niega pas sans sauf exception aucun aucune jamais hormis rien nie ne");
    return kWords.contains(word) && word != "ne";
}

bool isDenialOfList(std::string_view word) {
    static const SignWords kWords = wordsIn("denies denied deny denying neither weder ni verneint leugnet niega nie negative");
    return kWords.contains(word);
}

bool isAbility(std::string_view word) {
    static const SignWords kWords = wordsIn("can could able unable spure spuere fuhle fuehle siento sens kann kannst konnte lasst puedo puede podia poder peux peut pouvait");
    return kWords.contains(word);
}

bool isMovement(std::string_view word) {
    static const SignWords kWords = wordsIn(
        "turn turning rotate rotating rotation look looking move moving lift lifting raise raising bend bending straighten tilt tilting lean leaning sleep sleeping lie lying reach reaching grip walk walking "
        "drehen drehe heben bewegen beugen neigen strecken schlafen liegen gehen greifen girar volver mover levantar doblar inclinar dormir caminar tourner bouger lever plier pencher dormir marcher");
    return kWords.contains(word);
}

bool isNoPain(std::string_view word) {
    static const SignWords kWords = wordsIn(
        "only just merely nur allein solo solamente seulement injury trauma fall accident surgery operation reason cause idea relief improvement change know sure better good great well right improving responding relieved "
        "helped getting been able certain doubt happy doing feeling sensation strength power control gefuhl kraft sensibilidad fuerza force sensibilite estoy va anda funciona unfall sturz verletzung grund besserung besser caida golpe accidente mejoria motivo mejor se chute choc amelioration raison mieux sais");
    return kWords.contains(word);
}

bool isPainWord(std::string_view word) {
    static const SignWords kWords = wordsIn(
        "pain pains painful ache aches aching hurt hurts hurting sore tender tingling tingles tingle numb burning burns stiff bother bothers symptom symptoms affected involved "
        "schmerz schmerzen schmerzt schmerzhaft weh tut ziehen ziehend zwickt zwicken dolor duele duelen dolorida dolorido molesta douleur mal douloureux douloureuse fait");
    return kWords.contains(word);
}

bool isWell(std::string_view word) {
    static const SignWords kWords = wordsIn(
        "fine ok okay normal unremarkable nad nil clear asymptomatic painless painfree symptomfree good well unaffected uninvolved negative wnl ordnung gut unauffallig beschwerdefrei schmerzfrei bien sana sano normales ras saine sain indolore");
    return kWords.contains(word);
}

bool isGone(std::string_view word) {
    static const SignWords kWords = wordsIn("gone resolved healed disappeared weg verschwunden abgeklungen desaparecido resuelto disparu gueri guerie beschwerdefrei schmerzfrei painfree");
    return kWords.contains(word);
}

bool isExcept(std::string_view word) {
    static const SignWords kWords = wordsIn("except excluding besides sparing ausser auser excepto salvo excepcion menos sauf hormis exception");
    return kWords.contains(word);
}

bool isNow(std::string_view word) {
    static const SignWords kWords = wordsIn("now jetzt ahora maintenant");
    return kWords.contains(word);
}

bool isOnce(std::string_view word) {
    static const SignWords kWords = wordsIn("used was were previously formerly better settled improved fruher frueher damals war waren besser antes estaba era mejor avant autrefois etait avais mieux");
    return kWords.contains(word);
}

bool isAlso(std::string_view word) {
    static const SignWords kWords = wordsIn("also too both well auch beide tambien ambos aussi deux");
    return kWords.contains(word);
}

bool isBoth(std::string_view word) {
    static const SignWords kWords = wordsIn(
        "both bilateral bilaterally bilat bil beide beiden beider beidseits beidseitig beidseitige bds ambos ambas bilateral deux bilaterale bilaterales bilateraux");
    return kWords.contains(word);
}

std::optional<Side> sideTold(std::string_view raw, std::string_view word) {
    static const SignWords kLeft = wordsIn("lt lft linksseitig leftside leftsided izq izda izdo gche gauches"), kRight = wordsIn("rt rght righ rechtsseitig rightside rightsided dcha dcho dch dte dt droits droites r");
    if (word == "droit") return Side::right;  // of a muscle's name it is the rectus
    if (raw == "L" || raw == "li" || raw == "Li" || kLeft.contains(word) || word.starts_with("linksseit")) return Side::left;
    if (raw == "R" || raw == "re" || kRight.contains(word) || word.starts_with("rechtsseit")) return Side::right;
    const auto side = word.size() >= kLeastSideLetters ? anatomy::sideInName(word) : std::nullopt;
    return side && *side != Side::midline ? side : std::nullopt;
}

bool isNoSideAfterAll(std::string_view before, std::string_view word, std::string_view after) {
    static const SignWords kWho = wordsIn("i he she they we"), kHas = wordsIn("have had has"), kBehindHas = wordsIn("work home the my his her school town it early without a"), kBehindLeft = wordsIn("with over work home untreated alone"), kTold = wordsIn("the my on side his her");
    static const SignWords kBehindRight = wordsIn("behind between in at on under after before next now away where when there through down across up over above below beside along inside into");
    if (word == "left") return kWho.contains(before) || (kHas.contains(before) && (after.empty() || kBehindHas.contains(after))) || (kBehindLeft.contains(after) && !kTold.contains(before));
    return word == "right" && ((kBehindRight.contains(after) && !kTold.contains(before)) || before == "all");
}

std::string singularOf(std::string word) {
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
    for (const std::string_view pain : {"schmerzen", "schmerz", "beschwerden", "verspannungen", "verspannung"})
        if (word.size() > pain.size() + 2 && word.ends_with(pain)) return word.substr(0, word.size() - pain.size());
    return word;
}

std::vector<std::string> placeWords(std::string_view text) {
    std::vector<std::string> words;
    for (std::string& word : split(foldForSearch(text), ' '))
        if (!word.empty()) words.push_back(singularOf(std::move(word)));
    return words;
}

}  // namespace myochart::referral
