#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "handout/visit.h"
#include "page/make_page.h"
#include "support/builtin_body.h"
#include "support/test_folder.h"

// The page in a real browser: what is seen, what a tap tells, and that nothing is asked of anybody.

namespace myochart::page {

namespace {

using nlohmann::json;

std::string shellSaid(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
    if (!pipe) return text;
    std::array<char, 4096> part{};
    for (size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) text.append(part.data(), n);
    ::pclose(pipe);
    return text;
}

/// Three sites on the built-in body, two of them seen from in front; names that try to break out.
test::TreatedVisit visitOnBuiltin() {
    test::TreatedVisit visit;
    visit.patient.name = "</script><script>document.title='broken'</script>";
    visit.practice.name = "\"><img src=http://example.org/x onerror=document.title='broken'>";
    const Box& box = test::builtinBody().bounds();
    const auto place = [&](const std::string& muscle, vec3 share, vec3 normal) {
        record::Marker& site = visit.addNeedled(muscle);
        site.anchor.position = box.min + share * box.size();
        site.anchor.normal = normal;
        site.anchor.bodyChecksum = test::builtinBody().checksum();
    };
    place("rectus_abdominis", {0.52F, 0.25F, 0.62F}, {0, -1, 0});
    place("rectus_femoris", {0.62F, 0.35F, 0.42F}, {0, -1, 0});
    place("soleus", {0.58F, 0.9F, 0.2F}, {0, 1, 0});
    return visit;
}

class PageInBrowser : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        browser_ = shellSaid("command -v chromium || command -v chromium-browser || command -v google-chrome");
        while (!browser_.empty() && browser_.back() == '\n') browser_.pop_back();
        if (browser_.empty() || shellSaid("node --version").empty()) return;
        folder_ = new test::TestFolder;
        const test::TreatedVisit visit = visitOnBuiltin();
        const std::shared_ptr<const body::Body> body(std::shared_ptr<const body::Body>(), &test::builtinBody());
        const auto made = makePage({visit.patient, visit.practice, visit.session, test::handoutTables(), test::handoutTexts("en")}, body, {true, true, {}}, test::sourceFolder() / "assets/page");
        ASSERT_TRUE(made.ok()) << made.error().message;
        ASSERT_TRUE(*made);
        bytes_ = (*made)->bytes.size();
        ASSERT_TRUE(writeFileAtomically(*folder_ / "visit.html", (*made)->bytes).ok());
    }
    static void TearDownTestSuite() {
        delete folder_;
        folder_ = nullptr;
    }
    void SetUp() override {
        if (folder_) return;
        const char* ci = std::getenv("CI");
        if (ci && std::string_view(ci) == "true") FAIL() << "chromium and nodejs are not there (third_party/packages-test.txt)";
        GTEST_SKIP() << "needs chromium and nodejs (third_party/packages-test.txt)";
    }
    /// What the browser saw: "requests", "said", "issues", "values".
    static json seen(const json& wanted) {
        const Path script = test::sourceFolder() / "tests/page/browse.mjs", orders = *folder_ / "orders.json";
        EXPECT_TRUE(writeFileAtomically(orders, wanted.dump()).ok());
        const std::string said = shellSaid(fmt::format("node '{}' '{}' '{}' \"$(cat '{}')\"", script.string(), browser_, (*folder_ / "visit.html").string(), orders.string()));
        json answer = json::parse(said, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << said;
        EXPECT_FALSE(answer.contains("fault")) << said;
        return answer;
    }
    static void expectQuiet(const json& answer) {
        EXPECT_EQ(answer.at("requests").size(), 1U) << answer.at("requests") << ": the file itself and nothing else";
        EXPECT_EQ(answer.at("said"), json::array());
        EXPECT_EQ(answer.at("issues"), json::array());
    }

    static inline std::string browser_;
    static inline test::TestFolder* folder_ = nullptr;
    static inline size_t bytes_ = 0;
};

const char* const kCardText = "document.getElementById('card').hidden ? '' : document.getElementById('card').innerText";

}  // namespace

TEST_F(PageInBrowser, showsTheBodyTellsOfATappedSiteAndAsksNobody) {
    EXPECT_LE(bytes_, kMaxPageBytes);
    const char* centre = "(() => { const at = document.querySelector('.dot').getBoundingClientRect(), view = document.getElementById('view').getBoundingClientRect();"
                         "return {dot: [at.x + at.width / 2, at.y + at.height / 2], view: [view.x, view.y, view.width, view.height]}; })()";
    const json first = seen({{"width", 390}, {"height", 844}, {"phone", true}, {"steps", json::array({{{"run", centre}}, {{"run", "document.title"}}, {{"run", "document.querySelectorAll('img').length"}}})}});
    expectQuiet(first);
    EXPECT_EQ(first.at("values")[1], "After your dry needling") << "no name broke out";
    EXPECT_EQ(first.at("values")[2], 0);
    const json dot = first.at("values")[0].at("dot"), view = first.at("values")[0].at("view");
    const double middle = view[0].get<double>() + view[2].get<double>() / 2, half = view[1].get<double>() + view[3].get<double>() / 2;
    const json second = seen({{"width", 390}, {"height", 844}, {"phone", true},
                              {"steps", json::array({{{"pixels", json::array({{middle, half - 60}, {view[0].get<double>() + 90, view[1].get<double>() + 20}})}}, {{"tap", dot}}, {{"run", kCardText}}})}});
    expectQuiet(second);
    const json body = second.at("values")[0][0], ground = second.at("values")[0][1];
    int apart = 0;
    for (size_t c = 0; c < 3; ++c) apart += std::abs(body[c].get<int>() - ground[c].get<int>());
    EXPECT_GT(apart, 60) << "skin where the body is: " << body << " beside " << ground;
    EXPECT_GT(body[0].get<int>(), body[2].get<int>()) << "of the colour of skin";
    const std::string told = second.at("values")[1];
    EXPECT_NE(told.find(test::handoutTables().plainName("rectus_abdominis")->in("en")), std::string::npos) << told;
    EXPECT_NE(told.find("thin needle"), std::string::npos) << told;
    EXPECT_NE(told.find("reported here"), std::string::npos) << told;
}

TEST_F(PageInBrowser, goesByKeyboardAloneThroughSitesAndViews) {
    const char* pressed = "[...document.querySelectorAll('[data-view]')].filter(b => b.getAttribute('aria-pressed') === 'true').map(b => b.dataset.view).join()";
    const json answer = seen({{"steps", json::array({{{"run", "document.getElementById('view').focus()"}}, {{"key", "2"}}, {{"run", pressed}}, {{"key", "Tab"}}, {{"key", "Tab"}}, {{"key", "Tab"}},
                                                     {{"run", "document.activeElement.getAttribute('aria-label')"}}, {{"key", "Enter"}}, {{"run", kCardText}}, {{"key", "Escape"}}, {{"run", kCardText}},
                                                     {{"key", "ArrowLeft"}}, {{"run", pressed}}, {{"run", "document.querySelector('[data-layer=muscles]').click()"}}, {{"wait", 300}}, {{"run", "document.querySelector('[data-layer=muscles]').getAttribute('aria-pressed')"}}})}});
    expectQuiet(answer);
    const json& values = answer.at("values");
    EXPECT_EQ(values[1], "posterior");
    EXPECT_TRUE(values[2].get<std::string>().starts_with("3: ")) << values[2];
    EXPECT_NE(values[3].get<std::string>().find(test::handoutTables().plainName("soleus")->in("en")), std::string::npos) << values;
    EXPECT_EQ(values[4], "");
    EXPECT_EQ(values[5], "") << "turned away from every named view";
    EXPECT_EQ(values[7], "true");
}

TEST_F(PageInBrowser, withoutWebGlThePicturesAndTheTableStay) {
    const char* shown = "['stage', 'no-picture'].map(id => document.getElementById(id).hidden).concat([...document.querySelectorAll('.stills svg')].filter(each => each.getBoundingClientRect().height > 100).length,"
                        "document.querySelectorAll('tbody tr[id^=site]').length)";
    const json answer = seen({{"webgl", false}, {"steps", json::array({{{"run", shown}}})}});
    expectQuiet(answer);
    EXPECT_EQ(answer.at("values")[0], (json{true, false, 2, 3})) << "stage hidden, words shown, two pictures, three rows";
}

}  // namespace myochart::page
