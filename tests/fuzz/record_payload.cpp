#include "promised.h"
#include "store/migrations.h"
#include "store/payloads.h"

using namespace myochart;

namespace {

using Payload = std::span<const std::byte>;

template <class T>
void readPlain(Payload payload, std::int64_t format, Result<T> (*read)(Payload, std::int64_t)) {
    const auto value = read(payload, format);
    if (!value) return fuzz::promisedSentence(value.error());
    if (format != store::kPayloadFormat) return;  // older ones are made whole by the upgrade
    const auto again = read(store::payloadOf(*value), format);
    fuzz::promised(again && *again == *value, "an entry that was read is written and read again the same");
}

void readSession(Payload payload, std::int64_t format) {
    const auto header = store::headerIn(payload, format);
    if (!header) return fuzz::promisedSentence(header.error());
    const auto start = store::startIn(payload);
    fuzz::promised(start && start->startedAt == header->startedAt, "a visit that can be read has a start");
    const Bytes written = store::payloadOf(*header, start->markers);
    const auto again = store::headerIn(written, store::kPayloadFormat);
    fuzz::promised(again && (format != store::kPayloadFormat || *again == *header), "a visit that was read is written and read again the same");
    const auto startAgain = store::startIn(written);
    fuzz::promised(startAgain && startAgain->markers == start->markers, "a visit keeps the list of its sites");
}

void readSummary(Payload payload) {
    const auto summary = store::summaryIn(payload);
    if (!summary) return fuzz::promisedSentence(summary.error());
    if (const auto table = summary->done.table()) {
        for (const auto& visit : table->visits)
            for (const std::uint32_t word : visit.words) fuzz::promised(word < table->words.size(), "a word of a visit is one of the table");
        fuzz::promised(table->muscles <= table->words.size(), "muscles are among the words");
        const auto visits = summary->done.visits();
        fuzz::promised(visits && visits->size() == table->visits.size(), "a table that is sound gives its visits");
    }
    const auto again = store::summaryIn(store::payloadOf(*summary));
    fuzz::promised(again && *again == *summary, "a summary that was read is written and read again the same");
}

}  // namespace

/// What stands behind the seal of an entry: the first byte says of what kind, the second in which format it was written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const Payload payload = std::as_bytes(std::span(data, size)).subspan(2);
    const std::int64_t format = 1 + (data[1] - '1' + 256) % store::kPayloadFormat;
    switch (data[0]) {
        case 'p': readPlain(payload, format, store::patientIn); break;
        case 'r': readPlain(payload, format, store::practiceIn); break;
        case 'm': readPlain(payload, format, store::markerIn); break;
        case 'v': readSession(payload, format); break;
        case 's': readSummary(payload); break;
        default: break;
    }
    return 0;
}
