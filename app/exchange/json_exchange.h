#pragma once
#include "core/files.h"
#include "record/chart.h"

namespace myochart::exchange {

/// What an export file holds: patients with their sessions.
struct Bundle {
    std::vector<record::Patient> patients;
    std::vector<record::Session> sessions;
    record::Practice practice = {};  ///< who works there, as far as known; Myochart's own JSON has it not
};

/// Myochart's own JSON: {"format": "myochart", "version": N, "patients": [...], "sessions": [...]}; lossless. Published
/// as docs/schema/myochart-N.schema.json, N record::kDocumentFormat; older versions are read too. A file that says a "minor"
/// above that of this program may hold fields that are not known here: they are kept with their value and written again.
std::string toJsonText(const Bundle& bundle);
/// Refuses, with the place in the file: not JSON, another format, a newer version, any faulty field, ids used twice,
/// sessions without their patient. A visit before the birth is taken: records hold such, see record::liesBeforeBirth. The
/// sentence starts with `whatItIs` and holds no patient text:
/// "The import file: sessions[2].markers[0].anchor.barycentric must add up to 1."
Result<Bundle> bundleFromJsonText(std::string text, std::string_view whatItIs = "The import file");

}  // namespace myochart::exchange
