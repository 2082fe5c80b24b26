#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "anatomy/catalogue.h"
#include "record/chart.h"

namespace myochart::note {

/// The note of a visit as plain text, in complete sentences and in the order of the visit: paragraphs, each group of them
/// under a line of its own that names it (isHeading), a blank line between groups. In the language of the window, with the names that
/// muscles and rows of the tables have in it; places in words stay as they are kept. Says nothing of what nobody recorded; "no" and 0 are said as
/// such. Sites that nobody confirmed are named as that and are in no count. At the end signature and addenda.
/// Pure: the same data gives the same text (of a visit without utc_offset: on machines of one time zone).
std::string noteText(const record::Patient& patient, const record::Practice& practice, const record::Session& session,
                     const anatomy::Catalogue& catalogue);

/// The note as it is to be shown, copied and handed over.
struct NoteDraft {
    std::string text;
    bool edited = false;    ///< somebody wrote it over what the program would write; it is never written anew by itself
    bool isSigned = false;  ///< as it was signed, with the signature and addenda behind it
    /// Of an edited note: whether the data changed since. Nothing: it was edited in another language, so nobody knows.
    std::optional<bool> dataChanged;
    /// What is kept as session.note.basis when `text` is edited now: the language and a hash of the text from the data.
    std::string basis;
};
NoteDraft noteDraft(const record::Patient& patient, const record::Practice& practice, const record::Session& session,
                    const anatomy::Catalogue& catalogue);

/// Whether a line of a note is the heading of a group, in the language of the window.
bool isHeading(std::string_view line);

}  // namespace myochart::note
