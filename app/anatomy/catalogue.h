#pragma once
#include <unordered_map>

#include "anatomy/name_index.h"
#include "anatomy/tables.h"
#include "anatomy/topic_index.h"

namespace myochart::anatomy {

/// All that is known of muscles, read from assets/knowledge and checked. Immutable after load; any thread.
class Catalogue {
  public:
    /// Loads every table of `folder`; rows that fail a check are left out and listed in faults(), and so
    /// are tables that are missing or none (line 0). Fails when there is no table at all.
    static Result<Catalogue> load(const Path& folder);

    /// The rows of muscles.csv, then the wholes (Muscle::parts not empty) of whole_muscles.csv.
    const std::vector<Muscle>& muscles() const { return tables_.muscles; }
    const std::vector<TriggerPoint>& triggerPoints() const { return tables_.triggerPoints; }
    const std::vector<ReferralRegion>& regions() const { return tables_.regions; }
    const std::vector<SafetyFact>& safety() const { return tables_.safety; }
    const std::vector<NeedlePolicy>& policies() const { return tables_.policies; }
    const std::vector<Condition>& conditions() const { return tables_.conditions; }
    const std::vector<Protocol>& protocols() const { return tables_.protocols; }
    const std::vector<MotionNorm>& motionNorms() const { return tables_.motionNorms; }
    const std::vector<PressureReference>& pressureReferences() const { return tables_.pressureReferences; }
    const std::vector<NerveField>& nerveFields() const { return tables_.nerveFields; }
    const std::vector<PainPlace>& painPlaces() const { return tables_.painPlaces; }
    const std::vector<HomeExercise>& exercises() const { return tables_.exercises; }
    /// Null: there is no row of that key.
    const HomeExercise* exercise(std::string_view key) const;
    const std::vector<PlainName>& plainNames() const { return tables_.plainNames; }
    const std::vector<NeedleFact>& needles() const { return tables_.needles; }
    const std::vector<Landmark>& landmarks() const { return tables_.landmarks; }
    const std::vector<SchematicPathPoint>& pathPoints() const { return tables_.pathPoints; }
    const std::vector<SchematicMusclePoint>& musclePoints() const { return tables_.musclePoints; }
    /// How to find a trigger point on a body; null: by its fractions alone.
    const TriggerPlace* triggerPlace(std::string_view triggerPointKey) const;
    /// What courses teach of needling a trigger point, or what is said of a muscle without any; null: there is no row.
    const NeedlePolicy* policy(std::string_view key) const;
    const std::vector<SkinThickness>& skinThickness() const { return tables_.skinThickness; }
    const std::vector<Source>& sources() const { return tables_.sources; }
    const std::vector<TableFault>& faults() const { return tables_.faults; }

    /// "The catalogue is not whole: muscles.csv, line 4: ... (and 2 more)."; empty when it is.
    std::string faultSentence() const;

    const Muscle* muscle(std::string_view key) const;
    /// What people call it; null: there is no row.
    const PlainName* plainName(std::string_view muscleKey) const;
    /// Where flesh is seen along it; null: there is no row.
    const MuscleFlesh* flesh(std::string_view muscleKey) const;
    const Source* source(std::string_view key) const;
    const ReferralRegion* region(std::string_view key) const;
    /// The muscle's points; of a whole also its parts' points, in the table's order.
    std::vector<const TriggerPoint*> triggerPointsOf(std::string_view muscleKey) const;
    /// Hazards, precautions and the like that name the muscle; of a whole also its parts'.
    std::vector<const SafetyFact*> safetyOf(std::string_view muscleKey) const;
    /// Keys of the wholes that `muscleKey` is a part of, the closest (fewest parts) first.
    std::vector<std::string> wholesOf(std::string_view muscleKey) const;

    /// Whose structure `name` names ("Long head of left biceps femoris", "M. trapezius dexter"): the part where the
    /// tables have it, else the whole muscle. Nothing when not sure.
    std::optional<NameMatch> matchName(std::string_view structureName) const;
    /// The same, but every word as it is spelt: for what a person types, where a slip is to be asked about.
    std::optional<NameMatch> matchSpelt(std::string_view typedName) const;
    /// By FMA id of either side or of the whole muscle.
    std::optional<NameMatch> matchFma(std::string_view fma) const;
    /// Best first; forgives spelling; knows Latin, synonyms, ids, everyday words in four languages, complaints and nerves.
    /// Of a complaint every hit says what to screen for first.
    std::vector<SearchHit> search(std::string_view text, size_t limit = 20) const;

  private:
    Tables tables_;
    NameIndex names_;
    TopicIndex topics_;
    std::unordered_map<std::string, size_t> byKey_;
};

/// The side a structure's name tells ("left", "right", "sinister", "_L", ".r"), if any.
std::optional<Side> sideInName(std::string_view name);

}  // namespace myochart::anatomy
