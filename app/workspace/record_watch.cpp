#include "workspace/record_watch.h"

#include <sstream>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/id.h"
#include "core/log.h"
#include "core/words.h"

namespace myochart::workspace {

namespace {

constexpr std::uint64_t kMostWatchBytes = 1U << 20;
constexpr int kMostTries = 1'000'000;

std::string hexOf(std::span<const std::byte> bytes) {
    std::string text;
    for (const std::byte byte : bytes) text += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
    return text;
}

}  // namespace

RecordWatch::RecordWatch(const Path& dataFolder) : file_(dataFolder / kFileName) {
    const auto text = readTextFile(file_, kMostWatchBytes);
    if (!text) return;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string what, database, hash;
        std::int64_t number = 0;
        if (!(words >> what)) continue;
        if (what == "tries" && words >> number) tries_ = static_cast<int>(std::clamp<std::int64_t>(number, 0, kMostTries));
        if (what == "seen" && words >> database >> number >> hash && isUuid(database) && number > 0) seen_[database] = {number, hash};
    }
}

void RecordWatch::opened(store::Record& record, const store::Extent& now, Notices& notices) {
    const auto seen = seen_.find(now.database);
    if (!record.isProtected()) {
        if (seen == seen_.end()) return;
        const Said sentence = said("This record was protected by a passphrase when it was last closed here, and now it is not. If you put an unprotected copy in its place, all is well. If not, somebody replaced the file.");
        log::warn(sentence.english);
        return notices.tell(sentence.text, true);
    }
    if (tries_ > 0) {
        notices.tell(trnf("A wrong passphrase was typed {} time before this.", "A wrong passphrase was typed {} times before this.", static_cast<unsigned long>(tries_), tries_), tries_ > 2);
        if (record.note(store::Event::unlockFailed, {}, tries_)) {
            tries_ = 0;
            write();
        }
    }
    if (seen != seen_.end()) {
        const bool older = now.trailEnd < seen->second.trailEnd, other = now.trailEnd == seen->second.trailEnd && hexOf(now.trailHash) != seen->second.hash;
        if (older || other) {
            const Said sentence = said("This record is not the one that was last closed here: it ends at entry {} of its trail, that one at {}. If you put an older copy in its place, all is "
                                       "well. If not, somebody replaced the file; the backups hold what is missing.", now.trailEnd, seen->second.trailEnd);
            log::warn(sentence.english);
            notices.tell(sentence.text, true);
            (void)record.note(store::Event::olderCopy, {});  // told above, whether or not it can be written
        }
    }
    (void)record.note(store::Event::unlocked, {});  // of a record that can only be read nothing is kept
}

void RecordWatch::closing(store::Record& record) {
    if (!record.isProtected() || !record.readOnlyReason().empty()) return;
    const auto now = record.extent();
    if (!now) return;
    seen_[now->database] = {now->trailEnd, hexOf(now->trailHash)};
    write();
}

void RecordWatch::expectOlder(const std::string& database) {
    if (seen_.erase(database) > 0) write();
}

void RecordWatch::addWrongTry() {
    ++tries_;
    write();
}

void RecordWatch::write() const {
    std::string text = fmt::format("tries {}\n", tries_);
    for (const auto& [database, seen] : seen_) text += fmt::format("seen {} {} {}\n", database, seen.trailEnd, seen.hash);
    if (const auto written = writeFileAtomically(file_, text); !written) log::warn(written.error().inEnglish());
}

}  // namespace myochart::workspace
