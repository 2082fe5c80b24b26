#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/output_file.h"
#include "core/progress.h"
#include "exchange/json_exchange.h"
#include "store/save_queue.h"

namespace myochart::workspace {

/// Everybody of a practice, one file each, in one folder.
struct PracticeExport {
    Path folder;              ///< not there, empty, or one that an earlier call of the same began
    std::string format, ending;
    bool deIdentified = false;
    /// One patient with all visits as a file's content. On the thread that exports.
    std::function<Result<std::string>(exchange::Bundle& bundle)> write;
    OwnPlaces own = {};
};
struct PracticeExported {
    size_t written = 0, before = 0, sessions = 0;  ///< files of this call and of earlier ones, and visits in all of them
    std::uintmax_t bytes = 0;                      ///< of all of them
    struct LeftOut {
        std::string patient, sentence;
    };
    std::vector<LeftOut> leftOut;  ///< who is damaged, or cannot be written in this format
};

/// Writes them, and manifest.json with the SHA-256 of each. A name tells an id, or, without who it is of, nothing. A call that was cancelled,
/// failed or was killed leaves whole files alone, and the next one into the same folder writes those that are not there; a finished
/// folder is not touched (failed). Somebody who is damaged is left out. The trail tells of each patient that was handed over. On a worker.
Result<PracticeExported> exportPractice(store::SaveQueue& saving, const PracticeExport& order, Progress& progress);

}  // namespace myochart::workspace
