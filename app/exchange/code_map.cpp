#include "exchange/code_map.h"

#include <algorithm>

#include <fmt/format.h>

#include "anatomy/csv_table.h"
#include "core/text.h"
#include "core/words.h"
#include "exchange/fhir_concepts.h"

namespace myochart::exchange {

namespace {

constexpr size_t kMostCodes = 20'000;

/// An address in full: "http://loinc.org", "urn:oid:2.16.840.1".
bool isAddress(std::string_view text) {
    const bool begins = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("urn:");
    return begins && text.size() > std::string_view("https://").size() && text.find_first_of(" \t\r\n<>\"") == std::string_view::npos;
}

/// One blank between its parts at most, and none around it.
bool isCode(std::string_view text) {
    if (text.empty() || trim(text) != text) return false;
    return std::ranges::adjacent_find(text, [](char a, char b) { return a == ' ' && b == ' '; }) == text.end() &&
           text.find_first_of("\t\r\n") == std::string_view::npos;
}

std::string faultOfCode(const std::string& key, const Coding& coding, const CodeMap& known, const anatomy::Catalogue& catalogue) {
    if (!isConceptKey(key, catalogue)) return trf("{} is nothing that a code can be given for; docs/fhir.md lists what is.", displayText(key, 60));
    if (!isAddress(coding.system)) return tr("The system must be an address such as http://snomed.info/sct.");
    if (!isCode(coding.code)) return tr("The code is empty or has blanks that do not belong there.");
    const auto& there = known.codes(key);
    if (std::ranges::find(there, coding.system, &Coding::system) != there.end()) return tr("The key has a code of that system already.");
    return {};
}

}  // namespace

const std::vector<Coding>& CodeMap::codes(std::string_view key) const {
    static const std::vector<Coding> kNone;
    const auto at = codings_.find(key);
    return at == codings_.end() ? kNone : at->second;
}

Result<ReadCodes> readCodes(const std::string& file, std::string_view text, const anatomy::Catalogue& catalogue) {
    if (text.size() > kMaxCodesBytes) return refused(said("{} is too large for a table of codes; the limit is {} MB.", file, kMaxCodesBytes >> 20));
    const auto table = anatomy::parseCsv(file, text, {"key", "system", "code", "display"});
    if (!table) return table.error();
    if (table->rows.size() > kMostCodes) return refused(said("{} has {} lines; the limit is {}.", file, table->rows.size(), kMostCodes));
    ReadCodes read;
    std::vector<std::pair<int, std::string>> faults;
    for (const anatomy::TableFault& fault : table->faults) faults.emplace_back(fault.line, fault.message);
    for (const anatomy::CsvRow& row : table->rows) {
        anatomy::RowReader cells(*table, row);
        const std::string key = trim(cells.text("key"));
        Coding coding{trim(cells.text("system")), cells.text("code"), trim(cells.text("display"))};
        if (std::string fault = faultOfCode(key, coding, read.codes, catalogue); !fault.empty()) faults.emplace_back(row.line, std::move(fault));
        else read.codes.add(key, std::move(coding));
    }
    std::ranges::stable_sort(faults, {}, &std::pair<int, std::string>::first);
    // Translators: what is wrong in a file: its name, the line, a sentence
    for (const auto& [line, fault] : faults) read.faults.push_back(trf("{}, line {}: {}", file, line, fault));
    return read;
}

}  // namespace myochart::exchange
