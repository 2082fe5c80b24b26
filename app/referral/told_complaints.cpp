#include "referral/told_complaints.h"

#include <algorithm>
#include <set>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "referral/told_signs.h"

namespace myochart::referral {

namespace {

using ComplaintWords = std::set<std::string>;

constexpr size_t kLeastAlone = 5;  // letters of a word that is a whole complaint

ComplaintWords complaintWords(std::string_view text) {
    ComplaintWords words;
    for (std::string& word : placeWords(text))
        if (!isFiller(word) && !isArticle(word) && !isDenial(word)) words.insert(std::move(word));
    return words;
}

/// Every name and phrase of a complaint.
std::vector<std::string> phrasesOf(const anatomy::Catalogue& catalogue, const anatomy::Condition& condition) {
    std::vector<std::string> phrases = condition.patientWords;
    phrases.push_back(condition.name);
    for (std::string& line : split(anatomy::wordsFor(catalogue, condition.key), '\n')) phrases.push_back(std::move(line));
    return phrases;
}

}  // namespace

ComplaintNames::ComplaintNames(const anatomy::Catalogue& catalogue) {
    std::set<ComplaintWords> places;
    for (const anatomy::PainPlace& place : catalogue.painPlaces())
        if (!place.key.starts_with("complaint_"))
            for (const std::string& each : place.words) places.insert(complaintWords(each));
    for (const anatomy::Condition& condition : catalogue.conditions())
        for (const std::string& phrase : phrasesOf(catalogue, condition)) {
            ComplaintWords words = complaintWords(phrase);
            const bool tooShort = words.empty() || (words.size() == 1 && words.begin()->size() < kLeastAlone);
            if (!tooShort && !places.contains(words)) names_.push_back({&condition, std::move(words)});
        }
}

std::vector<const anatomy::Condition*> ComplaintNames::told(const std::vector<std::string>& words) const {
    const ComplaintWords said(words.begin(), words.end());
    std::vector<const anatomy::Condition*> told;
    for (const Named& each : names_)
        if ((told.empty() || told.back() != each.condition) && std::ranges::includes(said, each.words)) told.push_back(each.condition);
    return told;
}

}  // namespace myochart::referral
