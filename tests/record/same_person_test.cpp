#include "record/same_person.h"

#include <gtest/gtest.h>

namespace myochart::record {

namespace {

Patient person(std::string name, std::string birthDate) {
    Patient patient;
    patient.name = std::move(name);
    patient.birthDate = std::move(birthDate);
    return patient;
}

}  // namespace

TEST(SamePerson, theOrderOfANamesWordsTellsNobodyApart) {
    const Patient ana = person("Ana M\xC3\xBCster", "1985-03-12");
    EXPECT_TRUE(mayBeOnePerson(ana, person("MUSTER, Ana", "1985-03-12")));
    EXPECT_TRUE(mayBeOnePerson(ana, person("Muster Ana", "")));
    EXPECT_FALSE(mayBeOnePerson(ana, person("Muster Ana", "1985-03-13")));
    EXPECT_FALSE(mayBeOnePerson(ana, person("Ana Maria Muster", "1985-03-12")));
}

TEST(SamePerson, oneIdIsTwoPeopleOnlyWhereNameAndDayDiffer) {
    const Patient ana = person("Ana Muster", "1985-03-12");
    EXPECT_FALSE(areTwoPeople(ana, person("Muster Ana", "1990-01-01"))) << "the day was corrected";
    EXPECT_FALSE(areTwoPeople(person("Ana Muster", ""), person("Muster Ana", "")));
    EXPECT_FALSE(areTwoPeople(ana, person("Ana Beispiel", "1985-03-12"))) << "the name was";
    EXPECT_TRUE(areTwoPeople(ana, person("Bert Beispiel", "1990-01-01")));
    EXPECT_TRUE(areTwoPeople(ana, person("Bert Beispiel", "")));
}

}  // namespace myochart::record
