#include "exchange/bundle_reader.h"
#include "exchange/json_exchange.h"
#include "promised.h"

using namespace myochart;

namespace {

/// Visit by visit the same is read as at once.
void readAgain(std::string text, const exchange::Bundle& whole) {
    auto reader = exchange::BundleReader::open(std::move(text));
    fuzz::promised(reader.ok(), "what is read at once opens visit by visit");
    fuzz::promised(reader->patients() == whole.patients, "patients are the same visit by visit");
    for (const record::Session& session : whole.sessions) {
        const auto next = reader->next();
        fuzz::promised(next && *next && **next == session, "visits are the same one by one");
    }
    const auto last = reader->next();
    fuzz::promised(last && !*last, "behind the last visit there is none");
}

}  // namespace

/// The file that is handed over: what is accepted comes back the same, in whichever way it is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = exchange::bundleFromJsonText(std::string(fuzz::textOf(data, size)));
    if (!read) {
        fuzz::promisedSentence(read.error());
        return 0;
    }
    const std::string text = exchange::toJsonText(*read);
    const auto again = exchange::bundleFromJsonText(text);
    fuzz::promised(again && again->patients == read->patients && again->sessions == read->sessions, "what was read is written and read again the same");
    fuzz::promised(exchange::toJsonText(*again) == text, "the same is written as the same text");
    readAgain(text, *again);
    return 0;
}
