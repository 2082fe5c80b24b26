#pragma once
#include <memory>
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "core/progress.h"
#include "exchange/bundle_reader.h"
#include "exchange/de_identified.h"
#include "workspace/import_doubts.h"

namespace myochart::workspace {

/// No import file is larger, bytes.
inline constexpr std::uint64_t kMaxImportBytes = 512U << 20;

/// A session with its patient, or a patient with all sessions, by id. Whole, or refused: of what is handed over nothing is
/// left out. With the practice, where it can be read.
Result<exchange::Bundle> bundleOf(store::Record& record, const std::string& id);

/// The same without who they are of (exchange::deIdentified()); what is kept of texts are the keys of the program's own lists.
exchange::Bundle deIdentified(const exchange::Bundle& bundle, const anatomy::Catalogue& catalogue);

/// The audit trail of the record tells from now on that this patient or session was handed over in `file`; pages and pictures as printed. Not where nothing
/// can be written; where it fails, the sentence says that the file is there all the same.
Outcome noteExport(store::Record& record, const std::string& id, std::string_view file, store::Event event = store::Event::exported);

/// What an import did and found.
struct TakenOver {
    store::Imported done;
    size_t patients = 0, sessions = 0;              ///< in the file
    std::vector<std::string> beforeBirth;           ///< ids of visits that lie before their patient's birth
    std::vector<PerhapsTheSame> perhapsTheSame;
    std::vector<Contradiction> contradictory;
    std::vector<std::string> hereOtherwise;         ///< people and visits that are here with other content, in words
    /// Everything that somebody has to look at, as sentences for the window, each once: with isRefused what stood against
    /// the import.
    std::vector<std::string> toBeLookedAt() const;
};
/// Takes an export file into the record, visit by visit, all or nothing; cancelled, nothing. `body`: what the sites are held
/// against, null where it is not at hand. `fileName` begins the sentence of what is wrong in the file. On the record's thread.
Result<TakenOver> takeOver(store::Record& record, exchange::BundleReader& file, std::string_view fileName,
                           std::shared_ptr<const body::Body> body, const anatomy::Catalogue& catalogue,
                           store::OnConflict onConflict, Progress& progress);

}  // namespace myochart::workspace
