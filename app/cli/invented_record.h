#pragma once
#include <random>

#include "anatomy/catalogue.h"
#include "core/progress.h"
#include "store/record.h"

namespace myochart::cli {

/// How large an invented record is.
struct InventedSize {
    int patients = 100, visits = 1000, sites = 10'000;
};

/// People who never were, with visits over ten years in which everything is charted and most are signed. The same size gives the same
/// people, ids and visits, on every machine.
class InventedPeople {
  public:
    /// `catalogue` lives longer: names of muscles, and the note that is signed.
    InventedPeople(const InventedSize& size, const anatomy::Catalogue& catalogue);

    record::Practice practice() const;
    /// The `i`th, from 0.
    record::Patient patient(int i) const;
    /// How many visits the `i`th has.
    int visitsOf(int i) const;
    /// One of theirs, oldest first.
    record::Session visit(const record::Patient& patient, int i, int number) const;

  private:
    record::Marker site(std::mt19937_64& random, UtcMs at, size_t muscle) const;

    InventedSize size_;
    const anatomy::Catalogue& catalogue_;
    std::vector<const anatomy::Muscle*> muscles_;
    record::Practice practice_;
};

/// Writes them into an empty record through its own interface, in chunks. Fails as the record does.
Outcome fillInvented(store::Record& record, const InventedPeople& people, int patients, Progress& progress);

}  // namespace myochart::cli
