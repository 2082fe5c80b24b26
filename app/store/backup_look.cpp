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
    CopyOpener open;
    Result<std::vector<StandingRow>> today = std::vector<StandingRow>();
    Result<Extent> extent = Extent();
    onRecord([&](Record& record) {
        open = record.copyOpener();
        today = record.standing();
        extent = record.extent();
    });
    if (!extent) return extent.error();
    // Of a damaged record nobody can tell how it stands; the backup can be looked into all the same.
    return lookInto(backup, open, today ? std::optional(std::move(*today)) : std::nullopt, extent->database);
}

}  // namespace myochart::store
