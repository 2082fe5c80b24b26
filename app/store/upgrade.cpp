#include "store/upgrade.h"

#include <algorithm>

#include "record/chart.h"
#include "store/migrations.h"
#include "store/row_values.h"
#include "store/summaries.h"

namespace myochart::store {

namespace {

/// The ids first: rows cannot be written while they are walked.
std::vector<Key> idsOf(Backend& backend, std::string_view kind) {
    std::vector<Key> ids;
    backend.each(kind, [&](const StoredEntry& entry) { ids.push_back(entry.id); });
    return ids;
}

class Resealing {
  public:
    Resealing(Backend& backend, const std::shared_ptr<const KeyRing>& keys, const std::string& databaseUuid)
        : backend_(backend), cipher_(makeCipher(keys)), rows_(backend, *cipher_, keys, databaseUuid), summaries_(backend, *cipher_, rows_) {}

    void run() {
        rows_.audit.begin();
        for (const Key& id : idsOf(backend_, rows_.patients.name())) {
            summaries_.touch(id);
            each(rows_.patients, id, [&](const Row& row) -> Bytes {
                auto patient = patientIn(row.payload, row.format);
                return patient ? payloadOf(*patient) : Bytes();
            });
        }
        for (const Key& id : idsOf(backend_, rows_.practices.name()))
            each(rows_.practices, id, [&](const Row& row) -> Bytes {
                auto practice = practiceIn(row.payload, row.format);
                return practice ? payloadOf(*practice) : Bytes();
            });
        for (const Key& id : idsOf(backend_, rows_.sessions.name())) session(id);
        summaries_.finish();
        rows_.audit.finish();
    }

  private:
    /// A sound row of an older format; nothing for one that is damaged.
    std::optional<Row> older(Table& table, const Key& id) {
        std::optional<Row> row;
        if (damageIn([&] { row = table.find(id); }) || !row || row->format >= kPayloadFormat) return std::nullopt;
        return row;
    }
    /// `anew`: the row's new payload; empty when it cannot be understood.
    void each(Table& table, const Key& id, const std::function<Bytes(const Row&)>& anew) {
        const auto row = older(table, id);
        if (!row) return;
        if (Bytes payload = anew(*row); !payload.empty())
            rows_.update(table, std::string("upgrade.") + std::string(table.name()), *row, row->deleted, std::move(payload));
    }
    /// Markers got their numbers with format 2; from before, their place in the visit's list is their number.
    void session(const Key& id) {
        const auto row = older(rows_.sessions, id);
        if (!row) return;
        auto header = headerIn(row->payload, row->format);
        const auto start = startIn(row->payload);
        if (!header || !start) return;
        const bool numbered = header->lastNumber > 0;
        for (size_t i = 0; i < start->markers.size(); ++i)
            each(rows_.markers, start->markers[i], [&](const Row& marker) -> Bytes {
                auto value = markerIn(marker.payload, marker.format);
                if (!value || marker.parent != id) return {};
                if (value->number == 0) value->number = static_cast<std::uint32_t>(i + 1);
                if (!numbered) header->lastNumber = std::max(header->lastNumber, value->number);
                return payloadOf(*value);
            });
        if (!numbered) header->lastNumber = std::max(header->lastNumber, static_cast<std::uint32_t>(start->markers.size()));
        rows_.update(rows_.sessions, "upgrade.session", *row, row->deleted, payloadOf(*header, start->markers));
    }

    Backend& backend_;
    std::unique_ptr<Cipher> cipher_;
    EntryRows rows_;
    Summaries summaries_;
};

}  // namespace

void reseal(Backend& backend, const std::shared_ptr<const KeyRing>& keys, const std::string& databaseUuid) { Resealing(backend, keys, databaseUuid).run(); }

}  // namespace myochart::store
