#pragma once
#include "core/files.h"

namespace myochart {

/// A file that is being written beside where it will be, under a name of the program's own (".myochart-0a1b2c3d.tmp"): new,
/// empty, the user's alone, and locked, so that nobody sweeps it while this lives. Removed with what SQLite keeps beside
/// it when this goes, unless it was finished().
class UnfinishedFile {
  public:
    static Result<UnfinishedFile> make(const Path& folder);
    UnfinishedFile(UnfinishedFile&& other) noexcept;
    UnfinishedFile& operator=(UnfinishedFile&&) = delete;
    ~UnfinishedFile();

    const Path& path() const { return path_; }
    int descriptor() const { return fd_; }
    /// It has got its name: there is nothing to remove any more.
    void finished();

  private:
    UnfinishedFile(Path path, int fd);

    Path path_;
    int fd_ = -1;
    int slot_ = -1;  ///< where the stop signals' handler finds it; -1: it does not
};

/// From now on SIGINT, SIGTERM and SIGHUP remove every unfinished file of this process before they end it, as they would
/// have anyway. Signals that are ignored stay so. For main(); the window puts a handler of its own over it.
void removeUnfinishedWhenStopped();

/// Removes what killed programs left of unfinished files in `folder`; those that a program is writing stay. `name`: also
/// what earlier versions left of the file so called.
void sweepUnfinished(const Path& folder, const std::string& name);

/// Removes what lies beside a database under its name (companion_endings.h).
void removeCompanions(const Path& file);

/// Eight of the digits 0 to 9 and a to f, as they stand in the names of unfinished files.
bool isTag(std::string_view text);

}  // namespace myochart
