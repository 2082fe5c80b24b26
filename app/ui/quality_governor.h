#pragma once

namespace myochart::ui {

/// Chooses how carefully to draw: everything at once where a full frame is quick, else plainly while things move and
/// fully at rest. Learns from the frames' times; no clock of its own.
class QualityGovernor {
  public:
    static constexpr double kQuickMs = 22;    ///< a full frame under this keeps up with a 60 Hz screen or nearly so
    static constexpr double kPromptMs = 140;  ///< a full frame under this may answer a click at once

    void noteFull(double ms) { fullMs_ = fullMs_ < 0 ? ms : fullMs_ * 0.6 + ms * 0.4; }
    /// Full quality even while turning.
    bool fullWhileMoving() const { return fullMs_ >= 0 && fullMs_ <= kQuickMs; }
    /// Full quality as the first answer to a change at rest; the very first picture is a plain one, which comes soonest.
    bool fullAtOnce() const { return fullMs_ >= 0 && fullMs_ <= kPromptMs; }
    double fullMs() const { return fullMs_; }

  private:
    double fullMs_ = -1;  ///< unknown until the first full frame
};

}  // namespace myochart::ui
