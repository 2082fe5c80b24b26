#include "store/protection.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "core/descriptor.h"
#include "core/log.h"
#include "core/unfinished_file.h"
#include "core/words.h"
#include "store/cipher.h"
#include "store/record_copy.h"
#include "store/record_file.h"
#include "store/record_rules.h"
#include "store/sqlite_create.h"
#include "store/sqlite_open.h"

namespace myochart::store {

namespace {

using Rules = std::unique_ptr<Record>;

constexpr const char* kOverwrittenEnding = ".overwritten";  ///< a log while it is

RecordRules& rulesOf(const Rules& record) { return static_cast<RecordRules&>(*record); }  // openSqliteRecord() makes no other

/// Overwrites a file in place and removes it. What the disk itself keeps of it (a flash disk's spare cells) is out of reach.
void overwriteAndRemove(const Path& path) {
    {
        const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
        struct stat facts {};
        if (file.fd >= 0 && ::fstat(file.fd, &facts) == 0 && S_ISREG(facts.st_mode)) {
            constexpr std::array<char, 65536> kZeros{};
            for (off_t at = 0; at < facts.st_size; at += static_cast<off_t>(kZeros.size()))
                if (::pwrite(file.fd, kZeros.data(), static_cast<size_t>(std::min<off_t>(static_cast<off_t>(kZeros.size()), facts.st_size - at)), at) <= 0) break;
            ::fsync(file.fd);
        }
    }
    ::unlink(path.c_str());
}

/// Holds on to the log of a record while that is closed, which removes it, and overwrites it then.
class LogToOverwrite {
  public:
    explicit LogToOverwrite(const Path& record) : log_(record), kept_(record) {
        log_ += "-wal";
        kept_ += kOverwrittenEnding;
        ::unlink(kept_.c_str());
        held_ = ::link(log_.c_str(), kept_.c_str()) == 0;  // a drive that knows no second name frees it as any other file
    }
    ~LogToOverwrite() {
        if (!held_) return;
        struct stat facts {};
        const bool isGone = ::lstat(log_.c_str(), &facts) != 0;
        if (isGone) overwriteAndRemove(kept_);
        else ::unlink(kept_.c_str());  // it could not be taken into the record (a full disk): it is still needed, and holds what counts
    }
    LogToOverwrite(const LogToOverwrite&) = delete;
    LogToOverwrite& operator=(const LogToOverwrite&) = delete;

  private:
    Path log_, kept_;
    bool held_ = false;
};

/// Tells `progress` of a part of the whole.
RecordRules::Counting part(Progress& progress, float from, float to) {
    return [&progress, from, to](size_t done, size_t all) {
        const float share = all == 0 ? 1 : static_cast<float>(done) / static_cast<float>(all);
        progress.report(from + (to - from) * share, trf("{} of {} entries encrypted", done, all));
    };
}

constexpr float kRead = 0.15F, kCopied = 0.2F, kCopySealed = 0.5F, kCompared = 0.65F;  ///< shares of the whole

/// Without symbolic links, as the record is opened.
Path realPlace(const Path& file) {
    std::error_code fault;
    const Path real = std::filesystem::weakly_canonical(file, fault);
    return fault ? file : real;
}

Result<Rules> opened(const Path& file, const std::shared_ptr<const KeyRing>& keys, const Author& author) {
    OpenOptions options;
    options.keys = keys;
    OpenNotes notes;
    auto record = openSqliteRecord(file, options, notes);
    if (record) (*record)->actAs(author);
    return record;
}

Result<Rules> opened(const Path& file, const Unlock& with, const Author& author) {
    OpenNotes notes;
    auto record = openSqliteRecord(file, &notes, with);
    if (record) (*record)->actAs(author);
    return record;
}

/// Encrypts the record, closing it; the copy of it or itself.
Outcome seal(Rules record, const Path& file, const std::shared_ptr<const KeyRing>& keys, const RecordRules::Counting& tell) {
    RecordRules& rules = rulesOf(record);
    const auto sealed = rules.sealUnder(keys->from(rules.nextEntry()), tell);
    const LogToOverwrite log(file);
    record.reset();  // before the log is overwritten
    return sealed;
}

/// The copies that upgrades left beside a record (copyBefore()).
std::vector<Path> copiesBeside(const Path& file) {
    std::vector<Path> copies;
    const std::string start = file.filename().string() + ".v";
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator(file.parent_path(), fault)) {
        const std::string name = entry.path().filename().string();
        const bool ofUpgrade = name.starts_with(start) && name.ends_with(".bak");
        const bool ofRescue = name.ends_with(".myochart") && (name.starts_with(file.stem().string() + "-rescue-") || name.starts_with(file.stem().string() + "-before-restore-"));
        if (ofUpgrade || ofRescue) copies.push_back(entry.path());
    }
    std::ranges::sort(copies);
    return copies;
}

/// Encrypts a plain copy of that record; one that is encrypted stays as it is. One of an older version leaves no copy from before
/// its upgrade: that would be one more that anybody can read.
Outcome protectCopy(const Path& copy, const std::shared_ptr<const KeyRing>& keys, const Author& author) {
    OpenOptions options;
    options.copiesBeforeUpgrade = false;
    OpenNotes notes;
    auto record = openSqliteRecord(copy, options, notes);
    if (notes.isProtected) return Done{};
    if (!record) return record.error();
    (*record)->actAs(author);
    if (const auto sound = (*record)->verify(); !sound) return sound.error();
    return sealUnder(std::move(*record), copy, keys);
}

/// The encrypted copy from before, read whole and found to hold the same.
Outcome makeBackup(const Path& copy, RecordRules& original, const std::shared_ptr<const KeyRing>& keys, const Author& author, Progress& progress) {
    const auto before = original.contentSum();
    if (!before) return before.error();
    auto plain = opened(copy, Unlock{}, author);
    if (!plain) return plain.error();
    if (const auto sealed = seal(std::move(*plain), copy, keys, part(progress, kCopied, kCopySealed)); !sealed) return sealed.error();
    progress.report(kCopySealed, tr("Reading the encrypted copy"));
    auto again = opened(copy, keys, author);
    if (!again) return again.error();
    if (const auto sound = (*again)->verify(); !sound) return sound.error();
    const auto after = rulesOf(*again).contentSum();
    if (!after) return after.error();
    if (*after != *before) return refused(said("The encrypted copy does not hold what the record does; nothing was changed."));
    return Done{};
}

/// True of a copy that anybody can read; it is only looked at.
bool isPlainCopy(const Path& copy) {
    try {
        Database database(copy, Database::Use::read);
        return metaValue(database, "cipher") == kPlainCipher;
    } catch (const Fault&) {
        return false;  // no copy of a record
    }
}

/// Encrypts the plain copies beside the record and those others; sentences about what could not be.
std::vector<std::string> protectAll(const Path& record, const std::vector<Path>& copies, const std::shared_ptr<const KeyRing>& keys, const Author& author) {
    std::vector<std::string> notes;
    std::vector<Path> all = copiesBeside(record);
    all.insert(all.end(), copies.begin(), copies.end());
    for (const Path& copy : all) {
        if (!isPlainCopy(copy)) continue;
        const auto done = protectCopy(copy, keys, author);
        if (done) continue;
        const Said sentence = said("The copy {} could not be encrypted and can still be read by anybody: {}", shown(copy), done.error().sentence());
        log::warn(sentence.english);
        notes.push_back(sentence.text);
    }
    return notes;
}

/// A copy that does not count, with what lies beside it.
void removeHalfCopy(const Path& copy) {
    Path log = copy;
    log += "-wal";
    overwriteAndRemove(copy);
    overwriteAndRemove(log);
    removeCompanions(copy);
}

Error cancelledError() { return failed(said("Cancelled; nothing was changed.")); }

}  // namespace

Result<bool> isProtected(const Path& file) {
    const auto held = RecordFile::hold(file);
    if (!held) return held.error();
    if (!held->exists()) return failed(said("There is no record {}.", shown(held->path())));
    if (const auto header = held->header(); !header) return header.error();
    try {
        Database database(held->path(), Database::Use::read);
        return metaValue(database, "cipher") == kSealedCipher;
    } catch (const Fault& fault) {
        return fault.error();
    }
}

bool isFromBeforeProtecting(const Path& copy) {
    const std::string name = copy.filename().string();
    return name.ends_with(".bak") && name.find("-" + std::string(kBeforeProtecting)) != std::string::npos;
}

Result<Secret> makeProtectedRecord(const Path& file, const Secret& passphrase, const KeyCost& cost) {
    const auto held = RecordFile::hold(file);
    if (!held) return held.error();
    if (held->exists() || held->walHasContent()) return failed(said("{} is there already; choose a new name.", shown(held->path())));
    Secret code;
    const auto keys = KeyRing::make(passphrase, cost, 1, code);
    if (const auto made = createRecord(*held, migrations(), keys); !made) return made.error();
    return code;
}

Result<ProtectedNow> protectRecord(const Path& file, const Secret& passphrase, const KeyCost& cost, const std::vector<Path>& copies, const Author& author,
                                   Progress& progress) {
    OpenNotes notes;
    auto record = openSqliteRecord(file, &notes);
    if (notes.isProtected) return failed(said("The record {} is protected already.", shown(file)));
    if (!record) return record.error();
    (*record)->actAs(author);
    if (const std::string reason = (*record)->readOnlyReason(); !reason.empty()) return failed(reason);
    progress.report(0, tr("Reading the record"));
    if (const auto sound = (*record)->verify(); !sound) return sound.error();
    ProtectedNow now;
    const auto keys = KeyRing::make(passphrase, cost, 1, now.recoveryCode);
    RecordRules& rules = rulesOf(*record);
    const Path real = realPlace(file);
    now.backup = placeOfCopyBefore(real, newestVersion(migrations()), kBeforeProtecting);
    if (progress.cancelled()) return cancelledError();
    progress.report(kRead, tr("Copying the record"));
    if (const auto copied = rules.backUp(now.backup); !copied) return copied.error();
    const auto kept = makeBackup(now.backup, rules, keys, author, progress);
    if (!kept || progress.cancelled()) {
        removeHalfCopy(now.backup);
        return kept ? cancelledError() : kept.error();
    }
    if (const auto sealed = seal(std::move(*record), real, keys, part(progress, kCompared, 1)); !sealed) {
        removeHalfCopy(now.backup);
        return sealed.error();
    }
    now.notes = protectAll(real, copies, keys, author);
    Path log = real;
    log += "-wal";
    if (std::error_code fault; std::filesystem::exists(log, fault))
        now.notes.push_back(trf("The disk is full: the record is encrypted, and what could be read in {} is overwritten when it is opened with room on the disk.", shown(real)));
    return now;
}

std::vector<std::string> protectLeftCopies(const Record& open, const Path& record, const std::vector<Path>& copies, const Author& author) {
    const Path real = realPlace(record);
    Path log = real;
    log += kOverwrittenEnding;
    if (std::error_code fault; std::filesystem::exists(std::filesystem::symlink_status(log, fault))) overwriteAndRemove(log);
    return protectAll(real, copies, open.keys(), author);
}

Outcome sealUnder(std::unique_ptr<Record> record, const Path& file, const std::shared_ptr<const KeyRing>& keys) { return seal(std::move(record), file, keys, {}); }

Outcome keepSlotsOf(Record& copy, const KeyRing& keys) {
    RecordRules& rules = static_cast<RecordRules&>(copy);  // openSqliteRecord() makes no other
    if (!rules.keys() || rules.keys()->slots() == keys.slots()) return Done{};
    KeyFacts facts = rules.keys()->facts();
    for (const std::string_view slot : kKeySlots)
        if (const auto now = keys.facts().find(slot); now != keys.facts().end()) facts[std::string(slot)] = now->second;
    return rules.keepKeys(facts, Event::passphraseChanged);
}

Outcome changePassphrase(const Path& file, const Unlock& with, const Secret& next, const KeyCost& cost, const Author& author) {
    auto record = opened(file, with, author);
    if (!record) return record.error();
    RecordRules& rules = rulesOf(*record);
    if (!rules.keys()) return failed(said("The record {} is not protected by a passphrase.", shown(file)));
    const auto facts = KeyRing::withPassphrase(rules.keys()->facts(), with, next, cost, shown(file));
    if (!facts) return facts.error();
    if (with.recoveryCode)
        if (const auto noted = rules.note(Event::recovered, {}); !noted) return noted.error();
    return rules.keepKeys(*facts, Event::passphraseChanged);
}

Result<Secret> renewRecoveryCode(const Path& file, const Unlock& with, const Author& author) {
    auto record = opened(file, with, author);
    if (!record) return record.error();
    RecordRules& rules = rulesOf(*record);
    if (!rules.keys()) return failed(said("The record {} is not protected by a passphrase.", shown(file)));
    Secret code;
    const auto facts = KeyRing::withRecoveryCode(rules.keys()->facts(), with, code, shown(file));
    if (!facts) return facts.error();
    if (const auto kept = rules.keepKeys(*facts, Event::recoveryCodeRenewed); !kept) return kept.error();
    return code;
}

}  // namespace myochart::store
