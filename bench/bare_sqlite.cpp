// The peer of `bench save`: one row of a marker's size a transaction, with the record's own settings and nothing else.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

sqlite3* database = nullptr;

void run(const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        std::fprintf(stderr, "bare_sqlite: %s\n", sqlite3_errmsg(database));
        std::exit(1);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "use: bare_sqlite NEW_FILE RUNS\n");
        return 2;
    }
    const int runs = std::atoi(argv[2]);
    if (sqlite3_open(argv[1], &database) != SQLITE_OK) return 1;
    run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;"
        "CREATE TABLE marker(id TEXT PRIMARY KEY, payload BLOB NOT NULL) STRICT");
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(database, "INSERT INTO marker VALUES(?1, ?2)", -1, &insert, nullptr);
    const std::string payload(900, 'x');
    std::vector<double> ms;
    for (int i = 0; i < runs; ++i) {
        char id[40];
        std::snprintf(id, sizeof id, "%08x-0000-4000-8000-000000000000", static_cast<unsigned>(i) * 2654435761U);
        const auto begin = std::chrono::steady_clock::now();
        run("BEGIN IMMEDIATE");
        sqlite3_bind_text(insert, 1, id, -1, SQLITE_TRANSIENT);
        sqlite3_bind_blob(insert, 2, payload.data(), static_cast<int>(payload.size()), SQLITE_TRANSIENT);
        if (sqlite3_step(insert) != SQLITE_DONE) return 1;
        sqlite3_reset(insert);
        run("COMMIT");
        ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::sort(ms.begin(), ms.end());
    std::printf("{\"median_ms\": %.4f, \"runs\": %d}\n", ms[ms.size() / 2], runs);
    sqlite3_finalize(insert);
    sqlite3_close(database);
}
