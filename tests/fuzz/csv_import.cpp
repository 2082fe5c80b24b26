#include "exchange/csv_reader.h"
#include "promised.h"

using namespace myochart;

/// A table of sites out of a spreadsheet: what is accepted is sound, and refusals are of the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::textOf(data, size);
    (void)exchange::looksLikeTable(text);
    const auto read = exchange::csvFromText(text, "table.csv");
    if (!read) {
        fuzz::promisedSentence(read.error());
        fuzz::promised(read.error().message.starts_with("table.csv"), "a refusal names the file");
        return 0;
    }
    for (const std::string& passedOver : read->passedOver) fuzz::promised(isUtf8(passedOver) && !passedOver.empty(), "what is passed over is told");
    const auto again = exchange::bundleFromJsonText(exchange::toJsonText(read->bundle));
    fuzz::promised(again && again->patients == read->bundle.patients && again->sessions.size() == read->bundle.sessions.size(), "what a table says can be kept");
    const auto kept = exchange::bundleFromJsonText(exchange::toJsonText(*again));
    fuzz::promised(kept && kept->sessions == again->sessions, "what was kept stays as it is");
    return 0;
}
