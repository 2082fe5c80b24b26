#include "shorthand/grammar.h"

#include <algorithm>
#include <array>

#include "anatomy/csv_table.h"
#include "anatomy/name_words.h"
#include "core/files.h"
#include "core/text.h"

namespace myochart::shorthand {

namespace {

constexpr std::uint64_t kMostTableBytes = 1U << 20;
constexpr size_t kMostNameWords = 8, kMostShortWords = 4;
constexpr size_t kLeastShort = 3, kLeastAlone = 4;  // letters of an abbreviated word, beside others and by itself

constexpr std::array kUses = {"side", "letter", "word", "subject", "level", "unit", "typed", "text", "note",
                              "code", "day", "point", "no", "command", "context", "filler"};

Word wordOf(anatomy::RowReader& row) {
    Word word;
    word.parts = split(foldForSearch(row.needed("word")), ' ');
    word.language = row.oneOf("language", {"en", "de", "es", "fr", "any"});
    const std::string use = row.needed("kind");
    const auto at = std::find(kUses.begin(), kUses.end(), use);
    if (at == kUses.end()) row.wrong("kind is \"" + use + "\", which is none");
    else word.use = static_cast<Use>(at - kUses.begin());
    word.field = row.text("field");
    word.value = row.text("value");
    word.unit = row.text("unit");
    const bool needsField = word.use != Use::filler && word.use != Use::no;
    if (needsField && word.field.empty()) row.wrong("field is empty");
    if (word.use == Use::unit && !parseNumber(word.value)) row.wrong("value of a unit is no number");
    return word;
}

/// Words of a name that say something, as they stand in it.
std::vector<std::string> tellingWords(const std::string& name) {
    std::vector<std::string> words = anatomy::wordsOf(name);
    std::erase_if(words, [](const std::string& word) { return anatomy::understand(word).words.empty(); });
    return words;
}

/// Whether each of `typed` from `at` on begins another one of `words` that is not `used`.
bool beginEach(const std::vector<std::string>& typed, const std::vector<std::string>& words, size_t at, std::uint32_t used) {
    if (at == typed.size()) return true;
    for (size_t i = 0; i < words.size() && i < 32; ++i)
        if (!(used & (1U << i)) && words[i].starts_with(typed[at]) && beginEach(typed, words, at + 1, used | (1U << i))) return true;
    return false;
}

void addOnce(std::vector<std::string>& list, const std::string& text) {
    if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

}  // namespace

Parts partsOf(const std::vector<std::string>& words) {
    Parts parts;
    parts.words = words;
    for (const std::string& word : words) {
        parts.meant.push_back(word.empty() ? std::vector<std::string>() : anatomy::understand(word).words);
        parts.breaks.push_back(word.empty() || anatomy::sideOf({word}).has_value());
    }
    return parts;
}

void Grammar::addName(const std::string& muscle, const std::string& name, int rank) {
    const std::vector<std::string> meant = anatomy::understand(name).words;
    if (meant.empty()) return;
    Meaning& meaning = meanings_[anatomy::joined(meant)];
    if (rank < meaning.rank) meaning = {rank, {muscle}};
    else if (rank == meaning.rank) addOnce(meaning.muscles, muscle);
    names_.push_back({muscle, rank, tellingWords(name)});
}

Result<Grammar> Grammar::load(const Path& folder, const anatomy::Catalogue& catalogue) {
    const auto text = readTextFile(folder / "shorthand.csv", kMostTableBytes);
    if (!text) return text.error();
    const auto table = anatomy::parseCsv("shorthand.csv", *text, {"word", "language", "kind", "field", "value", "unit"});
    if (!table) return table.error();
    Grammar grammar;
    grammar.faults_ = table->faults;
    for (const anatomy::CsvRow& row : table->rows) {
        anatomy::RowReader reader(*table, row);
        Word word = wordOf(reader);
        if (reader.sound()) grammar.words_.push_back(std::move(word));
        else grammar.faults_.push_back(*reader.fault());
    }
    for (size_t i = 0; i < grammar.words_.size(); ++i) grammar.byFirst_[grammar.words_[i].parts.front()].push_back(i);
    for (auto& [first, rows] : grammar.byFirst_)
        std::stable_sort(rows.begin(), rows.end(), [&](size_t a, size_t b) { return grammar.words_[a].parts.size() > grammar.words_[b].parts.size(); });
    for (const anatomy::Muscle& muscle : catalogue.muscles()) {
        if (!muscle.parts.empty()) grammar.parts_.emplace(muscle.key, muscle.parts);
        grammar.addName(muscle.key, muscle.name, 0);
        grammar.addName(muscle.key, anatomy::spokenName(muscle), 0);
        grammar.addName(muscle.key, muscle.latin, 1);
        for (const std::string& synonym : muscle.synonyms) grammar.addName(muscle.key, synonym, 2);
    }
    for (const anatomy::PlainName& plain : catalogue.plainNames())
        for (const std::string* name : {&plain.english, &plain.german, &plain.spanish, &plain.french})
            if (catalogue.muscle(plain.key)) grammar.addName(plain.key, *name, 3);
    return grammar;
}

const Word* Grammar::longest(const std::vector<std::string>& parts, size_t from, size_t& taken) const {
    const auto rows = byFirst_.find(parts[from]);
    if (rows == byFirst_.end()) return nullptr;
    for (const size_t row : rows->second) {
        const std::vector<std::string>& wanted = words_[row].parts;
        if (from + wanted.size() > parts.size() || !std::equal(wanted.begin(), wanted.end(), parts.begin() + static_cast<std::ptrdiff_t>(from))) continue;
        taken = wanted.size();
        return &words_[row];
    }
    return nullptr;
}

Grammar::Named Grammar::nameAt(const Parts& parts, size_t from) const {
    Named named;
    std::vector<std::string> meant;
    for (size_t i = from; i < std::min(parts.words.size(), from + kMostNameWords) && !parts.breaks[i]; ++i) {
        size_t taken = 0;
        if (parts.meant[i].empty() && longest(parts.words, i, taken)) break;
        meant.insert(meant.end(), parts.meant[i].begin(), parts.meant[i].end());
        std::sort(meant.begin(), meant.end());
        meant.erase(std::unique(meant.begin(), meant.end()), meant.end());
        const auto meaning = meant.empty() ? meanings_.end() : meanings_.find(anatomy::joined(meant));
        if (meaning != meanings_.end()) named = {i + 1 - from, meaning->second.muscles};
    }
    return named;
}

bool Grammar::areKin(const std::string& a, const std::string& b) const {
    const auto holds = [&](const std::string& whole, const std::string& part) {
        const auto at = parts_.find(whole);
        return at != parts_.end() && std::find(at->second.begin(), at->second.end(), part) != at->second.end();
    };
    return a == b || holds(a, b) || holds(b, a);
}

Grammar::Named Grammar::shortNameAt(const Parts& parts, size_t from) const {
    std::vector<std::string> typed;
    for (size_t i = from; i < parts.words.size() && typed.size() < kMostShortWords && !parts.breaks[i] && parts.words[i].size() >= kLeastShort; ++i)
        typed.push_back(parts.words[i]);
    for (; !typed.empty(); typed.pop_back()) {
        if (typed.size() == 1 && typed[0].size() < kLeastAlone) return {};
        Named named;
        int best = 9;
        for (const Name& name : names_) {
            if (name.words.size() != typed.size() || name.rank > best || !beginEach(typed, name.words, 0, 0)) continue;
            if (name.rank < best) named.muscles.clear();
            best = name.rank;
            addOnce(named.muscles, name.muscle);
        }
        if (named.muscles.empty()) continue;
        named.taken = typed.size();
        const std::vector<std::string> whole = named.muscles;
        for (const Name& name : names_) {
            if (name.rank > 0 || name.words.size() <= typed.size() || !beginEach(typed, name.words, 0, 0)) continue;
            const bool kin = std::any_of(whole.begin(), whole.end(), [&](const std::string& key) { return areKin(key, name.muscle); });
            if (!kin) addOnce(named.muscles, name.muscle);
        }
        return named;
    }
    return {};
}

std::vector<std::string> Grammar::musclesBeginning(const std::vector<std::string>& parts, size_t limit) const {
    std::vector<const Name*> found;
    for (const Name& name : names_)
        if (name.words.size() >= parts.size() && beginEach(parts, name.words, 0, 0)) found.push_back(&name);
    std::stable_sort(found.begin(), found.end(), [](const Name* a, const Name* b) {
        return a->rank != b->rank ? a->rank < b->rank : a->words.size() < b->words.size();
    });
    std::vector<std::string> muscles;
    for (const Name* name : found)
        if (muscles.size() < limit) addOnce(muscles, name->muscle);
    return muscles;
}

}  // namespace myochart::shorthand
