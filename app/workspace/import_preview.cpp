#include "workspace/import_preview.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/words.h"

namespace myochart::workspace {

namespace {

using State = PreviewRow::State;

/// The visits of a file, each as new.
Result<std::vector<PreviewRow>> sessionRows(exchange::BundleReader& reader, std::string_view fileName, Progress& progress) {
    std::vector<PreviewRow> rows;
    for (;;) {
        if (progress.cancelled()) return failed(tr("The import was cancelled; nothing was taken."));
        const auto session = reader.next();
        if (!session) return Error{session.error().kind, fmt::format("{}: {}", fileName, session.error().message)};
        if (!*session) return rows;
        rows.push_back({(*session)->id.text, (*session)->patient.text, {}, dayAt((*session)->startedAt, (*session)->utcOffset), dateAt((*session)->startedAt, (*session)->utcOffset), (*session)->markers.size(), State::isNew});
    }
}

void markStates(std::vector<PreviewRow>& rows, const std::set<std::string>& isNew, const std::set<std::string>& differs, const std::set<std::string>& skipped) {
    for (PreviewRow& row : rows)
        row.state = isNew.contains(row.id) ? State::isNew : skipped.contains(row.id) ? State::skipped : differs.contains(row.id) ? State::differs : State::known;
}

}  // namespace

std::string_view name(PreviewRow::State state) {
    switch (state) {
        case State::isNew: return "new";
        case State::known: return "known";
        case State::differs: return "differs";
        case State::skipped: return "skipped";
        case State::changes: return "changes";
    }
    return "";
}

Result<ImportPreview> previewOf(store::Record* record, ImportFile& file, std::string_view fileName, std::shared_ptr<const body::Body> body, const anatomy::Catalogue& catalogue,
                                Progress& progress) {
    ImportPreview preview;
    for (const record::Patient& patient : file.reader.patients()) preview.patients.push_back({patient.id.text, {}, patient.name, {}, {}, 0, State::isNew});
    auto sessions = sessionRows(file.reader, fileName, progress);
    if (!sessions) return sessions.error();
    preview.sessions = std::move(*sessions);
    file.reader.rewind();
    preview.found.patients = preview.patients.size(), preview.found.sessions = preview.sessions.size();
    preview.found.done.patients = preview.patients.size(), preview.found.done.sessions = preview.sessions.size();
    if (!record) return preview;
    auto found = takeOver(*record, file.reader, fileName, std::move(body), catalogue, store::OnConflict::look, progress);
    file.reader.rewind();
    if (!found) return found.error();
    preview.found = std::move(*found);
    std::set<std::string> isNew, differs, skipped;
    for (const auto& each : preview.found.done.added.patients) isNew.insert(each.id);
    for (const auto& each : preview.found.done.added.sessions) isNew.insert(each.id);
    for (const std::string& each : preview.found.done.kept) differs.insert(each.substr(each.find(' ') + 1));
    for (const store::Skipped& each : preview.found.done.skipped) skipped.insert(each.id);
    markStates(preview.patients, isNew, differs, skipped);
    markStates(preview.sessions, isNew, differs, skipped);
    return preview;
}

}  // namespace myochart::workspace
