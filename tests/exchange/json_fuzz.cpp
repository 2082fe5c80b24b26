#include <cstdint>
#include <cstdlib>

#include "exchange/json_exchange.h"

// A libFuzzer target: whatever is accepted must come back the same. Built with clang and -DMYOCHART_FUZZ=ON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = myochart::exchange::bundleFromJsonText({reinterpret_cast<const char*>(data), size});
    if (!read) return 0;
    const auto again = myochart::exchange::bundleFromJsonText(myochart::exchange::toJsonText(*read));
    if (!again || again->patients != read->patients || again->sessions != read->sessions) std::abort();
    return 0;
}
