#pragma once
#include <string>
#include <vector>

#include "workspace/hand_over.h"
#include "workspace/import_file.h"

namespace myochart::workspace {

/// What would become of one patient or visit of a file.
struct PreviewRow {
    enum class State { isNew, known, differs, skipped, changes };
    std::string id;
    std::string patient = {};  ///< of a visit its patient's id
    std::string name = {};     ///< of a patient, for people; no verb tells it
    std::string day = {};      ///< of a visit, there where it was: "2026-11-22"
    std::string when = {};     ///< the same for people: "22 Nov 2026"
    size_t sites = 0;
    State state = State::isNew;
};
std::string_view name(PreviewRow::State state);  ///< "new", "known", "differs", "skipped", "changes": here it would be changed without a question (merging)

/// What a file would bring, of which nothing was taken.
struct ImportPreview {
    std::vector<PreviewRow> patients, sessions;   ///< in the order of the file
    TakenOver found;                              ///< as an import tells it that keeps what is here
};
/// Looks through a file; the record, null where there is none yet, stays as it is. `file` is at its beginning again afterwards. On the record's thread.
Result<ImportPreview> previewOf(store::Record* record, ImportFile& file, std::string_view fileName, std::shared_ptr<const body::Body> body, const anatomy::Catalogue& catalogue,
                                Progress& progress);

}  // namespace myochart::workspace
