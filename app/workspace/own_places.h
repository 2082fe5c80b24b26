#pragma once
#include "core/output_file.h"
#include "workspace/program.h"

namespace myochart::workspace {

/// The record of these options: the one that was named, or the usual one of the data folder.
Path recordFile(const ProgramOptions& options, const UserFolders& folders);

/// Where backups are kept, beside the data.
Path backupsFolder(const UserFolders& folders);
/// The backups of a record by its identity (Extent::database), here and in the second place, that are to be encrypted with it.
std::vector<Path> backupsToProtect(const UserFolders& folders, const std::string& database);
/// The same of a record by its file, which this program does not hold open.
std::vector<Path> backupsToProtectOf(const UserFolders& folders, const Path& closedRecord);

/// What is done to a record that is put back from a backup: who was erased is erased again, and that it is an older one is no surprise.
std::function<Outcome(store::Record&)> afterRestoring(const Path& dataFolder);

/// What the program keeps for itself: the record with its companions, settings, views, models and stored bodies. Pass it
/// to openOutput() with every file that the user names.
OwnPlaces ownPlaces(const ProgramOptions& options);

}  // namespace myochart::workspace
