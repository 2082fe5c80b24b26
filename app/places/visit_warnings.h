#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "record/chart.h"

namespace myochart::places {

/// What of a visit speaks against itself for this patient. A warning is never a permission when it is missing.
struct VisitWarning {
    std::string about;                    ///< key of the safety table; record::Override::about is the same
    std::string sentence;                 ///< to people
    std::vector<record::MarkerId> sites;  ///< that it is about
};

/// Needles that may reach the lung on both sides in one visit (of the neck only the sites low down); deep sites and blood that does not clot; stimulation and an implanted
/// device; belly and low back in pregnancy; a limb with lymphoedema; fainting and sitting; every other absolute contraindication, at all
/// sites. By what the screening of the visit,
/// a form that the patient filled in or an alert of the patient says or mentions, and where the needle sites lie by their muscles (assets/knowledge/safety.csv).
std::vector<VisitWarning> visitWarnings(const record::Patient& patient, const record::Session& session, const anatomy::Catalogue& catalogue);

/// The same for whoever shows them in every frame: worked out when patient, visit or language have changed. One thread.
class VisitWarningsReader {
  public:
    const std::vector<VisitWarning>& of(const record::Patient& patient, const record::Session& session, const anatomy::Catalogue& catalogue);

  private:
    record::Patient patient_;
    record::Session session_;
    std::string language_;
    std::vector<VisitWarning> warnings_;
};

/// What the record calls the warning that courses treat a muscle's points by hand, in words for a note.
std::string handsOnlyWarning(const anatomy::Muscle& muscle);

/// Whether a needle went in at one of its sites (record::wasNeedled) and nobody has given a reason: a visit is not signed before.
bool wantsReason(const record::Session& session, const VisitWarning& warning);
/// Those of visitWarnings() that want one.
std::vector<VisitWarning> warningsToAnswer(const record::Patient& patient, const record::Session& session, const anatomy::Catalogue& catalogue);

/// The reason for which the warning of that key was gone past; empty: none.
std::string reasonFor(const record::Session& session, std::string_view about);
inline std::string reasonFor(const record::Session& session, const VisitWarning& warning) { return reasonFor(session, warning.about); }

}  // namespace myochart::places
