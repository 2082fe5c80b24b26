#pragma once
#include <memory>
#include <mutex>
#include <optional>

#include "exchange/markups.h"
#include "workspace/import_desk.h"
#include "workspace/import_file.h"

namespace myochart::workspace {

/// What the desk holds of a file between looking through it and taking it: what is taken is what was shown, whatever becomes of the file.
struct ImportDesk::Source {
    std::mutex inUse;                          ///< by a job: what follows has one place of reading
    std::optional<ImportFile> visits;
    std::unique_ptr<store::Record> copy;       ///< on the record's thread
    std::optional<exchange::Markups> points;
    std::shared_ptr<const body::Body> body;    ///< what the sites are held against; null: not at hand
};

}  // namespace myochart::workspace
