#include "exchange/csv_reader.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "core/words.h"
#include "exchange/csv_columns.h"
#include "exchange/csv_text.h"
#include "record/typed_text.h"

namespace myochart::exchange {

namespace {

constexpr size_t kMostTableBytes = 256U << 20U, kMostTableRows = 200'000, kMostLinesTold = 20;

/// Which cell of a row a column is.
using ColumnPlaces = std::unordered_map<std::string, size_t>;

/// The texts of a cell that holds several.
std::vector<std::string> apart(const std::string& cell) {
    if (cell.empty()) return {};
    std::vector<std::string> texts(1);
    for (size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] == '|') texts.emplace_back();
        else texts.back() += cell[i] == '\\' && i + 1 < cell.size() ? cell[++i] : cell[i];
    }
    return texts;
}

/// Reads the fields of a value from the cells of a row; the first fault is kept.
class CellReader {
  public:
    CellReader(const std::vector<std::string>& cells, const ColumnPlaces& columns, bool decimalCommas)
        : cells_(cells), columns_(columns), decimalCommas_(decimalCommas) {}

    template <class T>
    void operator()(const record::Field& field, const std::string& name, T& member) {
        if constexpr (std::same_as<T, vec3>) three(name, member);
        else if constexpr (std::same_as<T, std::optional<vec3>>) {
            if (std::ranges::any_of(kOfThree, [&](const char* which) { return !cell(name + which).empty(); })) three(name, member.emplace());
        } else if (const std::string& text = cell(name); !text.empty()) {
            take(field, name, text, member);
        } else if constexpr (std::is_enum_v<T>) {
            say(name, "is empty.");  // nothing is guessed: each of its words would say something
        }
    }
    const std::string& fault() const { return fault_; }

  private:
    const std::string& cell(const std::string& name) const {
        static const std::string kNone;
        const auto at = columns_.find(name);
        return at == columns_.end() ? kNone : cells_[at->second];
    }
    void say(const std::string& name, std::string_view what) {
        if (fault_.empty()) fault_ = fmt::format("{} {}", name, what);
    }
    std::optional<double> number(std::string text) const {
        text = trim(text);
        if (decimalCommas_ && text.find('.') == std::string::npos && std::ranges::count(text, ',') == 1) text[text.find(',')] = '.';
        return parseNumber(text);
    }
    void three(const std::string& name, vec3& v) {
        for (int k = 0; k < 3; ++k) take({}, name + kOfThree[k], cell(name + kOfThree[k]), v[k]);
    }
    void take(const record::Field& field, const std::string& name, const std::string& text, std::string& member) {
        if (!record::isDay(field)) {
            member = withoutGuard(text);
            return;
        }
        const auto day = dayFromTyped(trim(text), DayOrder::unknown);
        if (!day) return say(name, "is no day that can be told; write it as YYYY-MM-DD.");
        member = *day;
    }
    void take(const record::Field&, const std::string&, const std::string& text, std::vector<std::string>& member) { member = apart(withoutGuard(text)); }
    void take(const record::Field&, const std::string& name, const std::string& text, float& member) {
        const auto value = number(text);
        if (!value || std::abs(*value) > 1e30) return say(name, "is no number.");
        member = static_cast<float>(*value);
    }
    void take(const record::Field&, const std::string& name, const std::string& text, std::uint32_t& member) {
        const auto value = number(text);
        if (!value || *value < 0 || *value > 4294967295.0 || *value != std::floor(*value)) return say(name, "is no whole number from 0.");
        member = static_cast<std::uint32_t>(*value);
    }
    void take(const record::Field&, const std::string& name, const std::string& text, UtcMs& member) {
        const auto moment = parseIsoUtc(trim(text));
        if (!moment) return say(name, "is no moment such as 2026-11-22T14:05:00Z.");
        member = *moment + thousandths(text);
    }
    /// What parseIsoUtc() drops: ".25" is 250.
    static int thousandths(std::string_view text) {
        int value = 0, unit = 100;
        const size_t point = text.find('.');
        if (point == std::string_view::npos) return 0;
        for (const char c : text.substr(point + 1)) {
            if (c < '0' || c > '9') break;
            value += unit * (c - '0');
            unit /= 10;
        }
        return value;
    }
    template <class Tag>
    void take(const record::Field&, const std::string&, const std::string& text, Id<Tag>& member) {
        member.text = trim(text);
    }
    void take(const record::Field&, const std::string& name, const std::string& text, bool& member) {
        if (text != "yes" && text != "no") return say(name, "is neither yes nor no.");
        member = text == "yes";
    }
    template <class E>
    requires std::is_enum_v<E>
    void take(const record::Field&, const std::string& name, const std::string& text, E& member) {
        for (const E choice : record::choicesOf(E()))
            if (wordOf(choice) == text) {
                member = choice;
                return;
            }
        say(name, fmt::format("is none of {}.", record::wordsOf<E>()));
    }
    template <class E>
    static std::string_view wordOf(E choice) {
        using namespace record;
        return name(choice);
    }
    template <class T>
    void take(const record::Field& field, const std::string& name, const std::string& text, std::optional<T>& member) {
        take(field, name, text, member.emplace());
    }

    const std::vector<std::string>& cells_;
    const ColumnPlaces& columns_;
    bool decimalCommas_;
    std::string fault_;
};

/// The columns there can be, by what they are of.
struct TableColumns {
    std::set<std::string> patient, visit, site;

    TableColumns() {
        const auto into = [](std::set<std::string>& names) { return [&names](const std::string& name) { names.insert(name); }; };
        eachColumnName<record::Patient>(kOfPatient, into(patient));
        eachColumnName<record::Session>(kOfVisit, into(visit));
        eachColumnName<record::Marker>(kOfSite, into(site));
    }
    bool has(const std::string& name) const { return patient.contains(name) || visit.contains(name) || site.contains(name); }
};

/// Puts patients and visits together, row by row.
class TableReader {
  public:
    TableReader(std::string_view text, std::string_view whatItIs)
        : whatItIs_(whatItIs), separator_(separatorOf(text)), scanner_(text, separator_) {}

    Result<CsvRead> read();

  private:
    /// The first row that told of a patient or a visit.
    struct First {
        size_t at = 0;
        int line = 0;
        std::vector<std::string> cells;
    };

    std::optional<Error> readHeader();
    void readRow(TableScanner::Row row);
    std::string faultOfRow(const TableScanner::Row& row);
    std::string patientOf(const TableScanner::Row& row, std::string& id);
    std::string visitOf(const TableScanner::Row& row, const std::string& patient, record::Session*& visit);
    template <class T>
    std::string taken(const TableScanner::Row& row, const char* of, T& value) const;
    std::string differing(const First& first, const TableScanner::Row& row, const std::set<std::string>& names) const;
    bool isEmpty(const TableScanner::Row& row, const std::set<std::string>& names) const;
    void say(int line, const std::string& what);
    void finishVisits();

    std::string whatItIs_;
    char separator_;
    TableScanner scanner_;
    TableColumns known_;
    ColumnPlaces columns_;
    size_t width_ = 0;
    CsvRead read_;
    std::unordered_map<std::string, First> people_, visits_;
    std::unordered_set<std::string> sites_;
    std::string told_;
    size_t faults_ = 0;
};

std::optional<Error> TableReader::readHeader() {
    const TableScanner::Row header = scanner_.next();
    if (!header.fault.empty()) return refused(fmt::format("{}: the first line {}.", whatItIs_, header.fault));
    width_ = header.cells.size();
    for (size_t i = 0; i < width_; ++i) {
        const std::string name = trim(header.cells[i]);
        if (name.empty()) continue;
        if (!columns_.emplace(name, i).second) return refused(fmt::format("{}: the first line names the column {} twice.", whatItIs_, displayText(name, 60)));
        if (!known_.has(name)) read_.passedOver.push_back(fmt::format("{}: the column \"{}\" is none that is read; it was passed over.", whatItIs_, displayText(name, 60)));
    }
    for (const char* needed : {"patient.id", "visit.id", "visit.started_at", "site.id", "site.type"})
        if (!columns_.contains(needed))
            return refused(fmt::format("{}: the first line has no column {}; it is no table that `export --format csv` wrote.", whatItIs_, needed));
    return std::nullopt;
}

void TableReader::say(int line, const std::string& what) {
    if (++faults_ <= kMostLinesTold) told_ += fmt::format("{}line {}: {}", told_.empty() ? "" : " ", line, what);
}

bool TableReader::isEmpty(const TableScanner::Row& row, const std::set<std::string>& names) const {
    return std::ranges::all_of(columns_, [&](const auto& column) { return !names.contains(column.first) || trim(row.cells[column.second]).empty(); });
}

/// The fields of a value from a row, and what is wrong with them.
template <class T>
std::string TableReader::taken(const TableScanner::Row& row, const char* of, T& value) const {
    CellReader cells(row.cells, columns_, separator_ != ',');
    eachColumn(value, of, cells);
    return cells.fault();
}

std::string TableReader::differing(const First& first, const TableScanner::Row& row, const std::set<std::string>& names) const {
    for (const auto& [name, at] : columns_)
        if (names.contains(name) && row.cells[at] != first.cells[at]) return fmt::format("{} is not as in line {}.", name, first.line);
    return {};
}

std::string TableReader::patientOf(const TableScanner::Row& row, std::string& id) {
    record::Patient patient;
    id = trim(row.cells[columns_.at("patient.id")]);
    if (const auto known = people_.find(id); known != people_.end()) return differing(known->second, row, known_.patient);
    if (std::string fault = taken(row, kOfPatient, patient); !fault.empty()) return fault;
    patient = record::withoutHiddenMarks(std::move(patient));
    if (trim(patient.name).empty()) return "patient.name holds nothing that can be read; give it a text.";
    if (const std::string fault = record::faultIn(patient); !fault.empty()) return kOfPatient + fault;
    people_.emplace(id, First{read_.bundle.patients.size(), row.line, row.cells});
    read_.bundle.patients.push_back(std::move(patient));
    return {};
}

std::string TableReader::visitOf(const TableScanner::Row& row, const std::string& patient, record::Session*& visit) {
    const std::string id = trim(row.cells[columns_.at("visit.id")]);
    if (const auto known = visits_.find(id); known != visits_.end()) {
        visit = &read_.bundle.sessions[known->second.at];
        if (visit->patient.text != patient) return fmt::format("the visit of line {} is another patient's.", known->second.line);
        return differing(known->second, row, known_.visit);
    }
    record::Session made;
    if (std::string fault = taken(row, kOfVisit, made); !fault.empty()) return fault;
    made = record::withoutHiddenMarks(std::move(made));
    if (made.patient.empty()) made.patient.text = patient;
    if (made.patient.text != patient) return "visit.patient is not patient.id.";
    if (const std::string fault = record::faultInHeader(made); !fault.empty()) return kOfVisit + fault;
    visits_.emplace(id, First{read_.bundle.sessions.size(), row.line, row.cells});
    visit = &read_.bundle.sessions.emplace_back(std::move(made));
    return {};
}

std::string TableReader::faultOfRow(const TableScanner::Row& row) {
    if (!row.fault.empty()) return "it " + row.fault + ".";
    if (row.cells.size() != width_) return fmt::format("it has {} cells where the first line has {}.", row.cells.size(), width_);
    std::string patient;
    if (std::string fault = patientOf(row, patient); !fault.empty()) return fault;
    const bool noSite = isEmpty(row, known_.site);
    if (noSite && isEmpty(row, known_.visit)) return {};
    record::Session* visit = nullptr;
    if (std::string fault = visitOf(row, patient, visit); !fault.empty()) return fault;
    if (noSite) return {};
    record::Marker site;
    if (std::string fault = taken(row, kOfSite, site); !fault.empty()) return fault;
    site = record::withoutHiddenMarks(std::move(site));
    if (const std::string fault = record::faultIn(site); !fault.empty()) return kOfSite + fault;
    if (!sites_.insert(site.id.text).second) return "site.id is used twice.";
    visit->markers.push_back(std::move(site));
    return {};
}

void TableReader::readRow(TableScanner::Row row) {
    while (row.cells.size() > width_ && row.cells.back().empty()) row.cells.pop_back();  // some programs end a line so
    if (row.fault.empty() && std::ranges::all_of(row.cells, [](const std::string& cell) { return trim(cell).empty(); })) return;
    if (const std::string fault = faultOfRow(row); !fault.empty()) say(row.line, fault);
}

/// What can be said only of the whole of a visit.
void TableReader::finishVisits() {
    std::unordered_map<std::string, int> lines;
    for (const auto& [id, first] : visits_) lines.emplace(id, first.line);
    for (record::Session& visit : read_.bundle.sessions) {
        for (const record::Marker& site : visit.markers) visit.lastNumber = std::max(visit.lastNumber, site.number);
        record::numberMarkers(visit);
        if (const std::string fault = record::faultIn(visit); !fault.empty()) say(lines[visit.id.text], kOfVisit + fault);
    }
}

Result<CsvRead> TableReader::read() {
    if (const auto fault = readHeader()) return *fault;
    size_t rows = 0;
    while (!scanner_.atEnd()) {
        if (++rows > kMostTableRows) return refused(fmt::format("{} has more than {} lines.", whatItIs_, kMostTableRows));
        readRow(scanner_.next());
    }
    finishVisits();
    if (faults_ > kMostLinesTold) told_ += fmt::format(" And {} more.", faults_ - kMostLinesTold);
    if (faults_ > 0) return refused(fmt::format("{}, {}", whatItIs_, told_));
    if (read_.bundle.patients.empty()) return refused(fmt::format("{} has no line below its first.", whatItIs_));
    return std::move(read_);
}

}  // namespace

bool looksLikeTable(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::string_view first = text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
    if (first.find('{') != std::string_view::npos || first.find('[') != std::string_view::npos) return false;  // JSON of one line
    return first.find("patient.id") != std::string_view::npos || first.find("site.id") != std::string_view::npos;
}

Result<CsvRead> csvFromText(std::string_view text, std::string_view whatItIs) {
    if (const std::string why = whyNotReadable(text, kMostTableBytes); !why.empty()) return refused(std::string(whatItIs) + why);
    return TableReader(text, whatItIs).read();
}

}  // namespace myochart::exchange
