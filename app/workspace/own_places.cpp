#include "workspace/own_places.h"

#include "core/companion_endings.h"
#include "core/files.h"
#include "store/erased_list.h"

namespace myochart::workspace {

Path recordFile(const ProgramOptions& options, const UserFolders& folders) {
    return options.recordFile.empty() ? folders.data / "record.myochart" : options.recordFile;
}

Path backupsFolder(const UserFolders& folders) { return folders.data / "backups"; }

OwnPlaces ownPlaces(const ProgramOptions& options) {
    OwnPlaces own;
    const auto folders = userFolders(options.dataDir);
    if (!folders) return own;
    own.folders = {folders->data / "models", folders->data / "builtin", folders->data / "lessons", folders->data / "teaching", backupsFolder(*folders)};
    for (const char* shipped : {"assets", "shaders"})  // tables that hazards are told by
        if (const auto folder = programFolder(shipped)) own.folders.push_back(*folder);
    own.files = {folders->data / "settings.json", folders->data / "settings.json.bad", folders->data / "views.json", folders->data / store::ErasedList::kFileName};
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
