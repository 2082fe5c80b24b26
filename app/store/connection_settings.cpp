#include "store/connection_settings.h"

#include <sqlite3.h>

#include "core/words.h"

namespace myochart::store {

namespace {

constexpr int kMaxEntryBytes = 64 << 20;  // far above any payload; an entry of 1 GB must not be read into memory

struct Setting {
    const char* set;
    const char* ask;
    std::string_view expected;
};

void apply(Database& database, const Setting& setting) {
    database.run(setting.set);
    const std::string taken = database.ask(setting.ask);
    if (taken != setting.expected)
        throw Fault(environmentFault(said("This SQLite does not take \"{}\" (it answers \"{}\"), so the record would "
                                                 "not be safe; install SQLite 3.37 or newer.", setting.set, taken)));
}

void configure(Database& database, int option, int wanted) {
    int taken = -1;
    if (sqlite3_db_config(database.handle(), option, wanted, &taken) != SQLITE_OK || taken != wanted)
        throw Fault(environmentFault(said("This SQLite does not take the guard {}, so the record would not be safe; "
                                                 "install SQLite 3.37 or newer.", option)));
}

}  // namespace

void applyGuards(Database& database) {
    configure(database, SQLITE_DBCONFIG_DEFENSIVE, 1);
    configure(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    configure(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
    configure(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0);
    configure(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    configure(database, SQLITE_DBCONFIG_ENABLE_FKEY, 1);
    sqlite3_limit(database.handle(), SQLITE_LIMIT_LENGTH, kMaxEntryBytes);
    sqlite3_limit(database.handle(), SQLITE_LIMIT_ATTACHED, 0);
    for (const Setting& setting : {Setting{"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2"},
                                   Setting{"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
                                   Setting{"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1"},
                                   Setting{"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1"},
                                   Setting{"PRAGMA checkpoint_fullfsync=1", "PRAGMA checkpoint_fullfsync", "1"},
                                   Setting{"PRAGMA fullfsync=1", "PRAGMA fullfsync", "1"},
                                   Setting{"PRAGMA recursive_triggers=OFF", "PRAGMA recursive_triggers", "0"}})
        apply(database, setting);
}

void applyFileSettings(Database& database) {
    for (const Setting& setting : {Setting{"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA locking_mode", "exclusive"},
                                   Setting{"PRAGMA cache_size=-16000", "PRAGMA cache_size", "-16000"},
                                   Setting{"PRAGMA mmap_size=0", "PRAGMA mmap_size", "0"},
                                   Setting{"PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1"},
                                   Setting{"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"}})
        apply(database, setting);
}

void applyDurability(Database& database) {
    apply(database, {"PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal"});
    apply(database, {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"});
}

}  // namespace myochart::store
