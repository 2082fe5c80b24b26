#include "store/backup_look.h"

namespace myochart::store {

Result<BackupLook> lookInto(const Path& backup, const CopyOpener& open, const std::optional<std::vector<StandingRow>>& today, const std::string& database) {
    auto copy = open(backup);
    if (!copy) return copy.error();
    BackupLook look;
    const auto extent = (*copy)->extent();
    if (!extent) return extent.error();
    look.extent = *extent;
    look.sound = (*copy)->verify();
    look.ofThisRecord = database.empty() || database == extent->database;
    if (!today) return look;
    const auto then = (*copy)->standing();
    if (!then) return then.error();
    look.differences = differencesBetween(*today, *then);
    return look;
}

Result<BackupLook> lookInto(const Path& backup, const OnRecord& onRecord) {
    struct Now {
        CopyOpener open;
        Result<std::vector<StandingRow>> standing;
        Extent extent;
    };
    auto now = askRecord<Now>(onRecord, [](Record& record) -> Result<Now> {
        const auto extent = record.extent();
        if (!extent) return extent.error();
        return Now{record.copyOpener(), record.standing(), *extent};
    });
    if (!now) return now.error();
    // Of a damaged record nobody can tell how it stands; the backup can be looked into all the same.
    return lookInto(backup, now->open, now->standing ? std::optional(std::move(*now->standing)) : std::nullopt, now->extent.database);
}

}  // namespace myochart::store
