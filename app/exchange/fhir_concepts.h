#pragma once
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "anatomy/catalogue.h"
#include "exchange/code_map.h"

namespace myochart::exchange {

using Json = nlohmann::ordered_json;

/// What is said of in a bundle, by the key of docs/fhir.md: its English text and the code that everybody may use.
struct Concept {
    std::string_view key;
    const char* text;
    const char* system = nullptr;
    const char* code = nullptr;
    const char* display = nullptr;
};
/// Null: there is none of that key.
const Concept* conceptNamed(std::string_view key);
/// The key of the one with that text; empty: there is none.
std::string_view conceptWithText(std::string_view text);
/// All of them, a line each: what a table of codes may name beside muscles, techniques and other words of the record.
std::string conceptKeys();
/// Whether a code can be given for it: one of those, a muscle of the catalogue, or a word behind "technique.", "adverse." ...
bool isConceptKey(std::string_view key, const anatomy::Catalogue& catalogue);
/// The key of a word of the record: wordKey("motion", "side bending") is "motion.side_bending".
std::string wordKey(std::string_view kind, std::string_view word);

/// A CodeableConcept: the codes that were given for the key, the code that comes with it, and a text.
Json conceptOf(const CodeMap& codes, std::string_view key);
Json conceptOf(const CodeMap& codes, std::string_view key, std::string_view text);

/// The English title of a key of the tables of safety, adverse events or needles; other words as they are, without underscores.
std::string englishOf(const anatomy::Catalogue& catalogue, std::string_view key);

}  // namespace myochart::exchange
