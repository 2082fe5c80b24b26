#include "body/settle_sides.h"

#include <algorithm>

#include <fmt/format.h>

#include "body/structure_names.h"
#include "core/words.h"

namespace myochart::body {

namespace {

const char* word(Side side) { return side == Side::left ? tr("left") : side == Side::right ? tr("right") : tr("midline"); }

class Settler {
  public:
    Settler(std::span<NewStructure> structures, std::vector<SideQuestion> questions, const SideFrame& frame,
            const anatomy::Catalogue& catalogue, ImportReport& report)
        : structures_(structures),
          questions_(std::move(questions)),
          frame_(frame),
          catalogue_(catalogue),
          report_(report),
          midplane_(midplaneOf(questions_, frame.midplaneMm, report.sides.certainty <= Certainty::guessed)) {}
    void settle();

  private:
    void noteJoined(const Structure& s, SideQuestion& question);
    void noteAmongOthers();
    void correct(Structure& s, Side told, Side lies);
    void conclude(const SettledSides& settled);
    void toBeConfirmed() { report_.sides.certainty = std::max(report_.sides.certainty, Certainty::guessed); }

    std::span<NewStructure> structures_;
    std::vector<SideQuestion> questions_;
    const SideFrame& frame_;
    const anatomy::Catalogue& catalogue_;
    ImportReport& report_;
    std::optional<float> midplane_;
};

std::string called(const Structure& s) {
    return fmt::format("{} ({})", s.name, s.sourceFile);
}

/// A muscle called left that reaches as far to the right is both of them in one piece.
void Settler::noteJoined(const Structure& s, SideQuestion& question) {
    Box box = question.box;
    box.min.x -= *midplane_;
    box.max.x -= *midplane_;
    if (frame_.isPublished || !question.isPaired || !spansBothSides(box)) return;
    const anatomy::Muscle* muscle = catalogue_.muscle(s.muscleKey);
    if (!isSided(question) && (!muscle || muscle->fmaLeft.empty())) return;
    report_.notes.push_back(trf(
        "{} lies on both sides in one piece; sites on it are charted as midline. Export each side for itself.",
        s.name));
    question.told = Side::midline;
}

/// Without a midplane nothing can be set right, but what cannot be right is said.
void Settler::noteAmongOthers() {
    for (const size_t i : amongTheOtherSide(questions_)) {
        const char *told = word(*questions_[i].told), *other = word(opposite(*questions_[i].told));
        report_.notes.push_back(
            trf("{} is called {}, but lies among what is called {}, and nothing tells where the middle of the "
                        "body is; it is charted as {}. Look whether its name is right.",
                        called(structures_[i].facts), told, other, told));
        toBeConfirmed();
    }
}

/// Name and identifier of a structure that is called after the side it does not lie on.
void Settler::correct(Structure& s, Side told, Side lies) {
    if (lies == Side::midline) {
        report_.corrected.push_back(told == Side::right
                                        ? trf("{}: lies across the middle, most of it on the left; sites on it are charted on the side of their place", called(s))
                                        : trf("{}: lies across the middle, most of it on the right; sites on it are charted on the side of their place", called(s)));
        return;
    }
    report_.corrected.push_back(lies == Side::left ? trf("{}: lies on the left, taken as that", called(s))
                                                   : trf("{}: lies on the right, taken as that", called(s)));
    s.name = withOtherSide(s.name);
    if (anatomy::sideInName(s.name) == told) s.name += fmt::format(" (lies on the {})", name(lies));
    s.fma.clear();
    const anatomy::Muscle* muscle = catalogue_.muscle(s.muscleKey);
    if (!muscle) return;
    const auto& ids = lies == Side::left ? muscle->fmaLeft : muscle->fmaRight;
    if (ids.size() == 1) s.fma = ids.front();
}

void Settler::conclude(const SettledSides& settled) {
    const size_t misnamed = settled.misnamed.size();
    if (misnamed == 0) return;
    const auto sided = static_cast<size_t>(std::count_if(questions_.begin(), questions_.end(), isSided));
    report_.sides.sentence +=
        " " + (settled.areNamesKept
                   ? trnf("{} of {} names tells the other side than the one its structure lies on; it is charted as named.",
                          "{} of {} names tell the other side than the one their structures lie on; these are charted as named.", misnamed, misnamed, sided)
                   : trnf("{} of {} names tells the other side than the one its structure lies on; it is charted where it lies.",
                          "{} of {} names tell the other side than the one their structures lie on; these are charted where they lie.", misnamed, misnamed, sided));
    if (settled.areNamesKept || (10 * misnamed > sided && !frame_.isAnswered)) toBeConfirmed();
}

void Settler::settle() {
    if (midplane_)
        for (size_t i = 0; i < structures_.size(); ++i) noteJoined(structures_[i].facts, questions_[i]);
    else
        noteAmongOthers();
    const SettledSides settled = sidesOf(questions_, midplane_);
    KeyMaker keys;
    for (size_t i = 0; i < structures_.size(); ++i) {
        Structure& s = structures_[i].facts;
        const SideQuestion& question = questions_[i];
        s.side = settled.sides[i];
        const auto misnamed = settled.misnamed.find(i);
        if (misnamed != settled.misnamed.end() && settled.areNamesKept)
            report_.corrected.push_back(
                *question.told == Side::right ? trf("{}: lies on the left, but is charted as named", called(s))
                                              : trf("{}: lies on the right, but is charted as named", called(s)));
        else if (misnamed != settled.misnamed.end())
            correct(s, *question.told, misnamed->second);
        // A spleen lies on the left, but is not the left spleen.
        s.key = keys.make(s.name, question.isPaired || question.told ? s.side : Side::midline);
    }
    conclude(settled);
}

}  // namespace

void settleSides(std::span<NewStructure> structures, std::vector<SideQuestion> questions, const SideFrame& frame,
                 const anatomy::Catalogue& catalogue, ImportReport& report) {
    Settler(structures, std::move(questions), frame, catalogue, report).settle();
}

}  // namespace myochart::body
