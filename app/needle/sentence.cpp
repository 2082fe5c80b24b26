#include "needle/sentence.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "anatomy/side_words.h"
#include "core/text.h"
#include "needle/sentence_words.h"
#include "needle/skin_landmarks.h"
#include "needle/target.h"
#include "places/place_side.h"

namespace myochart::needle {

namespace {

constexpr float kLeastMm = 4;        ///< from a landmark
constexpr float kReadBackMm = 1.5F;
constexpr size_t kCandidates = 12;

bool isPlacePhrase(const std::string& phrase) {
    const size_t at = phrase.find(" mm ");
    return at != std::string::npos && phrase.find(" the ", at) != std::string::npos && !phrase.ends_with(" the midline");
}

std::vector<std::string> phrasesOf(std::string_view words) {
    std::vector<std::string> phrases;
    for (std::string& piece : split(words, ',')) {
        const size_t first = piece.find_first_not_of(' '), last = piece.find_last_not_of(" .");
        if (first != std::string::npos) phrases.push_back(piece.substr(first, last - first + 1));
    }
    return phrases;
}

}  // namespace

SiteSentences::SiteSentences(const body::Body& body, const anatomy::Catalogue& catalogue) : body_(body), catalogue_(catalogue) {}
SiteSentences::~SiteSentences() = default;

Result<SkinLandmarks*> SiteSentences::skin() {
    if (!skin_) skin_ = std::make_unique<SkinLandmarks>(body_, catalogue_);
    if (!skin_->hasSkin()) return failed("This body has no skin to tell distances along.");
    return skin_.get();
}

std::optional<std::string> SiteSentences::landmarkPhrase(const Site& site, const geometry::SurfacePoint& at, const SkinLandmark& one, const SkinLandmark& other) const {
    std::string text;
    for (const SkinLandmark* mark : {&one, &other}) {
        const float mm = skin_->distance(*mark, at);
        if (!std::isfinite(mm) || mm < kLeastMm) return std::nullopt;
        const std::string side = mark->side == Side::midline || mark->side == site.side ? "" : std::string(myochart::name(mark->side)) + " ";
        text += fmt::format("{}{} mm {} the {}{}", text.empty() ? "" : " and ", std::lround(mm), bearingWords(site.shaft.entry - mark->onSkin.position, site.side), side, mark->spoken);
    }
    return text;
}

std::string SiteSentences::rest(const Site& site) const {
    std::string text = site.pincer ? "pincer grip, " : "";
    text += aimWords(site.shaft.direction, site.side);
    if (site.shaft.depthMm > 0) text += fmt::format(", {} mm deep", std::max(1L, std::lround(site.shaft.depthMm)));
    return text;
}

/// Its side where nobody said, of a muscle that has sides: that of the entry.
static Site sided(Site site, const body::Body& body, const anatomy::Catalogue& catalogue) {
    const bool hasSides = !structuresMeant(body, catalogue, site.muscle, Side::left).empty() && structuresMeant(body, catalogue, site.muscle, Side::midline).empty();
    if (site.side == Side::midline && !site.muscle.empty() && hasSides) site.side = site.shaft.entry.x < places::midplaneX(body) ? Side::right : Side::left;
    return site;
}

Result<std::string> SiteSentences::sentence(const Site& asked) {
    const Site site = sided(asked, body_, catalogue_);
    if (const auto skin = this->skin(); !skin) return skin.error();
    const auto at = skin_->at(site.shaft.entry);
    if (!at) return failed("That entry does not lie on the skin of this body.");
    const auto isOfSide = [&](const SkinLandmark& mark) { return site.side == Side::midline || mark.side == Side::midline || mark.side == site.side; };
    std::vector<std::pair<float, SkinLandmark*>> near;
    for (SkinLandmark& mark : skin_->marks())
        if (isOfSide(mark)) near.emplace_back(glm::distance(mark.onSkin.position, site.shaft.entry), &mark);
    std::ranges::sort(near);
    if (near.size() > kCandidates) near.resize(kCandidates);
    for (auto& [mm, mark] : near) {
        skin_->reach(*mark, mm * 1.6F + 40);
        mm = skin_->distance(*mark, *at);
    }
    std::vector<std::tuple<float, SkinLandmark*, SkinLandmark*>> pairs;
    for (size_t i = 0; i < near.size(); ++i)
        for (size_t k = 0; k < i; ++k)
            if (std::isfinite(near[i].first) && std::isfinite(near[k].first)) {
                const bool isNearer = near[k].first < near[i].first;
                pairs.emplace_back(near[i].first + near[k].first, near[isNearer ? k : i].second, near[isNearer ? i : k].second);
            }
    std::ranges::sort(pairs, {}, [](const auto& each) { return std::get<0>(each); });
    std::string head;
    if (const anatomy::Muscle* muscle = catalogue_.muscle(site.muscle))
        head = fmt::format("{}{}{}, ", site.side == Side::midline ? "" : myochart::name(site.side), site.side == Side::midline ? "" : " ", anatomy::spokenName(*muscle));
    for (const auto& [mm, one, other] : pairs) {
        const auto phrase = landmarkPhrase(site, *at, *one, *other);
        const auto told = phrase ? saidIn(*phrase, site.side) : Result<std::vector<FromLandmark>>(failed(""));
        const auto back = told ? skin_->place(*told) : std::nullopt;
        if (back && glm::distance(*back, at->position) <= kReadBackMm) return fmt::format("{}{}, {}", head, *phrase, rest(site));
    }
    return failed("No two landmarks of this body tell that place.");
}

Result<std::vector<FromLandmark>> SiteSentences::saidIn(const std::string& phrase, Side side) {
    std::vector<FromLandmark> told;
    std::vector<SkinLandmark>& marks = skin_->marks();
    for (std::string text = phrase; !text.empty();) {
        const size_t unit = text.find(" mm ");
        const auto mm = parseNumber(text.substr(0, unit));
        if (unit == std::string::npos || !mm || !(*mm >= 0) || *mm > 1000) return failed("A place is told as \"35 mm lateral to the spinous process of C7\".");
        std::string name = text.substr(unit + 4);
        const auto bearing = takeBearing(name, side);
        if (!bearing || !name.starts_with("the ")) return failed("Say where it lies from the landmark: lateral to, medial to, above, below, behind or in front of it.");
        name = name.substr(4);
        // On to the next distance.
        size_t joint = name.find(" and ");
        while (joint != std::string::npos && joint + 5 < name.size() && !std::isdigit(static_cast<unsigned char>(name[joint + 5]))) joint = name.find(" and ", joint + 1);
        text = joint == std::string::npos ? "" : name.substr(joint + 5);
        name = name.substr(0, joint);
        Side ofMark = side;
        for (const Side each : {Side::left, Side::right})
            if (const std::string word = std::string(myochart::name(each)) + " "; name.starts_with(word)) {
                ofMark = each;
                name = name.substr(word.size());
            }
        const auto mark = std::ranges::find_if(marks, [&](const SkinLandmark& each) { return foldForSearch(each.spoken) == foldForSearch(name) && (each.side == Side::midline || each.side == ofMark); });
        const bool isOfASide = mark == marks.end() && ofMark == Side::midline && std::ranges::any_of(marks, [&](const SkinLandmark& each) { return foldForSearch(each.spoken) == foldForSearch(name); });
        if (isOfASide) return failed(fmt::format("Say left or right: there is a {} on each side.", displayText(name, 60)));
        if (mark == marks.end()) return failed(fmt::format("This body has no landmark that is called \"{}\" to tell distances from; `bodymap landmarks` lists them.", displayText(name, 60)));
        told.push_back({static_cast<float>(*mm), *bearing, &*mark});
    }
    if (told.size() > 2) return failed("Two distances tell a place; leave the others out.");
    return told;
}

Outcome SiteSentences::readHead(const std::string& phrase, Site& site) const {
    auto words = split(foldForSearch(phrase), ' ');
    site.side = anatomy::sideInName(foldForSearch(phrase)).value_or(Side::midline);
    std::erase_if(words, [](const std::string& word) { return anatomy::sideInName(word).has_value(); });
    const std::string name = fmt::format("{}", fmt::join(words, " "));
    for (const anatomy::Muscle& muscle : catalogue_.muscles())
        if (foldForSearch(anatomy::spokenName(muscle)) == name) {
            site.muscle = muscle.key;
            return Done{};
        }
    const auto match = catalogue_.matchSpelt(name);
    if (!match) return failed(fmt::format("No muscle has the name \"{}\"; `search` finds it.", displayText(name, 60)));
    site.muscle = match->muscleKey;
    return Done{};
}

bool SiteSentences::isMeant(std::string_view words) { return std::ranges::any_of(phrasesOf(words), isPlacePhrase); }

Result<Site> SiteSentences::site(std::string_view words) {
    if (const auto skin = this->skin(); !skin) return skin.error();
    Site site;
    std::string where, aim;
    for (const std::string& phrase : phrasesOf(words)) {
        if (isPlacePhrase(phrase) && where.empty()) where = phrase;
        else if (phrase == "pincer grip") site.pincer = true;
        else if (phrase.starts_with("aimed ") && aim.empty()) aim = phrase.substr(6);
        else if (phrase.find(" degree") != std::string::npos && !aim.empty()) aim += ", " + phrase;
        else if (phrase.ends_with(" mm deep")) {
            const auto mm = parseNumber(phrase.substr(0, phrase.size() - 8));
            if (!mm || !(*mm > 0) || static_cast<float>(*mm) > kLongestMm) return failed(fmt::format("A needle is more than 0 and at most {} mm deep.", kLongestMm));
            site.shaft.depthMm = static_cast<float>(*mm);
        } else if (site.muscle.empty() && where.empty()) {
            if (const auto head = readHead(phrase, site); !head) return head.error();
        } else return failed(fmt::format("\"{}\" is not understood in the sentence of a site.", displayText(phrase, 60)));
    }
    const auto told = saidIn(where, site.side);
    if (!told) return told.error();
    const auto entry = skin_->place(*told);
    if (!entry) return failed("No place on the skin of this body is so far from there.");
    site.shaft.entry = *entry;
    const vec3 inward = skin_->inwardAt(*entry);
    const auto direction = aim.empty() ? std::optional(inward) : aimFromWords(aim, site.side, inward);
    if (!direction) return failed(fmt::format("\"aimed {}\" tells no direction; say for example \"aimed forward, 20 degrees down\".", displayText(aim, 60)));
    site.shaft.direction = *direction;
    return sided(site, body_, catalogue_);
}

}  // namespace myochart::needle
