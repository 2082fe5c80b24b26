#pragma once
#include <functional>

#include "anatomy/catalogue.h"
#include "core/output_file.h"
#include "core/progress.h"
#include "store/record.h"

namespace myochart::workspace {

/// The pages of a visit's note as a PDF. Empty function: none are made.
using NotePages = std::function<Result<std::string>(const record::Patient& patient, const record::Practice& practice, const record::Session& session)>;

/// A file of a folder that is written.
struct FolderFile {
    std::string name, bytes;
};

/// Everything that is kept of one person, as files: patient.json (which `import` reads back the same), of each visit the note as text and,
/// with `pages`, as PDF, numbered from the oldest, and audit.csv, who did what with it and when. Whole, or refused where something of it is
/// damaged. On the record's thread.
Result<std::vector<FolderFile>> everythingOf(store::Record& record, const record::PatientId& patient, const anatomy::Catalogue& catalogue, const NotePages& pages,
                                             Progress& progress);

/// Looks at a place for a new folder: nothing may be there, and it is none of the program's own.
Result<Path> placeForFolder(const Path& named, const OwnPlaces& own);
/// Writes a new folder (0700) with these files (0600): all of it, on the disk, or nothing.
Outcome writeFolder(const Path& place, const std::vector<FolderFile>& files);

}  // namespace myochart::workspace
