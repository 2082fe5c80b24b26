#include <cstdint>
#include <cstdlib>

#include "exchange/csv_reader.h"

// A libFuzzer target: whatever is accepted must be sound. Built with clang and -DMYOCHART_FUZZ=ON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = myochart::exchange::csvFromText({reinterpret_cast<const char*>(data), size}, "table.csv");
    if (read && !myochart::exchange::bundleFromJsonText(myochart::exchange::toJsonText(read->bundle))) std::abort();
    return 0;
}
