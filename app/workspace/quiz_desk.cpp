#include "workspace/quiz_desk.h"

#include <algorithm>

#include "builtin/schematic_muscles.h"
#include "core/text.h"
#include "core/words.h"
#include "needle/target.h"
#include "places/place_search.h"
#include "record/ledger.h"

namespace myochart::workspace {

namespace {

constexpr size_t kMostSets = 200;
constexpr float kQuizVeil = 0.3F, kQuizSkin = 0.85F;  // of the skin: to needle through, to draw on

/// The sets of a folder, by name.
std::vector<Path> setsIn(const Path& folder) {
    std::vector<Path> files;
    std::error_code fault;
    for (std::filesystem::directory_iterator each(folder, fault), end; !fault && each != end && files.size() < kMostSets; each.increment(fault))
        if (each->path().extension() == teaching::kQuizEnding) files.push_back(each->path());
    std::ranges::sort(files);
    return files;
}

/// Whether a question is looked at from behind.
bool fromBehind(const body::Body& body, const anatomy::Catalogue& catalogue, const teaching::Question& question, const std::vector<ChartedPlace>& charted, const Box& muscle) {
    if (question.kind == teaching::QuestionKind::nameMuscle) return muscle.centre().y > body.bounds().centre().y;
    const anatomy::TriggerPoint* point = teaching::pointNamed(catalogue, question.key);
    const bool byZones = question.kind == teaching::QuestionKind::whoRefers || question.kind == teaching::QuestionKind::drawPattern;
    if (byZones && point && !point->essentialZones.empty()) {
        const anatomy::ReferralRegion* region = catalogue.region(point->essentialZones.front());
        return region && (region->normalZ < 0 || (region->normalZ == 0 && region->z < 0));  // a heel faces down
    }
    return !charted.empty() && charted.front().normal.y > 0;
}

}  // namespace

QuizDesk::QuizDesk(const anatomy::Catalogue& catalogue, Notices& notices, JobRunner& jobs, const RecordDesk& record, const BodyDesk& bodies, ViewDesk& view, MarkDesk& marks, AimDesk& aim,
                   PainDesk& pain, Path assets, Path data)
    : catalogue_(catalogue), notices_(notices), jobs_(jobs), record_(record), bodies_(bodies), view_(view), marks_(marks), aim_(aim), pain_(pain), assets_(std::move(assets)), data_(std::move(data)) {}

void QuizDesk::setOpen(bool open) {
    if (open == open_) return;
    open_ = open;
    if (open) return refresh();
    end();
    summary_.clear();
    setShowsClass(false);
}

// --- sets

void QuizDesk::refresh() {
    sets_.clear();
    const auto kept = trim(learner).empty() ? teaching::KeptAnswers{} : teaching::keptAnswers(resultsFolder(), learner);
    for (const bool own : {true, false})
        for (const Path& file : setsIn((own ? data_ : assets_) / "teaching")) {
            QuizListed listed{.key = file.stem().string(), .file = file, .own = own, .title = {}, .remarks = {}};
            if (std::ranges::find(sets_, listed.key, &QuizListed::key) != sets_.end()) continue;
            auto read = teaching::openQuiz(file, catalogue_);
            if (read) {
                listed.title = read->set.title;
                listed.questions = read->set.questions.size();
                listed.due = teaching::askedOrder(read->set, teaching::learnedOf(kept.answers, listed.key), record_.now(), true).size();
                listed.remarks = std::move(read->remarks);
            } else {
                listed.remarks.push_back({shown(file.filename()), 0, read.error().message});
            }
            sets_.push_back(std::move(listed));
        }
}

Result<Path> QuizDesk::fileOf(const std::string& keyOrFile) const {
    if (keyOrFile.find('/') != std::string::npos || keyOrFile.ends_with(teaching::kQuizEnding)) return Path(keyOrFile);
    std::error_code fault;
    for (const Path& folder : {data_ / "teaching", assets_ / "teaching"}) {
        const Path file = folder / (keyOrFile + std::string(teaching::kQuizEnding));
        if (!keyOrFile.empty() && std::filesystem::is_regular_file(file, fault)) return file;
    }
    return failed(said("There is no quiz set of that name: {}.", displayText(keyOrFile, 80)));
}

Result<teaching::ReadQuiz> QuizDesk::readSet(const std::string& keyOrFile) const {
    const auto file = fileOf(keyOrFile);
    if (!file) return file.error();
    return teaching::openQuiz(*file, catalogue_);
}

// --- a run

Outcome QuizDesk::start(const std::string& keyOrFile, bool onlyDue, const std::string& only) {
    end();
    const record::Session* visit = record_.session();
    if (visit && !record::sitesOf(*visit, record::NeedleState::in).empty()) return failed(said("A needle of the open visit is in. Its time is watched there; begin the quiz when it is out."));
    const auto& body = bodies_.current();
    if (!body) return failed(said("There is no body yet."));
    if (!bodies_.sidesKnown()) return failed(said("Which side of this body is left is not known yet; confirm that first."));
    if (auto known = teaching::learnerNamed(learner); !known) return known;
    const auto file = fileOf(keyOrFile);
    if (!file) return file.error();
    auto read = teaching::openQuiz(*file, catalogue_);
    if (!read) return read.error();
    Run run{.set = std::move(read->set), .folder = file->parent_path(), .body = body};
    leftOut_.clear();
    for (const teaching::Remark& remark : read->remarks) leftOut_.push_back(remark.sentence());
    teaching::KeptAnswers kept = teaching::keptAnswers(resultsFolder(), learner);
    for (const teaching::Remark& remark : kept.remarks) leftOut_.push_back(remark.sentence());
    std::erase_if(kept.answers, [&](const teaching::KeptAnswer& each) { return each.set != run.set.key; });
    run.answers = std::move(kept.answers);
    places::LandmarkFinder landmarks(*body);
    bool isThere = false;
    for (const size_t i : teaching::askedOrder(run.set, teaching::learnedOf(run.answers, run.set.key), record_.now(), onlyDue)) {
        const teaching::Question& question = run.set.questions[i];
        if (!only.empty() && question.id != only) continue;
        isThere = true;
        if (const Outcome askable = askableOn(*body, landmarks, catalogue_, question); askable) run.order.push_back(i);
        else leftOut_.push_back(teaching::Remark{question.place.file, question.place.line, askable.error().message}.sentence());
    }
    if (!only.empty() && !isThere) return failed(said("The set has no question {}.", displayText(only, 80)));
    if (run.order.empty() && isThere) return failed(said("No question of this set can be asked on this body: {}", leftOut_.empty() ? std::string() : leftOut_.back()));
    if (run.set.questions.empty()) return failed(said("This set has no question that can be asked: {}", read->remarks.empty() ? displayText(file->filename().string(), 80) : read->remarks.front().sentence()));
    if (run.order.empty()) return failed(said("Nothing of this set is due yet."));
    marks_.setMode(Mode::look);
    marks_.setVeiled(true);
    aim_.close();
    if (pain_.isOpen()) {
        pain_.setOpen(false);
        pain_.follow();  // the skin goes back to what it was
    }
    before_ = Look{view_.options, view_.camera, pain_.shown()};
    run_ = std::move(run);
    summary_.clear();
    setShowsClass(false);
    show();
    return Done{};
}

std::vector<const teaching::Question*> QuizDesk::asked() const {
    std::vector<const teaching::Question*> questions;
    if (run_)
        for (const size_t i : run_->order) questions.push_back(&run_->set.questions[i]);
    return questions;
}

void QuizDesk::show() {
    result_.reset();
    chosen_.reset();
    pointed_.reset();
    shaft_.reset();
    drawn_.reset();
    const teaching::Question& question = *this->question();
    choices_ = teaching::isChosen(question.kind) ? teaching::choicesOf(catalogue_, question) : std::vector<std::string>();
    const anatomy::TriggerPoint* point = teaching::pointNamed(catalogue_, question.key);
    places::LandmarkFinder landmarks(*run_->body);
    charted_ = point ? chartedPlaces(*run_->body, landmarks, catalogue_, *point, question.side) : std::vector<ChartedPlace>();
    pain_.practise();
    pain_.hidePatterns();
    pain_.setOpen(question.kind == teaching::QuestionKind::drawPattern);
    pain_.brush.on = true;
    pain_.brush.erases = pain_.brush.bothSides = false;
    if (question.kind == teaching::QuestionKind::whoRefers) pain_.show({question.key, question.side});
    lookAt(question);
    follow();
}

/// The question on a body that tells nothing else: nothing selected, nothing named.
void QuizDesk::lookAt(const teaching::Question& question) {
    const body::Body& body = *run_->body;
    scene::ViewOptions options = scene::firstView();
    options.dark = view_.options.dark;
    options.labels = view_.options.labels;
    options.laid = view_.options.laid;
    options.hidden = builtin::hiddenAtFirst(body, catalogue_);
    if (question.kind == teaching::QuestionKind::drawPattern || question.kind == teaching::QuestionKind::whoRefers) options.effects.skinOpacity = kQuizSkin;
    if (question.kind == teaching::QuestionKind::needlePoint) options.effects.skinOpacity = kQuizVeil;
    Box muscle;
    if (question.kind == teaching::QuestionKind::nameMuscle) {
        for (const std::uint32_t each : needle::structuresMeant(body, catalogue_, question.key, question.side)) {
            options.isolated.insert(each);
            options.hidden.erase(each);
            muscle.add(body.structure(each).bounds);
        }
        options.ghostOthers = true;
    }
    view_.options = std::move(options);
    Box seen = body.bounds();
    if (!muscle.empty()) {
        const vec3 around = muscle.size() * 0.4F + vec3(60);
        seen = {muscle.min - around, muscle.max + around};
    }
    const auto from = fromBehind(body, catalogue_, question, charted_, muscle) ? scene::StandardView::posterior : scene::StandardView::anterior;
    view_.camera = view_.clearOfTools(scene::standardView(from, seen, view_.viewport));
    view_.cameraGoal.reset();
}

void QuizDesk::next() {
    if (!run_) return;
    if (run_->at + 1 >= run_->order.size()) return end();
    ++run_->at;
    show();
}

void QuizDesk::end() {
    if (!run_) return;
    takeBack();
    run_.reset();
    result_.reset();
    choices_.clear();
    charted_.clear();
    pointed_.reset();
    shaft_.reset();
    drawn_.reset();
    refresh();
}

void QuizDesk::takeBack() {
    notices_.withdraw(tr("A quiz is running; end it first."));
    marks_.setVeiled(false);
    pain_.endPractice();
    pain_.setOpen(false);
    pain_.hidePatterns();
    if (!before_) return;
    for (const referral::PatternSource& source : before_->shown) pain_.show(source);
    if (bodies_.current() && run_->body->checksum() == bodies_.current()->checksum()) {  // numbers of structures are those of one body
        const scene::LaidOnSkin laid = view_.options.laid;
        const bool dark = view_.options.dark, labels = view_.options.labels;
        view_.options = before_->options;
        view_.options.laid = laid;  // PainDesk lays it anew
        view_.options.dark = dark;
        view_.options.labels = labels;
        view_.camera = before_->camera;
        view_.cameraGoal.reset();
    }
    before_.reset();
}

// --- a class

void QuizDesk::setShowsClass(bool on) {
    if (on != showsClass_ && !run_) marks_.setVeiled(on);  // a patient's sites are no errors of a class
    showsClass_ = on;
    class_.clear();
    const auto& body = bodies_.current();
    if (!on || !body) return;
    const teaching::KeptAnswers all = teaching::keptAnswers(resultsFolder());
    places::LandmarkFinder landmarks(*body);
    for (const teaching::ClassError& error : teaching::classErrors(all.answers)) {
        if (const anatomy::TriggerPoint* point = teaching::pointNamed(catalogue_, error.key)) {
            for (const ChartedPlace& place : chartedPlaces(*body, landmarks, catalogue_, *point, error.side)) class_.push_back({error, place.position, place.normal});
            continue;
        }
        for (const std::uint32_t each : needle::structuresMeant(*body, catalogue_, error.key, error.side)) {
            if (const auto face = places::surfaceMetFirst(*body, places::regionOf(*body, each), vec3(0.5F), 2))
                class_.push_back({error, face->position, face->normal});  // the middle of its outer face, which is seen
        }
    }
}

}  // namespace myochart::workspace
