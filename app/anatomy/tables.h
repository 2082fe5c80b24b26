#pragma once
#include "anatomy/clinical_facts.h"
#include "anatomy/facts.h"
#include "core/files.h"

namespace myochart::anatomy {

/// The rows of every table of assets/knowledge that passed their checks.
struct Tables {
    std::vector<Muscle> muscles;  ///< of muscles.csv, then of whole_muscles.csv
    std::vector<TriggerPoint> triggerPoints;
    std::vector<ReferralRegion> regions;
    std::vector<SafetyFact> safety;
    std::vector<NeedlePolicy> policies;
    std::vector<Condition> conditions;
    std::vector<Protocol> protocols;
    std::vector<MotionNorm> motionNorms;
    std::vector<PressureReference> pressureReferences;
    std::vector<HomeExercise> exercises;
    std::vector<PlainName> plainNames;
    std::vector<MuscleFlesh> flesh;
    std::vector<EverydayWords> everyday;
    std::vector<PainPlace> painPlaces;
    std::vector<NeedleFact> needles;
    std::vector<Landmark> landmarks;
    std::vector<TriggerPlace> triggerPlaces;
    std::vector<SchematicPathPoint> pathPoints;
    std::vector<SchematicMusclePoint> musclePoints;
    std::vector<SkinThickness> skinThickness;
    std::vector<Source> sources;
    std::vector<TableFault> faults;  ///< rows left out
    std::vector<NerveField> nerveFields;
};

/// A table that is missing, unreadable or without its columns, and rows that fail a check, are listed in `faults`; the
/// rest is read. Fails only when there is no table at all.
/// References go one way (sources, regions, muscles, then those who name them), so none can go in a circle.
Result<Tables> readTables(const Path& folder);

}  // namespace myochart::anatomy
