#pragma once
#include <optional>
#include <utility>
#include <vector>

#include "note/over_time.h"
#include "workspace/patient_visits.h"
#include "workspace/record_desk.h"
#include "workspace/view_desk.h"

namespace myochart::workspace {

/// What of the other visits stands on the body.
enum class TimeShows { sites, counts, twoVisits };

/// The visits of the open patient one after the other: the same places again, what became of them, and their sites as ghosts on
/// the body of now. Asked of the record while somebody looks. One thread; never waits: placing sites of other bodies is a job.
class TimeDesk {
  public:
    /// What it is given lives longer; jobs end before this does.
    TimeDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordLink& link, JobRunner& jobs, RecordDesk& record, const BodyDesk& bodies,
             ViewDesk& view);

    /// Somebody looks at the whole course, not at a visit.
    bool isOpen() const { return open_ && record_.patient(); }
    void setOpen(bool open);
    /// Whether sites of other visits stand on the body: while the course is looked at, and, told apart, while charting.
    bool ghosts() const { return isOpen() ? ghosts_ : ghostsWhileCharting_; }
    void setGhosts(bool on);
    TimeShows shows() const { return shows_; }
    void setShows(TimeShows shows);
    /// Once a frame: goes after what has changed of patient, visits, open visit and body.
    void follow();

    /// False until the record has answered. All that follows is of the last answer.
    bool isReady() const { return ready_; }
    /// Oldest first, on the body of now; the open one as it is shown.
    const std::vector<record::Session>& visits() const { return visits_; }
    const note::OverTime& overTime() const { return overTime_; }
    /// Grows with every change of those two.
    unsigned generation() const { return generation_; }

    /// The visit up to which the course is looked at; of visits().
    size_t chosen() const { return chosen_; }
    void choose(size_t visit);
    /// The two that are held against each other, the earlier first.
    std::pair<size_t, size_t> pair() const { return pair_; }
    void choosePair(size_t before, size_t after);
    const note::VisitDifference& difference();
    /// The place that is looked at; of overTime().places.
    std::optional<size_t> place() const;
    void choosePlace(std::optional<size_t> place);
    /// How often a needle was at a place up to the chosen visit.
    size_t needledUpTo(const note::PlaceOverTime& place, size_t visit) const;

    /// The visit and the site in it; of any visit.
    std::optional<std::pair<size_t, size_t>> find(const record::MarkerId& site) const;
    /// From where to where sites have moved between the two visits, on the body of now; empty unless those are shown.
    const std::vector<std::pair<vec3, vec3>>& moves() const { return moves_; }
    /// Sites that stand on the body in place of everything that the record has there: what a file would bring.
    struct Instead {
        std::vector<scene::Ghost> ghosts;
        std::vector<std::pair<vec3, vec3>> moves;  ///< from where it is here to where it is there
    };
    /// Without a value: what the record has, again.
    void showInstead(std::optional<Instead> instead);
    bool showsInstead() const { return instead_.has_value(); }
    /// The two visits stand on the body in place of the open one.
    bool veilsVisit() const { return instead_ || (isOpen() && ghosts_ && ready_ && shows_ == TimeShows::twoVisits); }
    /// Somebody says that a site is the same as one of an earlier visit, or as none; without a value the program finds out by
    /// itself. One undo step of the patient.
    void sayEarlier(const record::MarkerId& site, const std::optional<record::MarkerId>& earlier);

  private:
    struct Wanted {
        std::string patient, body;
        std::vector<std::string> visits;
        bool operator==(const Wanted&) const = default;
    };
    Wanted wanted() const;
    void forget();
    void ask();
    void place(PatientVisits answer);
    void take(std::vector<record::Session> visits);
    void count();
    void showGhosts();
    std::vector<scene::Ghost> sitesAsGhosts() const;
    std::vector<scene::Ghost> countsAsGhosts() const;
    std::vector<scene::Ghost> twoVisitsAsGhosts();
    bool isHere(const record::Marker& marker) const;

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    RecordLink& link_;
    JobRunner& jobs_;
    RecordDesk& record_;
    const BodyDesk& bodies_;
    ViewDesk& view_;
    bool open_ = false, ghosts_ = true, ghostsWhileCharting_ = false, ready_ = false, chosenByHand_ = false;
    TimeShows shows_ = TimeShows::sites;
    Wanted asked_;
    unsigned question_ = 0, generation_ = 0;
    std::vector<record::Session> visits_;
    std::vector<record::SameSite> said_;
    note::OverTime overTime_;
    std::vector<note::SamePlace> same_;  ///< as overTime_.places, with sites that nobody has confirmed
    size_t chosen_ = 0;
    std::pair<size_t, size_t> pair_{0, 0};
    std::optional<std::pair<unsigned, note::VisitDifference>> difference_;
    std::optional<record::MarkerId> place_;  ///< a site of it
    std::vector<std::pair<vec3, vec3>> moves_;
    std::optional<Instead> instead_;
    bool stale_ = true;                      ///< the ghosts
    std::string veiledFor_;                  ///< the open visit for which the ghosts were made
};

}  // namespace myochart::workspace
