#include "workspace/settings.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/words.h"
#include "record/json.h"

namespace myochart::workspace {

namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxBytes = 16 << 20;

/// One table of all settings: reading and writing walk the same list. `visit(key, field, lowest, highest)`.
template <class S, class Visit>
void eachNumber(S& s, Visit visit) {
    visit("window_width", s.windowWidth, 200, 16384);
    visit("window_height", s.windowHeight, 200, 16384);
    visit("lock_minutes", s.lockMinutes, 1, 30);
    visit("left_width", s.leftWidth, 200, 600);
    visit("right_width", s.rightWidth, 240, 700);
}

template <class S, class Visit>
void eachChoice(S& s, Visit visit) {
    visit("dark", s.dark);
    visit("reduced_motion", s.reducedMotion);
    visit("left_panel", s.leftPanel);
    visit("right_panel", s.rightPanel);
    visit("language", s.language);
    visit("structures_tab", s.structuresTab);
    visit("patients_by_name", s.patientsByName);
    visit("last_model", s.lastModel);
    visit("last_patient", s.lastPatient);
    visit("last_session", s.lastSession);
    visit("therapist", s.therapist);
    visit("backup_folder", s.backupFolder);
}

/// `value` brought into its range, which is noted in `outside`; what is no number leaves `now`.
template <class Number>
Number clamped(const json& value, Number now, double lowest, double highest, bool& outside) {
    if (!value.is_number()) return now;
    const double number = value.get<double>();
    if (!std::isfinite(number)) return now;
    outside |= number < lowest || number > highest;
    return static_cast<Number>(std::clamp(number, lowest, highest));
}

void tellToo(std::string* notice, const std::string& sentence) {
    if (notice) *notice += (notice->empty() ? "" : " ") + sentence;
}

/// The file is the user's own afterwards: another could have chosen the folder that backups are copied to.
void makePrivate(const Path& file, std::string* notice) {
    using std::filesystem::perms;
    std::error_code fault;
    const perms before = std::filesystem::status(file, fault).permissions();
    if (fault || (before & (perms::group_write | perms::others_write)) == perms::none) return;
    std::filesystem::permissions(file, perms::owner_read | perms::owner_write, fault);
    tellToo(notice, fault ? trf("Others on this computer can write the settings: take that away from the file {}.", shown(file))
                          : tr("Others on this computer could write the settings; the file is now yours alone. Look whether the settings are as you left them."));
}

json parsedOrNull(const Path& file) {
    const auto text = readTextFile(file, kMaxBytes);
    if (!text) return nullptr;
    auto parsed = record::parseJson(*text, shown(file));  // of a depth that can be walked
    return parsed && parsed->is_object() ? std::move(*parsed) : json(nullptr);
}

}  // namespace

Settings Settings::load(const Path& file, std::string* notice) {
    Settings settings;
    std::error_code fault;
    if (!std::filesystem::exists(file, fault)) return settings;
    if (notice) makePrivate(file, notice);  // who cannot tell it leaves it to who can
    const json all = parsedOrNull(file);
    if (all.is_null()) {
        Path aside = file;
        aside += ".bad";
        std::filesystem::rename(file, aside, fault);
        tellToo(notice, tr("The settings could not be read; they were put aside as settings.json.bad and start afresh."));
        return settings;
    }
    bool outside = false;
    eachNumber(settings, [&](const char* key, auto& field, int lowest, int highest) {
        if (all.contains(key)) field = clamped(all[key], field, lowest, highest, outside);
    });
    eachChoice(settings, [&](const char* key, auto& field) {
        using Field = std::decay_t<decltype(field)>;
        if (!all.contains(key)) return;
        if constexpr (std::is_same_v<Field, bool>) {
            if (all[key].is_boolean()) field = all[key].get<bool>();
        } else if (all[key].is_string()) {
            field = all[key].get<std::string>();
        }
    });
    if (all.contains("ui_scale") && all["ui_scale"].is_number()) {
        const double asked = all["ui_scale"].get<double>();  // 0: the monitor's own
        if (asked > 0) settings.uiScale = clamped(all["ui_scale"], settings.uiScale, 0.75, 3, outside);
        else outside |= asked < 0;
    }
    if (outside) tellToo(notice, tr("Settings that were out of their range were brought back into it."));
    if (all.contains("presets") && all["presets"].is_array())
        for (const json& each : all["presets"])
            if (auto preset = presetFromJson(each); preset && settings.presets.size() < kMostPresets)
                settings.presets.push_back(std::move(*preset));
    return settings;
}

Outcome Settings::save(const Path& file) const {
    json all = parsedOrNull(file);  // keys of a newer version stay
    if (all.is_null()) all = json::object();
    eachNumber(*this, [&](const char* key, const auto& field, int, int) { all[key] = field; });
    eachChoice(*this, [&](const char* key, const auto& field) { all[key] = field; });
    all["ui_scale"] = uiScale;
    all["presets"] = json::array();
    for (const ViewPreset& preset : presets) all["presets"].push_back(toJson(preset));
    return writeFileAtomically(file, all.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

}  // namespace myochart::workspace
