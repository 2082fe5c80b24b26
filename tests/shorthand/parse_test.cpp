#include <gtest/gtest.h>

#include <random>

#include "line.h"
#include "record/agreement.h"

namespace myochart::shorthand {

using namespace test;

TEST(Shorthand, readsTheLinesOfTheDesign) {
    EXPECT_EQ(chips("left infraspinatus trp1, 0.25x40, 20 mm, pistoning 5, twitch strong, pain 7>3, referral shoulder front"),
              "left infraspinatus \xC2\xB7 TrP 1 | 0.25 \xC3\x97 40 | 20 mm | pistoning \xC3\x97 5 | twitch strong | pain 7 \xE2\x80\xBA 3 | refers to shoulder front");
    EXPECT_EQ(chips("r upper trap trp2 pincer 15mm tw2 6>2"),
              "right upper trapezius \xC2\xB7 TrP 2 | pincer grip | 15 mm | twitch strong | pain 6 \xE2\x80\xBA 2");
    EXPECT_EQ(chips("3: out"), "site 3 | needle out");
    EXPECT_EQ(chips("all out"), "all needles out");
    EXPECT_EQ(chips("5: pain 8>4 bruise"), "site 5 | pain 8 \xE2\x80\xBA 4 | bruise");
}

TEST(Shorthand, keepsWhatWasSaidAndNothingElse) {
    const Parsed parsed = read("left infraspinatus trp1, 0.25x40, 20 mm, pain 7>3, no bleeding");
    ASSERT_TRUE(parsed.understood());
    EXPECT_EQ(parsed.side, Side::left);
    EXPECT_EQ(parsed.muscleKey, "infraspinatus");
    EXPECT_EQ(parsed.triggerPointKey, "infraspinatus_trp1");
    EXPECT_FALSE(parsed.type);
    Told told;
    told.needle.diameterMm = 0.25F;
    told.needle.lengthMm = 40.0F;
    told.needle.depthMm = 20.0F;
    told.response.painBefore = 7;
    told.response.painAfter = 3;
    told.response.bleeding = false;
    EXPECT_EQ(parsed.told, told) << "no 0 and no no of anything else";
}

TEST(Shorthand, piecesTellWhichBytesTheyAre) {
    const std::string line = "  left  infraspinatus, 20 mm, blah";
    const Parsed parsed = read(line);
    ASSERT_EQ(parsed.pieces.size(), 3U);
    EXPECT_EQ(line.substr(parsed.pieces[0].from, parsed.pieces[0].to - parsed.pieces[0].from), "left  infraspinatus");
    EXPECT_EQ(line.substr(parsed.pieces[1].from, parsed.pieces[1].to - parsed.pieces[1].from), "20 mm");
    EXPECT_EQ(line.substr(parsed.pieces[2].from, parsed.pieces[2].to - parsed.pieces[2].from), "blah");
    EXPECT_FALSE(parsed.pieces[2].understood);
    EXPECT_FALSE(parsed.understood());
}

// --- finding

TEST(Shorthand, readsTheFinding) {
    EXPECT_EQ(chips("taut band, tender 2, recognised, refers to the temple, unsure"),
              "taut band | tenderness 2 | recognised pain | refers to the temple | palpation unsure");
    EXPECT_EQ(chips("no taut band, not recognised, no referral"), "no taut band | pain not recognised | no referral");
    EXPECT_EQ(chips("tender ++"), "tenderness 2");
    EXPECT_EQ(chips("tender 2/3"), "tenderness 2");
    EXPECT_EQ(chips("taut band +"), "taut band");
    EXPECT_EQ(chips("bleeding: no"), "no bleeding");
    EXPECT_EQ(chips("no tenderness"), "tenderness 0");
    EXPECT_EQ(chips("referral"), "referral");
    EXPECT_TRUE(read("refers to left arm").told.finding.referralFelt.value_or(false));
    EXPECT_FALSE(read("refers to left arm").side) << "the arm's, not the site's";
    EXPECT_EQ(fault("tender 4"), "tender 4: \xE2\x80\x9Ctenderness\xE2\x80\x9D goes from 0 to 3.");
    EXPECT_EQ(fault("tenderness"), "tenderness: How tender, from 0 to 3?");
}

TEST(Shorthand, readsPressureThresholdsWithTheirUnitOnly) {
    EXPECT_EQ(chips("PPT 25 N"), "PPT 25 N");
    EXPECT_EQ(chips("2.5 kg"), "PPT 2.5 kg");
    EXPECT_EQ(chips("ppt: 2,5 kg/cm2, tip 1 cm2"), "PPT 2.5 kg | tip 1 cm\xC2\xB2");
    EXPECT_EQ(chips("250 kPa"), "PPT 250 kPa");
    EXPECT_EQ(read("2.5 kg").told.finding.thresholdUnit, record::PressureUnit::kilogram);
    EXPECT_EQ(fault("PPT 25"), "PPT 25: Its unit is missing: N, kg or kPa.");
    EXPECT_FALSE(read("25 N, 250 kPa").understood()) << "two thresholds";
}

// --- needle

TEST(Shorthand, readsSizes) {
    for (const char* line : {"0.25x40", "0,25 \xC3\x97 40", ".25x40", "0.25 x 40 mm", "0.25mm x 40mm", "40x0.25", "0.25*40"}) {
        const Parsed parsed = read(line);
        EXPECT_EQ(chips(line), "0.25 \xC3\x97 40") << line;
        EXPECT_FALSE(parsed.told.needle.depthMm) << line;
    }
    EXPECT_FALSE(read("25x40").understood());
    EXPECT_FALSE(read("0.25x500").understood());
    EXPECT_EQ(chips("trp1,0.25x40"), "?trp1 | 0.25 \xC3\x97 40") << "that comma parts";
}

TEST(Shorthand, readsDepthsAndTakesNoOtherFigureForOne) {
    EXPECT_EQ(chips("20 mm"), "20 mm");
    EXPECT_EQ(chips("2cm"), "20 mm");
    EXPECT_EQ(chips("2,5 cm"), "25 mm");
    EXPECT_EQ(chips("20 mm deep"), "20 mm");
    EXPECT_EQ(chips("depth 20 mm"), "20 mm");
    EXPECT_EQ(chips("to bone"), "to bone");
    EXPECT_EQ(chips("to the facet, toward the spine"), "to the facet | direction: toward the spine");
    EXPECT_EQ(fault("20"), "20: A figure alone: say what it is, such as 20 mm or pain 7.");
    EXPECT_EQ(fault("depth 20"), "depth 20: Its unit is missing: mm or cm.");
    EXPECT_EQ(fault("500 mm"), "500 mm: \xE2\x80\x9C" "depth\xE2\x80\x9D goes from 0 to 200 mm.");
    EXPECT_FALSE(read("-5 mm").understood());
    EXPECT_FALSE(read("0.25 mm").understood()) << "a needle's thickness";
    EXPECT_FALSE(read("needle 40 mm").understood()) << "its length or its depth";
    EXPECT_FALSE(read("40 mm needle").understood());
    EXPECT_EQ(chips("needle, 20 mm"), "Needle site | 20 mm");
    EXPECT_EQ(chips("length 40 mm, diameter 0.3 mm"), "length 40 mm | diameter 0.3 mm");
    EXPECT_FALSE(read("20 mm, 15 mm").understood()) << "two depths";
    EXPECT_TRUE(read("20 mm, 2 cm").understood()) << "the same";
}

TEST(Shorthand, painIsNeverADepthNorADepthPain) {
    EXPECT_FALSE(read("pain 7 mm").understood());
    EXPECT_FALSE(read("pain 70 mm").understood());
    EXPECT_FALSE(read("pain 7 > 3 mm").understood());
    EXPECT_FALSE(read("20 mm > 3").understood());
    const Parsed parsed = read("pain 7, 20 mm");
    EXPECT_EQ(parsed.told.response.painBefore, 7U);
    EXPECT_EQ(parsed.told.needle.depthMm, 20.0F);
}

TEST(Shorthand, readsTechniques) {
    EXPECT_EQ(chips("pincer, pistoning 5"), "pincer grip | pistoning \xC3\x97 5");
    EXPECT_EQ(chips("pistoning"), "pistoning");
    EXPECT_EQ(read("pistoning").told.needle.technique, "tech_pistoning");
    EXPECT_EQ(chips("5x pistoning"), "pistoning \xC3\x97 5");
    EXPECT_EQ(chips("pistoning x5"), "pistoning \xC3\x97 5");
    EXPECT_EQ(chips("5 strokes"), "pistoning \xC3\x97 5");
    EXPECT_EQ(chips("superficial, winding"), "superficial | winding");
    EXPECT_EQ(chips("no winding"), "no winding");
    EXPECT_EQ(chips("3 insertions, grade III"), "3 insertions | grade 3");
    EXPECT_EQ(chips("insertions 1, grade 2"), "1 insertion | grade 2");
    EXPECT_FALSE(read("grade 6").understood());
    EXPECT_FALSE(read("grade 0").understood());
    EXPECT_FALSE(read("iii").understood());
    EXPECT_FALSE(read("pincer, superficial").understood()) << "two techniques";
}

TEST(Shorthand, readsStimulationAndKnowsWhoseMinutesAreMeant) {
    EXPECT_EQ(chips("20 Hz 5 mA 10 min"), "20 Hz | 5 mA | stimulation 10 min");
    EXPECT_EQ(chips("e-stim 10 min"), "stimulation 10 min");
    EXPECT_EQ(chips("10 min"), "10 min in place");
    EXPECT_EQ(chips("retention 10 min"), "10 min in place");
    EXPECT_EQ(chips("30 s"), "0.5 min in place");
    EXPECT_EQ(chips("20 Hz, 5 mA, in place 10 min"), "20 Hz | 5 mA | 10 min in place");
    EXPECT_EQ(chips("20 Hz 5 mA, 10 min"), "20 Hz | 5 mA | ?10 min") << "which is not clear";
    EXPECT_EQ(chips("20 Hz, 20 mm, 10 min"), "20 Hz | 20 mm | 10 min in place");
    EXPECT_FALSE(read("e-stim").understood());
    EXPECT_EQ(chips("20 Hz, intensity just felt"), "20 Hz | stimulation: just felt");
}

TEST(Shorthand, aCommaThatMayPartTwoFiguresIsNoDecimalComma) {
    for (const char* line : {"0.25x40,20 mm", "0.25 x 40,20 mm", "0.25\xC3\x97" "40,20 mm"}) EXPECT_EQ(chips(line), "0.25 \xC3\x97 40 | 20 mm") << line;
    EXPECT_EQ(chips("40x0,25"), "0.25 \xC3\x97 40");
    for (const char* line : {"pistoning 5,20 mm", "tender 2,20 mm", "insertions 3,20 mm", "pain 7,20 mm", "twitch 2,20 mm", "grade 2,20 mm", "trp 1,20 mm"})
        EXPECT_FALSE(read(line).understood()) << line << " -> " << chips(line);
    EXPECT_EQ(chips("pistoning 5, 20 mm"), "pistoning \xC3\x97 5 | 20 mm");
    EXPECT_EQ(chips("pistoning 20 mm"), "pistoning | 20 mm");
    EXPECT_EQ(chips("7>3,20 mm"), "pain 7 \xE2\x80\xBA 3 | 20 mm");
}

TEST(Shorthand, readsWhatIsOnTheBox) {
    EXPECT_EQ(chips("lot ABC-1.2/x, exp 2028-12-31, serial 7"), "lot ABC-1.2/x | expires 2028-12-31 | serial 7");
    EXPECT_EQ(chips("lot: 0425, exp 12/2028"), "lot 0425 | expires 2028-12-31");
    EXPECT_EQ(chips("exp 2028-02"), "expires 2028-02-29");
    EXPECT_EQ(chips("exp 31.12.2028"), "expires 2028-12-31");
    EXPECT_FALSE(read("exp 03/04/2028").understood()) << "two days";
    EXPECT_FALSE(read("exp 2028-13-01").understood());
    EXPECT_EQ(chips("maker Acme Needles, item DN-25"), "maker Acme Needles | item DN-25");
    EXPECT_FALSE(read("lot").understood());
}

// --- response

TEST(Shorthand, readsTwitches) {
    EXPECT_EQ(chips("twitch none"), "no twitch");
    EXPECT_EQ(chips("no twitch"), "no twitch");
    EXPECT_EQ(chips("weak twitch"), "twitch weak");
    EXPECT_EQ(chips("tw2"), "twitch strong");
    EXPECT_EQ(chips("tw 1"), "twitch weak");
    EXPECT_EQ(chips("LTR x3"), "twitch \xC3\x97 3");
    EXPECT_EQ(chips("LTRx3"), "twitch \xC3\x97 3");
    EXPECT_EQ(chips("3 twitches, strong ltr"), "twitch \xC3\x97 3 | twitch strong");
    EXPECT_FALSE(read("tw5").understood()) << "a grade or a count";
    EXPECT_FALSE(read("twitch").understood());
    EXPECT_FALSE(read("twitch weak, twitch strong").understood());
}

TEST(Shorthand, readsPain) {
    for (const char* line : {"7>3", "pain 7>3", "pain 7 \xE2\x86\x92 3", "pain 7->3", "VAS 7/10 > 3/10", "pain: 7 > 3"}) EXPECT_EQ(chips(line), "pain 7 \xE2\x80\xBA 3") << line;
    EXPECT_EQ(chips("pain 7"), "pain before 7");
    EXPECT_EQ(chips("pain >3"), "pain after 3");
    EXPECT_EQ(chips("pain before 7, pain after 0"), "pain before 7 | pain after 0");
    EXPECT_EQ(chips("no pain during"), "no pain during");
    for (const char* line : {"pain 12", "12>3", "pain 7>12", "pain 7.5", "pain 7-3", "pain", ">3", "7>", "pain 7>3>1", "pain 7x3", "no pain", "pain 7, pain 6"})
        EXPECT_FALSE(read(line).understood()) << line;
    EXPECT_EQ(read("0>0").told.response.painAfter, 0U);
}

TEST(Shorthand, readsWhatElseCameOfIt) {
    EXPECT_EQ(chips("no bleeding, bruise, referral reproduced"), "no bleeding | bruise | referral reproduced");
    EXPECT_EQ(chips("note felt dizzy, lay down, 20 mm"), "note: felt dizzy, lay down, 20 mm");
    EXPECT_EQ(read("note felt dizzy, lay down").note, "felt dizzy, lay down");
    EXPECT_EQ(fault("refers to arm 20 mm"), "refers to arm 20 mm: A comma is missing behind the words.");
}

// --- types and commands

TEST(Shorthand, readsTypes) {
    EXPECT_EQ(read("active").type, record::MarkerType::active);
    EXPECT_EQ(read("latent").type, record::MarkerType::latent);
    EXPECT_EQ(read("satellite").type, record::MarkerType::satellite);
    EXPECT_EQ(read("tender").type, record::MarkerType::tender);
    EXPECT_EQ(read("tender point").type, record::MarkerType::tender);
    EXPECT_EQ(read("needle").type, record::MarkerType::needle);
    EXPECT_FALSE(read("active, latent").understood());
}

TEST(Shorthand, readsCommandsWhereTheyCanBeMeant) {
    EXPECT_EQ(read("in").command, Command::in);
    EXPECT_EQ(read("3: out, pain 3").command, Command::out);
    EXPECT_EQ(read("3: out, pain 3").site, 3U);
    EXPECT_EQ(read("all in").command, Command::allIn);
    EXPECT_EQ(read("alle raus").command, Command::allOut);
    EXPECT_FALSE(read("in 20 mm").understood());
    EXPECT_FALSE(read("3: all out").understood());
    EXPECT_FALSE(read("all out, 20 mm").understood());
    EXPECT_FALSE(read("in, out").understood());
    EXPECT_FALSE(read("0: out").understood());
    EXPECT_FALSE(read("1.5: out").understood());
}

// --- languages

TEST(Shorthand, readsFourLanguages) {
    EXPECT_EQ(chips("links Infraspinatus trp1, 0,25x40, 20 mm tief, Zuckung stark, Schmerz 7>3, keine Blutung"),
              "left infraspinatus \xC2\xB7 TrP 1 | 0.25 \xC3\x97 40 | 20 mm | twitch strong | pain 7 \xE2\x80\xBA 3 | no bleeding");
    EXPECT_EQ(chips("Untergr\xC3\xA4tenmuskel rechts, bis zum Knochen"), "right infraspinatus | bis zum Knochen");
    EXPECT_EQ(chips("infraespinoso izquierdo, dolor 7>3, sin sangrado, espasmo d\xC3\xA9" "bil"), "left infraspinatus | pain 7 \xE2\x80\xBA 3 | no bleeding | twitch weak");
    EXPECT_EQ(chips("infra-\xC3\xA9pineux gauche, douleur 7>3, pas de saignement, secousse forte"), "left infraspinatus | pain 7 \xE2\x80\xBA 3 | no bleeding | twitch strong");
    EXPECT_EQ(chips("jusqu'\xC3\xA0 l'os"), "jusqu'\xC3\xA0 l'os");
}

// --- nothing breaks it

TEST(Shorthand, whateverTheBytesPiecesAreInOrderAndInside) {
    std::mt19937 random(20261128);
    static constexpr const char* kWords[] = {"left", "infra", "trp", "1", "0.25", "x", "40", "mm", ">", "pain", ",", "no", "twitch", "3:", "refers to", "lot", "exp", "note",
                                             "\xC3", "\xE2\x86", "\xE2\x86\x92", "\xC3\x97", "in", "all out", "+", "-", "grade", "Hz", " ", "\n", "min", "e-stim", "kg/cm2"};
    for (int i = 0; i < 5000; ++i) {
        std::string line;
        const size_t length = random() % 24;
        for (size_t k = 0; k < length; ++k) {
            if (random() % 2 == 0) line += kWords[random() % std::size(kWords)];
            else line += static_cast<char>(random() % 256);
            if (random() % 3 == 0) line += ' ';
        }
        const Parsed parsed = read(line);
        size_t behind = 0;
        for (const Piece& piece : parsed.pieces) {
            ASSERT_LE(behind, piece.from) << line;
            ASSERT_LT(piece.from, piece.to) << line;
            ASSERT_LE(piece.to, line.size()) << line;
            ASSERT_FALSE(piece.words.empty()) << line;
            behind = piece.to;
        }
        for (const Suggestion& suggestion : suggestions(line, parsed, grammar(), catalogue())) ASSERT_LE(suggestion.to, line.size());
        record::Marker marker;
        EXPECT_EQ(applied(parsed, marker, 5).anchor, marker.anchor);
    }
}

TEST(Shorthand, aVeryLongLineIsNotRead) {
    const Parsed parsed = read(std::string(100000, 'x'));
    ASSERT_EQ(parsed.pieces.size(), 1U);
    EXPECT_FALSE(parsed.understood());
    EXPECT_FALSE(read("").understood()) << "nothing said";
}

// --- what becomes of a marker

TEST(ShorthandApplied, mergesOnlyWhatWasSaid) {
    record::Marker marker;
    marker.type = record::MarkerType::active;
    marker.note = "kept";
    marker.needle.depthMm = 12.0F;
    marker.needle.direction = vec3(0, 1, 0);
    marker.response.painBefore = 8;
    const record::Marker after = applied(read("pain >4, 0.3x50"), marker, 1000);
    record::Marker wanted = marker;
    wanted.response.painAfter = 4;
    wanted.needle.diameterMm = 0.3F;
    wanted.needle.lengthMm = 50.0F;
    EXPECT_EQ(after, wanted);
    EXPECT_EQ(applied(read("note more"), marker, 1000).note, "kept\nmore");
    EXPECT_FALSE(applied(read("toward the spine"), marker, 1000).needle.direction) << "words take the place of the vector";
}

TEST(ShorthandApplied, aNeedleGoesInAndComesOutOnce) {
    const record::Marker in = applied(read("in"), {}, 1000);
    EXPECT_EQ(in.needle.inAt, 1000);
    EXPECT_EQ(applied(read("in"), in, 2000).needle.inAt, 1000);
    const record::Marker out = applied(read("out"), in, 5000);
    EXPECT_EQ(out.needle.outAt, 5000);
    EXPECT_EQ(applied(read("out"), out, 9000).needle.outAt, 5000);
    EXPECT_FALSE(applied(read("out"), {}, 9000).needle.outAt) << "never in";
}

}  // namespace myochart::shorthand
