#include "line.h"

#include "support/test_folder.h"

namespace myochart::shorthand::test {

namespace {

const Path& tables() {
    static const Path folder = myochart::test::sourceFolder() / "assets/knowledge";
    return folder;
}

}  // namespace

const anatomy::Catalogue& catalogue() {
    static const anatomy::Catalogue known = anatomy::Catalogue::load(tables()).value();
    return known;
}

const Grammar& grammar() {
    static const Grammar known = Grammar::load(tables(), catalogue()).value();
    return known;
}

Parsed read(std::string_view line) { return parse(line, grammar(), catalogue()); }

std::string chips(std::string_view line) {
    std::string text;
    for (const Piece& piece : read(line).pieces)
        text += (text.empty() ? "" : " | ") + (piece.understood ? piece.words : "?" + std::string(line.substr(piece.from, piece.to - piece.from)));
    return text;
}

std::string fault(std::string_view line) {
    const Parsed parsed = read(line);
    const Piece* piece = parsed.notUnderstood();
    return piece ? std::string(line.substr(piece->from, piece->to - piece->from)) + ": " + piece->words : "";
}

}  // namespace myochart::shorthand::test
