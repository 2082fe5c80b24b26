#include <algorithm>
#include <atomic>
#include <thread>

#include "cli/bench_cases.h"
#include "record/edits.h"
#include "store/backup_run.h"
#include "store/save_queue.h"

namespace myochart::cli {

namespace {

constexpr int kBackedUpVisits = 10'000, kSitesEach = 8, kPeople = 500;

/// A record with as much in it as a practice has after years; its last visit.
Result<record::Session> fillForBackup(store::Record& record) {
    std::vector<record::Patient> patients(kPeople);
    for (record::Patient& patient : patients) patient = {record::PatientId::make(), "Bench Example", "1970-01-01", "", {}, nowUtc()};
    record::Session last;
    int made = 0;
    const auto next = [&]() -> Result<std::optional<record::Session>> {
        if (made == kBackedUpVisits) return std::optional<record::Session>();
        record::Session session;
        session.id = record::SessionId::make();
        session.patient = patients[static_cast<size_t>(made % kPeople)].id;
        session.startedAt = nowUtc() - made++ * 3'600'000LL;
        for (int i = 0; i < kSitesEach; ++i) session.markers.push_back(exampleMarker(i));
        numberMarkers(session);
        last = session;
        return std::optional(session);
    };
    if (const auto imported = record.importAll(patients, next); !imported) return imported.error();
    return last;
}

}  // namespace

Answer measureBackup(Context&, const BenchOptions& options) {
    const Scratch scratch;
    auto record = store::openSqliteRecord(scratch.folder / "record.myochart");
    if (!record) return record.error();
    auto session = fillForBackup(**record);
    if (!session) return session.error();
    store::SaveQueue queue(std::move(*record));
    std::vector<double> waits, whole, slices;
    double megabytes = 0;
    for (int run = 0; run < runsOr(options, 5); ++run) {
        std::atomic<bool> done = false, sound = false;
        std::thread worker([&] {
            Progress progress;
            const store::OnRecord turns = [&](std::function<void(store::Record&)> work) {
                return queue.run<bool>([&](store::Record& open) {
                    slices.push_back(timed(1, [&](int) { work(open); })[0]);
                    return true;
                });
            };
            whole.push_back(timed(1, [&](int) {
                const auto taken = store::takeBackup(turns, {.folder = scratch.folder / "backups"}, progress);
                sound = taken && taken->sound.ok();
                if (taken) megabytes = static_cast<double>(taken->backup.bytes) / 1e6;
            })[0]);
            done = true;
        });
        for (int i = 0; !done; ++i) {
            auto edited = record::addMarker(*session, exampleMarker(i));
            if (!edited) break;
            waits.push_back(timed(1, [&](int) {
                queue.save({*session, edited->session});
                queue.flush(10'000);
            })[0]);
            *session = std::move(edited->session);
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        worker.join();
        if (!sound) return failed("the backup does not hold.");
    }
    nlohmann::json answer = figures(waits);
    answer.update({{"longest_ms", *std::ranges::max_element(waits)}, {"backup", figures(whole)}, {"longest_slice_ms", *std::ranges::max_element(slices)}, {"record_mb", megabytes}});
    return answer;
}

}  // namespace myochart::cli
