#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "core/result.h"
#include "core/words.h"
#include "record/chart.h"

namespace myochart::exchange {

/// An export file read visit by visit, so that one of any size needs little memory: the text, the patients and one visit.
/// Refuses as bundleFromJsonText() does; a fault in a late visit is met when its turn comes. One thread.
class BundleReader {
  public:
    /// Takes the text over; reads what stands around the lists, and the patients.
    static Result<BundleReader> open(std::string text, std::string whatItIs = mark("The import file"));
    BundleReader(BundleReader&&) noexcept;
    BundleReader& operator=(BundleReader&&) = delete;
    ~BundleReader();

    const std::vector<record::Patient>& patients() const;
    /// False when no visit has a site.
    bool holdsSites() const;
    /// The next visit; nothing behind the last.
    Result<std::optional<record::Session>> next();
    /// Reads what is left and goes back to where it was: whether next() will meet a fault.
    Outcome readThrough();
    /// Back to the first visit.
    void rewind();
    /// How many visits were read, and which share of all that is, 0..1.
    size_t sessions() const;
    float share() const;

  private:
    struct Parts;
    explicit BundleReader(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace myochart::exchange
