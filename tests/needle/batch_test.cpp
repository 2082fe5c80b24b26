#include "needle/batch.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/text.h"
#include "needle/on_builtin_body.h"
#include "support/sample_body.h"

namespace myochart::needle {

namespace {

struct NeedleBatch : OnTheBuiltInBody {
    Progress progress;
    Result<Batch> asked(std::string_view text) { return batchOf(body, rays(), hazards(), test::catalogue(), text, progress); }
    /// A needle into the left soleus, so far beside its middle.
    std::string needle(float aside) const {
        const body::Structure& soleus = body.structure(body.structuresOf("soleus", Side::left).front());
        const vec3 at = soleus.bounds.centre() + vec3(aside, 60, 0);
        return fmt::format("{:.3f},{:.3f},{:.3f},0,-1,0,30", at.x, at.y, at.z);
    }
    static constexpr const char* kHead = "x,y,z,dx,dy,dz,length_mm";
};

}  // namespace

TEST_F(NeedleBatch, linesAreAnsweredInTheirOrder) {
    std::string text = std::string(kHead) + ",name,target\n";
    for (int i = 0; i < 300; ++i) text += fmt::format("{},n{},soleus\n", needle(static_cast<float>(i % 20) - 10), i);
    const auto batch = asked(text);
    ASSERT_TRUE(batch);
    ASSERT_EQ(batch->lines.size(), 300U);
    EXPECT_EQ(batch->faults(), 0U);
    size_t inSoleus = 0;
    for (size_t i = 0; i < 300; ++i) {
        EXPECT_EQ(batch->lines[i].given[7], fmt::format("n{}", i));
        ASSERT_TRUE(batch->lines[i].passage);
        inSoleus += batch->lines[i].inTargetMm > 0;
    }
    EXPECT_GT(inSoleus, 250U);
    const Passage alone = passageOf(body, rays(), hazards(), *shaftFrom({std::stof(batch->lines[7].given[0]), std::stof(batch->lines[7].given[1]), std::stof(batch->lines[7].given[2])}, {0, -1, 0}, 30));
    EXPECT_EQ(batch->lines[7].passage->firstHazardMm, alone.firstHazardMm);
    const auto lines = split(csvOf(*batch, body), '\n');
    EXPECT_EQ(lines.size(), 302U);
    EXPECT_EQ(lines[0], std::string(kHead) + ",name,target,from_skin,path,tip,bone_at_mm,in_target_mm,nearest,nearest_mm,met,first_hazard_mm,without_nearest,without_nearest_mm,without_met,without_first_hazard_mm,remarks,fault,statement");
    EXPECT_NE(lines[8].find(",n7,soleus,true,"), std::string::npos);
    EXPECT_NE(lines[8].find("none clears a needle"), std::string::npos);
}

TEST_F(NeedleBatch, besideAGripOrAnUltrasoundDepthStandsTheSameNeedleWithoutThem) {
    const std::string good = needle(0);
    const auto batch = asked(std::string(kHead) + ",target,pinch_mm,ultrasound\n" + good + ",soleus,,\n" + good + ",soleus,30,\n" + good + ",soleus,,pleura=150\n");
    ASSERT_TRUE(batch);
    ASSERT_EQ(batch->faults(), 0U);
    EXPECT_FALSE(batch->lines[0].without);
    for (const size_t i : {size_t{1}, size_t{2}}) {
        ASSERT_TRUE(batch->lines[i].without) << i;
        EXPECT_EQ(batch->lines[i].without->firstHazardMm, batch->lines[0].passage->firstHazardMm) << "no hazard goes by a figure that was told";
        EXPECT_EQ(batch->lines[i].without->hazards.size(), batch->lines[0].passage->hazards.size());
    }
    const auto rows = split(csvOf(*batch, body), '\n');
    EXPECT_NE(rows[2].find(liftSentence().substr(0, 20)), std::string::npos) << rows[2];
}

TEST_F(NeedleBatch, brokenLinesAreNamedByTheirNumberAndTheOthersAreDone) {
    const std::string good = needle(0);
    const std::string text = std::string(kHead) + ",target,pinch_mm,ultrasound\n" + good + ",,,\n" + "1,2,3,0,0,0,30,,,\n" + good + "x,,,\n" + good + ",flapezius,,\n" + good + ",,99,\n" + good + ",,,pleura=x\n" +
                             "90000,0,0,0,1,0,30,,,\n" + "1,2,3\n" + good + ",soleus,10,muscle=9\n";
    const auto batch = asked(text);
    ASSERT_TRUE(batch);
    ASSERT_EQ(batch->lines.size(), 9U);
    EXPECT_EQ(batch->faults(), 7U);
    const auto fault = [&](size_t i) { return fmt::format("{}: {}", batch->lines[i].line, batch->lines[i].fault); };
    EXPECT_EQ(batch->lines[0].fault, "");
    EXPECT_EQ(fault(1), "3: The direction is none: it is three numbers that are not all 0.");
    EXPECT_EQ(fault(2), "4: length_mm is no number.");
    EXPECT_EQ(fault(3), "5: No muscle has the key \"flapezius\".");
    EXPECT_EQ(fault(4), "6: A pincer grip lifts more than 0 and at most 60 mm.");
    EXPECT_EQ(fault(5), "7: Ultrasound depths are told as muscle=MM,rib=MM,pleura=MM, one or more of them.");
    EXPECT_EQ(fault(6), "8: The entry lies off this body.");
    EXPECT_EQ(batch->lines[7].line, 9);
    EXPECT_FALSE(batch->lines[7].fault.empty()) << "too few cells";
    EXPECT_TRUE(batch->lines[8].passage);
    EXPECT_GT(batch->lines[8].passage->path.fold.mm, 0);
    EXPECT_EQ(split(csvOf(*batch, body), '\n').size(), 11U) << "a row for each, broken or not";
}

TEST_F(NeedleBatch, aQuotationMarkThatIsNeverClosedSpoilsItsOwnLineAlone) {
    const std::string good = needle(0);
    const auto batch = asked(std::string("id,") + kHead + ",note\na," + good + ",\nb," + good + ",\"open\nc," + good + ",\nd," + good + ",\"of two\nlines\"\ne," + good + ",\"open again\n");
    ASSERT_TRUE(batch);
    ASSERT_EQ(batch->lines.size(), 5U);
    const std::vector<std::string> ids = {"a", "b", "c", "d", "e"};
    const std::vector<int> lines = {2, 3, 4, 5, 7};
    for (size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(batch->lines[i].given.front(), ids[i]);
        EXPECT_EQ(batch->lines[i].line, lines[i]);
        EXPECT_EQ(batch->lines[i].fault.empty(), i != 1 && i != 4) << ids[i] << ": " << batch->lines[i].fault;
    }
    EXPECT_EQ(batch->lines[3].given.back(), "of two\nlines");
}

TEST_F(NeedleBatch, aLineWithTooFewOrTooManyCellsKeepsItsFirstOnes) {
    const auto batch = asked(std::string("id,") + kHead + "\nfew,1,2\nmany," + needle(0) + ",9,9\n");
    ASSERT_TRUE(batch);
    ASSERT_EQ(batch->lines.size(), 2U);
    EXPECT_EQ(batch->lines[0].given.size(), 8U);
    EXPECT_EQ(batch->lines[0].given[0], "few");
    EXPECT_EQ(batch->lines[0].given[2], "2");
    EXPECT_EQ(batch->lines[1].given.size(), 8U);
    EXPECT_EQ(batch->lines[1].given[0], "many");
    EXPECT_EQ(batch->faults(), 2U);
}

TEST_F(NeedleBatch, anAnswerThatIsAskedAgainHasItsColumnsOnce) {
    const auto first = asked(std::string("id,") + kHead + "\na," + needle(0) + "\n");
    ASSERT_TRUE(first);
    const std::string answer = csvOf(*first, body);
    const auto second = asked(answer);
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(csvOf(*second, body), answer);
}

TEST_F(NeedleBatch, whereNoHazardIsFoundNoCellIsLeftBlank) {
    Batch batch;
    batch.header = {"id"};
    batch.lines.push_back({.line = 2, .given = {"a"}, .target = {}, .passage = Passage{}, .inTargetMm = 0, .fault = {}});
    const std::string row = split(csvOf(batch, body), '\n')[1];
    EXPECT_EQ(row, "a,false,,,,,none of those modelled,none of those modelled,none of those modelled,none of those modelled,,,,,,,\"" + statement() + "\"");
}

TEST_F(NeedleBatch, aListThatIsNoneIsRefusedAsAWhole) {
    EXPECT_FALSE(asked(""));
    EXPECT_FALSE(asked("x,y,z\n1,2,3\n"));
    const auto empty = asked(std::string(kHead) + "\n");
    ASSERT_TRUE(empty);
    EXPECT_TRUE(empty->lines.empty());
}

TEST_F(NeedleBatch, aCancelledOneSaysSo) {
    progress.cancel();
    const auto batch = asked(std::string(kHead) + "\n" + needle(0) + "\n");
    ASSERT_FALSE(batch);
    EXPECT_EQ(batch.error().message, "Stopped; nothing is written.");
}

}  // namespace myochart::needle
