#include "record/chart.h"

#include <gtest/gtest.h>

#include <limits>

#include "record/fault_words.h"
#include "record/samples.h"
#include "support/translations.h"

namespace myochart::record {

namespace {

struct Sound : testing::Test {
    std::mt19937 random{1};
    Patient patient = test::samplePatient(random);
    Session session = test::sampleSession(random, patient.id, 3);
    Marker marker = test::sampleMarker(random);

    void expectFault(const std::string& fault, std::string_view start) {
        EXPECT_TRUE(fault.starts_with(start)) << "\"" << fault << "\" should start with " << start;
        EXPECT_TRUE(fault.ends_with(".")) << fault;
    }
};

}  // namespace

TEST(Names, everyMarkerTypeIsFoundByItsName) {
    for (int i = 0; i < 5; ++i) {
        const auto type = static_cast<MarkerType>(i);
        EXPECT_EQ(markerTypeFromName(name(type)), type);
        EXPECT_FALSE(title(type).empty());
    }
    EXPECT_EQ(markerTypeFromName("Active"), std::nullopt);
    EXPECT_EQ(markerTypeFromName(""), std::nullopt);
}

TEST_F(Sound, aMarkerWithoutALabelIsShownByItsPlace) {
    session.markers[0].label = "";
    session.markers[1].label = "LTR";
    session.markers[2].label = "";
    EXPECT_EQ(shownLabel(session, session.markers[0].id), "1");
    EXPECT_EQ(shownLabel(session, session.markers[1].id), "LTR");
    EXPECT_EQ(shownLabel(session, session.markers[2].id), "3");
    EXPECT_EQ(shownLabel(session, MarkerId::make()), "");
}

TEST_F(Sound, aMarkerIsFoundByItsId) {
    EXPECT_EQ(session.marker(session.markers[1].id), &session.markers[1]);
    EXPECT_EQ(session.marker(MarkerId::make()), nullptr);
}

TEST_F(Sound, samplesHaveNoFault) {
    for (int i = 0; i < 200; ++i) {
        EXPECT_EQ(faultIn(test::samplePatient(random)), "");
        EXPECT_EQ(faultIn(test::sampleSession(random, patient.id, 3)), "");
    }
}

TEST_F(Sound, numbersThatAreNotFiniteAreFaults) {
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        Marker m = marker;
        m.anchor.position.y = bad;
        expectFault(faultIn(m), "anchor.position");
        m = marker;
        m.anchor.barycentric.z = bad;
        expectFault(faultIn(m), "anchor.barycentric");
        m = marker;
        m.anchor.normal.x = bad;
        expectFault(faultIn(m), "anchor.normal");
        m = marker;
        m.anchor.address.u = bad;
        expectFault(faultIn(m), "anchor.address.u");
        m = marker;
        m.anchor.errorRadiusMm = bad;
        expectFault(faultIn(m), "anchor.error_radius_mm");
    }
}

TEST_F(Sound, barycentricCoordinatesMustAddUpToOne) {
    marker.anchor.barycentric = {0.5F, 0.3F, 0.1F};
    expectFault(faultIn(marker), "anchor.barycentric must add up to 1");
    marker.anchor.barycentric = {0.5F, 0.3F, 0.2005F};
    EXPECT_EQ(faultIn(marker), "");
    marker.anchor.barycentric = {1.4F, -0.4F, 0.0F};
    expectFault(faultIn(marker), "anchor.barycentric");
}

TEST_F(Sound, faultsAreToldWithoutTheNamesOfFields) {
    EXPECT_EQ(faultInWords("birth_date is in the future.").text, "The birth date is in the future.");
    EXPECT_EQ(faultInWords("anchor.barycentric must add up to 1.").text, "The place on the body must add up to 1.");
    EXPECT_EQ(faultInWords("markers[3].label is too long.").text, "The label of a site is too long.");
    EXPECT_EQ(faultInWords("note is not valid UTF-8 text.").text, "The note is not valid UTF-8 text.");
    EXPECT_EQ(faultInWords("").text, "");
}

TEST_F(Sound, faultsAreToldInTheLanguageOfTheWindowAndLoggedInEnglish) {
    const myochart::test::Speaking german("de");
    EXPECT_EQ(faultInWords("birth_date is in the future.").text, "\xE2\x80\x9EGeburtsdatum\xE2\x80\x9C liegt in der Zukunft.");
    EXPECT_EQ(faultInWords("birth_date is in the future.").english, "The birth date is in the future.");
    EXPECT_EQ(faultInWords("markers[3].label is 90 bytes long; the limit is 80.").text,
              "\xE2\x80\x9E" "Bezeichnung einer Stelle\xE2\x80\x9C ist 90 Bytes lang; erlaubt sind 80.");
    EXPECT_EQ(faultInWords("markers[3].label is 90 bytes long; the limit is 80.").english,
              "The label of a site is 90 bytes long; the limit is 80.");
}

TEST_F(Sound, everyFaultOfTheChecksIsAKnownSentence) {
    const myochart::test::Speaking german("de");
    const auto expectKnown = [](const std::string& fault) {
        ASSERT_FALSE(fault.empty());
        EXPECT_NE(faultInWords(fault).text, faultInWords(fault).english) << fault;
    };
    patient.name.clear();
    expectKnown(faultIn(patient));
    for (const std::string& name : {std::string(300, 'a'), std::string("\xFF"), std::string("a\nb")}) {
        patient.name = name;
        expectKnown(faultIn(patient));
    }
    patient.name = "Ana";
    for (const char* day : {"2024-13-01", "2999-01-01"}) {
        patient.birthDate = day;
        expectKnown(faultIn(patient));
    }
    patient.birthDate = "";
    patient.note = std::string("\x01");
    expectKnown(faultIn(patient));
    patient.note = "";
    patient.createdAt = 0;
    patient.id = {"1"};
    expectKnown(faultIn(patient));
    patient.id = PatientId::make();
    patient.createdAt = -9'000'000'000'000;
    expectKnown(faultIn(patient));
    Marker wrong = marker;
    wrong.anchor.normal = {2, 0, 0};
    expectKnown(faultIn(wrong));
    wrong.anchor.normal = {0.5F, 0, 0};
    expectKnown(faultIn(wrong));
    wrong = marker;
    wrong.anchor.barycentric = {0.5F, 0.3F, 0.1F};
    expectKnown(faultIn(wrong));
    wrong.anchor.barycentric = {1.4F, -0.4F, 0};
    expectKnown(faultIn(wrong));
}

TEST_F(Sound, theNormalMustHaveLengthOne) {
    marker.anchor.normal = {0, 0, 0};
    expectFault(faultIn(marker), "anchor.normal must have length 1");
    marker.anchor.normal = {1, 1, 0};
    expectFault(faultIn(marker), "anchor.normal");
}

TEST_F(Sound, placesFarOutsideABodyAreFaults) {
    marker.anchor.position = {0, 0, 20'000};
    expectFault(faultIn(marker), "anchor.position");
}

TEST_F(Sound, textsThatAreTooLongAreFaultsWithTheLimit) {
    marker.label = std::string(80, 'x');
    EXPECT_EQ(faultIn(marker), "");
    marker.label += 'x';
    EXPECT_EQ(faultIn(marker), "label is 81 bytes long; the limit is 80.");
    patient.name = std::string(201, 'x');
    EXPECT_EQ(faultIn(patient), "name is 201 bytes long; the limit is 200.");
    patient.name = "x";
    patient.note = std::string(10'001, 'x');
    expectFault(faultIn(patient), "note is 10001 bytes long");
    session.title = std::string(201, 'x');
    expectFault(faultIn(session), "title");
}

TEST_F(Sound, textsMustBeUtf8WithoutControlCharacters) {
    for (const char* bad : {"\xFF", "\xC3", "\xED\xA0\x80", "a\x01", "a\nb", "\x7F"}) {
        patient.name = bad;
        expectFault(faultIn(patient), "name");
    }
    patient.name = std::string("a\0b", 3);
    expectFault(faultIn(patient), "name");
    patient.name = "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE8\x82\xA9";  // Hebrew and Japanese
    patient.note = "two\nlines\tand a tab";
    EXPECT_EQ(faultIn(patient), "");
}

TEST_F(Sound, markupAndFormulasStayPlainText) {
    patient.name = "<script>alert(1)</script>";
    patient.note = "=cmd|' /C calc'!A0";
    EXPECT_EQ(faultIn(patient), "");
}

TEST_F(Sound, aPatientNeedsAName) {
    for (const char* empty : {"", "  "}) {
        patient.name = empty;
        expectFault(faultIn(patient), "name is empty");
    }
}

TEST_F(Sound, birthDatesMustBeRealAndPast) {
    for (const char* bad : {"0000-00-00", "2001-02-30", "2023-2-3", "x", "2101-01-01", "1849-12-31"}) {
        patient.birthDate = bad;
        expectFault(faultIn(patient), "birth_date");
    }
    patient.birthDate = isoUtc(nowUtc() + 3 * 86'400'000LL).substr(0, 10);
    expectFault(faultIn(patient), "birth_date is in the future");
    for (const char* good : {"", "2000-02-29", "1921-12-31"}) {
        patient.birthDate = good;
        EXPECT_EQ(faultIn(patient), "");
    }
}

TEST_F(Sound, idsMustBeUuids) {
    marker.id.text = "1";
    expectFault(faultIn(marker), "id is not");
    session.patient.text = "";
    expectFault(faultIn(session), "patient is not");
}

TEST_F(Sound, aMarkerIdTwiceInASessionIsAFaultThatNamesTheSecond) {
    session.markers.push_back(session.markers[0]);
    EXPECT_EQ(faultIn(session), "markers[3].id is used twice in the session.");
}

TEST_F(Sound, aFaultInAMarkerNamesTheMarker) {
    session.markers[2].anchor.structureKey = "";
    expectFault(faultIn(session), "markers[2].anchor.structure is empty");
}

TEST_F(Sound, timesOutsideTheCalendarOfThisCenturyAreFaults) {
    session.startedAt = std::numeric_limits<UtcMs>::max();
    expectFault(faultIn(session), "started_at");
    marker.createdAt = std::numeric_limits<UtcMs>::min();
    expectFault(faultIn(marker), "created_at");
}

TEST_F(Sound, aSessionHasALimitOfMarkers) {
    session.markers.assign(kMaxMarkers + 1, marker);
    expectFault(faultIn(session), "markers has 10001 entries");
}

}  // namespace myochart::record
