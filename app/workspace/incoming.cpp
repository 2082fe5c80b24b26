#include "workspace/incoming.h"

#include <algorithm>

namespace myochart::workspace {

namespace {

using State = PreviewRow::State;

size_t countOf(const IncomingFile& file, State state) {
    return static_cast<size_t>(std::ranges::count(file.patients, state, &PreviewRow::state) + std::ranges::count(file.sessions, state, &PreviewRow::state));
}

}  // namespace

size_t IncomingFile::differing() const { return countOf(*this, State::differs); }

size_t IncomingFile::bringing() const { return kind == Kind::points ? points.placed.size() : countOf(*this, State::isNew) + countOf(*this, State::changes); }

size_t IncomingFile::undecided() const {
    if (kind != Kind::copy && ofOthers != OfOthers::decide) return 0;
    return static_cast<size_t>(std::ranges::count_if(conflicts, [](const PlannedConflict& each) { return !each.what.taken; }));
}

bool IncomingFile::isDecided() const {
    return !muscles.empty() || std::ranges::any_of(conflicts, [](const PlannedConflict& each) { return each.what.taken.has_value(); });
}

bool IncomingFile::mayBeTaken() const {
    if (!unknown.empty() || asksForType || undecided() > 0) return false;
    if (kind == Kind::points) return !points.placed.empty();
    if (kind == Kind::copy) return bringing() > 0 || !conflicts.empty();
    return bringing() > 0 || (differing() > 0 && ofOthers != OfOthers::keep);
}

}  // namespace myochart::workspace
