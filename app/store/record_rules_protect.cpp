#include "core/log.h"
#include "core/words.h"
#include "store/record_file.h"
#include "store/record_rules.h"
#include "store/sqlite_create.h"
#include "store/sqlite_open.h"

namespace myochart::store {

namespace {

constexpr std::string_view kNotYet = "no", kAllWritten = "yes";
constexpr size_t kRowsATell = 512;  ///< between two reports of progress

/// The ids first: rows cannot be written while they are walked.
std::vector<Key> keysOfKind(Backend& backend, std::string_view kind) {
    std::vector<Key> ids;
    backend.each(kind, [&](const StoredEntry& entry) { ids.push_back(entry.id); });
    return ids;
}

/// Every entry of `from` sealed anew, with its entry in the trail. Inside a transaction. Throws Fault.
class SealingAnew {
  public:
    SealingAnew(Backend& backend, EntryRows& from, const std::shared_ptr<const KeyRing>& keys, const RecordRules::Counting& tell)
        : backend_(backend), from_(from), cipher_(makeCipher(keys)), to_(backend, *cipher_, keys, from.databaseUuid, true), summaries_(backend, *cipher_, to_),
          tell_(tell) {
        to_.audit.author = from.audit.author;
    }

    void run() {
        to_.audit.begin();
        to_.audit.add("record.protect", keyOf(to_.databaseUuid), {}, {});
        forgetSummaries();
        std::vector<std::vector<Key>> ids;
        size_t all = 0, done = 0;
        for (const Table* table : tables(from_)) all += ids.emplace_back(keysOfKind(backend_, table->name())).size();
        for (size_t kind = 0; kind < ids.size(); ++kind)
            for (const Key& id : ids[kind]) {
                sealRow(*tables(from_)[kind], *tables(to_)[kind], id);
                if (++done % kRowsATell == 0 && tell_) tell_(done, all);
            }
        summaries_.finish();
        to_.audit.finish();
    }

  private:
    static std::array<Table*, 4> tables(EntryRows& rows) { return {&rows.patients, &rows.practices, &rows.sessions, &rows.markers}; }

    void forgetSummaries() {
        std::vector<Key> kept;
        backend_.eachSummary([&](const Key& patient, std::span<const std::byte>) { kept.push_back(patient); });
        for (const Key& patient : kept) backend_.eraseSummary(patient);
        backend_.setSummarySum({});
    }

    void sealRow(Table& from, Table& to, const Key& id) {
        const auto row = from.find(id);
        if (!row) return;
        if (to.kind() == RowKind::patient) summaries_.touch(id);
        to_.update(to, std::string("protect.") + std::string(to.name()), *row, row->deleted, row->payload);
    }

    Backend& backend_;
    EntryRows& from_;
    std::unique_ptr<Cipher> cipher_;
    EntryRows to_;
    Summaries summaries_;
    const RecordRules::Counting& tell_;
};

}  // namespace

Result<Hash> RecordRules::contentSum() {
    return read<Hash>([&] {
        Hash sum{};
        backend_->each({}, [&](const StoredEntry& stored) {
            Table* table = rows_.tableOf(stored.kind);
            if (!table) throw Fault(backend_->damaged(said("the entry {} is of a kind that Myochart does not know", uuidOf(stored.id))));
            const Row row = table->read(stored);
            addUp(sum, Hasher().add(table->name()).add(row.id).add(row.parent).add(row.deleted).add(std::span<const std::byte>(row.payload)).hash());
        });
        return sum;
    });
}

Outcome RecordRules::sealUnder(const std::shared_ptr<const KeyRing>& keys, const Counting& tell) {
    if (!readOnlyReason().empty()) return failed(readOnlyReason());
    try {
        backend_->begin();
        SealingAnew(*backend_, rows_, keys, tell).run();
        putProtection(*backend_, keys);
        backend_->setMeta(kPagesWrittenAnew, kNotYet);
        backend_->commit();
    } catch (const Fault& fault) {
        backend_->rollback();
        return fault.error();
    }
    try {
        finishSealing();
    } catch (const Fault& fault) {
        log::warn(fault.error().inEnglish());  // it is encrypted, and the next opening does the rest
    }
    return Done{};
}

void RecordRules::finishSealing() {
    if (backend_->meta(kPagesWrittenAnew) != kNotYet) return;
    backend_->writeAnew();
    backend_->begin();
    backend_->setMeta(kPagesWrittenAnew, kAllWritten);
    backend_->commit();
    backend_->forgetErased();
    if (keys_) {
        KeyFacts facts = keys_->facts();
        facts[std::string(kPagesWrittenAnew)] = kAllWritten;
        keys_ = keys_->withFacts(std::move(facts));
    }
}

Result<std::unique_ptr<Record>> RecordRules::openBeside(const Path& file) {
    OpenOptions options;
    options.keys = keys_;
    OpenNotes notes;
    return openSqliteRecord(file, options, notes);
}

Outcome RecordRules::makeBeside(const Path& file) {
    const auto held = RecordFile::hold(file);
    if (!held) return held.error();
    if (held->exists()) return failed(said("{} is there already; choose a new name.", shown(held->path())));
    return createRecord(*held, migrations(), keys_ ? keys_->from(1) : nullptr);
}

Outcome RecordRules::keepKeys(const KeyFacts& facts, Event why) {
    const auto next = keys_->withFacts(facts);  // the cipher goes on with the same keys
    auto kept = change([&] {
        for (const auto& [name, value] : facts) backend_->setMeta(name, value);
        rows_.audit.replaceKeys(next);
        rows_.audit.add(verbOf(why), keyOf(rows_.databaseUuid), {}, {});
    });
    if (!kept) rows_.audit.replaceKeys(keys_);
    if (!kept) return kept;
    keys_ = next;
    backend_->forgetErased();
    return kept;
}

}  // namespace myochart::store
