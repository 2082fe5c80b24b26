#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "core/words.h"
#include "exchange/csv_columns.h"
#include "exchange/csv_text.h"
#include "exchange/exporter.h"

namespace myochart::exchange {

namespace {

/// Texts side by side in one cell, with | between them; a | of their own has a backslash before it.
std::string sideBySide(const std::vector<std::string>& texts) {
    std::string cell;
    for (size_t i = 0; i < texts.size(); ++i) {
        if (i > 0) cell += '|';
        for (const char c : texts[i]) {
            if (c == '|' || c == '\\') cell += '\\';
            cell += c;
        }
    }
    return cell;
}

/// "2026-11-22T14:05:09Z", with what lies between the seconds where there is something.
std::string momentText(UtcMs moment) {
    const auto rest = ((moment % 1000) + 1000) % 1000;
    const std::string text = isoUtc(moment - rest);
    return rest == 0 ? text : fmt::format("{}.{:03}Z", text.substr(0, text.size() - 1), rest);
}

/// Puts the cells of a patient, a visit or a site into a line.
class CellWriter {
  public:
    explicit CellWriter(std::string& line) : line_(line) {}

    template <class T>
    void operator()(const record::Field&, const std::string&, const T& member) {
        put(member);
    }

  private:
    void put(const std::string& text) { add(harmless(text)); }
    void put(const std::vector<std::string>& texts) { add(harmless(sideBySide(texts))); }
    void put(UtcMs moment) { add(momentText(moment)); }
    void put(vec3 v) {
        for (int k = 0; k < 3; ++k) add(fmt::format("{}", v[k]));
    }
    void put(const std::optional<vec3>& v) {
        for (int k = 0; k < 3; ++k) add(v ? fmt::format("{}", (*v)[k]) : std::string());
    }
    void put(const std::optional<UtcMs>& moment) { add(moment ? momentText(*moment) : std::string()); }
    template <class T>
    void put(const T& value) {
        add(record::textOf(value));
    }
    void add(std::string_view cell) {
        if (!line_.empty() || begun_) line_ += ',';
        begun_ = true;
        addCell(line_, cell);
    }

    std::string& line_;
    bool begun_ = false;
};

std::string patientCells(const record::Patient& patient) {
    std::string line;
    eachColumn(patient, kOfPatient, CellWriter(line));
    return line;
}
std::string visitCells(const record::Session& visit) {
    std::string line;
    eachColumn(visit, kOfVisit, CellWriter(line));
    return line;
}
std::string siteCells(const record::Marker& site) {
    std::string line;
    eachColumn(site, kOfSite, CellWriter(line));
    return line;
}

/// As many empty cells as a visit or a site has.
template <class T>
std::string emptyCells() {
    size_t cells = 0;
    eachColumnName<T>("", [&](const std::string&) { ++cells; });
    return std::string(cells - 1, ',');
}

Result<std::string> writeCsv(const Bundle& bundle, const Given&, Progress& progress) {
    // The mark tells spreadsheets that it is UTF-8; without it they take it for the code page of the machine.
    std::string text = "\xEF\xBB\xBF", header;
    const auto addName = [&](const std::string& name) { header += (header.empty() ? "" : ",") + name; };
    eachColumnName<record::Patient>(kOfPatient, addName);
    eachColumnName<record::Session>(kOfVisit, addName);
    eachColumnName<record::Marker>(kOfSite, addName);
    const std::string noVisit = emptyCells<record::Session>(), noSite = emptyCells<record::Marker>();
    const auto add = [&](const std::string& patient, const std::string& visit, const std::string& site) {
        text += patient + ',' + visit + ',' + site + "\r\n";
    };
    text += header + "\r\n";
    std::unordered_map<std::string, std::pair<std::string, bool>> people;  // their cells, and whether they have a visit
    for (const record::Patient& patient : bundle.patients) people.emplace(patient.id.text, std::pair(patientCells(patient), false));
    for (size_t i = 0; i < bundle.sessions.size(); ++i) {
        progress.report(static_cast<float>(i) / static_cast<float>(bundle.sessions.size()), tr("Writing the file"));
        if (progress.cancelled()) return failed(tr("The export was cancelled; no file was written."));
        const record::Session& visit = bundle.sessions[i];
        auto& [patient, hasVisit] = people[visit.patient.text];
        const std::string cells = visitCells(visit);
        hasVisit = true;
        if (visit.markers.empty()) add(patient, cells, noSite);
        for (const record::Marker& site : visit.markers) add(patient, cells, siteCells(site));
    }
    for (const record::Patient& patient : bundle.patients)
        if (const auto& [cells, hasVisit] = people[patient.id.text]; !hasVisit) add(cells, noVisit, noSite);
    return text;
}

}  // namespace

Exporter csvExporter() {
    return {"csv", mark("Table"), ".csv",
            mark("A row for each site, to be opened in a spreadsheet and taken over again here. Notes, signatures and painted pain are not in it."), writeCsv};
}

}  // namespace myochart::exchange
