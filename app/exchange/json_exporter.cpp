#include "exchange/exporter.h"

namespace myochart::exchange {

namespace {

Result<std::string> write(const Bundle& bundle, Progress& progress) {
    progress.report(0.5F, "Writing the file");
    if (progress.cancelled()) return failed("The export was cancelled; no file was written.");
    return toJsonText(bundle);
}

}  // namespace

Exporter jsonExporter() {
    return {"json", "Myochart file", ".json", "Everything, to be imported again here or on another computer.", write};
}

}  // namespace myochart::exchange
