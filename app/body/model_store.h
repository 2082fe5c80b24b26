#pragma once
#include "body/model_library.h"

namespace myochart::body {

/// What model.json remembers of an installed model: enough to list it and to make its cache again.
struct ModelFacts {
    std::string name, source, installed;
    std::string path;         ///< of the file, zip or folder it came from
    std::uint64_t bytes = 0;  ///< of that source
    std::string checksum;     ///< of that source (sourceChecksum)
    std::uint32_t structures = 0;
    std::uint64_t triangles = 0;
    std::uint32_t cacheVersion = 0;
    ImportOptions options;  ///< as asked for, not as guessed
    bool sidesKnown = true;  ///< false: its frame or sides are a guess that nobody has confirmed
};

std::string toJson(const ModelFacts& facts);
/// Refused when it is not such a text.
Result<ModelFacts> modelFactsFromJson(std::string_view json);

/// A name under which a model may lie in the library: letters, digits, blank, "._-()", at most 80 bytes, no dot at the
/// start; other signs become "_". Empty when nothing is left.
std::string libraryName(std::string_view wanted);

/// A hash of the source's content (of a folder: of its files' names and contents), reading 4 MB at a time.
Result<std::string> sourceChecksum(const Path& source, const Progress& progress);

/// How the name of a folder begins in which a model is being made.
inline constexpr std::string_view kBeingMade = ".import-";

/// Puts the finished folder `made` in the place of `folder`, in one step where the system can; what was there is
/// removed.
Outcome putInPlace(const Path& made, const Path& folder);

/// Mends what an import that was cut off left behind: folders that nobody is making any more go, a model set aside comes
/// back.
void sweepLeftovers(const Path& library);

}  // namespace myochart::body
