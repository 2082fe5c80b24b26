#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/files.h"
#include "exchange/fhir_reader.h"
#include "workspace/import_preview.h"
#include "workspace/markup_sites.h"
#include "workspace/merging.h"

namespace myochart::workspace {

/// What becomes of entries that are here with other content.
enum class OfOthers {
    keep,    ///< what is here stays, the rest is taken
    both,    ///< the same, and a visit of the file comes beside the one that is here
    decide,  ///< every difference by itself: IncomingFile::conflicts
};

/// What a file would bring, as it waits for somebody to look at it. Nothing of it was taken yet.
struct IncomingFile {
    enum class Kind { visits, copy, points };
    Path file;
    unsigned reading = 0;                          ///< another one at every reading of a file
    Kind kind = Kind::visits;                      ///< of visits, a copy of this record, or points for the visit that is open
    std::string format = {};                          ///< "json", "csv", "fhir", "markups", "record"
    std::vector<PreviewRow> patients = {}, sessions = {};    ///< in the order of the file; of a copy what merging would change
    std::vector<std::string> toBeLookedAt = {};         ///< sentences: what stands against it, what is doubted, what is not read
    std::vector<exchange::UnknownMuscle> unknown = {};  ///< muscles that nobody knows; while there are such nothing can be taken
    exchange::MuscleMap muscles = {};                   ///< what somebody said of others
    size_t proposed = 0;                           ///< sites of another program that were put in the middle of their muscle

    OfOthers ofOthers = OfOthers::keep;
    std::vector<PlannedConflict> conflicts = {};        ///< what is told differently here and there
    size_t chosen = 0;                             ///< of sessions: it stands on the body

    MarkupSites points = {};                            ///< of points: where they would be
    record::SessionId into = {};                        ///< the visit that they would be sites of
    bool asksForType = false;                      ///< the points do not tell what they are: type is to be chosen
    std::optional<record::MarkerType> type = {};

    size_t differing() const;                      ///< patients and visits
    size_t bringing() const;                       ///< new patients and visits, or points
    size_t undecided() const;                      ///< conflicts, where each is decided by itself
    bool isDecided() const;                        ///< somebody has decided one of them, or mapped a muscle
    bool mayBeTaken() const;                       ///< nothing is left to be said, and something comes
};

}  // namespace myochart::workspace
