#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace myochart::anatomy {

// What the clinical tables of assets/knowledge say, one struct a row. `reviewedBy` names the clinician who checked the
// row; empty: none has, and whoever shows the row says so.

/// A depth that somebody measured or used. It is evidence, never a depth to needle to: show it with the row's sentence.
struct DepthEvidence {
    double mm = 0;
    std::string kind;  ///< reach, pleura_mean, needle_used or smallest_measured
};

/// A hazard, contraindication, precaution or adverse event.
struct SafetyFact {
    std::string key, type, title, structures;  ///< type: hazard, contraindication_absolute, ...; structures between "|"
    std::vector<std::string> muscleKeys;
    std::string bodyRegion, severity;          ///< severity: critical, high, moderate or low
    std::string technique, direction;
    std::optional<DepthEvidence> depthEvidence;
    std::string depthBasis;                    ///< the sentence: in whom and how; never empty with a depthEvidence
    std::optional<double> incidencePercent;
    std::string incidenceText;
    std::vector<std::string> sources;
    std::string confidence, reviewedBy;
};

/// What courses teach of needling a point, the mildest first.
enum class Policy { trained, caution, lung, specialist, handsOnly };
std::string_view name(Policy policy);      ///< "trained", "caution", "lung", "specialist", "hands_only"
std::string_view sentence(Policy policy);  ///< "Treat by hand: courses do not needle here."; never a permission

/// The policy of one trigger point, or of a muscle in which none is charted.
struct NeedlePolicy {
    std::string key;        ///< the trigger point's, or the muscle's
    bool ofMuscle = false;  ///< no course teaches it: inferred from the muscle's place; never Policy::trained
    Policy policy = Policy::handsOnly;
    std::string why;
    std::vector<std::string> sources;
    std::string confidence, reviewedBy;
};

/// A complaint as patients tell it, and the muscles that textbooks name for it.
struct Condition {
    std::string key, name;
    std::vector<std::string> patientWords;
    std::string bodyArea;
    std::vector<std::string> muscles;  ///< keys, the likeliest first
    std::string why;
    std::string screenFirst;           ///< what to rule out; never empty, shown before the muscles
    std::string differentials, evidence;
    std::vector<std::string> sources;
    std::string confidence, reviewedBy;
};

/// A dermatome or the skin field of a nerve, in the regions of referral zones. Fields overlap and vary between people.
struct NerveField {
    std::string key, kind, name;       ///< kind: dermatome, peripheral_nerve or cranial_nerve
    std::string roots;                 ///< "C5-C6", "CN V"
    std::vector<std::string> regions;  ///< keys; none where the nerve has no skin field
    std::string keyPlace, motorCheck, reflex;
    std::string source;                ///< words, not a key
    std::string confidence, reviewedBy;
};

/// What people call a muscle; every muscle of the table has one in each language.
struct PlainName {
    std::string key;  ///< the muscle's
    std::string english, german, spanish, french;
    std::vector<std::string> sources;
    std::string confidence, reviewedBy;

    /// Of the languages "de", "es" and "fr"; else the English one.
    const std::string& in(std::string_view language) const;
};

/// Where flesh is seen along a muscle, tendon or aponeurosis elsewhere: estimates after published lengths and descriptions. Broad sheets
/// whose flesh ends along a line of landmarks, not at a share of their length, have none.
struct MuscleFlesh {
    /// Shares of the muscle's length from its origin.
    struct Span {
        float from = 0, to = 1;
    };
    std::string key;                ///< the muscle's
    std::vector<Span> spans;        ///< in their order, apart
    std::string origin, insertion;  ///< fleshy, tendinous or aponeurotic
    std::string source;             ///< words, not a key
    std::string verification, confidence, reviewedBy;
};

/// Words for a muscle, a group or a region that no name has ("calf", "rotator cuff", "C7").
struct EverydayWords {
    std::string key;
    std::vector<std::string> words;
    std::vector<std::string> muscles;  ///< keys, the likeliest first; empty: those of the condition
    std::string condition;             ///< key of the complaint that is meant; may be empty
    std::vector<std::string> sources;
    std::string confidence, reviewedBy;
};

/// A part of the body as people say it, and the regions of referred pain that it is.
struct PainPlace {
    std::string key;
    std::vector<std::string> words;    ///< "low back", "unterer Rücken", ... in four languages
    std::vector<std::string> regions;  ///< keys
    std::vector<std::string> sources;
    std::string confidence, reviewedBy;
};

/// One trigger point of a protocol.
struct ProtocolPoint {
    std::string point;      ///< key of the trigger point
    bool bothSides = false;  ///< else on the side that is chosen
};

/// Sites that are often looked at for a complaint, in their order: proposals, of which none counts until somebody has
/// touched it.
struct Protocol {
    std::string key, name;
    std::string condition;  ///< key
    std::vector<ProtocolPoint> points;
    std::string note;
    std::vector<std::string> sources;
    std::string confidence, reviewedBy;

    /// Whether a side has to be chosen.
    bool asksForSide() const {
        for (const ProtocolPoint& each : points)
            if (!each.bothSides) return true;
        return false;
    }
};

/// A needle size, technique, parameter, response, status, criterion or scale.
struct NeedleFact {
    std::string key, category, name;
    std::optional<double> diameterMm, lengthMm, min, max;
    std::string gaugeChinese, gaugeJapanese, colour, unit;
    std::vector<std::string> levels;
    std::string description;
    std::vector<std::string> sources;
    std::string confidence, reviewedBy;
};

// Of the three that follow `source` is words, not a key: where the figure comes from and whether it was looked up there.

/// A range of motion as it was published of a sample: never a target for a person.
struct MotionNorm {
    std::string key, joint, movement;   ///< "neck", "side bending"
    std::string kind, position;         ///< active or passive
    double norm = 0;
    std::optional<double> low, high;    ///< the range, or where the note says so the interval of a mean
    std::string unit, sex, ageBand;     ///< deg, cm or mm; any, f or m
    std::vector<std::string> limitedBy; ///< keys of muscles
    std::string source, confidence, note, reviewedBy;
};

/// A pressure pain threshold as it was published, or a rule about them. No reliable norm exists: it is shown beside what was
/// measured, never as a limit of health.
struct PressureReference {
    std::string key, site, muscle;      ///< of no one muscle: empty
    std::string population, sex, ageBand;
    std::optional<double> value;
    std::string valueKind, spread, unit;
    std::optional<double> kPa;          ///< the same in kPa, where the area of the tip is known
    std::string device, source, confidence, note, reviewedBy;
};

/// Something to do at home.
struct HomeExercise {
    std::string key, name;
    std::vector<std::string> muscles;   ///< keys
    std::string kind, position, instructions, dose, shouldFeel, stopIf, cautions, equipment;
    std::string source, confidence, reviewedBy;
};

}  // namespace myochart::anatomy
