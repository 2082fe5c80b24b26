#pragma once
#include <string>
#include <vector>

#include "cli/verbs.h"
#include "exchange/bundle_reader.h"

namespace myochart::cli {

/// The options of merging.
struct MergeArguments {
    std::vector<std::string> decide;  ///< ID.FIELD=mine|theirs|both
    std::string all, before;
    void addTo(CLI::App* verb);
    bool given() const { return !decide.empty() || !all.empty() || !before.empty(); }
};

/// What `import FILE --conflicts merge` does, with `reader` at the file's beginning.
Answer mergeFile(Context& context, exchange::BundleReader& reader, const std::string& file, const MergeArguments& arguments, bool preview);
/// `record merge`.
void addMergeVerb(CLI::App& record, VerbTable& verbs);

}  // namespace myochart::cli
