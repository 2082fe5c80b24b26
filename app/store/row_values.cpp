#include "store/row_values.h"

#include "core/words.h"
namespace myochart::store {

namespace {

/// `value` when it was read and has the row's id.
template <class T>
T ofRow(const Table& table, const Row& row, Result<T> value) {
    if (!value || value->id.text != uuidOf(row.id)) throw Fault(table.damaged(row.id, said("its content is not sound")));
    return std::move(*value);
}

}  // namespace

record::Patient patientFrom(const EntryRows& rows, const Row& row) { return ofRow(rows.patients, row, patientIn(row.payload, row.format)); }
record::Marker markerFrom(const EntryRows& rows, const Row& row) { return ofRow(rows.markers, row, markerIn(row.payload, row.format)); }

record::Practice practiceFrom(const EntryRows& rows, const Row& row) {
    auto practice = practiceIn(row.payload, row.format);
    if (!practice || row.id != rows.practiceKey()) throw Fault(rows.practices.damaged(row.id, said("its content is not sound")));
    return std::move(*practice);
}

SessionStart startFrom(const EntryRows& rows, const Row& row) {
    auto start = startIn(row.payload);
    if (!start) throw Fault(rows.sessions.damaged(row.id, start.error().sentence()));
    return std::move(*start);
}

record::Session headerFrom(const EntryRows& rows, const Row& row) {
    auto session = headerIn(row.payload, row.format);
    if (!session) throw Fault(rows.sessions.damaged(row.id, session.error().sentence()));
    session->id.text = uuidOf(row.id);
    session->patient.text = uuidOf(row.parent);
    return std::move(*session);
}

std::optional<Error> damageIn(const std::function<void()>& reading) {
    try {
        reading();
    } catch (const Fault& fault) {
        if (fault.error().kind != ErrorKind::refused) throw;
        return fault.error();
    }
    return std::nullopt;
}

}  // namespace myochart::store
