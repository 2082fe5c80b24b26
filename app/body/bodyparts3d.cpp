#include "body/bodyparts3d.h"

#include <algorithm>

#include "anatomy/csv_table.h"
#include "core/text.h"

namespace myochart::body {

namespace {

constexpr std::uint64_t kMostTableBytes = 16 << 20;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// "FMA22559" or "FMA7198nsn" for the prefix "FMA".
bool isNumbered(std::string_view stem, std::string_view prefix) {
    if (!stem.starts_with(prefix)) return false;
    stem.remove_prefix(prefix.size());
    for (const std::string_view ending : {"nsn", "M"})
        if (stem.ends_with(ending)) stem.remove_suffix(ending.size());
    return !stem.empty() && std::all_of(stem.begin(), stem.end(), isDigit);
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

Publisher publisherOf(const ForeignMesh& mesh) {
    const std::string_view stem = std::string_view(mesh.file).substr(0, mesh.file.rfind('.'));
    const bool named = holds(mesh.comment, "BodyParts3D");
    if (named && isNumbered(stem, "FJ")) return Publisher::bodyParts3d4;
    if (named && (isNumbered(stem, "FMA") || isNumbered(stem, "BP"))) return Publisher::bodyParts3d3;
    if (holds(mesh.comment, "Z-Anatomy") && holds(mesh.comment, "BodyParts3D 3.0 frame, mm"))
        return Publisher::zAnatomyTrunk;
    return Publisher::unknown;
}

std::string valueAfter(std::string_view comment, std::string_view label) {
    const size_t at = comment.find(label);
    if (at == std::string_view::npos) return {};
    std::string_view rest = comment.substr(at + label.size());
    rest = rest.substr(0, rest.find('\n'));
    const size_t colon = rest.find(':');
    return colon == std::string_view::npos ? std::string() : trim(rest.substr(colon + 1));
}

/// "pancreas, nsn" is the pancreas in a form the FMA has no term for ("nonstandard name").
std::string standardName(std::string_view name) {
    for (const std::string_view ending : {", nsn", "nsn"})
        if (name.ends_with(ending)) name.remove_suffix(ending.size());
    std::string plain = trim(name);
    std::erase(plain, '"');
    return plain;
}

void addShippedTable(const std::string& file, PartTable& table) {
    const auto assets = programFolder("assets");
    if (!assets) return;
    const auto text = readTextFile(*assets / "knowledge" / file, kMostTableBytes);
    if (!text) return;
    const auto rows = anatomy::parseCsv(file, *text, {"file", "name", "concept", "class"});
    if (!rows) return;
    for (const anatomy::CsvRow& row : rows->rows) {
        anatomy::RowReader read(*rows, row);
        table[read.needed("file")] = {standardName(read.needed("name")), standardName(read.text("concept")),
                                      systemFromName(read.text("class"))};
    }
}

std::vector<std::vector<std::string>> tabbedRows(const Path& file) {
    std::vector<std::vector<std::string>> rows;
    const auto text = readTextFile(file, kMostTableBytes);
    if (!text || !isUtf8(*text)) return rows;
    for (const std::string& line : split(*text, '\n')) rows.push_back(split(trim(line), '\t'));
    return rows;
}

/// file, name, concept; what is known already stays.
void addCleanedTable(const Path& file, PartTable& table) {
    for (const auto& row : tabbedRows(file))
        if (row.size() == 3)
            table.try_emplace(row[0], PartFacts{displayText(standardName(row[1])), standardName(row[2]), std::nullopt});
}

/// concept, name, element: an element belongs to many concepts, of which the one with the fewest elements names it;
/// what is known already stays.
void addElementTable(const Path& file, PartTable& table) {
    const auto rows = tabbedRows(file);
    std::map<std::string_view, size_t> elements;
    for (const auto& row : rows)
        if (row.size() == 3) ++elements[row[0]];
    std::map<std::string_view, size_t> fewest;
    for (const auto& row : rows) {
        if (row.size() != 3 || row[0] == "concept id") continue;
        const size_t count = elements[row[0]];
        const auto known = fewest.find(row[2]);
        if (known == fewest.end() ? table.contains(row[2]) : known->second <= count) continue;
        fewest[row[2]] = count;
        table[row[2]] = {displayText(standardName(row[1])), row[0], std::nullopt};
    }
}

}  // namespace

Publisher publisherOf(const ForeignModel& model) {
    for (const Publisher publisher : {Publisher::bodyParts3d3, Publisher::bodyParts3d4, Publisher::zAnatomyTrunk}) {
        const auto count = std::count_if(model.meshes.begin(), model.meshes.end(),
                                         [&](const ForeignMesh& mesh) { return publisherOf(mesh) == publisher; });
        if (2 * static_cast<size_t>(count) > model.meshes.size()) return publisher;
    }
    return Publisher::unknown;
}

std::string_view sourceName(Publisher publisher) {
    switch (publisher) {
        case Publisher::bodyParts3d3:
            return "BodyParts3D 3.0";
        case Publisher::bodyParts3d4:
            return "BodyParts3D 4.0";
        case Publisher::zAnatomyTrunk:
            return "Z-Anatomy";
        default:
            return {};
    }
}

std::string_view licenceOf(Publisher publisher) {
    switch (publisher) {
        case Publisher::bodyParts3d3:
        case Publisher::bodyParts3d4:
            return "CC BY 4.0. BodyParts3D, (c) The Database Center for Life Science licensed under CC Attribution 4.0 "
                   "International";
        case Publisher::zAnatomyTrunk:
            return "CC BY-SA 4.0. (c) Z-Anatomy (Gauthier Kervyn, Lluis V. and contributors)";
        default:
            return {};
    }
}

std::optional<PartFacts> factsFromHeader(std::string_view comment) {
    PartFacts facts{standardName(valueAfter(comment, "English name")), standardName(valueAfter(comment, "Concept ID")),
                    std::nullopt};
    if (facts.name.empty()) return std::nullopt;
    return facts;
}

PartTable partTable(Publisher publisher, const Path& beside) {
    PartTable table;
    if (publisher == Publisher::bodyParts3d3) {
        addShippedTable("bodyparts3d_3.csv", table);
        addCleanedTable(beside / "bp3d_v3_parts_v4_format_cleaned.txt", table);
    }
    if (publisher == Publisher::bodyParts3d4) {
        addShippedTable("bodyparts3d_4.csv", table);
        addElementTable(beside / "isa_element_parts.txt", table);
    }
    return table;
}

}  // namespace myochart::body
