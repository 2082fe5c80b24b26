#include "store/row_readers.h"

#include <algorithm>
#include <thread>

#include "store/row_values.h"

namespace myochart::store {

namespace {

constexpr size_t kRowsInBatch = 256, kMostReaders = 8;

void understand(const EntryRows& rows, RowReaders::Read& read, bool contents) {
    const Row& row = read.row;
    const RowKind kind = read.table->kind();
    if (kind == RowKind::session) read.sites = startFrom(rows, row).markers;
    if (!contents) return;
    if (kind == RowKind::session) read.visit = headerFrom(rows, row);
    else if (kind == RowKind::patient) read.patient = patientFrom(rows, row);
    else if (kind == RowKind::practice) (void)practiceFrom(rows, row);
    else addSite(read.done.emplace(), markerFrom(rows, row));
}

}  // namespace

struct RowReaders::Batch {
    struct Kept {
        StoredEntry entry;  ///< without its bytes
        size_t from = 0, size = 0;
    };
    std::vector<Kept> kept;
    Bytes bytes;
    std::vector<Read> read;

    void readAll(const EntryRows& rows, Cipher& cipher, bool contents) {
        for (size_t i = 0; i < kept.size(); ++i) {
            try {
                StoredEntry entry = kept[i].entry;
                entry.sealed = std::span<const std::byte>(bytes).subspan(kept[i].from, kept[i].size);
                read[i].row = read[i].table->opened(entry, cipher);
                understand(rows, read[i], contents);
                read[i].row.payload = {};
            } catch (...) {
                read[i].fault = std::current_exception();
            }
        }
    }
};

RowReaders::RowReaders(EntryRows& rows, Cipher& cipher, bool contents, std::function<void(Read&)> take)
    : rows_(rows), cipher_(cipher), contents_(contents), take_(std::move(take)), most_(std::clamp<size_t>(std::thread::hardware_concurrency(), 1, kMostReaders)) {}

RowReaders::~RowReaders() {
    for (auto& each : reading_) each.wait();
}

void RowReaders::add(Table& table, const StoredEntry& entry) {
    if (!filling_) filling_ = std::make_unique<Batch>();
    Batch& batch = *filling_;
    batch.kept.push_back({entry, batch.bytes.size(), entry.sealed.size()});
    batch.kept.back().entry.kind = table.name();
    batch.bytes.insert(batch.bytes.end(), entry.sealed.begin(), entry.sealed.end());
    batch.read.push_back({&table, {}, {}, {}, {}, {}, {}});
    if (batch.kept.size() == kRowsInBatch) begin();
}

void RowReaders::begin() {
    if (!filling_) return;
    if (reading_.size() >= most_) takeFirst();
    auto cipher = cipher_.another();
    const auto how = cipher ? std::launch::async : std::launch::deferred;
    reading_.push_back(std::async(how, [this, own = std::move(cipher), batch = std::move(filling_)]() mutable {
        batch->readAll(rows_, own ? *own : cipher_, contents_);
        return std::move(batch);
    }));
}

void RowReaders::takeFirst() {
    const auto batch = reading_.front().get();
    reading_.pop_front();
    for (Read& read : batch->read) {
        if (read.fault) std::rethrow_exception(read.fault);
        read.table->hold(read.row);
        take_(read);
    }
}

void RowReaders::finish() {
    begin();
    while (!reading_.empty()) takeFirst();
}

}  // namespace myochart::store
