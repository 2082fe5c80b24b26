#include "workspace/patient_rows.h"

#include <algorithm>
#include <utility>

namespace myochart::workspace {

namespace {

struct Answer {
    store::PatientPage page;
    std::vector<store::Damage> damage;
};

}  // namespace

PatientRows::PatientRows(RecordLink& link, Notices& notices, std::function<void(const std::vector<store::Damage>&)> told,
                         std::function<std::vector<store::SoughtPiece>(const std::string&)> pieces)
    : link_(link), notices_(notices), told_(std::move(told)), pieces_(std::move(pieces)) {}

const store::PatientSummary* PatientRows::at(size_t index) const {
    const auto page = pages_.find(index / kPage);
    return page == pages_.end() || index % kPage >= page->second.rows.size() ? nullptr : &page->second.rows[index % kPage];
}

const store::FoundVisits* PatientRows::found(size_t index) const {
    const auto page = pages_.find(index / kPage);
    if (page == pages_.end() || index % kPage >= page->second.found.size()) return nullptr;
    const store::FoundVisits& found = page->second.found[index % kPage];
    return found.visits == 0 ? nullptr : &found;
}

size_t PatientRows::held() const {
    size_t sum = 0;
    for (const auto& [number, page] : pages_) sum += page.rows.size();
    return sum;
}

void PatientRows::want(size_t first, size_t end) {
    firstPage_ = first / kPage;
    lastPage_ = std::max(end, first + 1) - 1;
    lastPage_ = lastPage_ / kPage + 1;  // a page ahead
    if (answered_ != question_) return;  // its answer tells how many there are
    for (size_t page = firstPage_ > 0 ? firstPage_ - 1 : 0; page <= lastPage_ && page * kPage < fitting_; ++page) ask(page);
}

void PatientRows::search(const std::string& sought) {
    if (sought == sought_) return;
    sought_ = sought;
    soughtPieces_ = pieces_(sought);
    firstPage_ = lastPage_ = 0;
    refresh();
}

void PatientRows::sortBy(store::PatientQuery::Order order) {
    if (std::exchange(order_, order) == order || !sought_.empty() || question_ == 1) return;  // nothing was asked for yet
    firstPage_ = lastPage_ = 0;
    refresh();
}

void PatientRows::refresh() {
    ++question_;
    asked_.clear();
    for (size_t page = firstPage_; page <= std::max(firstPage_, lastPage_); ++page) ask(page);
}

void PatientRows::ask(size_t page) {
    if (!asked_.insert(page).second) return;
    link_.ask<Answer>(
        [query = store::PatientQuery{sought_, page * kPage, kPage, order_, soughtPieces_}](store::Record& r) -> Result<Answer> {
            auto rows = r.patientPage(query);
            if (!rows) return rows.error();
            return Answer{std::move(*rows), r.damage()};
        },
        [this, page, question = question_](auto answer) {
            if (question != question_) return;
            if (!answer) {
                asked_.erase(page);
                return notices_.tell(answer.error().message, true);
            }
            told_(answer->damage);
            take(page, question, std::move(answer->page));
        });
}

void PatientRows::take(size_t page, std::uint64_t question, store::PatientPage rows) {
    if (answered_ != question) {  // the first of a new list
        pages_.clear();
        answered_ = question;
        shownSearch_ = sought_;
        ++version_;
    }
    all_ = rows.all;
    fitting_ = rows.fitting;
    near_ = rows.near;
    byVisits_ = rows.byVisits;
    if (!rows.rows.empty()) pages_[page] = {std::move(rows.rows), std::move(rows.found)};
    while (pages_.size() > kMostPages) {
        const auto distance = [&](size_t each) { return each < firstPage_ ? firstPage_ - each : each > lastPage_ ? each - lastPage_ : 0; };
        const auto away = distance(pages_.begin()->first) >= distance(pages_.rbegin()->first) ? pages_.begin() : std::prev(pages_.end());
        asked_.erase(away->first);
        pages_.erase(away);
    }
}

}  // namespace myochart::workspace
