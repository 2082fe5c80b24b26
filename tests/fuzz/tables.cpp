#include "anatomy/csv_table.h"
#include "exchange/code_map.h"
#include "knowledge.h"

using namespace myochart;

/// Tables of the knowledge folder and the practice's own codes (codes.csv).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::textOf(data, size);
    if (const auto table = anatomy::parseCsv("table.csv", text, {})) {
        for (const anatomy::CsvRow& row : table->rows) {
            fuzz::promised(row.cells.size() == table->header.size() && row.line >= 1, "a row has the cells of its header");
            for (const std::string& cell : row.cells) fuzz::promised(isUtf8(cell), "a cell is text");
        }
        for (const anatomy::TableFault& fault : table->faults) fuzz::promised(fault.line >= 1 && !fault.message.empty(), "a row that is left out is told with its line");
    } else {
        fuzz::promisedSentence(table.error());
    }
    const auto codes = exchange::readCodes("codes.csv", text, fuzz::catalogue());
    if (!codes) {
        fuzz::promisedSentence(codes.error());
        return 0;
    }
    for (const std::string& fault : codes->faults) fuzz::promised(fault.starts_with("codes.csv"), "a line that is left out is told with its file");
    for (const exchange::Coding& each : codes->codes.codes("side.left")) fuzz::promised(!each.system.empty() && !each.code.empty(), "a code has a system");
    return 0;
}
