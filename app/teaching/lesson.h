#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/facts.h"

namespace myochart::teaching {

/// A text in the languages of the window, by code; English is "en".
struct Texts {
    std::map<std::string, std::string, std::less<>> by;

    /// In that language; else in English; empty where neither is there.
    const std::string& in(std::string_view language) const;
    bool empty() const { return by.empty(); }
    bool operator==(const Texts&) const = default;
};

/// A muscle or a charted point, on a side; no side: on both.
struct OnSide {
    std::string key;
    std::optional<Side> side;

    bool operator==(const OnSide&) const = default;
};

/// Exactly from where the body is looked at: mm in the body frame, degrees.
struct Viewpoint {
    double azimuthDeg = 0, elevationDeg = 0, distanceMm = 0;
    double x = 0, y = 0, z = 0;  ///< what stands in the middle of the picture

    bool operator==(const Viewpoint&) const = default;
};

/// One picture of the body with what is said of it. What is not told stays as a body is first shown.
struct Step {
    Texts title, text;
    Texts speech;                    ///< what is spoken where it is not the text
    std::string view;                ///< one of kViews; empty: anterior
    std::vector<OnSide> lookAt;      ///< muscles or points that are framed; none: all that is shown solid
    double zoom = 1;                 ///< above 1: nearer
    std::optional<Viewpoint> camera; ///< instead of view, lookAt and zoom
    std::vector<anatomy::Layer> layers;  ///< shown; none: all but skin, vessels and nerves
    std::vector<OnSide> isolate;     ///< muscles
    bool othersAsGhost = true;       ///< what is not isolated stays as a faint ghost
    std::vector<OnSide> patterns;    ///< reported patterns of muscles or points
    std::vector<OnSide> markers;     ///< charted points
    std::optional<OnSide> needle;    ///< a charted point and the way that courses teach to it
    std::string picture;             ///< a file beside the lesson
    double seconds = 0;              ///< how long it is looked at; 0: not told
    std::string include;             ///< the steps of that file, beside this one, stand here instead

    bool operator==(const Step&) const = default;
};
inline constexpr std::string_view kViews[] = {"anterior", "posterior", "left", "right", "superior", "inferior"};

/// For whom a lesson is.
enum class Audience { everybody, patients, therapists };
std::string_view name(Audience audience);  ///< "everybody", "patients", "therapists"
std::optional<Audience> audienceFromName(std::string_view text);

/// A tour of the body in steps, as it stands in a file. Whatever it shows is taught, never a patient's.
struct Lesson {
    std::string comment;  ///< the lines that begin with "#" at the top of the file, without it
    Texts title;
    Audience audience = Audience::everybody;
    std::vector<std::string> sources;  ///< keys of sources.csv
    std::vector<Step> steps;

    bool operator==(const Lesson&) const = default;
};

/// Something of a file that was left out, or that is missing from it.
struct Remark {
    std::string file;
    int line = 0;      ///< 0: of no line
    std::string text;  ///< a sentence

    /// "neck.lesson, line 12: No muscle has this key: trapezoid"
    std::string sentence() const;
    bool operator==(const Remark&) const = default;
};

}  // namespace myochart::teaching
