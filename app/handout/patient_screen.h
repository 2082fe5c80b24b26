#pragma once
#include "handout/handout.h"

namespace myochart::handout {

/// What a patient is shown on a screen of their own, in one language and in reading order: where needles are planned or went in, how many,
/// how it may feel, and how it feels afterwards. It names nobody, and holds no depth, no finding and nothing that therapists wrote to
/// one another.
struct PatientScreen {
    std::string title;    ///< what the places are
    std::vector<HandoutSite> sites;
    std::string needles;  ///< "Thin needles: 5"; empty where there is none
    std::string nothing;  ///< a sentence in place of the sites, where there is none
    HandoutPart feel;     ///< nothing where no needle is planned any more
    HandoutPart after;
};

/// As handoutOf(): sites that nobody confirmed are not told.
PatientScreen patientScreenOf(const HandoutSource& source);

}  // namespace myochart::handout
