#include <fmt/format.h>

#include "kept_record.h"

// Who works here: one entry of the record.

namespace myochart::store {

using namespace myochart::test;

namespace {

record::Practice somePractice() {
    record::Practice practice;
    practice.name = "Invented practice";
    practice.address = "1 Road\nTown";
    practice.notePack = "plain";
    for (const char* name : {"T. Invented", "S. Invented"}) {
        record::Therapist& therapist = practice.therapists.emplace_back();
        therapist.id = record::TherapistId::make();
        therapist.name = name;
    }
    practice.therapists[1].role = record::Role::student;
    practice.therapists[1].usual.lengthMm = 40;
    return practice;
}

size_t count(const Path& file, const std::string& table, const std::string& where) {
    Database database(file);
    return static_cast<size_t>(database.askNumber(fmt::format("SELECT count(*) FROM {} WHERE {}", table, where).c_str()));
}

}  // namespace

TEST(PracticeEntry, isEmptyWhereNoneWasKept) {
    KeptRecord kept;
    EXPECT_EQ(*kept.record->practice(), record::Practice{});
    kept.expectSound();
}

TEST(PracticeEntry, isKeptChangedAndInTheTrail) {
    KeptRecord kept;
    record::Practice practice = somePractice();
    practice.therapists[0].others = R"({"initials":"TI"})";
    ASSERT_TRUE(kept.record->put(practice));
    kept.reopen();
    EXPECT_EQ(*kept.record->practice(), practice);
    practice.therapists[0].licence = "PT 12";
    ASSERT_TRUE(kept.record->put(practice));
    ASSERT_TRUE(kept.record->put(practice)) << "the same again is no change";
    kept.expectSound();
    kept.close();
    EXPECT_EQ(count(kept.file, "entry", "kind = 'practice'"), 1U);
    EXPECT_EQ(count(kept.file, "audit", "verb = 'practice.change'"), 2U);
    EXPECT_EQ(count(kept.file, "entry", "instr(CAST(payload AS TEXT), 'PT 12') > 0"), 1U);
    kept.reopen();
    EXPECT_EQ(*kept.record->practice(), practice);
}

TEST(PracticeEntry, anUnsoundOneIsRefusedAndChangesNothing) {
    KeptRecord kept;
    const record::Practice practice = somePractice();
    ASSERT_TRUE(kept.record->put(practice));
    record::Practice twice = practice;
    twice.therapists[1].id = twice.therapists[0].id;
    const auto refusal = kept.record->put(twice);
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().kind, ErrorKind::refused);
    EXPECT_EQ(refusal.error().message.find("The practice cannot be saved: "), 0U) << refusal.error().message;
    EXPECT_EQ(*kept.record->practice(), practice);
}

TEST(PracticeEntry, isCopiedInABackup) {
    KeptRecord kept;
    const record::Practice practice = somePractice();
    ASSERT_TRUE(kept.record->put(practice));
    ASSERT_TRUE(kept.record->backUp(kept.folder / "copy.myochart"));
    const auto copy = openKept(kept.folder / "copy.myochart");
    ASSERT_TRUE(copy) << copy.error().message;
    EXPECT_EQ(*(*copy)->practice(), practice);
    EXPECT_TRUE((*copy)->verify());
}

TEST(PracticeEntry, aDamagedOneIsNamedAndHidesNobodysVisits) {
    for (const char* sql : {"UPDATE entry SET payload = CAST(CAST(payload AS TEXT) || ' ' AS BLOB) WHERE kind = 'practice'",
                            "DELETE FROM entry WHERE kind = 'practice'"}) {
        KeptRecord kept;
        const auto patient = kept.addPatient();
        kept.addSession(patient.id, 2);
        ASSERT_TRUE(kept.record->put(somePractice()));
        kept.close();
        kept.tamper(sql);
        kept.reopen();
        const auto practice = kept.record->practice();
        ASSERT_FALSE(practice);
        EXPECT_EQ(practice.error().kind, ErrorKind::refused);
        EXPECT_NE(practice.error().message.find("what is kept of the practice"), std::string::npos) << practice.error().message;
        ASSERT_TRUE(kept.record->lookThrough());
        ASSERT_EQ(kept.record->damage().size(), 1U);
        EXPECT_FALSE(kept.record->damage()[0].mayTouch(patient.id));
        EXPECT_EQ(kept.record->sessions(patient.id)->size(), 1U);
        EXPECT_FALSE(kept.record->verify());
    }
}

TEST(PracticeEntry, anotherOneOfAnotherRecordIsDamage) {
    KeptRecord kept;
    ASSERT_TRUE(kept.record->put(somePractice()));
    kept.close();
    kept.tamper("INSERT INTO entry SELECT randomblob(16), kind, parent, version, format, deleted, payload FROM entry WHERE kind = 'practice'");
    kept.reopen();
    const auto verdict = kept.record->verify();
    ASSERT_FALSE(verdict);
    EXPECT_NE(verdict.error().message.find("its content was changed or moved"), std::string::npos) << verdict.error().message;
}

}  // namespace myochart::store
