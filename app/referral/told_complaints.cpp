#include "referral/told_complaints.h"

#include <algorithm>
#include <set>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "referral/told_signs.h"

namespace myochart::referral {

namespace {

using ComplaintWords = std::set<std::string>;

constexpr size_t kLeastAlone = 4;  // letters of a word that is a whole complaint

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

std::vector<const anatomy::Condition*> complaintsTold(const anatomy::Catalogue& catalogue, const std::vector<std::string>& words) {
    const ComplaintWords said(words.begin(), words.end());
    std::set<ComplaintWords> places;
    for (const anatomy::PainPlace& place : catalogue.painPlaces())
        if (place.key.find("complaint_") == std::string::npos)
            for (const std::string& each : place.words) places.insert(complaintWords(each));
    std::vector<const anatomy::Condition*> told;
    for (const anatomy::Condition& condition : catalogue.conditions()) {
        const auto isSaid = [&](const std::string& phrase) {
            const ComplaintWords all = complaintWords(phrase);
            const bool tooShort = all.size() == 1 && all.begin()->size() < kLeastAlone;
            return !all.empty() && !tooShort && !places.contains(all) && std::ranges::includes(said, all);
        };
        if (std::ranges::any_of(phrasesOf(catalogue, condition), isSaid)) told.push_back(&condition);
    }
    return told;
}

}  // namespace myochart::referral
