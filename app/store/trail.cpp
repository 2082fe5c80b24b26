#include "store/trail.h"

#include <fmt/format.h>

namespace myochart::store {

namespace {

std::string_view wordOf(Event event) {
    switch (event) {
        case Event::exported: return "export";
        case Event::printed: return "print";
        case Event::importRefused: return "import.refused";
        case Event::read: return "read";
        case Event::unlocked: return "record.unlock";
        case Event::unlockFailed: return "record.unlock_failed";
        case Event::locked: return "record.lock";
        case Event::passphraseChanged: return "record.passphrase";
        case Event::recoveryCodeRenewed: return "record.recovery_code";
        case Event::recovered: return "record.recovery";
        case Event::restored: return "record.restore";
        case Event::olderCopy: return "record.older_copy";
    }
    return "";
}

}  // namespace

std::string verbOf(Event event, int count) {
    return count == 0 ? std::string(wordOf(event)) : fmt::format("{} of {}", wordOf(event), count);
}

TrailKind trailKindOf(std::string_view verb) {
    if (verb == "read") return TrailKind::read;
    if (verb == "export" || verb == "print") return TrailKind::handedOver;
    return verb.starts_with("record.") ? TrailKind::access : TrailKind::changed;
}

}  // namespace myochart::store
