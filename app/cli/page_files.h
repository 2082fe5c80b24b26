#pragma once
#include <memory>
#include <string>
#include <type_traits>

#include "cli/verbs.h"
#include "handout/page_parts.h"

namespace myochart::cli {

// What the verbs that write pages about a visit have in common.

/// The texts of pages in that language, with those of the practice over them.
Result<handout::ReadTexts> pageTexts(const Context& context, const std::string& language);

/// What was read of the record for pages about a visit.
struct PageRecord {
    record::Session session;
    record::Patient patient;
    record::Practice practice;
};
Result<PageRecord> pageRecord(workspace::Program& program, const std::string& session);

/// What `make` makes of the body that is shown, whose layer under the skin is `habitus` times as thick as measured. A stored body that is
/// damaged (`make` answers nothing) is looked at once more, whole.
template <class Make>
auto pagesOnBody(Context& context, workspace::Program& program, float habitus, const Make& make) {
    using Made = std::decay_t<decltype(**make(program.bodies.current()))>;
    for (const bool checked : {false, true}) {
        if (checked)
            if (const auto again = context.programOfHabitus(habitus, true, true); !again) return Result<Made>(again.error());
        auto made = make(program.bodies.current());
        if (!made) return Result<Made>(made.error());
        if (*made) return Result<Made>(std::move(**made));
    }
    return Result<Made>(failed("The stored model stays damaged; import it again with `model import`."));
}

/// "a4" or "letter".
inline handout::Paper paperNamed(std::string_view paper) { return paper == "letter" ? handout::Paper::letter : handout::Paper::a4; }

}  // namespace myochart::cli
