#include "record/seal.h"

#include <span>

#include "core/files.h"
#include "core/words.h"
#include "record/json_text.h"

namespace myochart::record {

namespace {

constexpr std::string_view kFirstWay = "1:";  ///< how the hash is made stands before it

/// Whether a value or one of its parts has fields of a newer format.
template <class T>
bool holdsUnknown(const T& value) {
    bool found = false;
    if constexpr (requires { value.others; }) found = !value.others.empty();
    const auto look = [&]<class M>(const Field&, const M& member) {
        if constexpr (kIsList<M>) {
            if constexpr (requires { member.front().others; })
                for (const auto& each : member) found = found || holdsUnknown(each);
        } else if constexpr (requires { member.others; }) {
            found = found || holdsUnknown(member);
        }
    };
    describe(look, value);
    return found;
}

/// A signed note without its last line when that tells a seal, and the seal.
struct NoteAndSeal {
    std::string text, seal;
};

/// In whatever language it was written, such a line ends with the seal: "1:" and 32 hex digits.
NoteAndSeal apart(const std::string& note) {
    constexpr size_t kDigits = 32;
    const size_t last = note.find_last_not_of('\n');
    if (last == std::string::npos) return {note, {}};
    const size_t line = note.find_last_of('\n', last) + 1, word = note.find_last_of(' ', last) + 1;
    const std::string seal = note.substr(word, last + 1 - word);
    const size_t colon = seal.find(':');
    if (word <= line || colon == std::string::npos || seal.size() != colon + 1 + kDigits) return {note, {}};
    if (seal.find_first_not_of("0123456789abcdef", colon + 1) != std::string::npos) return {note, {}};
    return {note.substr(0, line), seal};
}

/// Of what somebody signed the part that stays the same wherever it is kept.
Session signedPart(Session session) {
    session.id = {};
    session.patient = {};
    session.before.episode = {};
    for (Marker& marker : session.markers) {
        marker.id = {};
        marker.byHand = {};
        marker.anchor.address = {};
    }
    Signing& signing = session.signing;
    signing.note = apart(signing.note).text;
    signing.note.resize(signing.note.find_last_not_of('\n') + 1);
    signing.cosignedAt.reset();
    signing.cosigner.clear();
    signing.cosignerLicence.clear();
    signing.addenda.clear();
    return session;
}

}  // namespace

std::string sealOf(const Session& session) {
    const std::string text = jsonText(signedPart(session));
    return std::string(kFirstWay) + checksum(std::as_bytes(std::span(text)));
}

Session sealed(Session session) {
    std::string& note = session.signing.note;
    if (!note.empty() && !note.ends_with('\n')) note += '\n';
    note += '\n';
    // Translators: ends the signed note; the hash of all that was signed follows.
    const std::string line = trf("Seal of what was signed: {}", sealOf(session));
    note += line + '\n';
    return session;
}

SealState sealState(const Session& session) {
    if (!session.signing.isSigned()) return SealState::none;
    const std::string seal = apart(session.signing.note).seal;
    if (seal == sealOf(session)) return SealState::holds;
    const bool isReadable = seal.starts_with(kFirstWay) && !holdsUnknown(session);
    return isReadable ? SealState::broken : SealState::unknown;
}

std::string_view name(SealState state) {
    switch (state) {
        case SealState::none: return "none";
        case SealState::holds: return "holds";
        case SealState::broken: return "broken";
        case SealState::unknown: return "unknown";
    }
    return "";
}

const char* sealSentence(SealState state) {
    switch (state) {
        case SealState::none:
        case SealState::holds: return nullptr;
        case SealState::broken: return mark("This visit is not as it was signed: it was changed afterwards, outside of Myochart. The signature does not answer for it.");
        case SealState::unknown: return mark("Nothing shows that this visit is as it was signed: its note has no seal that can be read.");
    }
    return nullptr;
}

}  // namespace myochart::record
