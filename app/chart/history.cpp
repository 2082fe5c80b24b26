#include "chart/history.h"

namespace myochart::chart {

namespace {

size_t bytesOf(const std::string& text) { return text.capacity() > sizeof(std::string) ? text.capacity() : 0; }

size_t bytesOf(const Edited& edited) {
    const Session& s = edited.session;
    size_t sum = sizeof(Edited) + bytesOf(edited.message) + bytesOf(s.id.text) + bytesOf(s.patient.text) + bytesOf(s.title);
    sum += s.markers.capacity() * sizeof(Marker);
    for (const Marker& m : s.markers)
        sum += bytesOf(m.id.text) + bytesOf(m.anchor.structureKey) + bytesOf(m.anchor.bodyChecksum) +
               bytesOf(m.anchor.address.muscleKey) + bytesOf(m.muscle) + bytesOf(m.sentence) + bytesOf(m.label) +
               bytesOf(m.note);
    return sum;
}

}  // namespace

History::History(Session start, size_t maxBytes) : maxBytes_(maxBytes) {
    State first{{std::move(start), {}}, 0};
    first.bytes = bytes_ = bytesOf(first.edited);
    states_.push_back(std::move(first));
}

void History::commit(Edited edited) {
    while (canRedo()) {
        bytes_ -= states_.back().bytes;
        states_.pop_back();
    }
    State next{std::move(edited), 0};
    next.bytes = bytesOf(next.edited);
    bytes_ += next.bytes;
    states_.push_back(std::move(next));
    ++at_;
    while (bytes_ > maxBytes_ && at_ > 0) {
        bytes_ -= states_.front().bytes;
        states_.pop_front();
        --at_;
    }
}

void History::undo() {
    if (canUndo()) --at_;
}

void History::redo() {
    if (canRedo()) ++at_;
}

}  // namespace myochart::chart
