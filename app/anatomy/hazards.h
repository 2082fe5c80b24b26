#pragma once
#include "anatomy/catalogue.h"
#include "core/words.h"

namespace myochart::anatomy {

/// What a needle that goes astray meets, the worst first. The lung leads: a punctured lung is the commonest of the
/// serious harms that needling did.
enum class Danger { lung, heart, spine, vessel, organ, nerve, none };
std::string_view name(Danger danger);  ///< "lung", "heart", "spine", "vessel", "organ", "nerve", "none"
/// The worst that the words name ("pleura and lung|kidney": lung).
Danger worstDanger(std::string_view structures);

/// The one hazard of a muscle (of a whole: of its parts) to show before a needle: the gravest severity first, then the
/// worst danger, then the row that names fewest muscles (the one most about this muscle), then the table's order.
/// Null: the tables hold no hazard of it, which is no clearance.
const SafetyFact* mostSeriousHazard(const Catalogue& catalogue, std::string_view muscleKey);
/// The worse of two by that order, the first when they are alike; either may be null.
const SafetyFact* moreSerious(const SafetyFact* one, const SafetyFact* other);
/// All hazards of the muscle in that order.
std::vector<const SafetyFact*> hazardsOf(const Catalogue& catalogue, std::string_view muscleKey);

/// The hazards in that order, then contraindications, precautions and the rest in the table's.
std::vector<const SafetyFact*> safetyWorstFirst(const Catalogue& catalogue, std::string_view muscleKey);

/// What is told where mostSeriousHazard() is null.
inline constexpr std::string_view kNoHazardRecorded = mark("No hazard is recorded for this muscle, which does not mean there is none.");

/// How it is done, as it may be shown: a length in it was used or measured by somebody, and the text says that it is no limit.
std::string techniqueSentence(const SafetyFact& fact);
/// "Direction that courses teach: over the border, shallow": whose word it is stands before it; empty without one.
std::string directionSentence(const SafetyFact& fact);
/// Whether a text holds a length ("19 mm", "50-60 mm", "3.5 cm", "2 inches").
bool holdsLength(std::string_view text);
/// What of a depth may be shown: the figure only with its kind and its sentence, and that it is no limit; empty without.
std::string depthSentence(const SafetyFact& fact);
/// Whether a clinician has reviewed one of them.
bool anyReviewed(const std::vector<const SafetyFact*>& facts);
/// "Not reviewed by a clinician." or "Reviewed by ...": goes with every row that is shown.
std::string reviewSentence(std::string_view reviewedBy);

/// The stricter of two, the first when they are alike; either may be null.
const NeedlePolicy* stricter(const NeedlePolicy* one, const NeedlePolicy* other);
/// The strictest policy of the points; null: none has one.
const NeedlePolicy* strictestPolicy(const Catalogue& catalogue, const std::vector<const TriggerPoint*>& points);
/// The strictest of all points of the muscle (of a whole: of its parts), or where none is charted that of the muscle;
/// null: the tables hold none, which clears nothing.
const NeedlePolicy* strictestPolicyOf(const Catalogue& catalogue, std::string_view muscleKey);
/// What to tell of a policy: its sentence, which of a muscle without charted points does not speak of courses.
std::string_view sentence(const NeedlePolicy& policy);

}  // namespace myochart::anatomy
