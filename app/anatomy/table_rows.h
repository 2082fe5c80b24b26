#pragma once
#include <set>

#include "anatomy/csv_table.h"
#include "anatomy/tables.h"

namespace myochart::anatomy {

// How the tables are read, one row after the other; only for the readers of this folder.

constexpr std::uint64_t kMaxTableBytes = 16U << 20U;
constexpr double kBodyReach = 1.5;  // body heights; beyond any body

using Columns = std::initializer_list<std::string_view>;
using Keys = std::set<std::string>;

inline const Columns kConfidence = {"high", "medium", "low"};

/// Reads one table; `make` turns a row into a fact and says through the reader what is wrong with it.
template <class Fact, class Make>
Outcome readTable(const Path& folder, const char* file, Columns columns, std::vector<Fact>& facts, std::vector<TableFault>& faults, Make make) {
    const auto text = readFile(folder / file, kMaxTableBytes);
    if (!text) return text.error();
    const std::string_view view(reinterpret_cast<const char*>(text->data()), text->size());
    const auto table = parseCsv(file, view, columns);
    if (!table) return table.error();
    faults.insert(faults.end(), table->faults.begin(), table->faults.end());
    facts.reserve(facts.size() + table->rows.size());
    Keys seen;
    for (const CsvRow& row : table->rows) {
        RowReader reader(*table, row);
        Fact fact = make(reader, seen);
        if (reader.sound()) facts.push_back(std::move(fact));
        else faults.push_back(*reader.fault());
    }
    return Done{};
}

template <class Fact>
Keys keysOf(const std::vector<Fact>& facts) {
    Keys keys;
    for (const Fact& fact : facts) keys.insert(fact.key);
    return keys;
}

/// Keys of sources; none is checked while the table of sources is missing, for a hazard without its citation is still one.
inline std::vector<std::string> sourcesOf(RowReader& row, std::string_view column, const Keys& sources) {
    return sources.empty() ? row.list(column) : row.references(column, sources, "source");
}

/// The same where a row without a source is none.
inline std::vector<std::string> neededSources(RowReader& row, std::string_view column, const Keys& sources) {
    row.needed(column);
    return sourcesOf(row, column, sources);
}

/// What a row with the columns english, german, spanish, french, source, confidence and reviewed_by says of that key.
inline PlainName namesIn(RowReader& row, std::string key, const Keys& sources) {
    PlainName names;
    names.key = std::move(key);
    names.english = row.needed("english");
    names.german = row.needed("german");
    names.spanish = row.needed("spanish");
    names.french = row.needed("french");
    names.sources = neededSources(row, "source", sources);
    names.confidence = row.oneOf("confidence", kConfidence);
    names.reviewedBy = row.text("reviewed_by");
    return names;
}

/// safety.csv, needle_policy.csv, conditions.csv, protocols.csv, muscle_flesh.csv, plain_names.csv, everyday_words.csv, pain_places.csv and needles.csv.
Outcome readSafety(const Path& folder, Tables& tables);
Outcome readNeedlePolicies(const Path& folder, Tables& tables);
Outcome readConditions(const Path& folder, Tables& tables);
Outcome readProtocols(const Path& folder, Tables& tables);
Outcome readMuscleFlesh(const Path& folder, Tables& tables);
Outcome readPlainNames(const Path& folder, Tables& tables);
Outcome readEverydayWords(const Path& folder, Tables& tables);
Outcome readPainPlaces(const Path& folder, Tables& tables);
Outcome readNeedles(const Path& folder, Tables& tables);

/// rom_norms.csv, ppt_references.csv and home_exercises.csv.
Outcome readMotionNorms(const Path& folder, Tables& tables);
Outcome readPressureReferences(const Path& folder, Tables& tables);
Outcome readExercises(const Path& folder, Tables& tables);
/// fact_names.csv: what the rows of the tables above are called; its rows follow those of plain_names.csv.
Outcome readFactNames(const Path& folder, Tables& tables);

/// nerve_fields.csv.
Outcome readNerveFields(const Path& folder, Tables& tables);

/// frame_landmarks.csv, trigger_places.csv, schematic_paths.csv and schematic_muscles.csv; they name rows read before.
Outcome readLandmarks(const Path& folder, Tables& tables);
Outcome readTriggerPlaces(const Path& folder, Tables& tables);
Outcome readSchematicPaths(const Path& folder, Tables& tables);
Outcome readSchematicMuscles(const Path& folder, Tables& tables);

}  // namespace myochart::anatomy
