#include "anatomy/name_index.h"

#include <algorithm>

#include "anatomy/name_words.h"
#include "core/text.h"

namespace myochart::anatomy {

namespace {

constexpr size_t kShortestSynonym = 3;  // "TA" or "OP" may mean anything
constexpr size_t kShortestMended = 7;   // letters a word needs before one wrong letter is forgiven in a structure's name

/// How well a word of a search fits a word of a name: 1 the same, less for a beginning or a misspelling, 0 not at all.
float wordFit(std::string_view asked, std::string_view known) {
    if (asked == known) return 1.0F;
    if (known.starts_with(asked)) return 0.8F + 0.15F * static_cast<float>(asked.size()) / static_cast<float>(known.size());
    if (asked.find_first_of("0123456789") != std::string_view::npos) return 0;  // one digit off is another id
    const int allowed = asked.size() >= 8 ? 2 : asked.size() >= 4 ? 1 : 0;
    if (allowed == 0) return 0;
    const int wrong = editDistance(asked, known, allowed);
    if (wrong <= allowed) return 0.8F - 0.1F * static_cast<float>(wrong);
    // A beginning with a letter wrong: "gastrocnme" for gastrocnemius.
    if (known.size() > asked.size() && editDistance(asked, known.substr(0, asked.size()), allowed) <= allowed) return 0.55F;
    return 0;
}

}  // namespace

NameIndex::NameIndex(std::span<const Muscle> muscles) {
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
}

void NameIndex::addName(std::uint32_t muscle, const std::string& shown, double weight) {
    Name name{muscle, shown, {}, weight};
    for (const std::string& word : wordsOf(shown)) {
        const auto [at, isNew] = wordNumbers_.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
        if (isNew) words_.push_back(word);
        name.words.push_back(at->second);
    }
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
        if (word.size() < kShortestMended || wordNumbers_.contains(word) || isPartWord(word)) continue;
        const std::string* only = nullptr;
        size_t found = 0;
        for (const std::string& known : words_)
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

std::vector<float> NameIndex::nearness(std::string_view word) const {
    std::vector<float> fits;
    fits.reserve(words_.size());
    for (const std::string& known : words_) fits.push_back(wordFit(word, known));
    return fits;
}

std::vector<SearchHit> NameIndex::search(std::string_view text, size_t limit) const {
    const std::vector<std::string> asked = wordsOf(text);
    if (asked.empty()) return {};
    std::vector<std::vector<float>> fits;
    for (const std::string& word : asked) fits.push_back(nearness(word));
    std::vector<SearchHit> best(keys_.size());
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
        if (score > hit.score) hit = {keys_[name.muscle], name.shown, score};
    }
    std::erase_if(best, [](const SearchHit& hit) { return hit.score <= 0; });
    std::stable_sort(best.begin(), best.end(), [](const SearchHit& a, const SearchHit& b) { return a.score > b.score; });
    if (best.size() > limit) best.resize(limit);
    return best;
}

}  // namespace myochart::anatomy
