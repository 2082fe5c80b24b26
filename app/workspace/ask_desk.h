#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "body/vertex_shares.h"
#include "note/patient_answers.h"
#include "referral/pain_brush.h"
#include "workspace/pain_desk.h"

namespace myochart::workspace {

/// The patient paints and answers alone, on a screen of their own, for one visit; then the therapist looks at it and takes or leaves
/// it. What was filled in is in the record from the moment it is finished, or broken off. One thread.
class AskDesk {
  public:
    /// What it is given lives longer.
    AskDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordDesk& record, PainDesk& pain);

    // --- filling in
    /// For the open visit. Fails with a sentence: none is open, or it cannot be changed.
    Outcome begin();
    bool isAsking() const { return asked_.has_value(); }
    /// What is being filled in; only while isAsking(). Everything but what is painted is changed in place.
    record::PatientForm& form() { return asked_->form; }
    /// Adds the form to its visit, as finished at this moment; one undo step. `language`: in which it was asked, a code of kLanguages.
    void finish(const std::string& language);
    /// Ends it. What was filled in until then is kept as a form without a moment of finishing; of nothing filled in nothing is kept.
    void stop(const std::string& language);

    // --- painting, in one area; null map: it cannot be painted (PainDesk::why), or not yet
    const referral::ReferralMap* map() const { return pain_.map(); }
    /// A stroke goes on until endStroke(), which makes it one step of undo().
    void beginStroke();
    /// `at`: mm, on the skin of the body that is shown; places nearer to the last one than a third of the brush add nothing.
    void strokeTo(vec3 at, float radiusMm, bool erases);
    void endStroke() { last_.reset(); }
    bool canUndo() const { return asked_ && !asked_->before.empty(); }
    void undo();
    void clear();  ///< a step, too
    bool hasPaint() const;
    /// What is painted, to be drawn on the body of map(); null: nothing.
    std::shared_ptr<const body::VertexShares> laid();

    // --- looking at it
    /// The form of the open visit that nobody has looked at; null: none.
    const record::PatientForm* waiting() const;
    /// Each one undo step; an error becomes a notice.
    void take(const std::string& form, note::FormParts parts);
    void leave(const std::string& form);

  private:
    record::PainArea& area();
    bool paint();  ///< brings painted_ up to the form; false: nothing is painted, or there is no map
    void keep(const std::string& language, std::optional<UtcMs> at);

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    RecordDesk& record_;
    PainDesk& pain_;
    struct Asked {
        record::SessionId visit;
        record::PatientForm form;
        std::vector<std::vector<record::PainDab>> before = {};  ///< what undo() goes back to
    };
    std::optional<Asked> asked_;
    std::optional<vec3> last_;
    /// The paint on a body.
    struct Painted {
        const referral::ReferralMap* map = nullptr;
        std::unique_ptr<referral::PainBrush> brush;
        std::vector<record::PainDab> dabs;
        std::shared_ptr<const body::VertexShares> laid;
    };
    std::optional<Painted> painted_;
};

}  // namespace myochart::workspace
