#include "anatomy/topic_index.h"

#include <algorithm>
#include <unordered_set>

#include "anatomy/name_words.h"
#include "core/text.h"

namespace myochart::anatomy {

namespace {

constexpr double kEveryday = 0.94, kCondition = 0.92, kComplaint = 0.78, kZone = 0.72, kSpillover = 0.66, kNerve = 0.6;
constexpr double kLaterMuscle = 0.004;  ///< what each place further down a topic's list takes off
constexpr const char* kScreen = "Rule out first what is no muscle: this is only what trigger points are said to do.";

/// The words that say what is asked for.
std::vector<std::string> meantWords(std::string_view text) {
    static const std::unordered_set<std::string_view> fillers = {
        "which", "what",  "muscle", "muscles", "gives", "give", "cause", "causes", "causing", "makes", "the", "a",    "an", "of",
        "in",    "on",    "at",     "to",      "for",   "my",   "i",     "have",   "with",    "from",  "is",  "it",   "s",  "does",
        "do",    "where", "comes",  "that",    "and",   "or",   "over",  "around", "radiates", "refers", "when"};
    static const std::unordered_set<std::string_view> pains = {"ache", "aches", "aching", "hurt", "hurts", "hurting", "sore", "soreness", "painful", "pains"};
    std::vector<std::string> words;
    for (std::string& word : wordsOf(text)) {
        if (pains.contains(word)) word = "pain";
        // "IT band" is not "it".
        if (fillers.contains(word) && !(word == "it" && text.find("IT") != std::string_view::npos)) continue;
        words.push_back(std::move(word));
    }
    return words;
}

/// Numbers the roots from C1 (0) to S5 (29); -1: none.
int rootNumber(std::string_view text) {
    if (text.size() < 2 || text.size() > 3) return -1;
    const auto digits = parseInteger(text.substr(1));
    if (!digits || *digits < 1) return -1;
    const auto within = [&](int first, long long count) { return *digits <= count ? first + static_cast<int>(*digits) - 1 : -1; };
    switch (text[0]) {
        case 'C': return within(0, 8);
        case 'T': return within(8, 12);
        case 'L': return within(20, 5);
        case 'S': return within(25, 5);
        default: return -1;
    }
}

std::string rootName(int number) {
    if (number < 8) return "C" + std::to_string(number + 1);
    if (number < 20) return "T" + std::to_string(number - 7);
    return number < 25 ? "L" + std::to_string(number - 19) : "S" + std::to_string(number - 24);
}

}  // namespace

std::string withEveryRoot(std::string_view innervation) {
    std::string text;
    std::string word;
    const auto flush = [&] {
        const size_t dash = word.find('-');
        const int from = rootNumber(std::string_view(word).substr(0, dash));
        const int to = dash == std::string::npos ? from : rootNumber(std::string_view(word).substr(dash + 1));
        if (from < 0 || to < from) text += word;
        else
            for (int root = from; root <= to; ++root) text += (root > from ? " " : "") + rootName(root);
        word.clear();
    };
    for (const char letter : innervation) {
        const bool ofWord = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '-';
        if (ofWord) word += letter;
        else flush(), text += letter;
    }
    flush();
    return text;
}

TopicIndex::TopicIndex(const Tables& tables) {
    for (std::uint32_t i = 0; i < tables.muscles.size(); ++i) numbers_.emplace(tables.muscles[i].key, i);
    addEveryday(tables);
    addConditions(tables);
    addPain(tables);
    addNerves(tables);
}

std::vector<std::uint32_t> TopicIndex::numbersOf(std::span<const std::string> muscleKeys) const {
    std::vector<std::uint32_t> numbers;
    for (const std::string& key : muscleKeys)
        if (const auto at = numbers_.find(key); at != numbers_.end()) numbers.push_back(at->second);
    return numbers;
}

void TopicIndex::add(std::string shown, std::vector<std::uint32_t> muscles, FoundBy by, double weight, std::string screenFirst) {
    Topic topic{std::move(shown), {}, std::move(muscles), by, weight, std::move(screenFirst)};
    for (const std::string& word : meantWords(topic.shown)) topic.words.push_back(words_.add(word));
    if (!topic.words.empty() && !topic.muscles.empty()) topics_.push_back(std::move(topic));
}

void TopicIndex::addEveryday(const Tables& tables) {
    for (const EverydayWords& row : tables.everyday) {
        const auto condition = std::find_if(tables.conditions.begin(), tables.conditions.end(), [&](const auto& c) { return c.key == row.condition; });
        const bool complaint = condition != tables.conditions.end();
        const auto muscles = numbersOf(row.muscles.empty() && complaint ? condition->muscles : row.muscles);
        for (const std::string& words : row.words)
            add(words, muscles, complaint ? FoundBy::complaint : FoundBy::everyday, kEveryday, complaint ? condition->screenFirst : "");
    }
}

void TopicIndex::addConditions(const Tables& tables) {
    for (const Condition& condition : tables.conditions) {
        const auto muscles = numbersOf(condition.muscles);
        add(condition.name, muscles, FoundBy::complaint, kCondition, condition.screenFirst);
        for (const std::string& words : condition.patientWords) add(words, muscles, FoundBy::complaint, kCondition, condition.screenFirst);
        for (const PlainName& names : tables.plainNames)
            if (names.key == condition.key)
                for (const std::string* words : {&names.english, &names.german, &names.spanish, &names.french}) add(*words, muscles, FoundBy::complaint, kCondition, condition.screenFirst);
    }
}

void TopicIndex::addPain(const Tables& tables) {
    std::unordered_map<std::string, std::vector<std::uint32_t>> complaints, zones, spillovers;
    const auto note = [&](std::vector<std::uint32_t>& muscles, const std::string& key) {
        const std::uint32_t number = numbers_.at(key);
        if (std::find(muscles.begin(), muscles.end(), number) == muscles.end()) muscles.push_back(number);
    };
    for (const TriggerPoint& point : tables.triggerPoints) {
        for (const std::string& complaint : point.complaints) note(complaints[complaint], point.muscleKey);
        for (const std::string& zone : point.essentialZones) note(zones[zone], point.muscleKey);
        for (const std::string& zone : point.spilloverZones) note(spillovers[zone], point.muscleKey);
    }
    for (const auto& [complaint, muscles] : complaints) add(complaint, muscles, FoundBy::complaint, kComplaint, kScreen);
    for (const ReferralRegion& region : tables.regions) {
        add(region.label + " pain", zones[region.key], FoundBy::complaint, kZone, kScreen);
        add(region.label + " pain", spillovers[region.key], FoundBy::complaint, kSpillover, kScreen);
    }
}

void TopicIndex::addNerves(const Tables& tables) {
    for (std::uint32_t i = 0; i < tables.muscles.size(); ++i)
        for (const std::string& nerve : split(withEveryRoot(tables.muscles[i].innervation), ';')) add(nerve, {i}, FoundBy::nerve, kNerve);
}

double TopicIndex::fitOf(const Topic& topic, const std::vector<std::vector<float>>& fits) const {
    double sum = 0;
    for (const auto& nearness : fits) {
        float fit = 0;
        for (const std::uint32_t word : topic.words) fit = std::max(fit, nearness[word]);
        if (fit <= 0) return 0;
        sum += static_cast<double>(fit);
    }
    const double asked = static_cast<double>(fits.size()), known = static_cast<double>(topic.words.size());
    return topic.weight * (sum / asked) * (0.8 + 0.2 * std::min(asked, known) / known);
}

void TopicIndex::search(std::string_view text, std::vector<SearchHit>& best) const {
    const std::vector<std::string> asked = meantWords(text);
    if (asked.empty()) return;
    std::vector<std::vector<float>> fits;
    for (const std::string& word : asked) fits.push_back(words_.fits(word));
    for (const Topic& topic : topics_) {
        const double score = fitOf(topic, fits);
        if (score <= 0) continue;
        for (size_t i = 0; i < topic.muscles.size(); ++i) {
            SearchHit& hit = best[topic.muscles[i]];
            const double here = score - kLaterMuscle * static_cast<double>(std::min<size_t>(i, 20));
            if (here <= hit.score) continue;
            hit.matched = topic.shown;
            hit.score = here;
            hit.by = topic.by;
            hit.screenFirst = topic.screenFirst;
        }
    }
}

}  // namespace myochart::anatomy
