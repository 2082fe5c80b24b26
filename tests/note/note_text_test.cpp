#include <gtest/gtest.h>

#include "core/words.h"
#include "note/note_text.h"
#include "record/seal.h"
#include "support/translations.h"
#include "visit.h"

namespace myochart {

using test::PlainVisit;
using namespace record;

namespace {

UtcMs at(const char* clock) { return *parseIsoUtc(std::string("2026-11-22T") + clock + ":00Z"); }

/// What is recorded, and what the note then says of it and does not say without it.
struct Clause {
    std::function<void(PlainVisit&, Marker&)> record;
    std::vector<const char*> says;
};

void expectClauses(const std::vector<Clause>& clauses) {
    PlainVisit nothing;
    nothing.addSite("soleus");
    const std::string without = nothing.note();
    for (const Clause& clause : clauses) {
        PlainVisit visit;
        clause.record(visit, visit.addSite("soleus"));
        const std::string with = visit.note();
        for (const char* sentence : clause.says) {
            EXPECT_NE(with.find(sentence), std::string::npos) << sentence << "\nis not in\n" << with;
            EXPECT_EQ(without.find(sentence), std::string::npos) << sentence << "\nis said of what nobody recorded";
        }
    }
}

}  // namespace

TEST(NoteText, ofWhatNobodyRecordedNothingIsSaid) {
    const PlainVisit visit;
    EXPECT_EQ(visit.note(), "Visit\nPatient: Ana Muster.\nVisit on Sunday, 22 November 2026, 14:05.\n");
}

TEST(NoteText, whoAndWhenAndWhy) {
    expectClauses({
        {[](PlainVisit& v, Marker&) { v.patient.birthDate = "1985-03-12"; }, {"Patient: Ana Muster, born 12 Mar 1985."}},
        {[](PlainVisit& v, Marker&) { v.patient.details.identifier = "4711"; }, {"Number in the practice: 4711."}},
        {[](PlainVisit& v, Marker&) { v.patient.details.sex = Sex::other; }, {"Sex: neither female nor male."}},
        {[](PlainVisit& v, Marker&) { v.session.title = "Third visit"; }, {"Title of the visit: Third visit."}},
        {[](PlainVisit& v, Marker&) { v.practice.name = "Clinic"; v.practice.address = "Road 1\nTown"; }, {"Practice: Clinic, Road 1; Town."}},
        {[](PlainVisit& v, Marker&) {
             v.session.before.therapist = TherapistId::make();
             v.practice.therapists.push_back({v.session.before.therapist, "Jo Doe", "PT 12", Role::therapist, {}});
         }, {"Treated by Jo Doe, licence PT 12."}},
        {[](PlainVisit& v, Marker&) {
             v.session.before.episode = EpisodeId::make();
             v.patient.details.episodes.push_back({v.session.before.episode, "low_back_pain", "2026-08-01", Irritability::low, "walk an hour", "2026-11-20"});
         }, {"Comes for: Low back pain, since 1 Aug 2026.", "Irritability: low.", "Goals: walk an hour.", "The episode ended on 20 Nov 2026."}},
        {[](PlainVisit& v, Marker&) { v.session.before.reason = "taut bands\nthat hurt at night!"; }, {"Reason for the treatment: taut bands that hurt at night!\n"}},
    });
}

TEST(NoteText, alertsScreeningAndWhatWasGonePast) {
    expectClauses({
        {[](PlainVisit& v, Marker&) { v.patient.details.alerts = {"rel_pregnancy", "allergic to cats"}; }, {"Alerts of the patient: Pregnancy; allergic to cats."}},
        {[](PlainVisit& v, Marker&) { v.session.screening.yes = {"rel_epilepsy"}; }, {"Asked and answered with yes: Epilepsy"}},
        {[](PlainVisit& v, Marker&) { v.session.screening.no = {"rel_immune", "rel_diabetes"}; }, {"Asked and answered with no: Weakened immune system; Diabetes"}},
        {[](PlainVisit& v, Marker&) {
             v.patient.details.alerts = {"rel_epilepsy", "rel_diabetes", "afraid of dogs"};
             v.session.screening.no = {"rel_diabetes"};
         }, {"An alert, and not answered: Epilepsy"}},
        {[](PlainVisit& v, Marker&) { v.session.screening.overrides = {{"rel_pregnancy", "second trimester, limbs only"}}; },
         {"Treated in spite of the warning: Pregnancy. Reason: second trimester, limbs only."}},
    });
}

TEST(NoteText, consent) {
    expectClauses({
        {[](PlainVisit& v, Marker&) { v.session.consent.how = Consented::written; v.session.consent.at = at("12:50"); },
         {"The patient consented in writing on Sunday, 22 November 2026, 13:50."}},
        {[](PlainVisit& v, Marker&) { v.session.consent.how = Consented::verbal; }, {"The patient consented by word of mouth."}},
        {[](PlainVisit& v, Marker&) { v.session.consent.how = Consented::refused; }, {"The patient refused consent."}},
        {[](PlainVisit& v, Marker&) { v.session.consent.version = "dry_needling_1"; }, {"Text of the consent: version dry_needling_1."}},
        {[](PlainVisit& v, Marker&) { v.session.consent.strokes = "1,2 3,4"; }, {"The patient signed on the screen."}},
        {[](PlainVisit& v, Marker&) { v.session.consent.risks = {"pneumothorax", "bruising", "own words"}; },
         {"Risks talked about: collapsed lung (pneumothorax); bruising; own words."}},
        {[](PlainVisit& v, Marker&) { v.session.consent.alternatives = false; }, {"Alternatives were not talked about."}},
        {[](PlainVisit& v, Marker&) { v.session.consent.alternatives = true; }, {"Alternatives were talked about."}},
        {[](PlainVisit& v, Marker&) { v.session.consent.questions = true; }, {"Questions were answered."}},
        {[](PlainVisit& v, Marker&) { v.session.consent.copyGiven = false; }, {"The patient was given no copy."}},
        {[](PlainVisit& v, Marker&) { v.session.consent.withdrawnAt = at("14:00"); }, {"The patient withdrew the consent on Sunday, 22 November 2026, 15:00."}},
    });
}

TEST(NoteText, positionHygienePainAndMeasuresBefore) {
    expectClauses({
        {[](PlainVisit& v, Marker&) { v.session.before.position = "side_lying"; }, {"Position of the patient: side lying."}},
        {[](PlainVisit& v, Marker&) { v.session.before.skinPrepared = true; }, {"The skin was prepared."}},
        {[](PlainVisit& v, Marker&) { v.session.before.gloves = false; }, {"No gloves were worn."}},
        {[](PlainVisit& v, Marker&) { v.session.before.singleUse = true; }, {"Sterile single-use needles were used."}},
        {[](PlainVisit& v, Marker&) { v.session.before.pain = 0; }, {"Pain now: 0 of 10."}},
        {[](PlainVisit& v, Marker&) { v.session.before.painWorst = 8; v.session.before.painBest = 2; },
         {"Worst pain since the last visit: 8 of 10.", "Least pain since the last visit: 2 of 10."}},
        {[](PlainVisit& v, Marker&) { v.session.outcomes.measures = {{"neck", "rotation", Side::left, 45.5F, 60.0F, "goniometer"}}; },
         {"Range of motion before: neck rotation, left: 45.5\u00B0 (goniometer).", "Range of motion after: neck rotation, left: 60\u00B0 (goniometer)."}},
        {[](PlainVisit& v, Marker&) { v.session.outcomes.scores = {{"NDI", 24.0F, 0.0F, 0.0F, 50.0F}}; },
         {"Scores before: NDI: 24 (of 0 to 50).", "Scores after: NDI: 0 (of 0 to 50)."}},
    });
}

TEST(NoteText, aSiteSaysWhereItIs) {
    PlainVisit visit;
    Marker& site = visit.addSite("soleus", Side::right);
    site.sentence = "right soleus, lower third";
    site.label = "LTR";
    site.plan.point = "soleus_trp1";
    EXPECT_NE(visit.note().find("Sites\nSite 1 \u201CLTR\u201D (needle site, right): soleus. Where: right soleus, lower third. "
                                "Trigger point of the literature: TrP1."), std::string::npos) << visit.note();
}

TEST(NoteText, whatWasFoundAtASite) {
    expectClauses({
        {[](PlainVisit&, Marker& m) { m.finding.tautBand = true; }, {"A taut band was felt."}},
        {[](PlainVisit&, Marker& m) { m.finding.tautBand = false; }, {"No taut band was felt."}},
        {[](PlainVisit&, Marker& m) { m.finding.tenderness = 0; }, {"Tenderness: 0 of 3."}},
        {[](PlainVisit&, Marker& m) { m.finding.recognised = true; }, {"Pressure brought the pain that the patient knows."}},
        {[](PlainVisit&, Marker& m) { m.finding.recognised = false; }, {"Pressure did not bring the pain that the patient knows."}},
        {[](PlainVisit&, Marker& m) { m.finding.referralFelt = false; }, {"No pain was referred."}},
        {[](PlainVisit&, Marker& m) { m.finding.referralFelt = true; m.finding.referralWhere = "heel"; }, {"Pain was referred. Referred to: heel."}},
        {[](PlainVisit&, Marker& m) { m.finding.certainty = Certainty::likely; }, {"Palpation: likely."}},
        {[](PlainVisit&, Marker& m) { m.finding.threshold = 3.2F; m.finding.thresholdUnit = PressureUnit::kilogram; m.finding.tipCm2 = 1.0F; },
         {"Pressure pain threshold: 3.2 kg (tip of 1 cm\u00B2)."}},
    });
}

TEST(NoteText, whatTheNeedleDid) {
    expectClauses({
        {[](PlainVisit&, Marker& m) {
             m.needle.diameterMm = 0.25F, m.needle.lengthMm = 40.0F, m.needle.maker = "Seirin", m.needle.item = "J8", m.needle.lot = "L77";
             m.needle.serial = "S1", m.needle.expiry = "2031-12-31";
         }, {"Needle: 0.25 \u00D7 40 mm, Seirin, item J8, lot L77, serial number S1, expires 31 Dec 2031."}},
        {[](PlainVisit&, Marker& m) { m.needle.diameterMm = 0.3F; }, {"Needle: 0.30 mm thick."}},
        {[](PlainVisit&, Marker& m) { m.needle.lengthMm = 60.0F; }, {"Needle: 60 mm long."}},
        {[](PlainVisit&, Marker& m) { m.needle.technique = "tech_static"; }, {"Technique: Static needle (in situ)."}},
        {[](PlainVisit&, Marker& m) { m.needle.technique = "pistoning"; }, {"Technique: pistoning."}},
        {[](PlainVisit&, Marker& m) { m.needle.depthMm = 0.0F; }, {"Depth: 0 mm."}},
        {[](PlainVisit&, Marker& m) { m.needle.depthMm = 18.5F; m.needle.depthWords = "to the facet"; }, {"Depth: 18.5 mm, to the facet."}},
        {[](PlainVisit&, Marker& m) { m.needle.directionWords = "toward the rib"; m.needle.direction = vec3(0, -1, 0); }, {"Direction: toward the rib."}},
        {[](PlainVisit&, Marker& m) { m.needle.direction = vec3(0, -1, 0); }, {"Direction: 0.00 to the patient's left, -1.00 backward, 0.00 upward."}},
        {[](PlainVisit&, Marker& m) { m.needle.insertions = 3; m.needle.pistoning = 5; }, {"Insertions: 3. Strokes of pistoning: 5."}},
        {[](PlainVisit&, Marker& m) { m.needle.winding = true; }, {"The needle was wound."}},
        {[](PlainVisit&, Marker& m) { m.needle.winding = false; }, {"The needle was not wound."}},
        {[](PlainVisit&, Marker& m) { m.needle.grade = 2; }, {"Treatment grade: 2 of 5."}},
        {[](PlainVisit&, Marker& m) {
             m.needle.stimulationHz = 2.0F, m.needle.stimulationMa = 1.5F, m.needle.stimulationMin = 10.0F, m.needle.stimulationWords = "strong";
         }, {"Electrical stimulation: 2 Hz, 1.5 mA, 10 min, strong."}},
        {[](PlainVisit&, Marker& m) { m.needle.inAt = at("13:10"); m.needle.outAt = at("13:22"); m.needle.retentionMin = 10.0F; },
         {"In at 14:10, out at 14:22, 12 min in place. Time in place as told: 10 min.", "Needles in: 1, out: 1."}},
        {[](PlainVisit&, Marker& m) { m.needle.inAt = at("13:10"); m.needle.outAt = at("13:10") + 22'800; }, {"In at 14:10, out at 14:10, under 1 minute in place."}},
        {[](PlainVisit&, Marker& m) { m.needle.inAt = at("13:10"); m.needle.outAt = at("13:14") + 30'400; }, {"In at 14:10, out at 14:14, 4 min 30 s in place."}},
        {[](PlainVisit&, Marker& m) { m.needle.inAt = at("13:10"); }, {"In at 14:10.", "Needles in: 1, out: 0."}},
    });
}

TEST(NoteText, whatWasAimedOnTheBodyIsToldToBeNoMeasureOfThePatient) {
    const char* says = "were worked out on one generic body and not measured on the patient: a planning aid, no clearance.";
    PlainVisit visit;
    Marker& site = visit.addSite("soleus");
    site.needle.inAt = at("13:10"), site.needle.directionWords = "toward the rib", site.needle.depthMm = 20.0F;
    EXPECT_EQ(visit.note().find(says), std::string::npos) << "nothing was worked out on the body";
    site.needle.entry = vec3(1, 2, 3);
    EXPECT_NE(visit.note().find(says), std::string::npos);
    site.needle.entry.reset();
    site.needle.direction = vec3(0, 1, 0);
    const std::string note = visit.note();
    const size_t at = note.find(says);
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(note.find(says, at + 1), std::string::npos) << "once";
    EXPECT_LT(at, note.find("\nNeedles\n")) << "it ends the sites";
    site.plan.unconfirmed = true;
    EXPECT_EQ(visit.note().find(says), std::string::npos) << "nothing of it is told";
}

TEST(NoteText, whatTheSiteAnswered) {
    expectClauses({
        {[](PlainVisit&, Marker& m) { m.response.twitch = Twitch::none; m.response.twitchCount = 0; }, {"There was no local twitch. Local twitches: 0."}},
        {[](PlainVisit&, Marker& m) { m.response.twitch = Twitch::weak; }, {"There was a weak local twitch."}},
        {[](PlainVisit&, Marker& m) { m.response.twitch = Twitch::strong; }, {"There was a strong local twitch."}},
        {[](PlainVisit&, Marker& m) { m.response.referralReproduced = true; }, {"The needle reproduced the referred pain."}},
        {[](PlainVisit&, Marker& m) { m.response.painDuring = false; }, {"It did not hurt during the treatment."}},
        {[](PlainVisit&, Marker& m) { m.response.painBefore = 6; m.response.painAfter = 0; }, {"Pain at the site: 6 of 10 before, 0 of 10 after."}},
        {[](PlainVisit&, Marker& m) { m.response.painBefore = 6; }, {"Pain at the site before: 6 of 10."}},
        {[](PlainVisit&, Marker& m) { m.response.painAfter = 2; }, {"Pain at the site after: 2 of 10."}},
        {[](PlainVisit&, Marker& m) { m.response.bleeding = true; m.response.bruise = false; }, {"The site bled. There was no bruise."}},
        {[](PlainVisit&, Marker& m) { m.note = "held still"; }, {"Note: held still."}},
    });
}

TEST(NoteText, whatNobodyConfirmedIsNamedAndNeitherToldNorCounted) {
    PlainVisit visit;
    visit.addSite("soleus").needle.insertions = 1;
    Marker& taken = visit.addSite("upper_trapezius");
    taken.plan.unconfirmed = true;
    taken.needle.depthMm = 33.0F;
    taken.needle.inAt = at("13:10");
    const std::string note = visit.note();
    EXPECT_NE(note.find("Taken over, not confirmed and not counted as treated: 2 (upper trapezius, left)."), std::string::npos) << note;
    EXPECT_EQ(note.find("33"), std::string::npos) << note;
    EXPECT_EQ(note.find("Needles in"), std::string::npos);
    EXPECT_NE(note.find("CPT 20560"), std::string::npos);
    visit.session.markers.back().plan.unconfirmed = false;
    EXPECT_NE(visit.note().find("Depth: 33 mm."), std::string::npos);
}

TEST(NoteText, aNeedleThatIsOnlyPlannedIsToldAsThatAndNotCounted) {
    PlainVisit visit;
    Marker& planned = visit.addSite("soleus");
    planned.needle.depthMm = 20.0F;
    planned.needle.technique = "tech_static";
    visit.addSite("infraspinatus").needle.inAt = at("13:10");
    const std::string note = visit.note();
    EXPECT_NE(note.find("soleus. Planned; nothing says that the needle went in. Technique: Static needle (in situ). Depth: 20 mm."), std::string::npos) << note;
    EXPECT_NE(note.find("Planned, nothing says that the needle went in, and not counted as needled: 1 (soleus, left)."), std::string::npos) << note;
    EXPECT_NE(note.find("1 muscle was needled, counted once whatever the side and the part: infraspinatus (site 2)."), std::string::npos) << note;
    EXPECT_NE(note.find("CPT 20560"), std::string::npos);
    visit.session.markers[0].response.twitch = Twitch::none;
    EXPECT_EQ(visit.note().find("Planned"), std::string::npos) << "the site answered to it";
    visit.session.markers[0].type = MarkerType::latent;
    visit.session.markers[0].needle = {};
    EXPECT_EQ(visit.note().find("Planned"), std::string::npos) << "a trigger point without a needle is no plan";
}

TEST(NoteText, needlesAndWhatCameAfter) {
    expectClauses({
        {[](PlainVisit& v, Marker&) { v.session.after.opened = 6; v.session.after.disposed = 0; }, {"Needles opened: 6. Needles disposed of: 0."}},
        {[](PlainVisit& v, Marker&) { v.session.after.checkedBy = "Jo"; v.session.after.countReason = "one fell"; }, {"Counted by Jo. Why the counts differ or were not made: one fell."}},
        {[](PlainVisit& v, Marker&) { v.session.after.response = "tolerated well"; v.session.after.pain = 0; },
         {"Response to the treatment: tolerated well. Pain after the treatment: 0 of 10."}},
        {[](PlainVisit& v, Marker&) { v.session.after.noAdverse = true; }, {"Asked about adverse events: there was none."}},
        {[](PlainVisit& v, Marker&) { v.session.after.noAdverse = false; }, {"Something adverse happened; what it was is not recorded."}},
        {[](PlainVisit& v, Marker& m) {
             v.session.after.adverse = {{"fainting", Severity::moderate, at("13:30"), m.id.text, "laid flat", at("20:00"), at("21:00"), "well again"}};
         }, {"Adverse event: dizziness or fainting, moderate. When: Sunday, 22 November 2026, 14:30. At site 1 (soleus, left). What was done: laid flat. "
             "Follow-up due: Sunday, 22 November 2026, 21:00. Followed up: Sunday, 22 November 2026, 22:00. How it went: well again."}},
        {[](PlainVisit& v, Marker&) { v.session.after.aftercare = {"warmth", "pre_driving"}; }, {"Advice given: warmth; Drowsiness or faintness after first treatment."}},
        {[](PlainVisit& v, Marker&) { v.session.after.exercises = {"calf_stretch"}; v.session.after.plan = "twice more"; v.session.after.nextVisit = "2026-11-29"; },
         {"Exercises at home: calf stretch. Plan: twice more. Next visit: 29 Nov 2026."}},
    });
}

TEST(NoteText, signatureAndAddenda) {
    PlainVisit visit;
    Signing& signing = visit.session.signing;
    signing.at = at("15:00"), signing.name = "Sam Student", signing.licence = "S 1", signing.role = Role::student;
    EXPECT_NE(visit.note().find("Signed on Sunday, 22 November 2026, 16:00 by Sam Student, licence S 1, student. A co-signature is still wanted.\n"),
              std::string::npos) << visit.note();
    signing.cosignedAt = at("16:00"), signing.cosigner = "Jo Doe", signing.cosignerLicence = "PT 12";
    signing.addenda = {{at("17:00"), "Jo Doe", "PT 12", "called: no pain"}};
    EXPECT_NE(visit.note().find("Co-signed on Sunday, 22 November 2026, 17:00 by Jo Doe, licence PT 12.\n"
                                "Addendum of Sunday, 22 November 2026, 18:00 by Jo Doe, licence PT 12: called: no pain.\n"), std::string::npos) << visit.note();
    EXPECT_EQ(visit.note().find("still wanted"), std::string::npos);
}

TEST(NoteText, headingsAreToldFromSentencesAndEndNoLine) {
    PlainVisit visit;
    visit.addSite("soleus").needle.insertions = 1;
    std::vector<std::string> headings;
    std::istringstream lines(visit.note());
    for (std::string line; std::getline(lines, line);) {
        if (note::isHeading(line)) headings.push_back(line);
        else EXPECT_TRUE(line.empty() || line.back() == '.') << line;
    }
    EXPECT_EQ(headings, (std::vector<std::string>{"Visit", "Sites", "Muscles needled"}));
}

TEST(NoteText, aNoteIsInTheLanguageOfTheWindow) {
    PlainVisit visit;
    visit.addSite("soleus").finding.tautBand = false;
    const std::string english = visit.note();
    for (const char* code : {"de", "es", "fr"}) {
        const test::Speaking speaking(code);
        EXPECT_NE(visit.note(), english);
        EXPECT_EQ(visit.note().find("taut band"), std::string::npos) << code << visit.note();
        EXPECT_EQ(visit.note().find("Sunday"), std::string::npos) << code;
    }
}

// --- what is kept over it

TEST(NoteDraft, anEditedNoteStaysAndTellsWhetherTheDataChanged) {
    PlainVisit visit;
    const auto draft = [&] { return note::noteDraft(visit.patient, visit.practice, visit.session, test::tables()); };
    EXPECT_FALSE(draft().edited);
    EXPECT_EQ(draft().text, visit.note());
    visit.session.note = {"My own words.", draft().basis};
    EXPECT_TRUE(draft().edited);
    EXPECT_EQ(draft().text, "My own words.");
    EXPECT_EQ(draft().dataChanged, false);
    visit.session.after.pain = 3;
    EXPECT_EQ(draft().dataChanged, true);
    EXPECT_EQ(draft().text, "My own words.") << "never written over";
    visit.session.after.pain.reset();
    visit.session.signing.at = at("15:00");
    EXPECT_EQ(draft().dataChanged, false) << "a signature is no change of the data";
    const test::Speaking german("de");
    EXPECT_EQ(draft().dataChanged, std::nullopt);
}

TEST(NoteDraft, ofASignedVisitItIsWhatWasSignedWithWhatCameAfterwards) {
    PlainVisit visit;
    visit.session.signing.note = "As it was.";
    visit.session.signing.at = at("15:00");
    visit.session.signing.name = "Jo";
    visit.session.signing.addenda = {{{}, "Jo", "", "more"}};
    visit.session.note.text = "edited";
    const auto draft = note::noteDraft(visit.patient, visit.practice, visit.session, test::tables());
    EXPECT_TRUE(draft.isSigned);
    EXPECT_EQ(draft.text, "As it was.\n\nSignature\nNothing shows that this visit is as it was signed: its note has no seal that can be read. "
                          "Signed on Sunday, 22 November 2026, 16:00 by Jo.\nAddendum by Jo: more.\n");
}

TEST(NoteText, speaksOfMusclesAlertsAndTechniquesAsItsReadersDo) {
    PlainVisit visit;
    visit.addSite("soleus").needle.technique = "tech_pistoning";
    visit.patient.details.alerts = {"rel_anticoagulant"};
    visit.session.after.exercises = {"chin_nod"};
    const auto says = [&](const char* language, std::initializer_list<const char*> words) {
        const test::Speaking speaking(language);
        const std::string note = visit.note();
        for (const char* word : words) EXPECT_NE(note.find(word), std::string::npos) << language << ": " << word << "\nis not in\n" << note;
        if (std::string_view(language) != "en") { EXPECT_EQ(note.find("Pistoning (fast in"), std::string::npos) << language; }
    };
    says("en", {"soleus", "Antithrombotic medication", "Pistoning (fast in, fast out)", "Chin nod lying"});
    says("de", {"Musculus soleus", "Gerinnungshemmende Medikamente", "Pistoning (schnell hinein", "Kinnnicken im Liegen"});
    says("es", {"s\xC3\xB3leo", "Medicaci\xC3\xB3n antitromb\xC3\xB3tica", "Pistoneo", "Asentir con la barbilla"});
    says("fr", {"muscle sol\xC3\xA9" "aire", "Traitement antithrombotique", "Pistonnage", "Hochement du menton"});
    const test::Speaking speaking("de");
    visit.session.markers[0].muscle = "Wade";
    visit.session.markers[0].byHand.muscle = true;
    EXPECT_NE(visit.note().find(": Wade."), std::string::npos) << "what somebody wrote stays";
}

TEST(NoteText, aVisitThatIsNotAsItWasSignedSaysSo) {
    PlainVisit visit;
    visit.session.signing.at = at("15:00");
    visit.session.signing.name = "T. Invented";
    EXPECT_NE(visit.note().find("Nothing shows that this visit is as it was signed"), std::string::npos);
    visit.session = record::sealed(visit.session);
    EXPECT_EQ(visit.note().find("as it was signed"), std::string::npos);
    visit.session.before.pain = 9;
    EXPECT_NE(visit.note().find("This visit is not as it was signed"), std::string::npos);
}

}  // namespace myochart
