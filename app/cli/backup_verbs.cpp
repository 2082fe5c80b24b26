#include <memory>

#include <fmt/format.h>

#include "cli/output.h"
#include "cli/verbs.h"
#include "core/login.h"
#include "core/local_day.h"
#include "core/words.h"
#include "store/protection.h"
#include "store/restore.h"
#include "workspace/backup_round.h"
#include "workspace/own_places.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

Result<workspace::BackupPlaces> placesOf(const Context& context) {
    const auto folders = userFolders(context.invocation.program.dataDir);
    if (!folders) return folders.error();
    const auto settings = workspace::Settings::load(folders->data / "settings.json");
    return workspace::BackupPlaces{workspace::backupsFolder(*folders), settings.backupFolder, workspace::recordFile(context.invocation.program, *folders)};
}

/// A file, or the bare name of a backup in one of its places.
Path backupNamed(const workspace::BackupPlaces& places, const std::string& name) {
    std::error_code fault;
    if (name.find('/') == std::string::npos && !std::filesystem::exists(name, fault))
        for (const Path& folder : {places.folder, places.second, places.record.parent_path()})
            if (!folder.empty() && std::filesystem::exists(folder / name, fault)) return folder / name;
    return name;
}

json extentJson(const store::Extent& extent) {
    return {{"patients", extent.patients}, {"sessions", extent.visits}, {"last_change", isoUtc(extent.lastChange)}, {"trail_end", extent.trailEnd}};
}

const char* wordFor(store::Backup::Kind kind) {
    switch (kind) {
        case store::Backup::Kind::good: return "good";
        case store::Backup::Kind::beforeRestore: return "before_restore";
        case store::Backup::Kind::failed: return "failed";
        case store::Backup::Kind::beforeUpgrade: return "before_upgrade";
    }
    return "";
}

json rowJson(const workspace::BackupRow& row) {
    using Kind = store::Backup::Kind;
    const bool fromBefore = store::isFromBeforeProtecting(row.backup.file);
    json answer = {{"file", row.backup.file.string()}, {"taken_at", isoUtc(row.backup.takenAt)}, {"bytes", row.backup.bytes},
                   {"kind", fromBefore ? "before_protecting" : wordFor(row.backup.kind)}, {"verified", row.backup.kind == Kind::good || row.backup.kind == Kind::beforeRestore || fromBefore},
                   {"second_place", row.inSecondPlace}, {"of_this_record", row.ofThisRecord}};
    answer.update(row.extent ? extentJson(*row.extent) : json{{"patients", nullptr}, {"sessions", nullptr}, {"last_change", nullptr}, {"trail_end", nullptr}});
    return answer;
}

/// Nothing is opened or made: a list also tells what there is while the window has the record, or where it is lost.
Answer listOfBackups(Context& context) {
    const auto places = placesOf(context);
    if (!places) return places.error();
    const auto record = store::extentOf(places->record);
    json rows = json::array();
    for (const auto& row : workspace::listBackups(*places, record ? record->database : std::string())) rows.push_back(rowJson(row));
    return json{{"folder", places->folder.string()}, {"second_place", places->second.empty() ? json() : json(places->second.string())}, {"backups", std::move(rows)}};
}

Answer backUpNow(Context& context) {
    auto program = context.program();
    if (!program) return program.error();
    const auto places = placesOf(context);
    if (!places) return places.error();
    Progress progress;
    const store::OnRecord turns = [&](std::function<void(store::Record&)> work) {
        return (*program)->record.saving().run<bool>([&](store::Record& record) {
            work(record);
            return true;
        });
    };
    const auto round = workspace::backUpRound(turns, *places, nowUtc(), true, progress);
    if (!round.taken) return round.taken.error();
    if (!round.copied) context.remarks.push_back(round.copied.error().message);
    json answer = extentJson(round.now);
    answer.update({{"file", round.newest->file.string()}, {"bytes", round.newest->bytes}, {"verified", true},
                   {"second_place", places->second.empty() || !round.copied ? json() : json((places->second / round.newest->file.filename()).string())}});
    return answer;
}

json countJson(const store::Differences::Count& count) { return {{"back", count.added}, {"changed", count.changed}, {"gone", count.gone}}; }

/// Held against the record where that is there and nobody else has it.
Result<store::BackupLook> lookOf(Context& context, const Path& file) {
    const auto missing = context.missingRecord();
    if (!missing) return missing.error();
    auto program = *missing ? Result<workspace::Program*>(failed("none")) : context.program();
    if (!program && !*missing && program.error().kind != ErrorKind::locked && program.error().kind != ErrorKind::refused) return program.error();
    if (!program) {
        const auto with = context.key.read();
        if (!with) return with.error();
        store::RestoreOrder order;
        order.with = *with;
        return store::lookInto(file, [order](const Path& copy) { return order.openCopy(copy); }, std::nullopt, {});
    }
    return fromRecord<store::BackupLook>(**program, [&](store::Record& record) { return store::lookInto(file, store::onRecord(record)); });
}

Answer showBackup(Context& context, const std::string& name) {
    const auto places = placesOf(context);
    if (!places) return places.error();
    const Path file = backupNamed(*places, name);
    if (std::error_code fault; std::filesystem::equivalent(file, places->record, fault)) return refused(fmt::format("{} is the record itself; name a backup.", shown(file)));
    const auto look = lookOf(context, file);
    if (!look) return look.error();
    if (!look->sound) context.remarks.push_back(look->sound.error().message);
    json answer = extentJson(look->extent);
    answer.update({{"file", file.string()}, {"sound", look->sound.ok()}, {"of_this_record", look->ofThisRecord}, {"if_restored", json()}});
    if (look->differences)
        answer["if_restored"] = {{"patients", countJson(look->differences->patients)}, {"sessions", countJson(look->differences->visits)}, {"markers", countJson(look->differences->sites)}};
    return answer;
}

Answer restoreNamed(Context& context, const std::string& name) {
    const auto places = placesOf(context);
    if (!places) return places.error();
    store::RestoreOrder order;
    order.record = places->record;
    order.backup = backupNamed(*places, name);
    order.backups = places->folder;
    order.author = {loginName(), "command line", {}};
    const auto with = context.key.read();
    if (!with) return with.error();
    order.with = *with;
    if (order.with.isGiven())
        if (auto record = store::openSqliteRecord(order.record, nullptr, order.with)) order.keys = (*record)->keys();
    const auto folders = userFolders(context.invocation.program.dataDir);
    if (!folders) return folders.error();
    order.afterRestore = workspace::afterRestoring(folders->data);
    Progress progress;
    const auto restored = store::restoreBackup(order, progress);
    if (!restored) return restored.error();
    if (!restored->ofThisRecord && !context.quiet) tell("That was a backup of another record than the one that was there; the record that was there is kept.\n");
    json answer = extentJson(restored->extent);
    answer.update({{"restored", order.backup.string()}, {"record", order.record.string()}, {"kept_as", restored->keptAs.empty() ? json() : json(restored->keptAs.string())},
                   {"kept_is_sound", restored->keptIsSound}, {"of_this_record", restored->ofThisRecord}});
    return answer;
}

}  // namespace

void addBackupVerbs(CLI::App& backup, VerbTable& verbs) {
    verbs.add(backup.add_subcommand("list", "The backups there are, newest first"), listOfBackups);
    verbs.add(backup.add_subcommand("now", "Take a backup, read it whole, thin out old ones"), backUpNow);
    auto name = std::make_shared<std::string>();
    CLI::App* show = backup.add_subcommand("show", "What a backup holds, and what would be otherwise");
    show->add_option("BACKUP", *name)->required();
    verbs.add(show, [name](Context& c) { return showBackup(c, *name); });
    CLI::App* restore = backup.add_subcommand("restore", "Put a backup in the record's place; what is there is backed up first");
    restore->add_option("BACKUP", *name)->required();
    verbs.add(restore, [name](Context& c) { return restoreNamed(c, *name); });
}

}  // namespace myochart::cli
