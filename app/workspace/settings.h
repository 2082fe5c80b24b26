#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/files.h"
#include "workspace/view_preset.h"

namespace myochart::workspace {

/// The user's choices, in DATA/settings.json. Unknown keys are kept; values out of range are clamped, a file that others can write is made the
/// user's alone, and both are told; one that cannot be read is put aside as settings.json.bad. No setting names a program to run.
struct Settings {
    int windowWidth = 1440, windowHeight = 900;  ///< 200..16384
    float uiScale = 0;                           ///< 0: the monitor's; else 0.75..3
    bool dark = false;
    bool reducedMotion = false;
    bool leftPanel = true, rightPanel = true;
    int lockMinutes = 10;                        ///< without input, until a protected record is locked; 1..30
    float leftWidth = 280, rightWidth = 340;
    std::string lastModel;                       ///< empty: the only or built-in one
    std::string lastPatient, lastSession;        ///< ids
    std::string therapist;                       ///< id of who acts; empty: the only one
    std::string language;                        ///< a code of kLanguages (core/words.h); empty: the desktop's
    std::string backupFolder;                    ///< where every backup is copied to as well; empty: nowhere
    bool patientsByName = false;                 ///< the list of patients; else who was seen last comes first
    bool structuresTab = false;                  ///< the left panel shows the structures instead of the record
    std::vector<ViewPreset> presets;             ///< views saved by name; kMostPresets at most

    static Settings load(const Path& file, std::string* notice = nullptr);  ///< `notice`: sentences to tell, none where all is sound
    Outcome save(const Path& file) const;
};

}  // namespace myochart::workspace
