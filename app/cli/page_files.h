#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cli/verbs.h"
#include "handout/page_parts.h"

namespace myochart::cli {

// What the verbs that write PDF have in common.

/// The texts of pages in that language, with those of the practice over them.
Result<handout::ReadTexts> pageTexts(const Context& context, const std::string& language);

/// What was read of the record for pages about a visit.
struct PageRecord {
    record::Session session;
    record::Patient patient;
    record::Practice practice;
};
Result<PageRecord> pageRecord(workspace::Program& program, const std::string& session);

/// Pages with the body that is shown, whose layer under the skin is `habitus` times as thick as measured. A stored body that is damaged (`make` answers nothing) is looked at
/// once more, whole.
using MakePages = std::function<Result<std::optional<handout::HandoutPdf>>(const std::shared_ptr<const body::Body>& body)>;
Result<handout::HandoutPdf> pagesOnBody(Context& context, workspace::Program& program, float habitus, const MakePages& make);

/// "a4" or "letter".
inline handout::Paper paperNamed(std::string_view paper) { return paper == "letter" ? handout::Paper::letter : handout::Paper::a4; }

}  // namespace myochart::cli
