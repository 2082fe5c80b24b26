#pragma once
#include <string>
#include <vector>

#include "cli/verbs.h"

namespace myochart::cli {

/// The options of merging.
struct MergeArguments {
    std::vector<std::string> decide;  ///< ID.FIELD=mine|theirs|both
    std::string all, before;
    void addTo(CLI::App* verb);
    bool given() const { return !decide.empty() || !all.empty() || !before.empty(); }
};

/// What `import FILE --conflicts merge` does; `text` is the file's, as an export.
Answer mergeFile(Context& context, std::string text, const std::string& file, const MergeArguments& arguments, bool preview);
/// `record merge`.
void addMergeVerb(CLI::App& record, VerbTable& verbs);

}  // namespace myochart::cli
