#pragma once
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "core/files.h"

namespace myochart::test {

/// A SQLite file layer, put in front of the real one while it lives, that can fail any call and that notes every write,
/// so that the files can be rebuilt as a power cut would have left them. The simulated device is a bad one: 512-byte
/// sectors that tear, no order between writes that were not flushed. Like ext4, a flush of any file makes earlier
/// creations and removals of files durable.
class FaultyDisk {
  public:
    FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;
    ~FaultyDisk();

    enum class Failure { ioError, diskFull };
    /// Lets the `call`-th call from now fail (1 is the next), and all after it when `forEver`.
    void failAt(long call, Failure failure, bool forEver);
    void failNever() { failAt_ = 0; }
    long failures() const { return failures_; }

    /// Notes from now on what happens to the files in `folder`; what is there now counts as durable.
    void startRecording(const Path& folder, bool flushesWork = true);
    void stopRecording() { recording_ = false; }
    /// How much was noted so far; a moment at which the power can be cut.
    size_t moment() const { return steps_.size(); }

    enum class Loss { everything, random, tornLast, garbage };
    using Files = std::map<std::string, std::string>;
    /// The files after a power cut at `moment`: what was flushed, and of the rest what `loss` leaves. Moments must not
    /// go backwards.
    Files afterCut(size_t moment, Loss loss, std::mt19937& random);

    // For the file layer itself.
    struct Step {
        enum Kind { write, truncate, flush, create, remove } kind = write;
        std::string file;
        std::int64_t at = 0;  ///< place of a write, new size of a truncation
        std::string bytes;
    };
    enum class Needs { nothing, space };
    /// Counts a call and tells whether it fails; a full disk fails only calls that need space.
    bool fails(Needs needs);
    int failureCode(int ioError) const;
    bool isFull() const { return failure_ == Failure::diskFull; }
    void note(Step step);

  private:
    void makeDurable(const Step& step);

    long call_ = 0, failAt_ = 0, failures_ = 0;
    Failure failure_ = Failure::ioError;
    bool forEver_ = false, recording_ = false, flushesWork_ = true;
    Path folder_;
    std::vector<Step> steps_;
    Files durable_;
    std::vector<Step> pending_;
    size_t replayed_ = 0;
};

}  // namespace myochart::test
