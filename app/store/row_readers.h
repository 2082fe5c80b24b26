#pragma once
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>

#include "store/done_visits.h"
#include "store/entry_rows.h"

namespace myochart::store {

/// The rows of a whole record, for `verify`: hashed, opened and understood by several threads, a few hundred rows at a time, and handed on in
/// their order by the one that adds them. add() and finish() throw what the first row at fault would have thrown.
class RowReaders {
  public:
    /// What was read of a row. Its payload is gone.
    struct Read {
        Table* table = nullptr;
        Row row;
        std::vector<Key> sites;                    ///< of a visit
        std::optional<record::Session> visit;      ///< of a visit, without its sites
        std::optional<record::Patient> patient;
        std::optional<DoneVisit> done;             ///< of a site: its words
        std::exception_ptr fault;
    };
    /// `contents`: payloads are understood too; else only the list of a visit's sites. What it is given lives longer.
    RowReaders(EntryRows& rows, Cipher& cipher, bool contents, std::function<void(Read&)> take);
    ~RowReaders();

    void add(Table& table, const StoredEntry& entry);
    /// Everything that was added has been handed on.
    void finish();

  private:
    struct Batch;
    void begin();
    void takeFirst();

    EntryRows& rows_;
    Cipher& cipher_;
    bool contents_;
    std::function<void(Read&)> take_;
    size_t most_;  ///< so many batches are on their way
    std::unique_ptr<Batch> filling_;
    std::deque<std::future<std::unique_ptr<Batch>>> reading_;
};

}  // namespace myochart::store
