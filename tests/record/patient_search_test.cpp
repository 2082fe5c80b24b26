#include <gtest/gtest.h>

#include "record/patient_order.h"

namespace myochart::record {

namespace {

ListPlace person(std::string name, std::string birthDate = {}, std::string identifier = {}) {
    Patient patient;
    patient.name = std::move(name);
    patient.birthDate = std::move(birthDate);
    patient.details.identifier = std::move(identifier);
    return listPlace(patient);
}

Fit fit(const char* sought, const ListPlace& place) { return PatientSearch(sought).fit(place); }

}  // namespace

TEST(PatientSearch, findsTheClinicsIdentifierHoweverItIsWritten) {
    const ListPlace ana = person("Ana Muster", "1985-03-12", "MRN-00 42/7");
    for (const char* sought : {"MRN-00 42/7", "mrn00427", "0042", "mrn", "muster 0042"}) EXPECT_EQ(fit(sought, ana), Fit::exact) << sought;
    for (const char* sought : {"0043", "MRN-0043"}) EXPECT_EQ(fit(sought, ana), Fit::none) << sought;
}

TEST(PatientSearch, capitalsAccentsAndTheOrderOfNamesDoNotCount) {
    const ListPlace jose = person("Garc\xC3\xAD" "a L\xC3\xB3pez, Jos\xC3\xA9");
    for (const char* sought : {"jose garcia", "GARCIA JOSE", "lopez, jos\xC3\xA9", "garcia lopez"}) EXPECT_EQ(fit(sought, jose), Fit::exact) << sought;
}

TEST(PatientSearch, whatSoundsAlikeIsNear) {
    for (const auto& [sought, name] : {std::pair{"schmitt", "Schmidt, Eva"}, {"mueller", "M\xC3\xBCller, Ana"}, {"Kristina", "Christina Weiss"}, {"mayer", "Meier, Jo"},
                                       {"filipp", "Philippe Martin"}, {"vasquez", "V\xC3\xA1zquez, Luz"}, {"wais", "Christina Weiss"}, {"jo mayer", "Meier, Jo"}})
        EXPECT_EQ(fit(sought, person(name)), Fit::near) << sought;
}

TEST(PatientSearch, aSlipIsNear) {
    const ListPlace eva = person("Schneider, Eva", "1961-07-02");
    for (const char* sought : {"Schnieder", "Schnedier", "Sneider", "Schneidre eva", "Schnei", "eva schnider 1961"}) EXPECT_NE(fit(sought, eva), Fit::none) << sought;
    EXPECT_EQ(fit("schnei", eva), Fit::exact);
}

TEST(PatientSearch, whoIsSomebodyElseDoesNotFit) {
    const ListPlace eva = person("Schneider, Eva", "1961-07-02", "77");
    for (const char* sought : {"Schuster", "Ewald", "Schneider Otto", "Schnieder 1962", "ev x", "zz", "78"}) EXPECT_EQ(fit(sought, eva), Fit::none) << sought;
    EXPECT_EQ(fit("eve", person("Ann Evers")), Fit::exact);
    EXPECT_EQ(fit("an", person("Jan")), Fit::exact);
    EXPECT_EQ(fit("on", person("Jan"))  , Fit::none) << "two letters are not guessed at";
}

TEST(PatientSearch, signsThatAreWildcardsElsewhereAreToBeFoundAsTheyAre) {
    const ListPlace eva = person("Schneider, Eva", "1961-07-02", "MRN-77"), odd = person("O'Brien-Lee 100%", {}, "A_77");
    for (const char* sought : {"%", "_", "*", "?", "%%", "Schn%", "Eva_", "S_hneider", "MRN_77", "*77", "eva %"}) EXPECT_EQ(fit(sought, eva), Fit::none) << sought;
    for (const char* sought : {"%", "_", "100%", "a_77", "lee %", "A_"}) EXPECT_EQ(fit(sought, odd), Fit::exact) << sought;
    for (const char* sought : {"'", "-"}) EXPECT_EQ(fit(sought, eva) == Fit::exact, std::string(sought) == "-") << sought << " is in the identifier";
    for (const char* sought : {"Schneider - Eva", "schneider, eva", "MRN-77", "mrn 77"}) EXPECT_EQ(fit(sought, eva), Fit::exact) << sought;
    EXPECT_EQ(fit("", eva), Fit::exact);
    EXPECT_EQ(fit("  ", eva), Fit::exact);
}

}  // namespace myochart::record
