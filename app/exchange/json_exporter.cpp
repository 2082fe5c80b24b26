#include "exchange/exporter.h"

#include "core/words.h"

namespace myochart::exchange {

namespace {

Result<std::string> writeJson(const Bundle& bundle, const Given&, Progress& progress) {
    progress.report(0.5F, tr("Writing the file"));
    if (progress.cancelled()) return failed(tr("The export was cancelled; no file was written."));
    return toJsonText(bundle);
}

}  // namespace

Exporter jsonExporter() {
    return {"json", mark("Myochart file"), ".json", mark("Everything, to be imported again here or on another computer."), writeJson};
}

}  // namespace myochart::exchange
