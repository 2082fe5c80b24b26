#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>

#include "body/model_library.h"
#include "body/shapes.h"
#include "plain_figure.h"

// Names that tell the other side than the one their structure lies on: a site on it would be charted on the wrong leg.

namespace myochart::body {

using namespace test;

namespace {

const std::array<std::string, 6> kPairs = {"soleus",  "vastus lateralis", "biceps brachii",
                                           "deltoid", "trapezius",        "masseter"};

std::string exchanged(const std::string& name) {
    return name.starts_with("left ") ? "right " + sideless(name) : "left " + sideless(name);
}

/// The plain figure with left and right exchanged in the names of the pairs whose bit is set.
std::vector<NamedMesh> swapped(unsigned pairs, std::vector<NamedMesh> figure = plainFigure()) {
    return renamed(std::move(figure), [&](const std::string& name) {
        const auto at = std::find(kPairs.begin(), kPairs.end(), sideless(name));
        const bool now = at != kPairs.end() && ((pairs >> (at - kPairs.begin())) & 1U) != 0;
        return now ? exchanged(name) : name;
    });
}

vec3 acrossX(vec3 p) {
    return {-p.x, p.y, p.z};
}

/// All in one frontal plane, so that nothing tells front from back.
std::vector<NamedMesh> withoutFront(std::vector<NamedMesh> figure) {
    for (auto& [name, mesh] : figure) {
        Box box;
        for (const vec3 p : mesh.positions) box.add(p);
        for (vec3& p : mesh.positions) p.y -= box.centre().y;
    }
    return figure;
}

class SwappedNames : public testing::Test {
  protected:
    std::shared_ptr<const Body> opened(const Path& file, std::string_view bytes, ImportOptions options = {}) {
        writeText(folder_ / file, bytes);
        options.name = "case";
        options.replace = true;
        options.levelsNow = false;
        auto made = library_.import(folder_ / file, options, progress_);
        EXPECT_TRUE(made) << (made ? "" : made.error().message);
        if (!made) return nullptr;
        report_ = *made;
        return library_.open("case", progress_).value();
    }
    std::shared_ptr<const Body> opened(const std::vector<NamedMesh>& figure, ImportOptions options = {}) {
        return opened("case.obj", objText(figure), std::move(options));
    }
    bool isCorrected(std::string_view name) const {
        return std::any_of(report_.corrected.begin(), report_.corrected.end(),
                           [&](const std::string& entry) { return entry.starts_with(name); });
    }
    /// Every muscle has the side it lies on, in its name and key too.
    static testing::AssertionResult liesWhereItIsCharted(const Body& body) {
        for (const Structure& s : body.structures()) {
            const float x = s.bounds.centre().x;
            const Side lies = x > 10 ? Side::left : x < -10 ? Side::right : Side::midline;
            if (s.side != lies) return testing::AssertionFailure() << s.name << " is charted as " << name(s.side);
            const auto told = anatomy::sideInName(s.name);
            if (told && *told != lies) return testing::AssertionFailure() << s.name << " lies on the " << name(lies);
            if (told && !s.key.starts_with(name(lies)))
                return testing::AssertionFailure() << s.key << " for " << s.name;
        }
        return testing::AssertionSuccess();
    }

    TestFolder folder_;
    ModelLibrary library_{folder_ / "models", builtHelper(), catalogue()};
    Progress progress_;
    ImportReport report_;
};

/// A leg's muscles about an origin of their own, as a file of one limb has them.
std::vector<NamedMesh> rightLeg() {
    return {{"right soleus", ellipsoid({20, 40, 300}, {32, 21, 130}, 6)},
            {"right vastus lateralis", ellipsoid({-40, 0, 680}, {35, 38, 160}, 6)},
            {"right vastus medialis", ellipsoid({30, 0, 640}, {30, 30, 120}, 6)},
            {"right rectus femoris", ellipsoid({0, -30, 700}, {32, 20, 170}, 6)},
            {"right gracilis", ellipsoid({45, 20, 690}, {12, 12, 160}, 6)},
            {"right tibialis anterior", ellipsoid({-15, -10, 310}, {20, 20, 130}, 6)}};
}

}  // namespace

TEST_F(SwappedNames, everySetOfPairsIsChartedWhereItLiesAndEachIsNamed) {
    const auto plain = opened(plainFigure());
    ASSERT_TRUE(plain);
    EXPECT_TRUE(report_.corrected.empty());
    EXPECT_FALSE(report_.isToBeConfirmed());
    for (unsigned pairs = 1; pairs < 64; ++pairs) {
        SCOPED_TRACE(pairs);
        const auto body = opened(swapped(pairs));
        ASSERT_TRUE(body);
        EXPECT_TRUE(liesWhereItIsCharted(*body));
        EXPECT_TRUE(report_.isToBeConfirmed());
        EXPECT_EQ(report_.sides.certainty, Certainty::guessed);
        const auto count = static_cast<size_t>(std::popcount(pairs));
        EXPECT_EQ(report_.mirrored, count > 4) << "a mirrored figure is one cause for many names";
        EXPECT_EQ(report_.corrected.size(), 2 * (report_.mirrored ? 6 - count : count));
        if (!report_.mirrored) {
            EXPECT_TRUE(isAsPlain(*body, *plain));
        }
        for (size_t i = 0; i < kPairs.size(); ++i) {
            const bool wrong = (((pairs >> i) & 1U) != 0) != report_.mirrored;
            EXPECT_EQ(isCorrected("left " + kPairs[i] + " (case.obj): "), wrong) << kPairs[i];
            EXPECT_EQ(isCorrected("right " + kPairs[i] + " (case.obj): "), wrong) << kPairs[i];
        }
    }
}

TEST_F(SwappedNames, onePairIsToldInWords) {
    ASSERT_TRUE(opened(swapped(1)));
    EXPECT_EQ(report_.corrected,
              (std::vector<std::string>{"left soleus (case.obj): lies on the right, taken as that",
                                        "right soleus (case.obj): lies on the left, taken as that"}));
    EXPECT_EQ(report_.sides.sentence,
              "Left and right: most names, front and back agree. 2 of 12 names tell the other side than the one their "
              "structures lie on; these are charted where they lie.");
}

TEST_F(SwappedNames, tieIsDecidedByFrontAndBackAndElseByTheFileAlone) {
    for (const unsigned three : {0b000111U, 0b111000U, 0b010101U, 0b101010U}) {
        ASSERT_TRUE(opened(swapped(three)));
        EXPECT_FALSE(report_.mirrored) << three;
        EXPECT_EQ(report_.quarterTurns, 0) << three;
        EXPECT_TRUE(
            report_.sides.sentence.starts_with("Names tell left and right both ways; left and right follow from what "
                                               "lies in front and behind. 6 of 12 names"))
            << report_.sides.sentence;
        auto turned = moved(swapped(three), [](vec3 p) { return vec3(-p.x, -p.y, p.z); });
        auto body = opened(turned);
        ASSERT_TRUE(body);
        EXPECT_EQ(report_.quarterTurns, 2) << three;
        EXPECT_TRUE(liesWhereItIsCharted(*body)) << three;

        body = opened(withoutFront(swapped(three)));
        ASSERT_TRUE(body);
        EXPECT_GE(report_.sides.certainty, Certainty::guessed) << "nothing tells front from back";
        EXPECT_EQ(report_.quarterTurns, 0) << three;
        EXPECT_FALSE(report_.mirrored) << three;
        EXPECT_TRUE(liesWhereItIsCharted(*body)) << three;
    }
}

TEST_F(SwappedNames, namesWithoutFrontAndBackAreFollowedByMajorityAndAskedAbout) {
    for (const unsigned pairs : {0b000001U, 0b100000U, 0b000011U}) {
        auto body = opened(withoutFront(swapped(pairs)));
        ASSERT_TRUE(body);
        EXPECT_TRUE(liesWhereItIsCharted(*body)) << pairs;
        EXPECT_EQ(report_.corrected.size(), 2U * static_cast<unsigned>(std::popcount(pairs))) << pairs;
        EXPECT_TRUE(report_.isToBeConfirmed()) << pairs;
        EXPECT_EQ(report_.sides.certainty, Certainty::guessed) << pairs;
    }
}

TEST_F(SwappedNames, mirroredFigureWithMistakesInItsNamesIsMirroredBackAndSetRight) {
    const auto plain = opened(plainFigure());
    ASSERT_TRUE(plain);
    for (const unsigned pairs : {0b000001U, 0b100000U, 0b000011U}) {  // surfaces inwards, as mirroring leaves them
        const auto body = opened(moved(swapped(pairs), acrossX));
        ASSERT_TRUE(body);
        EXPECT_TRUE(report_.mirrored) << pairs;
        EXPECT_TRUE(isAsPlain(*body, *plain)) << pairs;
        EXPECT_EQ(report_.corrected.size(), 2U * static_cast<unsigned>(std::popcount(pairs))) << pairs;
        EXPECT_TRUE(report_.isToBeConfirmed()) << pairs;
    }
}

TEST_F(SwappedNames, oneInTenIsSetRightWithoutAQuestion) {
    auto figure = plainFigure();
    std::erase_if(figure, [](const NamedMesh& part) { return part.name == "right soleus"; });
    figure = renamed(figure, [](const std::string& name) { return name == "left soleus" ? "right soleus" : name; });
    const auto body = opened(figure);
    ASSERT_TRUE(body);
    EXPECT_TRUE(liesWhereItIsCharted(*body));
    EXPECT_EQ(report_.corrected, std::vector<std::string>{"right soleus (case.obj): lies on the left, taken as that"});
    EXPECT_EQ(report_.sides.certainty, Certainty::concluded) << "one of eleven, front and back agree";
    EXPECT_TRUE(report_.sides.sentence.ends_with(
        "1 of 11 names tells the other side than the one its structure lies on; it is charted where it lies."));
}

TEST_F(SwappedNames, oneSideAloneIsMeasuredAgainstTheMiddleOfTheBody) {
    std::vector<NamedMesh> figure;
    for (const NamedMesh& part : plainFigure())
        if (!part.name.starts_with("left ")) figure.push_back(part);
    auto body = opened(figure);
    ASSERT_TRUE(body);
    EXPECT_TRUE(liesWhereItIsCharted(*body));
    EXPECT_TRUE(report_.corrected.empty()) << "sacrum and sternum tell the middle";
    body = opened(renamed(figure, [](const std::string& name) {
        return name == "right deltoid" || name == "right soleus" ? exchanged(name) : name;
    }));
    ASSERT_TRUE(body);
    EXPECT_TRUE(liesWhereItIsCharted(*body));
    EXPECT_EQ(report_.corrected.size(), 2U);
    EXPECT_TRUE(isCorrected("left deltoid") && isCorrected("left soleus"));
    EXPECT_TRUE(report_.isToBeConfirmed());
}

TEST_F(SwappedNames, everyKindOfPairCounts) {
    const std::vector<std::pair<std::string, vec3>> kinds = {{"calcaneal tendon", {90, 60, 120}},
                                                             {"sciatic nerve", {80, 40, 800}},
                                                             {"femoral artery", {85, -20, 750}},
                                                             {"kidney", {60, 40, 1100}},
                                                             {"femur", {110, 0, 650}},
                                                             {"eyeball", {32, -80, 1600}},
                                                             {"costal cartilage", {70, -80, 1200}},
                                                             {"gizmo", {120, 0, 1000}}};
    for (const auto& [kind, centre] : kinds) {
        auto figure = plainFigure();
        for (const float side : {1.0F, -1.0F})
            figure.push_back(
                {(side > 0 ? "right " : "left ") + kind, ellipsoid(centre * vec3(side, 1, 1), {10, 10, 40}, 6)});
        const auto body = opened(figure);
        ASSERT_TRUE(body);
        EXPECT_TRUE(liesWhereItIsCharted(*body)) << kind;
        EXPECT_EQ(report_.corrected.size(), 2U) << kind;
        EXPECT_TRUE(report_.isToBeConfirmed()) << kind;
    }
}

TEST_F(SwappedNames, vesselAndOrganThatCrossOverKeepTheirNames) {
    auto figure = plainFigure();
    figure.push_back({"right coronary artery", ellipsoid({30, -60, 1250}, {20, 10, 20}, 6)});
    figure.push_back({"papillary muscle of right ventricle", ellipsoid({25, -60, 1230}, {8, 8, 12}, 6)});
    figure.push_back({"left lobe of liver", ellipsoid({-40, -60, 1150}, {30, 20, 20}, 6)});
    const auto body = opened(figure);
    ASSERT_TRUE(body);
    EXPECT_TRUE(report_.corrected.empty());
    EXPECT_FALSE(report_.isToBeConfirmed());
    EXPECT_EQ(body->structure(body->find("right_coronary_artery").value()).side, Side::right);
}

TEST_F(SwappedNames, structureThatReachesOverTheMiddleIsChartedByPlace) {
    auto figure = plainFigure();
    figure.push_back({"left psoas minor", ellipsoid({-30, 20, 1050}, {50, 10, 60}, 6)});
    const auto body = opened(figure);
    ASSERT_TRUE(body);
    EXPECT_TRUE(isCorrected("left psoas minor (case.obj): lies across the middle, most of it on the right"));
    EXPECT_EQ(body->structuresOf("psoas_minor", Side::midline).size(), 1U);
}

TEST_F(SwappedNames, modelOffItsMiddleIsMeasuredAboutItsOwn) {
    for (const float off : {-9.0F, 9.0F, 400.0F}) {
        const auto aside = [&](vec3 p) { return p + vec3(off, 0, 0); };
        auto figure = plainFigure();
        for (const float side : {1.0F, -1.0F})
            figure.push_back({side > 0 ? "left rotator thoracis" : "right rotator thoracis",
                              ellipsoid({side * 5, 60, 1250}, {4, 4, 10}, 6)});
        auto body = opened(moved(figure, aside));
        ASSERT_TRUE(body);
        EXPECT_TRUE(report_.corrected.empty())
            << off << ": " << (report_.corrected.empty() ? "" : report_.corrected[0]);
        EXPECT_FALSE(report_.isToBeConfirmed()) << off;
        body = opened(moved(swapped(0b100000, figure), aside));
        ASSERT_TRUE(body);
        EXPECT_EQ(report_.corrected.size(), 2U) << off;
        EXPECT_TRUE(isCorrected("left masseter")) << off;
    }
}

TEST_F(SwappedNames, onePartOfTheBodyKeepsItsNames) {
    for (const float at : {-100.0F, -20.0F, 0.0F, 20.0F, 100.0F}) {
        const auto leg = moved(rightLeg(), [&](vec3 p) { return p + vec3(at, 0, 0); });
        const auto body = opened(leg);
        ASSERT_TRUE(body);
        EXPECT_TRUE(report_.corrected.empty()) << at;
        EXPECT_TRUE(report_.notes.empty()) << at;
        EXPECT_FALSE(report_.mirrored) << at;
        for (const Structure& s : body->structures()) EXPECT_EQ(s.side, Side::right) << s.name << " at " << at;
    }
    const auto body = opened({{"right soleus", ellipsoid({0, 0, 300}, {40, 21, 130}, 6)}});
    ASSERT_TRUE(body);
    EXPECT_TRUE(report_.notes.empty()) << "one muscle about its own origin is not both of them";
    EXPECT_EQ(body->structuresOf("soleus", Side::right).size(), 1U);
}

TEST_F(SwappedNames, partsWithoutASideInOnePartOfTheBodyGetNone) {
    auto leg = rightLeg();
    leg.push_back({"gastrocnemius", ellipsoid({40, 60, 380}, {18, 18, 90}, 6)});
    leg.push_back({"gastrocnemius", ellipsoid({-20, 60, 380}, {18, 18, 90}, 6)});
    const auto body = opened(leg);
    ASSERT_TRUE(body);
    EXPECT_EQ(report_.shiftMm, vec3(0));
    EXPECT_TRUE(body->structuresOf("gastrocnemius", Side::left).empty()) << "two heads of one leg are no two legs";
    EXPECT_EQ(body->structuresOf("gastrocnemius", Side::midline).size(), 2U);
}

TEST_F(SwappedNames, onePartOfTheBodyWithoutSideWordsHasNoSides) {
    const auto body = opened(renamed(rightLeg(), sideless));
    ASSERT_TRUE(body);
    EXPECT_TRUE(report_.isToBeConfirmed());
    EXPECT_TRUE(report_.notes.empty());
    for (const Structure& s : body->structures()) EXPECT_EQ(s.side, Side::midline) << s.name;
}

TEST_F(SwappedNames, piecesOfOneNameInOnePartOfTheBodyTellNoMiddle) {
    auto half = rightLeg();
    for (const float z : {500.0F, 530.0F}) half.push_back({"gizmo", ellipsoid({70, 0, z}, {9, 9, 14}, 6)});
    for (const float z : {800.0F, 820.0F})
        half.push_back({"external anal sphincter", ellipsoid({62, 30, z}, {4, 10, 9}, 6)});
    half.push_back({"gracilis", ellipsoid({60, 20, 690}, {12, 12, 160}, 6)});
    const auto body = opened(half);
    ASSERT_TRUE(body);
    EXPECT_EQ(report_.shiftMm, vec3(0));
    EXPECT_TRUE(report_.corrected.empty());
}

TEST_F(SwappedNames, oddOneAmongTheOthersOfOnePartOfTheBodyIsAskedAbout) {
    auto leg =
        renamed(rightLeg(), [](const std::string& name) { return name == "right soleus" ? "left soleus" : name; });
    const auto body = opened(leg);
    ASSERT_TRUE(body);
    EXPECT_TRUE(report_.isToBeConfirmed());
    EXPECT_TRUE(report_.corrected.empty());
    ASSERT_EQ(report_.notes.size(), 1U);
    EXPECT_TRUE(
        report_.notes[0].starts_with("left soleus (case.obj) is called left, but lies among what is called right"));
    EXPECT_EQ(body->structuresOf("soleus", Side::left).size(), 1U) << "nothing tells which is wrong";
}

TEST_F(SwappedNames, oneNameTwiceIsBothSides) {
    const auto body = opened(renamed(
        plainFigure(), [](const std::string& name) { return name.starts_with("right ") ? exchanged(name) : name; }));
    ASSERT_TRUE(body);
    EXPECT_TRUE(liesWhereItIsCharted(*body));
    EXPECT_EQ(report_.corrected.size(), 6U);
    EXPECT_TRUE(report_.isToBeConfirmed());
}

TEST_F(SwappedNames, clearMajorityIsNeverOverruled) {
    ImportOptions kept;
    kept.mirrored = false;
    kept.quarterTurns = 0;
    const auto body = opened(moved(plainFigure(), acrossX, true), kept);
    ASSERT_TRUE(body);
    EXPECT_TRUE(report_.isToBeConfirmed());
    EXPECT_EQ(report_.corrected.size(), 12U);
    EXPECT_TRUE(isCorrected("left soleus (case.obj): lies on the right, but is charted as named"));
    EXPECT_LT(body->structure(body->find("left_soleus").value()).bounds.max.x, 0);
    const auto answered = opened(swapped(1), kept);
    ASSERT_TRUE(answered);
    EXPECT_TRUE(liesWhereItIsCharted(*answered));
    EXPECT_EQ(report_.sides.certainty, Certainty::told);
    EXPECT_EQ(report_.corrected.size(), 2U);
}

TEST_F(SwappedNames, namesOfOtherLanguagesAndEndingsAreSetRightToo) {
    const std::vector<std::array<std::string, 4>> ways = {
        {"", " links", "", " rechts"},    {"", ".l", "", ".r"},           {"", "_L", "", "_R"},
        {"", " li.", "", " re."},         {"", " izq.", "", " der."},     {"l_", "", "r_", ""},
        {"sinister ", "", "dexter ", ""}, {"", " gauche", "", " droite"}, {"Left", "", "Right", ""},
        {"LT ", "", "RT ", ""},           {"", " sin.", "", " dext."}};
    for (const auto& way : ways) {
        const auto body = opened(renamed(swapped(1), [&](const std::string& name) {
            const size_t at = name.starts_with("left ") ? 0 : 2;
            std::string plain = sideless(name);
            if (way[0] == "Left" && plain != name) plain[0] = static_cast<char>(plain[0] - 'a' + 'A');
            return plain == name ? name : way[at] + plain + way[at + 1];
        }));
        ASSERT_TRUE(body);
        EXPECT_TRUE(liesWhereItIsCharted(*body)) << way[0] << way[1];
        EXPECT_EQ(report_.corrected.size(), 2U) << way[0] << way[1];
    }
}

TEST_F(SwappedNames, glbIsNoExceptionThoughItsFormatTellsItsFrame) {
    const auto asGlb = [](std::vector<NamedMesh> figure) {
        return glb(moved(std::move(figure), [](vec3 p) { return vec3(p.x, p.z, -p.y) * 0.001F; }));
    };
    for (const unsigned pairs : {0b000001U, 0b000111U, 0b111000U}) {
        const auto body = opened("case.glb", asGlb(swapped(pairs)));
        ASSERT_TRUE(body);
        EXPECT_TRUE(liesWhereItIsCharted(*body)) << pairs;
        EXPECT_TRUE(report_.isToBeConfirmed()) << pairs;
        EXPECT_FALSE(report_.mirrored) << pairs;
        EXPECT_EQ(report_.quarterTurns, 0) << pairs;
        EXPECT_EQ(report_.corrected.size(), 2U * static_cast<unsigned>(std::popcount(pairs))) << pairs;
    }
}

}  // namespace myochart::body
