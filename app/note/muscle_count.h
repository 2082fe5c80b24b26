#pragma once
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "record/chart.h"
#include "record/ledger.h"

namespace myochart::note {

using record::wasNeedled;

/// A muscle that was needled: once, whatever the side and however many sites.
struct NeedledMuscle {
    std::string key;   ///< of the catalogue
    std::string name;  ///< "trapezius"
    std::vector<std::string> parts;      ///< the parts of it that were needled, where the catalogue has it in parts
    std::vector<std::uint32_t> sites;    ///< their numbers
};

/// A needled site whose muscle does not count: a group ("erector spinae", "paraspinals") or no muscle of the catalogue.
struct UncountedSite {
    std::uint32_t number = 0;
    std::string muscle;
};

/// How many muscles were needled, and what that suggests for billing in the United States: CPT 20560 (needle insertion
/// without injection, 1 or 2 muscles), 20561 (3 or more), in use since 2020. Counted by key of the catalogue; parts of one
/// muscle (upper and lower trapezius) are one muscle, a group of muscles is none. Nothing is billed by this.
struct MuscleCount {
    std::vector<NeedledMuscle> muscles;  ///< in the order in which they were charted
    std::vector<UncountedSite> uncounted;

    const char* cpt() const;         ///< "20560", "20561", or "" where no muscle counts
    /// "2 muscles were needled, each counted once ...: soleus (sites 1, 2); trapezius (upper trapezius; site 3). Not
    /// counted, ...": empty when no site was needled.
    std::string sentence() const;
    std::string suggestion() const;  ///< "CPT 20560 (1 or 2 muscles) is suggested; ..."; empty where no muscle counts
};
MuscleCount musclesNeedled(const record::Session& session, const anatomy::Catalogue& catalogue);

}  // namespace myochart::note
