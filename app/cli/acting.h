#pragma once
#include <functional>

#include "cli/verbs.h"
#include "record/edits.h"

namespace myochart::cli {

// What the verbs about a visit share.

/// Who acts: --therapist, or the only one who is kept. Fails with what to do.
Result<record::Therapist> actingTherapist(const Context& context, store::Record& record);

/// A visit before and after an edit of it that is durable. The edit runs on the record's thread with the visit as far as it
/// can be read; what it fails with is the answer.
struct ChangedVisit {
    record::Session before, after;
    std::string message;
};
using VisitEdit = std::function<Result<record::Edited>(store::Record&, const record::Session&)>;
Result<ChangedVisit> changeVisit(workspace::Program& program, const record::SessionId& id, const VisitEdit& edit);

/// The edit that these changes of `after` are; refused when the visit is not sound with them.
Result<record::Edited> editedAs(const record::Session& before, record::Session after, std::string message);

/// Refuses a moment that is still to come; clocks differ by a minute. `what` is the option or the field.
Outcome requirePast(UtcMs moment, std::string_view what);
/// A moment that an option gives, or now where it is empty; one that is still to come is refused. `now` 0: any moment.
Result<UtcMs> momentOr(UtcMs now, const std::string& text, std::string_view option);

/// `text` as it is when it is one of the keys, or is words: what looks like a key and is none is refused with the nearest one.
Outcome keyOrWords(const std::vector<std::string>& keys, const std::string& text, std::string_view option);
/// The keys of the safety table's rows of a type that begins like one of these.
std::vector<std::string> safetyKeys(const anatomy::Catalogue& catalogue, const std::vector<std::string_view>& types);
/// What is asked at the door: contraindications and precautions.
std::vector<std::string> screeningKeys(const anatomy::Catalogue& catalogue);
/// Those of them that a patient is asked.
std::vector<std::string> questionKeys(const anatomy::Catalogue& catalogue);

}  // namespace myochart::cli
