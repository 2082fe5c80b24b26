#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/files.h"
#include "core/side.h"

namespace myochart::anatomy {

/// How deep a structure lies, for peeling; also the groups of the layers switch.
enum class Layer { skin, superficial, intermediate, deep, bone, connective, vessel, nerve, organ, other };
std::string_view name(Layer layer);
std::optional<Layer> layerFromName(std::string_view text);

struct Muscle {
    std::string key, name, latin;
    std::vector<std::string> synonyms;
    std::string fma;                                 ///< "FMA32557" or empty
    std::vector<std::string> fmaLeft, fmaRight;      ///< ids of the sided structures
    std::vector<std::string> elements;               ///< BodyParts3D element files ("FJ1450", "FJ1450M")
    std::string region;                              ///< neck, shoulder_girdle, ...
    Layer layer = Layer::superficial;
    std::string origin, insertion, innervation, action;
};

/// One commonly charted point of a muscle; positions are guides, not places.
struct TriggerPoint {
    std::string key, muscleKey, index;               ///< index "TrP1"
    double along = 0.5;                              ///< 0 origin .. 1 insertion
    double across = 0.5;
    std::string acrossAxis;                          ///< medial_lateral, superior_inferior or anterior_posterior
    std::string landmark;
    std::vector<std::string> essentialZones, spilloverZones, complaints;
    bool bilateral = false;                          ///< pattern on both sides
    bool rightOnly = false;
    std::string confidence, source, note;
    double x = 0, y = 0, z = 0;                      ///< position estimate in body heights (referral_regions frame)
};

/// A row of a table that was left out: what is wrong and where.
struct TableFault {
    std::string file;
    int line = 0;
    std::string message;
};

/// A muscle's name found in a text, with the side the text names.
struct NameMatch {
    std::string muscleKey;
    std::optional<Side> side;
};

struct SearchHit {
    std::string muscleKey;
    std::string matched;  ///< the name, synonym, Latin name or id that fits best
    double score = 0;     ///< 0..1
};

/// All that is known of muscles, read from assets/knowledge and checked. Immutable after load; any thread.
class Catalogue {
  public:
    /// Loads every table of `folder`; rows that fail a check are left out and listed in faults().
    static Result<Catalogue> load(const Path& folder);

    const std::vector<Muscle>& muscles() const { return muscles_; }
    const std::vector<TriggerPoint>& triggerPoints() const { return triggerPoints_; }
    const std::vector<TableFault>& faults() const { return faults_; }
    const Muscle* muscle(std::string_view key) const;

    /// Whose structure `name` names ("Long head of left biceps femoris", "FMA22357", "M. trapezius dexter").
    std::optional<NameMatch> matchName(std::string_view structureName) const;
    /// By FMA id of either side or of the whole muscle.
    std::optional<NameMatch> matchFma(std::string_view fma) const;
    /// Best first; forgives spelling; knows Latin, synonyms and ids.
    std::vector<SearchHit> search(std::string_view text, size_t limit = 20) const;

  private:
    std::vector<Muscle> muscles_;
    std::vector<TriggerPoint> triggerPoints_;
    std::vector<TableFault> faults_;
    std::unordered_map<std::string, size_t> byKey_, byFma_;
    std::unordered_map<std::string, NameMatch> byName_;
};

/// The side a structure's name tells ("left", "right", "sinister", "_L", ".r"), if any.
std::optional<Side> sideInName(std::string_view name);

}  // namespace myochart::anatomy
