#include "shorthand/parse.h"

#include "knowledge.h"
#include "record/chart.h"
#include "shorthand/needle_code.h"

using namespace myochart;

namespace {

const shorthand::Grammar& grammarOfRun() {
    static const shorthand::Grammar grammar = [] {
        auto read = shorthand::Grammar::load(*programFolder("assets") / "knowledge", fuzz::catalogue());
        fuzz::promised(read.ok(), "the table of words is there");
        return std::move(*read);
    }();
    return grammar;
}

void readLine(std::string_view line) {
    const shorthand::Parsed parsed = shorthand::parse(line, grammarOfRun(), fuzz::catalogue());
    size_t behind = 0;
    for (const shorthand::Piece& piece : parsed.pieces) {
        fuzz::promised(piece.from >= behind && piece.to >= piece.from && piece.to <= line.size(), "pieces are in order and do not overlap");
        fuzz::promised(piece.understood || !piece.words.empty(), "what is not understood has a reason");
        fuzz::promised(isUtf8(piece.words), "a chip is text");
        behind = piece.to;
    }
    if (!parsed.muscleKey.empty()) fuzz::promised(fuzz::catalogue().muscle(parsed.muscleKey) != nullptr, "a muscle is one of the tables");
    for (const shorthand::Suggestion& each : shorthand::suggestions(line, parsed, grammarOfRun(), fuzz::catalogue()))
        fuzz::promised(each.from <= each.to && each.to <= line.size() && !each.text.empty(), "a suggestion takes the place of a part of the line");
    record::Marker marker;
    marker.id = {"1f0e0a52-5c0b-4a0e-9a59-2d0b6f0f7c12"};
    marker.number = 1;
    marker.anchor.structureKey = "muscle";
    fuzz::promised(record::faultIn(marker).empty(), "the site is sound before");
    if (parsed.understood()) fuzz::promised(record::faultIn(shorthand::applied(parsed, marker, 1'800'000'000'000)).empty(), "a line that is understood makes a sound site");
}

void readCode(std::string_view scanned) {
    (void)shorthand::looksLikeNeedleCode(scanned);
    const auto code = shorthand::readNeedleCode(scanned, 2026);
    if (!code) return fuzz::promisedSentence(code.error());
    fuzz::promised(code->expiry.empty() || code->expiry.size() == 10, "an expiry is a day");
    fuzz::promised(isUtf8(code->lot) && isUtf8(code->serial) && isUtf8(code->item), "a code is text");
    fuzz::promised(shorthand::withCode({}, *code).item == code->item, "a needle has its box's number");
}

}  // namespace

/// A line of shorthand, and the same as the code of a box of needles.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    readLine(fuzz::textOf(data, size));
    readCode(fuzz::textOf(data, size));
    return 0;
}
