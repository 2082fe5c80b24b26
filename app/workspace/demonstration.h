#pragma once
#include <utility>

#include "workspace/program.h"

namespace myochart::workspace {

// A practice that does not exist, for teaching and for pictures: it lies in a folder of its own and is gone with it.

/// What changes its record, in the trail; and how the window knows that it shows one.
inline constexpr const char* kDemonstration = "demonstration";

/// A new folder for the user alone, under the system's for temporary files; gone with this.
class DemonstrationFolder {
  public:
    static Result<DemonstrationFolder> make();
    DemonstrationFolder(DemonstrationFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    DemonstrationFolder& operator=(DemonstrationFolder&&) = delete;
    ~DemonstrationFolder();
    const Path& path() const { return path_; }

  private:
    explicit DemonstrationFolder(Path path) : path_(std::move(path)) {}
    Path path_;
};

/// Puts a made-up practice with a therapist, a patient with an alert, a signed visit of a week ago and one of today into the
/// program's record, which is empty, with sites on the body that is there; and opens today's. Fails without a body or a record.
Outcome beginDemonstration(Program& program);

}  // namespace myochart::workspace
