#pragma once
#include <functional>
#include <string>

#include "core/output_file.h"
#include "exchange/exporter.h"
#include "workspace/body_desk.h"
#include "workspace/hand_over.h"
#include "workspace/record_desk.h"

namespace myochart::workspace {

/// A file that is written besides the formats of exchange::exporters(): a picture, a handout.
struct ToSave {
    Path file;          ///< see placeFor()
    std::string doing;  ///< to people, while it is written: tr("Drawing the picture")
    std::function<Outcome(const OutputFile& file, Progress& progress)> write;  ///< on a worker
    std::function<std::string(const Path& file)> told;                         ///< when it lies there
    std::string about = {};  ///< the id of the visit that it shows, for the audit trail; empty: the open one
};

/// Hands patients and visits over to others as files. Every file is a job with progress that can be cancelled: then there is no file.
class ExchangeDesk {
  public:
    /// What it is given lives longer; jobs end before this does. `own`: what no export may replace.
    ExchangeDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordDesk& record, BodyDesk& bodies, JobRunner& jobs,
                 OwnPlaces own);

    /// The open visit with its patient, or the open patient with all visits.
    enum class What { visit, patient };
    bool canExport(What what) const;
    /// Writes it into `file`, on request without who it is of (hand_over.h); a notice says how it went. Fails at once, with a sentence,
    /// where no file can be.
    Outcome exportTo(What what, const exchange::Exporter& exporter, const Path& file, bool deIdentified = false);
    /// A name for that file, without anything of the patient: a new one in the user's folder.
    Path placeFor(What what, const exchange::Exporter& exporter) const;
    Path placeFor(std::string_view what, std::string_view ending) const;

    /// Has a file of the open visit, or of the view, written by a job; a notice says where it lies. That the open visit was handed over so is
    /// kept in its audit trail. Fails at once, with a sentence, where no file can be.
    Outcome save(ToSave toSave);

    /// Everybody of the practice, one file each, in `folder` (practice_export.h); cancelled, the files that are there are whole, and the same once more goes
    /// on. Fails at once where there is no record.
    Outcome exportEverybody(const exchange::Exporter& exporter, const Path& folder, bool deIdentified = false);
    /// A folder for it: a new one in the user's.
    Path placeForEverybody() const { return placeFor("practice", ""); }

  private:
    Result<std::string> fileOf(const exchange::Exporter& exporter, exchange::Bundle& bundle, exchange::Given given, const std::shared_ptr<const body::Body>& shownBody, Progress& progress);
    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    RecordDesk& record_;
    BodyDesk& bodies_;
    JobRunner& jobs_;
    OwnPlaces own_;
};

}  // namespace myochart::workspace
