// The peers of `bench save` and `bench record`: SQLite with the record's own settings and nothing else.
//   bare_sqlite NEW_FILE RUNS           a row of a marker's size a transaction
//   bare_sqlite NEW_FILE RUNS RECORD    the entries of a record in a table of their own: one of them written anew a transaction, and all of one
//                                       patient read
// Built as bare_sqlcipher (BARE_SQLCIPHER) the same in a file that SQLCipher encrypts; RECORD is then what bare_sqlite left, for its SQLite is
// older than the record's tables.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

#ifdef BARE_SQLCIPHER
constexpr const char *kName = "bare_sqlcipher", *kKey = "PRAGMA key='four invented words of nobody'; PRAGMA cipher_page_size=4096", *kPlainKey = " KEY ''";
#else
constexpr const char *kName = "bare_sqlite", *kKey = "", *kPlainKey = "";
#endif

sqlite3* database = nullptr;

void run(const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        std::fprintf(stderr, "%s: %s\n", kName, sqlite3_errmsg(database));
        std::exit(1);
    }
}

sqlite3_stmt* prepared(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK) {
        std::fprintf(stderr, "%s: %s\n", kName, sqlite3_errmsg(database));
        std::exit(1);
    }
    return statement;
}

template <class Work>
double medianMs(int runs, const Work& work) {
    std::vector<double> ms;
    for (int i = 0; i < runs; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work(i);
        ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::sort(ms.begin(), ms.end());
    return ms[ms.size() / 2];
}

void stepOnce(sqlite3_stmt* statement) {
    const int code = sqlite3_step(statement);
    if (code != SQLITE_DONE && code != SQLITE_ROW) {
        std::fprintf(stderr, "%s: %s\n", kName, sqlite3_errmsg(database));
        std::exit(1);
    }
    sqlite3_reset(statement);
}

void measureInserts(int runs) {
    run("CREATE TABLE marker(id TEXT PRIMARY KEY, payload BLOB NOT NULL)");
    sqlite3_stmt* insert = prepared("INSERT INTO marker VALUES(?1, ?2)");
    const std::string payload(900, 'x');
    const double ms = medianMs(runs, [&](int i) {
        char id[40];
        std::snprintf(id, sizeof id, "%08x-0000-4000-8000-000000000000", static_cast<unsigned>(i) * 2654435761U);
        run("BEGIN IMMEDIATE");
        sqlite3_bind_text(insert, 1, id, -1, SQLITE_TRANSIENT);
        sqlite3_bind_blob(insert, 2, payload.data(), static_cast<int>(payload.size()), SQLITE_TRANSIENT);
        stepOnce(insert);
        run("COMMIT");
    });
    std::printf("{\"median_ms\": %.4f, \"runs\": %d}\n", ms, runs);
    sqlite3_finalize(insert);
}

/// The bytes of column 0 of every row.
std::vector<std::string> firstColumn(const char* sql) {
    std::vector<std::string> all;
    sqlite3_stmt* statement = prepared(sql);
    while (sqlite3_step(statement) == SQLITE_ROW)
        all.emplace_back(static_cast<const char*>(sqlite3_column_blob(statement, 0)), static_cast<size_t>(sqlite3_column_bytes(statement, 0)));
    sqlite3_finalize(statement);
    return all;
}

void copyEntries(const char* record) {
    const std::string attach = std::string("ATTACH 'file:") + record + "?immutable=1' AS record" + kPlainKey;
    run(attach.c_str());
    run("CREATE TABLE entry(id BLOB NOT NULL, kind TEXT NOT NULL, parent BLOB NOT NULL, payload BLOB NOT NULL);"
        "INSERT INTO entry SELECT id, kind, parent, payload FROM record.entry ORDER BY record.entry.rowid;"
        "CREATE UNIQUE INDEX entry_id ON entry(id); CREATE INDEX entry_of ON entry(kind, parent)");
    run("DETACH record");
}

/// A payload of its own size written in the place of another.
double measureUpdates(int runs) {
    const std::vector<std::string> sites = firstColumn("SELECT id FROM entry WHERE kind = 'marker' ORDER BY id LIMIT 1000");
    sqlite3_stmt* find = prepared("SELECT payload FROM entry WHERE id = ?1");
    sqlite3_stmt* update = prepared("UPDATE entry SET payload = ?2 WHERE id = ?1");
    const double ms = medianMs(runs, [&](int i) {
        const std::string& id = sites[static_cast<size_t>(i) / 5 % sites.size()];
        run("BEGIN IMMEDIATE");
        sqlite3_bind_blob(find, 1, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
        if (sqlite3_step(find) != SQLITE_ROW) std::exit(1);
        std::string payload(static_cast<const char*>(sqlite3_column_blob(find, 0)), static_cast<size_t>(sqlite3_column_bytes(find, 0)));
        sqlite3_reset(find);
        payload[payload.size() / 2] ^= 1;
        sqlite3_bind_blob(update, 1, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
        sqlite3_bind_blob(update, 2, payload.data(), static_cast<int>(payload.size()), SQLITE_STATIC);
        stepOnce(update);
        run("COMMIT");
    });
    sqlite3_finalize(find);
    sqlite3_finalize(update);
    return ms;
}

/// Every payload of a patient's visits and their sites, with a copy of its bytes.
double measureHistories(int runs, size_t& bytes) {
    const std::vector<std::string> people = firstColumn("SELECT id FROM entry WHERE kind = 'patient' ORDER BY id");
    sqlite3_stmt* visits = prepared("SELECT id, payload FROM entry WHERE kind = 'session' AND parent = ?1");
    sqlite3_stmt* sites = prepared("SELECT payload FROM entry WHERE kind = 'marker' AND parent = ?1");
    bytes = 0;
    const auto payloadOf = [&](sqlite3_stmt* row, int column) {
        return std::string(static_cast<const char*>(sqlite3_column_blob(row, column)), static_cast<size_t>(sqlite3_column_bytes(row, column)));
    };
    const double ms = medianMs(runs, [&](int i) {
        const std::string& person = people[static_cast<size_t>(i) * 7919 % people.size()];
        sqlite3_bind_blob(visits, 1, person.data(), static_cast<int>(person.size()), SQLITE_STATIC);
        while (sqlite3_step(visits) == SQLITE_ROW) {
            const std::string visit = payloadOf(visits, 0);
            bytes += payloadOf(visits, 1).size();
            sqlite3_bind_blob(sites, 1, visit.data(), static_cast<int>(visit.size()), SQLITE_STATIC);
            while (sqlite3_step(sites) == SQLITE_ROW) bytes += payloadOf(sites, 0).size();
            sqlite3_reset(sites);
        }
        sqlite3_reset(visits);
    });
    sqlite3_finalize(visits);
    sqlite3_finalize(sites);
    return ms;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 && argc != 4) {
        std::fprintf(stderr, "use: %s NEW_FILE RUNS [RECORD]\n", kName);
        return 2;
    }
    const int runs = std::atoi(argv[2]);
    if (sqlite3_open_v2(argv[1], &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, nullptr) != SQLITE_OK) return 1;
    run(kKey);
    run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
        "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; PRAGMA cache_size=-16000");
    if (argc == 3) {
        measureInserts(runs);
    } else {
        copyEntries(argv[3]);
        size_t bytes = 0;
        const double history = measureHistories(runs, bytes), save = measureUpdates(runs * 5);
        std::printf("{\"history_ms\": %.4f, \"save_ms\": %.4f, \"bytes_a_history\": %zu, \"runs\": %d}\n", history, save, bytes / static_cast<size_t>(runs), runs);
    }
    sqlite3_close(database);
}
