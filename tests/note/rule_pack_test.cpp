#include <gtest/gtest.h>

#include <set>

#include "note/recorded.h"
#include "note/rule_pack.h"
#include "support/test_folder.h"
#include "visit.h"

namespace myochart {

using test::PlainVisit;
using test::TestFolder;

namespace {

Path shipped() { return test::sourceFolder() / "assets/note_packs"; }

Result<note::RulePack> packOf(const TestFolder& folder, std::string_view text) {
    const Path file = folder / "own.json";
    EXPECT_TRUE(writeFileAtomically(file, text).ok());
    return note::readPack(file);
}

std::vector<note::Missing> missingOf(const note::RulePack& pack, const PlainVisit& visit) {
    return note::missing(pack, visit.patient, visit.practice, visit.session);
}

note::RulePack oneRule(std::vector<std::string> fields, std::string when = {}, note::OfSites of = note::OfSites::needled) {
    return {"own", note::Wording("Own"), {}, {}, {{std::move(fields), std::move(when), of, note::Wording("because")}}};
}

bool lacks(const note::RulePack& pack, const PlainVisit& visit) { return !missingOf(pack, visit).empty(); }

}  // namespace

TEST(Recorded, namesAreThoseOfTheDescriptions) {
    EXPECT_STREQ(note::fieldNamed("consent.how")->title, "kind of consent");
    EXPECT_FALSE(note::fieldNamed("consent.how")->ofSite);
    EXPECT_TRUE(note::fieldNamed("sites.needle.depth_mm")->ofSite);
    for (const char* name : {"started_at", "before", "before.pain", "after.adverse.action", "outcomes.measures.after", "patient.birth_date",
                             "patient.details.identifier", "practice.note_pack", "therapist.usual.diameter_mm", "episode.condition", "sites.by_hand.side"})
        EXPECT_TRUE(note::fieldNamed(name)) << name;
    for (const char* name : {"", "consent.", "consent.hwo", "consent.how.more", "sites", "sites.depth", "patient.name.first", "nothing"})
        EXPECT_FALSE(note::fieldNamed(name)) << name;
}

TEST(Recorded, zeroAndNoAreRecordedAndBlanksAreNot) {
    PlainVisit visit;
    record::Marker& site = visit.addSite("soleus");
    const auto is = [&](std::string_view name) { return note::isRecorded({visit.patient, visit.practice, visit.session}, name, &site); };
    EXPECT_FALSE(is("before.pain"));
    visit.session.before.pain = 0;
    EXPECT_TRUE(is("before.pain"));
    EXPECT_FALSE(is("after.no_adverse"));
    visit.session.after.noAdverse = false;
    EXPECT_TRUE(is("after.no_adverse"));
    visit.session.before.reason = " \n";
    EXPECT_FALSE(is("before.reason"));
    EXPECT_FALSE(is("consent"));
    visit.session.consent.copyGiven = false;
    EXPECT_TRUE(is("consent"));
    EXPECT_FALSE(is("sites.response.bruise"));
    site.response.bruise = false;
    EXPECT_TRUE(is("sites.response.bruise"));
    EXPECT_FALSE(is("outcomes.measures.after")) << "there is none";
    visit.session.outcomes.measures = {test::measure(0.0F), test::measure({})};
    EXPECT_FALSE(is("outcomes.measures.after")) << "one of two";
    visit.session.outcomes.measures.pop_back();
    EXPECT_TRUE(is("outcomes.measures.after"));
    EXPECT_FALSE(is("episode.condition"));
    record::Episode& episode = visit.patient.details.episodes.emplace_back();
    episode.id = record::EpisodeId::make(), episode.condition = "neck pain";
    EXPECT_FALSE(is("episode.condition")) << "of another visit";
    visit.session.before.episode = visit.patient.details.episodes[0].id;
    EXPECT_TRUE(is("episode.condition"));
}

TEST(RulePacks, theShippedOnesAreSoundInEveryLanguageAndNameTheirSources) {
    const note::Packs packs = note::readPacks({shipped()});
    EXPECT_TRUE(packs.faults.empty()) << packs.faults.front();
    std::vector<std::string> keys;
    for (const note::RulePack& pack : packs.packs) {
        keys.push_back(pack.key);
        EXPECT_FALSE(pack.sources.empty()) << pack.key;
        for (const note::Requirement& requirement : pack.required)
            for (const char* code : {"de", "es", "fr"}) EXPECT_NE(requirement.why.in(code), requirement.why.in("en")) << pack.key;
    }
    EXPECT_EQ(keys, (std::vector<std::string>{"plain", "new_jersey", "stricta", "virginia"}));
    EXPECT_TRUE(note::readPack(shipped() / "template.json")) << "what it shows can be read";
    EXPECT_EQ(packs.pack("stricta")->key, "stricta");
    EXPECT_EQ(packs.pack("none such")->key, "plain");
    EXPECT_EQ(note::Packs().pack("plain"), nullptr);
}

TEST(RulePacks, eachClauseOfEachShippedPackIsMissedUntilItIsRecorded) {
    for (const note::RulePack& pack : note::readPacks({shipped()}).packs) {
        PlainVisit visit;
        visit.addSite("soleus").needle.inAt = 1;
        visit.session.after.adverse = {test::adverse("fainting")};
        visit.session.markers[0].anchor.address.muscleKey.clear();
        visit.session.markers[0].muscle.clear();
        std::set<std::string> fields;
        for (const auto& each : missingOf(pack, visit)) fields.insert(each.field);
        for (const note::Requirement& requirement : pack.required) {
            const std::string& first = requirement.fields.front();
            const bool isThere = first == "started_at" || first == "after.adverse";
            EXPECT_EQ(fields.contains(first), !isThere) << pack.key << " " << first;
        }
    }
}

TEST(Missing, oneOfSeveralFieldsIsEnough) {
    PlainVisit visit;
    const auto pack = oneRule({"before.reason", "episode.condition"});
    ASSERT_EQ(missingOf(pack, visit).size(), 1U);
    EXPECT_EQ(missingOf(pack, visit)[0].field, "before.reason");
    EXPECT_EQ(missingOf(pack, visit)[0].sentence, "Not recorded: reason for the treatment or condition.");
    EXPECT_EQ(missingOf(pack, visit)[0].what, "reason for the treatment");
    EXPECT_EQ(missingOf(pack, visit)[0].why, "because");
    EXPECT_EQ(missingOf(pack, visit)[0].site, 0U);
    visit.session.before.reason = "pain";
    EXPECT_FALSE(lacks(pack, visit));
}

TEST(Missing, sitesAreNamedOneByOne) {
    PlainVisit visit;
    visit.addSite("soleus").needle.depthMm = 0.0F;
    visit.addSite("infraspinatus");
    visit.addSite("piriformis").needle.depthWords = "to bone";
    visit.addSite("trapezius").plan.unconfirmed = true;
    visit.addSite("popliteus").type = record::MarkerType::latent;
    const auto found = missingOf(oneRule({"sites.needle.depth_mm", "sites.needle.depth_words"}), visit);
    ASSERT_EQ(found.size(), 1U) << "neither what nobody confirmed nor a trigger point without a needle";
    EXPECT_EQ(found[0].site, 2U);
    EXPECT_EQ(found[0].marker, visit.session.markers[1].id);
    EXPECT_EQ(found[0].sentence, "Not recorded at site 2: depth or depth in words.");
    EXPECT_EQ(missingOf(oneRule({"sites.finding.taut_band"}, {}, note::OfSites::points), visit).size(), 1U);
    EXPECT_EQ(missingOf(oneRule({"sites.finding.taut_band"}, {}, note::OfSites::all), visit).size(), 4U);
    visit.session.markers[4].needle.insertions = 2;
    EXPECT_EQ(missingOf(oneRule({"sites.needle.depth_mm", "sites.needle.depth_words"}), visit).size(), 2U) << "a trigger point that was needled";
}

TEST(Missing, aConditionOnAnotherField) {
    PlainVisit visit;
    record::Marker& site = visit.addSite("soleus");
    const auto pack = oneRule({"sites.needle.out_at"}, "sites.needle.in_at", note::OfSites::all);
    EXPECT_FALSE(lacks(pack, visit));
    site.needle.inAt = 5;
    EXPECT_TRUE(lacks(pack, visit));
    site.needle.outAt = 9;
    EXPECT_FALSE(lacks(pack, visit));
    const auto action = oneRule({"after.adverse.action"}, "after.adverse");
    EXPECT_FALSE(lacks(action, visit));
    visit.session.after.adverse = {test::adverse("bruising"), test::adverse("fainting", record::Severity::mild, "laid flat")};
    EXPECT_TRUE(lacks(action, visit)) << "of one of two nothing is said";
}

TEST(RulePacks, whatIsBrokenIsRefusedWithFileAndPlace) {
    const TestFolder folder;
    const auto fault = [&](std::string_view text) {
        const auto pack = packOf(folder, text);
        EXPECT_FALSE(pack.ok()) << text;
        return pack.ok() ? std::string() : pack.error().message;
    };
    const auto expect = [&](std::string_view text, const char* says) {
        const std::string message = fault(text);
        EXPECT_NE(message.find("own.json"), std::string::npos) << message;
        EXPECT_NE(message.find(says), std::string::npos) << message;
    };
    const std::string head = R"({"title": "T", "sources": [], "required": [)";
    expect("", "empty");
    expect(R"({"title": )", "line 1");
    expect("[]", "no JSON object");
    expect(R"({"sources": [], "required": []})", "title is missing");
    expect(R"({"title": 3, "sources": [], "required": []})", "title must be a text");
    expect(R"({"title": {"de": "T"}, "sources": [], "required": []})", "\"en\"");
    expect(R"({"title": {"en": "T", "xx": "T"}, "sources": [], "required": []})", "title.xx is no language");
    expect(R"({"title": "T", "sources": [], "required": {}})", "required must be a list");
    expect(R"({"title": "T", "sources": [3], "required": []})", "sources[0] must be an object");
    expect(R"({"title": "T", "sources": [], "required": [], "more": 1})", "more is not known");
    expect(head + R"({"field": "consent.how"}]})", "required[0].why is missing");
    expect(head + R"({"field": "consent.how", "why": "w"}, {"field": "consent.hwo", "why": "w"}]})", "required[1].field names \"consent.hwo\"");
    expect(head + R"({"field": [], "why": "w"}]})", "required[0].field names nothing");
    expect(head + R"({"field": ["sites.label", "title"], "why": "w"}]})", "mixes");
    expect(head + R"({"field": "title", "when": "sites.label", "why": "w"}]})", "required[0].when");
    expect(head + R"({"field": "title", "when": "titel", "why": "w"}]})", "names \"titel\"");
    expect(head + R"({"field": "sites.label", "sites": "some", "why": "w"}]})", "required[0].sites");
    expect(head + R"({"field": "title", "wyh": "w", "why": "w"}]})", "required[0].wyh is not known");
    EXPECT_TRUE(packOf(folder, head + R"({"field": "title", "why": "w", "comment": 3}]})"));
}

TEST(RulePacks, thePracticesOwnComeBesideTheShippedOnesOrInTheirPlace) {
    const TestFolder folder;
    const auto write = [&](const char* name, std::string_view text) { EXPECT_TRUE(writeFileAtomically(folder / name, text).ok()); };
    write("clinic.json", R"({"title": "Our clinic", "sources": [], "required": []})");
    write("virginia.json", R"({"title": "Virginia as our lawyer reads it", "sources": [], "required": []})");
    write("broken.json", "{");
    write("template.json", "{");
    write("notes.txt", "no pack");
    const note::Packs packs = note::readPacks({shipped(), folder.path(), folder / "not there"});
    EXPECT_EQ(packs.packs.size(), 5U);
    EXPECT_EQ(packs.pack("clinic")->title.shown(), "Our clinic");
    EXPECT_EQ(packs.pack("virginia")->title.shown(), "Virginia as our lawyer reads it");
    ASSERT_EQ(packs.faults.size(), 1U);
    EXPECT_NE(packs.faults[0].find("broken.json"), std::string::npos);
}

}  // namespace myochart
