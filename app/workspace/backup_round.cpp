#include "workspace/backup_round.h"

#include <algorithm>
#include <set>

#include "core/local_day.h"

namespace myochart::workspace {

BackupRound backUpRound(const store::OnRecord& onRecord, const BackupPlaces& places, UtcMs now, bool force, Progress& progress) {
    BackupRound round;
    const auto extent = store::askRecord<store::Extent>(onRecord, [](store::Record& record) { return record.extent(); });
    if (!extent) {
        round.taken = extent.error();
        return round;
    }
    round.now = *extent;
    const auto backups = store::backupsIn(places.folder);
    if (const store::Backup* newest = store::newestGood(backups, round.now.database, now)) round.newest = *newest;
    const bool isDue = !round.now.isEmpty() && (!round.newest || dayAt(round.newest->takenAt, {}) != dayAt(now, {}));
    if (force || isDue) {
        const auto taken = store::takeBackup(onRecord, {.folder = places.folder, .now = now}, progress);
        round.taken = !taken ? Outcome(taken.error()) : taken->sound;
        round.made = round.taken.ok();
        if (taken) round.now = taken->extent;
        if (round.made) {
            round.newest = taken->backup;
            if (const auto thinned = store::thinOutBackups(places.folder, round.now.database, now); !thinned) round.copied = thinned.error();
        }
    }
    if (round.newest)
        if (const auto inside = store::extentOf(round.newest->file)) round.inNewest = *inside;
    if (places.second.empty() || !round.newest) return round;
    if (auto copied = store::copyToSecondPlace(*round.newest, places.second, progress); !copied) {
        round.copied = std::move(copied);
        return round;
    }
    if (const auto thinned = store::thinOutBackups(places.second, round.now.database, now); !thinned) round.copied = thinned.error();
    return round;
}

std::vector<BackupRow> listBackups(const BackupPlaces& places, const std::string& database) {
    std::vector<BackupRow> rows;
    std::set<std::string> names;
    const auto add = [&](std::vector<store::Backup> backups, bool inSecondPlace) {
        for (store::Backup& backup : backups) {
            if (!names.insert(backup.file.filename().string()).second) continue;
            auto extent = store::extentOf(backup.file);
            BackupRow row{std::move(backup), {}, inSecondPlace, true};
            if (extent) row.extent = std::move(*extent);
            if (row.extent) row.ofThisRecord = database.empty() || row.extent->database == database;
            else row.ofThisRecord = row.backup.tag.empty() || row.backup.tag == store::backupTagOf(database);
            rows.push_back(std::move(row));
        }
    };
    add(store::backupsIn(places.folder), false);
    if (!places.second.empty()) add(store::backupsIn(places.second), true);
    add(store::upgradeCopiesOf(places.record), false);
    std::ranges::stable_sort(rows, [](const auto& a, const auto& b) { return a.backup.takenAt > b.backup.takenAt; });
    return rows;
}

}  // namespace myochart::workspace
