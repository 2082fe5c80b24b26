#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/id.h"
#include "core/side.h"
#include "core/time.h"
#include "core/vec.h"

namespace myochart::chart {

// The document: plain copyable values. Meshes and the catalogue are elsewhere, shared and immutable.

struct PatientTag {};
struct SessionTag {};
struct MarkerTag {};
using PatientId = Id<PatientTag>;
using SessionId = Id<SessionTag>;
using MarkerId = Id<MarkerTag>;

enum class MarkerType { active, latent, satellite, tender, needle };
std::string_view name(MarkerType type);                             ///< "active", ... as on the command line
std::string_view title(MarkerType type);                            ///< "Active trigger point", ...
std::optional<MarkerType> markerTypeFromName(std::string_view text);

/// A place that does not depend on a model: the muscle, the side and where along, across and under its surface.
struct MuscleAddress {
    std::string muscleKey;  ///< empty: the structure is not in the catalogue
    float u = 0, v = 0;     ///< 0 origin .. 1 insertion; 0..1 across
    float w = 0;            ///< 0..1 through the thickness

    bool operator==(const MuscleAddress&) const = default;
};

/// A point on a structure of one body. When the body changes, the address places it again, with an error radius.
struct SurfaceAnchor {
    std::string structureKey;
    std::uint32_t triangle = 0;
    vec3 barycentric{1, 0, 0};
    vec3 position{};                ///< mm, body frame
    vec3 normal{0, 0, 1};           ///< unit, outward
    std::string bodyChecksum;
    MuscleAddress address;
    float errorRadiusMm = 0;        ///< 0: placed on this very body

    bool operator==(const SurfaceAnchor&) const = default;
};

/// What the user wrote over what the body said. It is kept as written; the rest follows the place.
struct ByHand {
    bool muscle = false, side = false, sentence = false;

    bool any() const { return muscle || side || sentence; }
    bool operator==(const ByHand&) const = default;
};

struct Marker {
    MarkerId id;
    std::uint32_t number = 0;  ///< in its session, from 1; given when it is added, its own for life. 0: not added yet
    MarkerType type = MarkerType::active;
    SurfaceAnchor anchor;
    std::string muscle;    ///< name shown; filled in from the hit, may be corrected
    Side side = Side::midline;
    std::string sentence;  ///< "left upper trapezius, middle third, superficial"
    ByHand byHand;         ///< which of muscle, side and sentence were written by the user
    std::string label;     ///< short; empty: its number is shown
    std::string note;
    UtcMs createdAt = 0;

    bool operator==(const Marker&) const = default;
};

struct Session {
    SessionId id;
    PatientId patient;
    UtcMs startedAt = 0;
    std::string title;
    std::vector<Marker> markers;   ///< in the order of placing
    std::uint32_t lastNumber = 0;  ///< the highest number that a marker has had, also one removed since

    /// The marker of that id, or nullptr.
    const Marker* marker(const MarkerId& markerId) const;
    bool operator==(const Session&) const = default;
};

struct Patient {
    PatientId id;
    std::string name;
    std::string birthDate;  ///< "YYYY-MM-DD" or empty
    std::string note;
    UtcMs createdAt = 0;

    bool operator==(const Patient&) const = default;
};

// Limits of what comes from outside, in bytes of UTF-8 or pieces.
inline constexpr size_t kMaxNameBytes = 200;     ///< names, titles, keys, sentences
inline constexpr size_t kMaxLabelBytes = 80;
inline constexpr size_t kMaxNoteBytes = 10'000;
inline constexpr size_t kMaxMarkers = 10'000;    ///< a session
inline constexpr size_t kMaxKeys = 20'000;       ///< entries of any list of keys

/// Gives every marker without a number the next one. For sessions from before markers had numbers.
void numberMarkers(Session& session);
/// "3" for the marker with the number 3 and no label of its own, else its label.
std::string shownLabel(const Session& session, const MarkerId& marker);
/// Whether a visit lies before the day of birth; false without one. A day of slack: a birth date has no time zone.
bool liesBeforeBirth(UtcMs startedAt, std::string_view birthDate);
/// What is wrong with a value that came from outside: "anchor.barycentric must add up to 1." Starts with the field and
/// holds no patient text; empty when sound.
std::string faultIn(const Marker& marker);
std::string faultIn(const Patient& patient);
std::string faultIn(const Session& session);  ///< with its markers; "markers[3].label is too long ..."
/// The session without looking into its markers; for saves that know which marker changed.
std::string faultInHeader(const Session& session);

}  // namespace myochart::chart
