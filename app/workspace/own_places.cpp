#include "workspace/own_places.h"

#include "core/companion_endings.h"
#include "core/files.h"
#include "store/backups.h"
#include "store/erased_list.h"
#include "store/extent.h"
#include "workspace/record_watch.h"

namespace myochart::workspace {

Path recordFile(const ProgramOptions& options, const UserFolders& folders) {
    return options.recordFile.empty() ? folders.data / "record.myochart" : options.recordFile;
}

Path backupsFolder(const UserFolders& folders) { return folders.data / "backups"; }

std::vector<Path> backupsToProtect(const UserFolders& folders, const std::string& database) {
    std::vector<Path> files;
    const std::string tag = store::backupTagOf(database);
    const Settings settings = Settings::load(folders.data / "settings.json");
    for (const Path& place : {backupsFolder(folders), Path(settings.backupFolder)}) {
        if (place.empty()) continue;
        for (const store::Backup& backup : store::backupsIn(place))
            if (backup.tag == tag) files.push_back(backup.file);
    }
    return files;
}

std::vector<Path> backupsToProtectOf(const UserFolders& folders, const Path& closedRecord) {
    const auto extent = store::extentOf(closedRecord);
    return extent ? backupsToProtect(folders, extent->database) : std::vector<Path>();
}

std::function<Outcome(store::Record&)> afterRestoring(const Path& dataFolder) {
    return [dataFolder, erase = store::erasingAgain(dataFolder / store::ErasedList::kFileName)](store::Record& record) -> Outcome {
        if (const auto extent = record.extent()) RecordWatch(dataFolder).expectOlder(extent->database);
        return erase(record);
    };
}

OwnPlaces ownPlaces(const ProgramOptions& options) {
    OwnPlaces own;
    const auto folders = userFolders(options.dataDir);
    if (!folders) return own;
    own.folders = {folders->data / "models", folders->data / "builtin", folders->data / "lessons", folders->data / "teaching", backupsFolder(*folders)};
    for (const char* shipped : {"assets", "shaders"})  // tables that hazards are told by
        if (const auto folder = programFolder(shipped)) own.folders.push_back(*folder);
    own.files = {folders->data / "settings.json", folders->data / "settings.json.bad", folders->data / "views.json", folders->data / store::ErasedList::kFileName, folders->data / RecordWatch::kFileName};
    for (const Path& record : {recordFile(options, *folders), folders->data / "record.myochart"}) {
        own.files.push_back(record);
        for (const std::string_view ending : kCompanionEndings) {
            own.files.push_back(record);
            own.files.back() += ending;
        }
    }
    return own;
}

}  // namespace myochart::workspace
