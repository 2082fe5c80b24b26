#pragma once
#include "workspace/body_desk.h"
#include "workspace/incoming.h"
#include "workspace/record_desk.h"
#include "workspace/time_desk.h"

namespace myochart::workspace {

/// Takes files of others in: looks through one, shows what it would bring and what of it is told otherwise here, on the body too, and takes it
/// when somebody says so, in one transaction that is one undo step. Every file is a job with progress that can be cancelled: then nothing of it
/// was taken. One thread.
class ImportDesk {
  public:
    /// What it is given lives longer; jobs end before this does.
    ImportDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordDesk& record, BodyDesk& bodies, const ViewDesk& view, TimeDesk& time, JobRunner& jobs, Path recordFile);
    ~ImportDesk();

    /// Looks through a file: Myochart's JSON, a table, FHIR, points of 3D Slicer, or another copy of this record. Then incoming() is there, or a notice says
    /// why not. A form that a patient filled in at home goes into the open visit at once, where it waits to be accepted (form_import.h).
    void look(const Path& file);
    /// What waits; null while nothing does.
    const IncomingFile* incoming() const { return incoming_ ? &*incoming_ : nullptr; }
    /// Puts it away; nothing of it was taken.
    void drop();
    /// The site of the chosen visit as the file has it, on the body of now; null where it is not there or not read yet.
    const record::Marker* theirSite(const record::MarkerId& site) const { return theirs_ ? theirs_->marker(site) : nullptr; }

    /// What the file calls a muscle is this one here; the file is read again.
    void map(const std::string& name, const std::string& muscleKey);
    /// Points are of this type, where they do not tell theirs.
    void chooseType(record::MarkerType type);
    /// That visit of the file stands on the body, with the one that is here.
    void choose(size_t session);
    void setOfOthers(OfOthers what);
    void decide(size_t conflict, record::Taken taken);
    /// Every conflict that nobody has decided.
    void decideRest(record::Taken taken);
    /// Takes it. Ignored where it may not be (IncomingFile::mayBeTaken()).
    void take();

    /// What somebody has to look at after the last import, as sentences; empty when there is nothing.
    std::vector<std::string>& toBeLookedAt() { return toBeLookedAt_; }

  private:
    struct Source;
    /// Where what belongs to one visit goes: the open one, and who it is of.
    struct Goal {
        record::Patient patient;
        record::Session visit;
        std::shared_ptr<const body::Body> shown;
    };
    using Finish = std::function<void()>;
    void read(Path file, exchange::MuscleMap muscles);
    Finish looked(const Path& file, const exchange::MuscleMap& muscles, const std::optional<Goal>& goal, Progress& progress);
    Finish lookedAtForm(const std::string& text, const Path& file, const std::optional<Goal>& goal, Progress& progress);
    Finish lookedAtPoints(const std::string& text, const Path& file, const std::optional<Goal>& goal);
    Finish lookedAtCopy(const Path& file, Progress& progress);
    Finish lookedAtVisits(std::string text, const Path& file, const exchange::MuscleMap& muscles, Progress& progress);
    Finish refusing(const Error& error) const;
    Finish failing(const Error& error);
    Finish showing(IncomingFile incoming, std::shared_ptr<Source> source);
    Result<MergePlan> plan(store::Record& record, Source& source, const Decisions& decisions, Progress& progress) const;
    Finish takenOver(Source& source, const Path& file, store::OnConflict onConflict, Progress& progress);
    Finish merged(Source& source, const Decisions& decisions, Progress& progress);
    void takePoints();
    void placePoints();
    void tell(const Path& file, TakenOver taken);
    void showOnBody();
    void standing(const std::optional<record::Session>& theirs, const std::optional<record::Session>& mine);

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    RecordDesk& record_;
    BodyDesk& bodies_;
    const ViewDesk& view_;
    TimeDesk& time_;
    JobRunner& jobs_;
    Path recordFile_;
    std::optional<IncomingFile> incoming_;
    std::optional<record::Session> theirs_;  ///< the chosen visit as the file has it, on the body of now
    std::shared_ptr<Source> source_;
    bool keepsOpen_ = false;  ///< taking failed
    unsigned asked_ = 0;      ///< an answer to an older question is too late
    unsigned readings_ = 0;
    std::vector<std::string> toBeLookedAt_;
};

}  // namespace myochart::workspace
