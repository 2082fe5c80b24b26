#include "store/backups.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/unfinished_file.h"
#include "core/words.h"
#include "store/extent.h"

namespace myochart::store {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBackupStart = "backup-", kBackupEnding = ".myochart", kFailedEnding = ".failed", kRestoreEnding = ".before-restore", kUpgradeEnding = ".bak";
constexpr size_t kStampDigits = 16, kBackupTagDigits = 8;  // "20261122T140509Z"
constexpr size_t kMostFailed = 2;
constexpr UtcMs kKeepBeforeRestoreMs = 366 * 86'400'000LL;

/// The moment in "20261122T140509Z".
std::optional<UtcMs> momentIn(std::string_view stamp) {
    if (stamp.size() != kStampDigits) return std::nullopt;
    const std::string text(stamp);
    const auto moment = parseIsoUtc(fmt::format("{}-{}-{}T{}:{}:{}Z", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2), text.substr(9, 2),
                                                text.substr(11, 2), text.substr(13, 2)));
    return moment && compactUtc(*moment) == stamp ? moment : std::nullopt;
}

void sortNewestFirst(std::vector<Backup>& backups) {
    std::ranges::sort(backups, [](const Backup& a, const Backup& b) { return std::pair(b.takenAt, b.file) < std::pair(a.takenAt, a.file); });
}

/// Each regular file of a folder that `read` makes a backup of.
std::vector<Backup> backupsBy(const Path& folder, const std::function<std::optional<Backup>(const std::string& name)>& read) {
    std::vector<Backup> backups;
    std::error_code fault;
    for (auto entry = fs::directory_iterator(folder, fault); !fault && entry != fs::directory_iterator(); entry.increment(fault)) {
        std::error_code none;
        if (entry->symlink_status(none).type() != fs::file_type::regular) continue;
        auto backup = read(entry->path().filename().string());
        if (!backup) continue;
        backup->file = entry->path();
        backup->bytes = entry->file_size(none);
        if (!none) backups.push_back(std::move(*backup));
    }
    sortNewestFirst(backups);
    return backups;
}

/// Weeks from Monday, counted.
std::string weekOf(const std::string& day) {
    constexpr UtcMs kDay = 86'400'000, kThursday = 3;  // 1970-01-01 was one
    const auto moment = parseIsoUtc(day + "T00:00:00Z");
    return moment ? std::to_string((*moment / kDay + kThursday) / 7) : std::string();
}

}  // namespace

std::string backupTagOf(std::string_view database) { return std::string(database.substr(0, kBackupTagDigits)); }

std::string nameOfBackup(UtcMs takenAt, std::string_view database, Backup::Kind kind) {
    return fmt::format("{}{}-{}{}{}{}", kBackupStart, compactUtc(takenAt), backupTagOf(database), kind == Backup::Kind::beforeRestore ? kRestoreEnding : "",
                       kBackupEnding, kind == Backup::Kind::failed ? kFailedEnding : "");
}

std::optional<Backup> backupCalled(std::string_view name) {
    Backup backup;
    if (name.ends_with(kFailedEnding)) {
        backup.kind = Backup::Kind::failed;
        name.remove_suffix(kFailedEnding.size());
    }
    if (!name.starts_with(kBackupStart) || !name.ends_with(kBackupEnding)) return std::nullopt;
    name = name.substr(kBackupStart.size(), name.size() - kBackupStart.size() - kBackupEnding.size());
    if (backup.kind == Backup::Kind::good && name.ends_with(kRestoreEnding)) {
        backup.kind = Backup::Kind::beforeRestore;
        name.remove_suffix(kRestoreEnding.size());
    }
    if (name.size() != kStampDigits + 1 + kBackupTagDigits || name[kStampDigits] != '-') return std::nullopt;
    const auto moment = momentIn(name.substr(0, kStampDigits));
    backup.tag = std::string(name.substr(kStampDigits + 1));
    if (!moment || !isTag(backup.tag)) return std::nullopt;
    backup.takenAt = *moment;
    return backup;
}

std::vector<Backup> backupsIn(const Path& folder) {
    return backupsBy(folder, [](const std::string& name) { return backupCalled(name); });
}

std::vector<Backup> upgradeCopiesOf(const Path& record) {
    const std::string start = record.filename().string() + ".v";
    return backupsBy(record.parent_path(), [&](const std::string& name) -> std::optional<Backup> {
        if (!name.starts_with(start) || !name.ends_with(kUpgradeEnding) || name.size() < start.size() + kStampDigits + kUpgradeEnding.size()) return std::nullopt;
        const auto moment = momentIn(std::string_view(name).substr(name.size() - kUpgradeEnding.size() - kStampDigits, kStampDigits));
        if (!moment) return std::nullopt;
        Backup backup;
        backup.takenAt = *moment;
        backup.kind = Backup::Kind::beforeUpgrade;
        return backup;
    });
}

const Backup* newestGood(std::span<const Backup> backups, std::string_view database, UtcMs now) {
    const std::string tag = backupTagOf(database);
    const Backup* newest = nullptr;
    for (const Backup& each : backups)
        if (each.kind == Backup::Kind::good && each.tag == tag && each.takenAt <= now && (!newest || newest->takenAt < each.takenAt)) newest = &each;
    return newest;
}

std::vector<bool> keptBackups(std::span<const UtcMs> moments, UtcMs now) {
    std::vector<size_t> order(moments.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::ranges::stable_sort(order, [&](size_t a, size_t b) { return moments[a] > moments[b]; });
    std::vector<bool> kept(moments.size(), false);
    std::set<std::string> days, weeks, months;
    const std::string today = dayAt(now, {});
    const auto isLastOf = [](std::set<std::string>& seen, std::string period, int most) {
        return static_cast<int>(seen.size()) < most && seen.insert(std::move(period)).second;
    };
    for (const size_t i : order) {
        if (moments[i] > now) {
            kept[i] = true;
            continue;
        }
        const std::string day = dayAt(moments[i], {});
        const bool ofDay = isLastOf(days, day, kDailyBackups), ofWeek = isLastOf(weeks, weekOf(day), kWeeklyBackups),
                   ofMonth = isLastOf(months, day.substr(0, 7), kMonthlyBackups);
        kept[i] = ofDay || ofWeek || ofMonth || day == today;
    }
    return kept;
}

Result<int> thinOutBackups(const Path& folder, std::string_view database, UtcMs now) {
    std::vector<Backup> good, failed, old;
    for (Backup& each : backupsIn(folder)) {
        if (each.tag != backupTagOf(database)) continue;
        if (each.kind == Backup::Kind::good) good.push_back(std::move(each));
        else if (each.kind == Backup::Kind::failed) failed.push_back(std::move(each));
        else if (each.takenAt < now - kKeepBeforeRestoreMs) old.push_back(std::move(each));
    }
    std::vector<UtcMs> moments;
    for (const Backup& each : good) moments.push_back(each.takenAt);
    const std::vector<bool> kept = keptBackups(moments, now);
    for (size_t i = 0; i < good.size(); ++i)
        if (!kept[i]) old.push_back(std::move(good[i]));
    std::vector<Path> going;
    for (const Backup& each : old) {
        const auto extent = extentOf(each.file);  // another record may begin with the same digits; one that cannot be read stays
        if (extent && extent->database == database) going.push_back(each.file);
    }
    for (size_t i = kMostFailed; i < failed.size(); ++i) going.push_back(failed[i].file);
    for (const Path& file : going)
        if (std::error_code fault; !fs::remove(file, fault) && fault)
            return myochart::failed(said("The old backup {} could not be removed: {}.", shown(file), fault.message()));
    return static_cast<int>(going.size());
}

Outcome makeBackupFolder(const Path& folder) {
    std::error_code fault;
    fs::create_directories(folder, fault);
    if (fault) return failed(said("The folder {} for backups cannot be made: {}.", shown(folder), fault.message()));
    fs::permissions(folder, fs::perms::group_all | fs::perms::others_all, fs::perm_options::remove, fault);
    if (fault) return failed(said("The permissions of {} cannot be set so that only you can look into it: {}.", shown(folder), fault.message()));
    return Done{};
}

}  // namespace myochart::store
