#pragma once
#include <vector>

#include "core/progress.h"
#include "store/record.h"

namespace myochart::store {

// Records that are encrypted, as files that nobody has open (decision 0047). Passphrases are passphraseOf()'s. Each of these
// opens the record as openSqliteRecord() does and closes it again; with another program on it they are locked.

/// Whether the record in `file` says of itself that it is encrypted; asked without a passphrase, and nothing is written. A
/// record that was not closed properly may have been encrypted since.
Result<bool> isProtected(const Path& file);

/// Whether a copy that lies beside a record is the one from before that was encrypted, as its name tells; it is encrypted itself.
bool isFromBeforeProtecting(const Path& copy);

/// Makes a new, empty encrypted record in `file`, which must not exist, and gives its recovery code, which is kept nowhere.
Result<Secret> makeProtectedRecord(const Path& file, const Secret& passphrase, const KeyCost& cost = {});

struct ProtectedNow {
    Secret recoveryCode;
    Path backup;                     ///< the encrypted copy from before; it was read whole and compared
    std::vector<std::string> notes;  ///< what could not be protected and still lies there to be read
};

/// Encrypts a record that is not, in one step: it is verified; a copy of it is encrypted, read whole and compared with it,
/// and stays as a backup; then every payload is sealed and the trail goes on with keys, in one transaction, so that a program
/// killed at any moment leaves the record as it was or encrypted; every page is written anew and the log overwritten, so that
/// nothing that could be read stays in them. Copies from before earlier upgrades that lie beside it, and `copies` (plain
/// backups elsewhere), are encrypted under the same keys; of one that cannot be, `notes` tells. Cancelled through `progress`
/// (before the record itself is begun) it changes nothing.
Result<ProtectedNow> protectRecord(const Path& file, const Secret& passphrase, const KeyCost& cost, const std::vector<Path>& copies, const Author& author,
                                   Progress& progress);

/// What a program that was killed while it encrypted `record` left to be read: plain copies beside it and `copies` are encrypted, and
/// what held its old log is overwritten. `open`: that record, which is encrypted. Sentences about those that could not be.
std::vector<std::string> protectLeftCopies(const Record& open, const Path& record, const std::vector<Path>& copies, const Author& author);

/// Encrypts a record that is open and not encrypted, closing it; without a backup, for copies of one.
Outcome sealUnder(std::unique_ptr<Record> record, const Path& file, const std::shared_ptr<const KeyRing>& keys);

/// From now on `copy`, a copy of the record of these `keys` that may be older, is opened by the passphrase and the recovery code that open
/// that one now, and no longer by those of its day; its trail tells it. Nothing is written where they are the same.
Outcome keepSlotsOf(Record& copy, const KeyRing& keys);

/// Another passphrase from now on: a few bytes are written, whatever the record's size. Backups keep the one of their day.
Outcome changePassphrase(const Path& file, const Unlock& with, const Secret& next, const KeyCost& cost, const Author& author);
/// A new recovery code; the one before opens nothing any more.
Result<Secret> renewRecoveryCode(const Path& file, const Unlock& with, const Author& author);

}  // namespace myochart::store
