#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "core/files.h"

namespace myochart {

/// Files and folders of the program itself, which no output may replace or lie in. They need not exist.
struct OwnPlaces {
    std::vector<Path> files, folders;
};

/// A place that the user named for a file, looked at and found fit. Made by openOutput().
class OutputFile {
  public:
    /// Where the file will be: absolute, without symbolic links.
    const Path& path() const { return place_; }
    /// Writes all or nothing. A file that is replaced keeps its permissions and its owner, a new one is the user's alone
    /// (0600). Looks at the place again first: what openOutput() refuses is refused here too.
    Outcome write(std::span<const std::byte> bytes, Written written = Written::onDisk) const;
    Outcome write(std::string_view text, Written written = Written::onDisk) const;

  private:
    friend Result<OutputFile> openOutput(const Path& named, const OwnPlaces& own);
    OutputFile(Path place, OwnPlaces own) : place_(std::move(place)), own_(std::move(own)) {}

    Path place_;
    OwnPlaces own_;
};

/// The one way to a file that the user named. Links are followed, a link to nothing makes what it points to. Refused,
/// with a sentence: whatever is no regular file (folders, devices, pipes, sockets), a file that may not be written, any
/// database and what belongs to it (-wal, -shm, -journal, .lock), bodies ready to load, model files, and the program's
/// own places. A record whose beginning is damaged is told by its name, by what lies beside it, and by being neither a
/// picture nor a text. What a killed program left half written in the folder is removed.
Result<OutputFile> openOutput(const Path& named, const OwnPlaces& own = {});

}  // namespace myochart
