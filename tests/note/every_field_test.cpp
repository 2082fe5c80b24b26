#include <gtest/gtest.h>

#include <set>

#include "note/note_text.h"
#include "record/samples.h"
#include "visit.h"

namespace myochart {

namespace {

/// Takes away what is recorded in the field of that number, counted through all parts, and says which it was.
class TakeAway {
  public:
    explicit TakeAway(size_t which) : left_(which) {}

    template <class T>
    void operator()(const record::Field& field, T& member) {
        const std::string outside = path_;
        path_ += (path_.empty() ? "" : ".") + std::string(field.key);
        if constexpr (requires(TakeAway& taker) { describe(taker, member); }) describe(*this, member);
        else if constexpr (record::kIsList<T>) takeFromList(member);
        else if (taken_.empty() && left_-- == 0) {
            taken_ = path_;
            member = T();
        }
        path_ = outside;
    }
    const std::string& taken() const { return taken_; }

  private:
    void takeFromList(std::vector<std::string>& list) {
        if (!taken_.empty() || left_-- != 0) return;
        taken_ = path_;
        list.clear();
    }
    template <class T>
    void takeFromList(std::vector<T>& list) {
        for (T& each : list) describe(*this, each);
    }

    size_t left_;
    std::string path_, taken_;
};

/// Of these a note says nothing: ids, where things come from, the note itself, and what other words stand for.
const std::set<std::string> kUnsaid = {
    "id", "patient", "utc_offset", "last_number", "note.text", "note.basis", "signing.therapist", "signing.note", "created_at", "note",
    "details.contact", "details.episodes.id", "details.same_sites.site", "details.same_sites.earlier", "markers.id", "markers.created_at", "markers.plan.from", "markers.plan.earlier",
    "markers.plan.unconfirmed", "markers.needle.direction", "markers.needle.entry_mm", "before.therapist", "before.episode", "signing.addenda.follow_up_of", "before.known.visit",
    // What was painted is told in words and as its area.
    "pain_drawing.areas.dabs.region", "pain_drawing.areas.dabs.side", "pain_drawing.areas.dabs.at", "pain_drawing.areas.dabs.radius_mm", "pain_drawing.areas.dabs.erases",
    // What was taken of it stands where the therapist recorded it.
    "patient_forms.forms.form", "patient_forms.forms.at", "patient_forms.forms.language", "patient_forms.forms.at_home", "patient_forms.forms.pain", "patient_forms.forms.pain_worst", "patient_forms.forms.pain_best",
    "patient_forms.forms.yes", "patient_forms.forms.no", "patient_forms.forms.not_sure", "patient_forms.forms.words", "patient_forms.forms.taken",
    // The answer is with the events themselves.
    "after.no_adverse"};

bool isSaid(const std::string& path) { return !kUnsaid.contains(path) && !path.starts_with("markers.anchor") && !path.starts_with("patient_forms.forms.painted") && !path.starts_with("markers.by_hand"); }

}  // namespace

/// A field that is added to the description is asked for here.
TEST(NoteText, saysEveryFieldThatIsRecorded) {
    std::mt19937 random(7);
    record::Patient patient = test::fullPatient(random);
    record::Session session = test::fullSession(random, patient.id);
    session.before.episode = patient.details.episodes.front().id;
    patient.details.episodes.resize(1);
    session.after.adverse.resize(1);
    session.after.adverse.front().severity = record::Severity::major;
    session.after.adverse.front().site = session.markers.front().id.text;
    session.markers.front().plan.unconfirmed = false;
    session.markers.front().side = Side::right;  // what is taken away is told
    session.signing.cosignedAt = *session.signing.at + 1000;
    session.signing.note.clear();
    session.before.known.resize(1);
    session.before.known.front().severity = record::Severity::major;
    const auto noteOf = [&](const record::Patient& p, const record::Session& s) { return note::noteText(p, {}, s, test::tables()); };
    const std::string whole = noteOf(patient, session);
    size_t looked = 0;
    const auto look = [&](auto value, auto noteWith) {
        for (size_t n = 0;; ++n) {
            auto less = value;
            TakeAway taker(n);
            describe(taker, less);
            if (taker.taken().empty()) return;
            ++looked;
            if (isSaid(taker.taken())) { EXPECT_TRUE(noteWith(less) != whole) << taker.taken() << " is not in the note"; }
        }
    };
    look(session, [&](const record::Session& less) { return noteOf(patient, less); });
    look(patient, [&](const record::Patient& less) { return noteOf(less, session); });
    EXPECT_GT(looked, 120U);
}

}  // namespace myochart
