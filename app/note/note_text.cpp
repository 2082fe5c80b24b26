#include "note/note_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "core/words.h"
#include "note/note_words.h"

namespace myochart::note {

namespace {

/// Everything but signature and addenda: what is edited and signed.
std::string bodyText(const NoteData& data) {
    NoteWriter to;
    for (const auto write : {writeVisit, writeScreening, writeConsent, writeBefore, writeSites, writeNeedles, writeAfter, writePlan, writeMuscles})
        write(to, data);
    return to.take();
}

std::string withSignature(std::string body, const NoteData& data) {
    NoteWriter to;
    writeSignature(to, data);
    const std::string signature = to.take();
    if (signature.empty()) return body;
    if (!body.empty() && !body.ends_with('\n')) body += '\n';
    return body + '\n' + signature;
}

std::string basisOf(const std::string& body) {
    return fmt::format("{} {}", languageInUse(), checksum(std::as_bytes(std::span(body))));
}

std::optional<bool> changedSince(const std::string& kept, const std::string& now) {
    const auto language = [](const std::string& basis) { return basis.substr(0, basis.find(' ')); };
    if (language(kept) != language(now)) return std::nullopt;
    return kept != now;
}

}  // namespace

std::string noteText(const record::Patient& patient, const record::Practice& practice, const record::Session& session,
                     const anatomy::Catalogue& catalogue) {
    const NoteData data{patient, practice, session, catalogue};
    return withSignature(bodyText(data), data);
}

NoteDraft noteDraft(const record::Patient& patient, const record::Practice& practice, const record::Session& session,
                    const anatomy::Catalogue& catalogue) {
    const NoteData data{patient, practice, session, catalogue};
    std::string body = bodyText(data);
    NoteDraft draft;
    draft.basis = basisOf(body);
    draft.edited = !session.note.text.empty();
    draft.isSigned = session.signing.isSigned();
    if (draft.edited) draft.dataChanged = changedSince(session.note.basis, draft.basis);
    const std::string& written = draft.isSigned && !session.signing.note.empty() ? session.signing.note : draft.edited ? session.note.text : body;
    draft.text = withSignature(written, data);
    return draft;
}

bool isHeading(std::string_view line) {
    for (int i = 0; i <= static_cast<int>(Group::signature); ++i)
        if (line == tr(heading(static_cast<Group>(i)))) return true;
    return false;
}

}  // namespace myochart::note
