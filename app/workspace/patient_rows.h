#pragma once
#include <map>
#include <set>
#include <string>

#include "workspace/record_link.h"

namespace myochart::workspace {

/// The list of patients as the window has it: a few pages around what is looked at, the rest stays in the record, which
/// also searches. In the order of their names, or as sortBy() says. One thread; answers come with the link's pump().
class PatientRows {
  public:
    static constexpr size_t kPage = 100, kMostPages = 6;

    /// `told` hears what the record found damaged; `pieces` takes apart what is sought.
    PatientRows(RecordLink& link, Notices& notices, std::function<void(const std::vector<store::Damage>&)> told,
                std::function<std::vector<store::SoughtPiece>(const std::string&)> pieces);

    size_t all() const { return all_; }       ///< patients in the record
    size_t size() const { return fitting_; }  ///< those who fit what is sought
    bool empty() const { return fitting_ == 0; }
    /// That row only sounds like what is sought, or is a slip away (record::Fit::near).
    bool isNear(size_t index) const { return index + near_ >= fitting_; }
    /// Why that row is there; null: found by themselves, or not here yet.
    const store::FoundVisits* found(size_t index) const;
    /// Who fits by themselves.
    size_t exact() const { return fitting_ - near_ - byVisits_; }
    size_t byVisits() const { return byVisits_; }
    /// A row below size(); null while it is not here: want() it.
    const store::PatientSummary* at(size_t index) const;
    const store::PatientSummary& operator[](size_t index) const { return *at(index); }  ///< of a row that is here
    const store::PatientSummary& front() const { return (*this)[0]; }
    /// The rows from `first` to before `end` are looked at: what of them and of a page ahead is not here is asked for.
    void want(size_t first, size_t end);
    /// Only those who fit (record::PatientSearch) from now on; empty: all.
    void search(const std::string& sought);
    const std::string& sought() const { return sought_; }
    /// In that order from now on while nobody is sought.
    void sortBy(store::PatientQuery::Order order);
    /// What is here is not yet the answer to what is sought.
    bool isSearching() const { return shownSearch_ != sought_; }
    /// Reads again what is looked at: the record was changed.
    void refresh();
    /// Grows with every list that is not as the last one.
    std::uint64_t version() const { return version_; }
    /// How many rows are held.
    size_t held() const;

  private:
    void ask(size_t page);
    void take(size_t page, std::uint64_t question, store::PatientPage rows);

    RecordLink& link_;
    Notices& notices_;
    std::function<void(const std::vector<store::Damage>&)> told_;
    std::function<std::vector<store::SoughtPiece>(const std::string&)> pieces_;
    struct Page {
        std::vector<store::PatientSummary> rows;
        std::vector<store::FoundVisits> found;
    };
    std::map<size_t, Page> pages_;
    std::vector<store::SoughtPiece> soughtPieces_;  ///< of sought_
    std::set<size_t> asked_;  ///< pages that are here or on their way
    std::string sought_, shownSearch_;
    store::PatientQuery::Order order_ = store::PatientQuery::Order::name;
    size_t all_ = 0, fitting_ = 0, near_ = 0, byVisits_ = 0, firstPage_ = 0, lastPage_ = 0;
    std::uint64_t question_ = 1, answered_ = 0, version_ = 0;
};

}  // namespace myochart::workspace
