#pragma once
#include <mutex>

#include "teaching/learning.h"
#include "workspace/aim_desk.h"
#include "workspace/pain_desk.h"
#include "workspace/quiz_words.h"

namespace myochart::workspace {

/// A set that can be asked.
struct QuizListed {
    std::string key;
    Path file;
    bool own = false;   ///< of the user's folder; else shipped
    teaching::Texts title;
    size_t questions = 0, due = 0;  ///< due: for the learner, never asked ones among them
    std::vector<teaching::Remark> remarks;
};

/// What an answer came to.
struct QuizResult {
    teaching::Score score;
    std::vector<std::string> sentences;
    UtcMs dueAt = 0;                       ///< when the question comes back
    std::optional<PlaceAnswer> place;
    std::optional<DrawAnswer> drawing;
    std::optional<NeedleAnswer> needle;
};

/// A question that was answered in this run.
struct QuizAnswered {
    teaching::Question question;
    teaching::Score score;
    UtcMs dueAt = 0;
};

/// Where a class errs, on this body.
struct ClassPlace {
    teaching::ClassError error;
    vec3 position{}, normal{0, 0, 1};
};

/// Quizzes on the body: sets, one run through a set, what was learned and what a class misses. Nothing of it reaches a patient's visit:
/// while a run goes on the visit is veiled, what is painted is practice, and names are hidden until the answer is given; at its end the
/// view is as it was. Results are kept in files of their own (teaching/learning.h). One thread; what takes long is a job.
class QuizDesk {
  public:
    /// What it is given lives longer; jobs end before this does. `assets`: with the shipped sets; `data`: the user's folder.
    QuizDesk(const anatomy::Catalogue& catalogue, Notices& notices, JobRunner& jobs, const RecordDesk& record, const BodyDesk& bodies, ViewDesk& view, MarkDesk& marks, AimDesk& aim,
             PainDesk& pain, Path assets, Path data);

    bool isOpen() const { return open_; }
    void setOpen(bool open);
    /// Once a frame: goes after the body, and prepares what a question needs.
    void follow();

    // --- sets and learners
    std::string learner;
    /// As read by refresh(); the user's own stand before shipped ones, and in the place of one of the same name.
    const std::vector<QuizListed>& sets() const { return sets_; }
    void refresh();
    /// The set of that key, or of a file, with what of it was left out.
    Result<teaching::ReadQuiz> readSet(const std::string& keyOrFile) const;
    Path resultsFolder() const { return data_ / "teaching" / "results"; }

    // --- a run
    /// Begins; `onlyDue`: what is due for the learner alone; `only`: that question alone, by its id. Fails with a sentence.
    Outcome start(const std::string& keyOrFile, bool onlyDue, const std::string& only = {});
    bool isRunning() const { return run_.has_value(); }
    /// Nothing on the screen may tell a structure's name now.
    bool hidesNames() const { return run_ && !result_; }
    const teaching::Question* question() const { return run_ ? &run_->set.questions[run_->order[run_->at]] : nullptr; }
    /// That goes with the question; empty: none.
    Path picture() const { return run_ && !question()->picture.empty() ? run_->folder / question()->picture : Path(); }
    /// All that are asked in this run, in their order.
    std::vector<const teaching::Question*> asked() const;
    size_t number() const { return run_ ? run_->at + 1 : 0; }
    size_t count() const { return run_ ? run_->order.size() : 0; }
    /// What was left out of the set, or of it on this body.
    const std::vector<std::string>& leftOut() const { return leftOut_; }
    /// What the question needs of the body is there; else whyNot(), empty while it is being prepared.
    bool isReady() const;
    std::string whyNot() const;
    void next();
    /// Ends the run: the view comes back, the summary stays until the next one.
    void end();

    // --- the answer
    const std::vector<std::string>& choices() const { return choices_; }
    const std::optional<size_t>& chosen() const { return chosen_; }
    void choose(size_t choice);
    /// A click on the body is an answer, or where the needle goes in.
    bool takesClicks() const;
    void pointAt(const geometry::SurfacePoint& point);
    const std::optional<geometry::SurfacePoint>& pointed() const { return pointed_; }
    /// The needle as it was set; angles in degrees as AimedNeedle has them, depth in mm under the skin.
    const std::optional<needle::Shaft>& shaft() const { return shaft_; }
    float toSkinDeg() const { return toSkinDeg_; }
    float towardsDeg() const { return towardsDeg_; }
    void aimNeedle(float toSkinDeg, float towardsDeg, float depthMm);
    void setNeedle(const needle::Shaft& shaft);
    /// What was drawn, in place of what the brush painted.
    void setDrawn(referral::Field field) { drawn_ = std::move(field); }
    bool canAnswer() const;
    /// Scores the answer and keeps it. Fails with a sentence where there is none yet, or it could not be kept.
    Outcome answer();
    const std::optional<QuizResult>& result() const { return result_; }
    /// Where the point that is asked is charted; to be shown with the result.
    const std::vector<ChartedPlace>& charted() const { return charted_; }

    // --- afterwards
    const std::vector<QuizAnswered>& summary() const { return summary_; }
    void clearSummary() { summary_.clear(); }
    /// The errors of all learners on this body, numbered in this order.
    bool showsClass() const { return showsClass_; }
    void setShowsClass(bool on);
    const std::vector<ClassPlace>& classPlaces() const { return class_; }

  private:
    struct Prepared;
    struct Run {
        teaching::QuizSet set;
        Path folder;  ///< in which its file lies
        std::vector<size_t> order = {};
        size_t at = 0;
        std::vector<teaching::KeptAnswer> answers = {};  ///< of the learner to this set
        std::shared_ptr<const body::Body> body = {};
    };
    /// How the body was looked at before.
    struct Look {
        scene::ViewOptions options;
        scene::Camera camera;
        std::vector<referral::PatternSource> shown;
    };
    /// A file as it is, or that of a set's key.
    Result<Path> fileOf(const std::string& keyOrFile) const;
    void show();
    void lookAt(const teaching::Question& question);
    void takeBack();
    void prepare();
    void placeNeedle();
    QuizResult scored() const;
    void keep();

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    JobRunner& jobs_;
    const RecordDesk& record_;
    const BodyDesk& bodies_;
    ViewDesk& view_;
    MarkDesk& marks_;
    AimDesk& aim_;
    PainDesk& pain_;
    Path assets_, data_;
    bool open_ = false, showsClass_ = false;
    std::vector<QuizListed> sets_;
    std::vector<std::string> leftOut_;
    std::optional<Run> run_;
    std::optional<Look> before_;
    std::vector<std::string> choices_;
    std::vector<ChartedPlace> charted_;
    std::optional<size_t> chosen_;
    std::optional<geometry::SurfacePoint> pointed_;
    std::optional<needle::Shaft> shaft_;
    vec3 outward_{0, 0, 1};  ///< of the skin where the needle goes in
    float toSkinDeg_ = 90, towardsDeg_ = 0;
    std::optional<referral::Field> drawn_;
    std::optional<QuizResult> result_;
    std::vector<QuizAnswered> summary_;
    std::vector<ClassPlace> class_;
    std::shared_ptr<Prepared> prepared_;
    std::shared_ptr<const body::Body> asked_;  ///< the body for which prepared_ was asked
    std::shared_ptr<std::mutex> keeping_ = std::make_shared<std::mutex>();
    std::string keepFault_;
};

}  // namespace myochart::workspace
