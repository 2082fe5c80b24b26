#pragma once
#include "chart/chart.h"
#include "core/files.h"

namespace myochart::exchange {

/// What an export file holds: patients with their sessions.
struct Bundle {
    std::vector<chart::Patient> patients;
    std::vector<chart::Session> sessions;
};

/// Myochart's own JSON: {"format": "myochart", "version": 1, "patients": [...], "sessions": [...]}; lossless.
std::string toJsonText(const Bundle& bundle);
/// Refuses, with the place in the file: not JSON, another format, a newer version, any faulty field, ids used twice,
/// sessions without their patient.
Result<Bundle> bundleFromJsonText(std::string_view text);

}  // namespace myochart::exchange
