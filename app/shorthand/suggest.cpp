#include "shorthand/parse.h"

#include "core/text.h"
#include "shorthand/tokens.h"

namespace myochart::shorthand {

std::vector<Suggestion> suggestions(std::string_view line, const Parsed& parsed, const Grammar& grammar, const anatomy::Catalogue& catalogue, size_t limit) {
    if (!parsed.muscleKey.empty() || parsed.site) return {};
    for (auto piece = parsed.pieces.rbegin(); piece != parsed.pieces.rend(); ++piece) {
        if (piece->understood) continue;
        std::vector<std::string> words;
        bool onlyWords = true;
        for (const Token& token : tokensOf(line.substr(piece->from, piece->to - piece->from))) {
            onlyWords = onlyWords && token.kind == Token::Kind::word;
            words.push_back(token.text);
        }
        if (!onlyWords || words.empty() || words.size() > 6) continue;
        std::vector<std::string> muscles = grammar.musclesBeginning(words, limit);
        if (muscles.empty() && words.front().size() >= 3)
            for (const anatomy::SearchHit& hit : catalogue.search(line.substr(piece->from, piece->to - piece->from), limit)) muscles.push_back(hit.muscleKey);
        std::vector<Suggestion> found;
        for (const std::string& key : muscles) found.push_back({piece->from, piece->to, anatomy::spokenName(*catalogue.muscle(key))});
        // The very name that stands there already helps nobody.
        std::erase_if(found, [&](const Suggestion& each) { return foldForSearch(each.text) == foldForSearch(line.substr(each.from, each.to - each.from)); });
        if (!found.empty()) return found;
    }
    return {};
}

}  // namespace myochart::shorthand
