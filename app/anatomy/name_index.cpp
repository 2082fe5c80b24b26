#include "anatomy/name_index.h"

#include <algorithm>

#include "anatomy/name_words.h"
#include "core/text.h"

namespace myochart::anatomy {

namespace {

constexpr size_t kShortestSynonym = 3;  // "TA" or "OP" may mean anything
constexpr size_t kShortestMended = 7;   // letters a word needs before one wrong letter is forgiven in a structure's name

}  // namespace

NameIndex::NameIndex(std::span<const Muscle> muscles, std::span<const PlainName> plainNames) {
    for (std::uint32_t m = 0; m < muscles.size(); ++m) {
        const Muscle& muscle = muscles[m];
        keys_.push_back(muscle.key);
        regions_.push_back(muscle.region);
        addName(m, muscle.name, 1.0);
        addName(m, spokenName(muscle), 1.0);
        addName(m, muscle.latin, 0.95);
        addMatch(m, muscle.name, 0);
        addMatch(m, muscle.latin, 1);
        for (const std::string& synonym : muscle.synonyms) {
            addName(m, synonym, 0.9);
            if (synonym.size() >= kShortestSynonym) addMatch(m, synonym, 2);
        }
        addIds(m, muscle);
    }
    for (const PlainName& plain : plainNames) {
        const auto at = std::find(keys_.begin(), keys_.end(), plain.key);
        if (at == keys_.end()) continue;
        const auto muscle = static_cast<std::uint32_t>(at - keys_.begin());
        addName(muscle, plain.english, 0.87);
        for (const std::string* name : {&plain.german, &plain.spanish, &plain.french}) addName(muscle, *name, 0.86);
    }
}

void NameIndex::addName(std::uint32_t muscle, const std::string& shown, double weight) {
    Name name{muscle, shown, {}, weight};
    for (const std::string& word : wordsOf(shown)) name.words.push_back(words_.add(word));
    names_.push_back(std::move(name));
}

void NameIndex::addMatch(std::uint32_t muscle, const std::string& shown, int rank) {
    NameWords known = understand(shown);
    if (known.words.empty()) return;
    const auto [at, isNew] = meanings_.try_emplace(joined(known.words), Meaning{muscle, rank, false, known.words});
    Meaning& meaning = at->second;
    if (isNew || meaning.muscle == muscle) return;
    if (rank < meaning.rank) meaning = {muscle, rank, false, std::move(known.words)};
    else if (rank == meaning.rank) meaning.ambiguous = true;
}

void NameIndex::addIds(std::uint32_t muscle, const Muscle& facts) {
    const auto add = [&](const std::string& id, std::optional<Side> side) {
        if (id.empty()) return;
        byFma_.try_emplace(id, NameMatch{facts.key, side});
        addName(muscle, id, 1.0);
    };
    add(facts.fma, std::nullopt);
    for (const std::string& id : facts.fmaLeft) add(id, Side::left);
    for (const std::string& id : facts.fmaRight) add(id, Side::right);
}

bool NameIndex::onlySaysWhichPart(const std::string& word, std::uint32_t muscle) const {
    if (word == "pedis") return regions_[muscle] == "leg_foot";
    if (word == "manus") return regions_[muscle] == "forearm_hand";
    return isPartWord(word);
}

const std::string* NameIndex::keyFor(const std::vector<std::string>& words) const {
    const auto exact = meanings_.find(joined(words));
    if (exact != meanings_.end()) return exact->second.ambiguous ? nullptr : &keys_[exact->second.muscle];
    // Else the longest name that is in the words, if the words over only say which part of it.
    const Meaning* best = nullptr;
    bool tie = false;
    for (const auto& [text, meaning] : meanings_) {
        if (meaning.ambiguous || meaning.words.size() >= words.size() || (best && meaning.words.size() < best->words.size())) continue;
        if (!std::includes(words.begin(), words.end(), meaning.words.begin(), meaning.words.end())) continue;
        std::vector<std::string> over;
        std::set_difference(words.begin(), words.end(), meaning.words.begin(), meaning.words.end(), std::back_inserter(over));
        const std::uint32_t muscle = meaning.muscle;
        if (!std::all_of(over.begin(), over.end(), [&](const std::string& word) { return onlySaysWhichPart(word, muscle); })) continue;
        tie = best && best->words.size() == meaning.words.size() && best->muscle != meaning.muscle;
        best = &meaning;
    }
    return best && !tie ? &keys_[best->muscle] : nullptr;
}

std::vector<std::string> NameIndex::spellingMended(std::vector<std::string> words) const {
    for (std::string& word : words) {
        if (word.size() < kShortestMended || words_.contains(word) || isPartWord(word)) continue;
        const std::string* only = nullptr;
        size_t found = 0;
        for (const std::string& known : words_.words())
            if (known.size() >= kShortestMended && editDistance(word, known, 1) <= 1) { only = &known; ++found; }
        if (found == 1) word = *only;
    }
    return understand(joined(words)).words;
}

std::optional<NameMatch> NameIndex::match(std::string_view name, bool mendSpelling) const {
    const NameWords known = understand(name);
    if (known.words.empty()) return std::nullopt;
    // "Tensor fasciae latae" has a word of another tissue in its own name; only such whole names are muscles.
    if (known.otherTissue && !meanings_.contains(joined(known.words))) return std::nullopt;
    const std::string* key = keyFor(known.words);
    if (!key && mendSpelling) key = keyFor(spellingMended(known.words));
    if (!key) return std::nullopt;
    return NameMatch{*key, sideOf(wordsOf(name))};
}

std::optional<NameMatch> NameIndex::matchFma(std::string_view fma) const {
    const auto at = byFma_.find(std::string(fma));
    if (at == byFma_.end()) return std::nullopt;
    return at->second;
}

std::vector<SearchHit> NameIndex::search(std::string_view text) const {
    std::vector<SearchHit> best(keys_.size());
    for (size_t i = 0; i < keys_.size(); ++i) best[i].muscleKey = keys_[i];
    const std::vector<std::string> asked = wordsOf(text);
    if (asked.empty()) return best;
    std::vector<std::vector<float>> fits;
    for (const std::string& word : asked) fits.push_back(words_.fits(word));
    for (const Name& name : names_) {
        double sum = 0;
        bool all = true;
        for (size_t i = 0; i < asked.size() && all; ++i) {
            float fit = 0;
            for (const std::uint32_t word : name.words) fit = std::max(fit, fits[i][word]);
            all = fit > 0;
            sum += static_cast<double>(fit);
        }
        if (!all) continue;
        // Of two names that hold all that was asked, the one with fewer words over fits better.
        const double cover = static_cast<double>(std::min(asked.size(), name.words.size())) / static_cast<double>(name.words.size());
        const bool fromTheFirst = !name.words.empty() && fits[0][name.words.front()] > 0;
        const double score = (fromTheFirst ? 1.0 : 0.97) * name.weight * (sum / static_cast<double>(asked.size())) * (0.8 + 0.2 * cover);
        SearchHit& hit = best[name.muscle];
        if (score <= hit.score) continue;
        hit.matched = name.shown;
        hit.score = score;
    }
    return best;
}

}  // namespace myochart::anatomy
