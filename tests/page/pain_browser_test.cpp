#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "exchange/patient_form_reader.h"
#include "handout/visit.h"
#include "page/pain_page.h"
#include "referral/drawn_pain.h"
#include "support/builtin_body.h"
#include "support/test_folder.h"

// The page to paint on at home, in a real browser: what is painted and answered comes back in the file that it saves.

namespace myochart::page {

namespace {

using nlohmann::json;

std::string printedOf(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
    if (!pipe) return text;
    std::array<char, 4096> part{};
    for (size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) text.append(part.data(), n);
    ::pclose(pipe);
    return text;
}

class PainInBrowser : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        browser_ = printedOf("command -v chromium || command -v chromium-browser || command -v google-chrome");
        while (!browser_.empty() && browser_.back() == '\n') browser_.pop_back();
        if (browser_.empty() || printedOf("node --version").empty()) return;
        folder_ = new test::TestFolder;
        const std::shared_ptr<const body::Body> body(std::shared_ptr<const body::Body>(), &test::builtinBody());
        std::vector<handout::Texts> languages;
        for (const char* code : {"en", "de", "es", "fr"}) languages.push_back(test::handoutTexts(code));
        const auto made = makePainPage({test::handoutTables(), languages, "en"}, body, {}, test::sourceFolder() / "assets/page");
        ASSERT_TRUE(made.ok()) << made.error().message;
        ASSERT_TRUE(*made);
        bytes_ = (*made)->bytes.size();
        ASSERT_TRUE(writeFileAtomically(*folder_ / "form.html", (*made)->bytes).ok());
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
    static json seen(json wanted) {
        const Path script = test::sourceFolder() / "tests/page/browse.mjs", orders = *folder_ / "orders.json";
        std::filesystem::remove_all(saved());
        std::filesystem::create_directory(saved());
        wanted["downloads"] = saved().string();
        EXPECT_TRUE(writeFileAtomically(orders, wanted.dump()).ok());
        const std::string said = printedOf(fmt::format("node '{}' '{}' '{}' \"$(cat '{}')\"", script.string(), browser_, (*folder_ / "form.html").string(), orders.string()));
        json answer = json::parse(said, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << said;
        EXPECT_FALSE(answer.contains("fault")) << said;
        return answer;
    }
    /// The page alone, and the file that it saves from its own memory.
    static void expectNothingFetched(const json& answer) {
        for (const json& each : answer.at("requests")) EXPECT_TRUE(each.get<std::string>().starts_with("file:") || each.get<std::string>().starts_with("blob:")) << each;
        EXPECT_EQ(answer.at("said"), json::array());
        EXPECT_EQ(answer.at("issues"), json::array());
    }
    static Path saved() { return *folder_ / "saved"; }
    /// The only file that was saved, as the program reads it.
    static exchange::ReadForm readBack() {
        std::vector<Path> files;
        for (const auto& entry : std::filesystem::directory_iterator(saved())) files.push_back(entry.path());
        EXPECT_EQ(files.size(), 1U);
        if (files.empty()) return {};
        EXPECT_TRUE(files.front().filename().string().starts_with("pain-drawing-")) << files.front();
        const auto text = readTextFile(files.front(), exchange::kMostFormBytes);
        const auto read = exchange::patientFormFromText(*text, "form", test::handoutTables());
        EXPECT_TRUE(read.ok()) << read.error().message << *text;
        return read.ok() ? *read : exchange::ReadForm();
    }
    static const referral::ReferralMap& map() {
        static const auto made = referral::ReferralMap::on(test::builtinBody(), test::handoutTables()).value();
        return made;
    }

    static inline std::string browser_;
    static inline test::TestFolder* folder_ = nullptr;
    static inline size_t bytes_ = 0;
};

const char* const kLooks = "(() => { const at = document.getElementById('canvas').getBoundingClientRect(); return [at.x, at.y, at.width, at.height, ...document.getElementById('stage').dataset.look.split(',').map(Number)]; })()";
const char* const kPress = "document.getElementById('{}').click()";
const char* const kSaveAtOnce = "document.getElementById('save').click()";

/// Where on the screen a place of the body is seen.
json onScreen(const json& looks, vec3 place) {
    const auto number = [&](size_t i) { return looks[i].get<double>(); };
    const double a = number(4), e = number(5), distance = number(6), high = number(3);
    const glm::dvec3 target(number(7), number(8), number(9)), toEye(std::sin(a) * std::cos(e), -std::cos(a) * std::cos(e), std::sin(e)), right(std::cos(a), std::sin(a), 0), up(-std::sin(a) * std::sin(e), std::cos(a) * std::sin(e), std::cos(e));
    const glm::dvec3 d = glm::dvec3(place) - (target + toEye * distance);
    const double scale = high / 2 / std::tan(0.4363 / 2) / -glm::dot(d, toEye);
    return {number(0) + number(2) / 2 + glm::dot(d, right) * scale, number(1) + high / 2 - glm::dot(d, up) * scale};
}

json steps(std::initializer_list<json> all) { return json(std::vector<json>(all)); }
json pressing(const char* id) { return {{"run", fmt::format(fmt::runtime(kPress), id)}}; }

}  // namespace

TEST_F(PainInBrowser, aClickPaintsThePlaceThatIsClickedWithinFiveMillimetres) {
    EXPECT_LE(bytes_, kMaxPageBytes);
    const vec3 shoulder = map().regions()[map().region("shoulder_anterior", Side::left).value()].position;
    const json looks = seen({{"steps", steps({{{"run", kLooks}}})}}).at("values")[0];
    const json at = onScreen(looks, shoulder);
    const json answer = seen({{"steps", steps({{{"click", at}}, {{"wait", 400}}, {{"run", "document.getElementById('painted').textContent"}}, pressing("save"), {{"wait", 600}}})}});
    expectNothingFetched(answer);
    EXPECT_NE(answer.at("values")[0].get<std::string>().find("Front of shoulder (left)"), std::string::npos) << answer;
    const exchange::ReadForm read = readBack();
    ASSERT_EQ(read.areas.size(), 1U);
    ASSERT_EQ(read.areas[0].dabs.size(), 1U);
    EXPECT_LT(glm::length(read.areas[0].dabs[0].atMm.value() - shoulder), 5.0F) << "the skin's own place";
    EXPECT_EQ(read.areas[0].dabs[0].radiusMm, 22);
    EXPECT_EQ(read.bodyChecksum, test::builtinBody().checksum());
    const vec3 back = [&] {
        const vec3 framed = referral::dabToKeep(map(), *read.areas[0].dabs[0].atMm, 22, false).at.value();
        return map().frame()->place(static_cast<double>(framed.x), static_cast<double>(framed.y), static_cast<double>(framed.z));
    }();
    EXPECT_LT(glm::length(back - shoulder), 5.0F) << "and so it is kept";
}

TEST_F(PainInBrowser, closeUpAStrokeIsFinerErasedAndTakenBack) {
    const char* strengths = "document.getElementById('painted').textContent";
    const json zoomIn = {{"run", "for (let k = 0; k < 6; ++k) document.querySelector('[data-zoom=in]').click()"}};
    const json answer = seen({{"steps", steps({{{"run", "document.querySelector('[data-brush=\"10\"]').click()"}}, zoomIn, {{"drag", json::array({300, 400, 380, 400})}}, {{"wait", 300}}, {{"run", strengths}},
                                               {{"run", "document.querySelector('[data-way=erase]').click()"}}, {{"drag", json::array({340, 400, 380, 400})}}, pressing("save"), {{"wait", 500}},
                                               pressing("undo"), pressing("undo"), {{"wait", 300}}, {{"run", strengths}}})}});
    expectNothingFetched(answer);
    const exchange::ReadForm read = readBack();
    ASSERT_EQ(read.areas.size(), 1U) << "something was painted: " << answer;
    const auto& dabs = read.areas[0].dabs;
    EXPECT_GT(std::ranges::count_if(dabs, [](const exchange::FormDab& dab) { return dab.erases; }), 0);
    for (size_t i = 0; i + 1 < dabs.size(); ++i)
        EXPECT_LT(dabs[i].erases == dabs[i + 1].erases ? glm::length(*dabs[i].atMm - *dabs[i + 1].atMm) : 0.0F, 10.0F) << "dabs of a stroke hang together";
    EXPECT_EQ(answer.at("values").back(), "Nothing is painted yet.") << answer;
}

TEST_F(PainInBrowser, theListAloneSaysAllByKeyboardWithoutAPicture) {
    const char* heading = "document.activeElement.textContent";
    const json answer = seen({{"webgl", false}, {"steps", steps({{{"run", "[document.getElementById('stage').hidden, document.getElementById('flat').hidden]"}},
                                                                 {{"run", "(() => { const area = [...document.querySelectorAll('summary')].find(each => each.textContent.startsWith('thigh')); area.focus(); })()"}}, {{"key", "Enter"}}, {{"key", "Tab"}},
                                                                 {{"run", "document.activeElement.getAttribute('aria-label')"}}, {{"key", " "}}, {{"run", "document.getElementById('next').focus()"}}, {{"key", "Enter"}}, {{"run", heading}},
                                                                 {{"key", "Tab"}}, {{"key", " "}}, {{"run", "document.querySelector('#scales input').focus()"}}, {{"key", " "}}, {{"key", "ArrowRight"}}, {{"key", "ArrowRight"}},
                                                                 {{"run", "document.getElementById('next').focus()"}}, {{"key", "Enter"}}, {{"run", "document.querySelector('#questions input').focus()"}}, {{"key", " "}},
                                                                 {{"run", "document.getElementById('next').focus()"}}, {{"key", "Enter"}}, {{"run", "document.getElementById('words').focus()"}}, {{"type", "Nachts, \"immer\" <b>"}},
                                                                 {{"run", "document.getElementById('name').focus()"}}, {{"type", "Ana Muster"}}, {{"run", "document.getElementById('next').focus()"}}, {{"key", "Enter"}}, {{"run", heading}},
                                                                 {{"run", "document.getElementById('check').innerText"}}, {{"run", "document.getElementById('save').focus()"}}, {{"key", "Enter"}}, {{"wait", 600}}})}});
    expectNothingFetched(answer);
    const json& values = answer.at("values");
    EXPECT_EQ(values[0], (json{true, false})) << "no body, and words that say so";
    const exchange::ReadForm read = readBack();
    ASSERT_EQ(read.areas.size(), 1U) << answer;
    ASSERT_EQ(read.areas[0].dabs.size(), 1U);
    EXPECT_EQ(read.areas[0].dabs[0].region, "thigh_anterior_upper") << values;
    EXPECT_EQ(read.areas[0].dabs[0].side, Side::right) << "told first";
    EXPECT_EQ(read.areas[0].qualities, std::vector<std::string>{"aching"});
    EXPECT_EQ(read.form.pain, 2U) << values;
    EXPECT_EQ(read.form.yes, std::vector<std::string>{"abs_red_flag"});
    EXPECT_EQ(read.form.words, "Nachts, \"immer\" <b>");
    EXPECT_EQ(read.name, "Ana Muster");
    EXPECT_FALSE(read.isPainted());
}

TEST_F(PainInBrowser, anotherLanguageIsSpokenAtOnceAndNothingThatWasToldIsLost) {
    const json answer = seen({{"steps", steps({{{"run", "document.querySelector('#areas input').click()"}}, {{"run", "(() => { const choice = document.getElementById('language'); choice.value = 'fr'; choice.dispatchEvent(new Event('change')); })()"}}, {{"wait", 300}},
                                               {{"run", "[document.documentElement.lang, document.title, document.querySelector('h2').textContent, document.querySelectorAll('#areas input:checked').length]"}},
                                               {{"run", "[...document.querySelectorAll('[data-t], legend, summary span:first-child, .what')].filter(each => !each.textContent).length"}}, pressing("save"), {{"wait", 500}}})}});
    expectNothingFetched(answer);
    const handout::Texts& french = test::handoutTexts("fr");
    EXPECT_EQ(answer.at("values")[2], (json{"fr", french.of("form title"), french.of("form where"), 1}));
    EXPECT_EQ(answer.at("values")[3], 0) << "everything has its words";
    EXPECT_EQ(readBack().form.language, "fr");
}

TEST_F(PainInBrowser, savedTwiceItIsOneFormAndChangedAnother) {
    const json answer = seen({{"steps", steps({{{"run", "document.querySelector('#areas input').click()"}},
                                               {{"run", "(() => { const kept = []; URL.createObjectURL = blob => { kept.push(blob); return 'blob:nothing'; }; HTMLAnchorElement.prototype.click = () => {}; window.kept = kept; })()"}},
                                               {{"run", kSaveAtOnce}}, {{"run", kSaveAtOnce}}, {{"run", "document.querySelector('#qualities input').click()"}}, {{"run", kSaveAtOnce}},
                                               {{"run", "Promise.all(window.kept.map(each => each.text())).then(all => all.map(each => JSON.parse(each).form))"}}})}});
    const json forms = answer.at("values").back();
    ASSERT_EQ(forms.size(), 3U) << answer;
    EXPECT_EQ(forms[0], forms[1]);
    EXPECT_NE(forms[1], forms[2]);
}

TEST_F(PainInBrowser, leavingAsksBeforeWhatIsNotSavedIsLostAndNothingIsKeptInTheBrowser) {
    const json answer = seen({{"steps", steps({{{"click", json::array({700, 60})}}, {{"run", "document.querySelector('#areas input').click()"}}, {{"run", "[localStorage.length, sessionStorage.length, document.cookie]"}},
                                               {{"run", "(() => { const event = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(event); return event.defaultPrevented; })()"}}, pressing("save"), {{"wait", 300}},
                                               {{"run", "(() => { const event = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(event); return event.defaultPrevented; })()"}}})}});
    const json& values = answer.at("values");
    EXPECT_EQ(values[1], (json{0, 0, ""}));
    EXPECT_EQ(values[2], true);
    EXPECT_EQ(values.back(), false) << "what was saved may be left";
}

TEST_F(PainInBrowser, onANarrowPhoneNothingIsCutOffAFingerPaintsAndTwoZoom) {
    const vec3 belly = map().regions()[map().region("umbilical", Side::midline).value()].position;
    const json phone = {{"width", 360}, {"height", 740}, {"phone", true}};
    json first = phone;
    first["steps"] = steps({{{"run", kLooks}}, {{"run", "document.documentElement.scrollWidth"}}});
    const json looks = seen(first).at("values");
    EXPECT_LE(looks[1], 360) << "nothing to scroll sideways";
    json second = phone;
    const double middle = looks[0][0].get<double>() + looks[0][2].get<double>() / 2, half = looks[0][1].get<double>() + looks[0][3].get<double>() / 2;
    second["steps"] = steps({{{"tap", onScreen(looks[0], belly)}}, {{"pinch", json::array({middle, half, 60, 160})}}, {{"run", kLooks}}, {{"wait", 300}}, {{"run", "document.getElementById('painted').textContent"}}, pressing("save"), {{"wait", 500}}});
    const json answer = seen(second);
    expectNothingFetched(answer);
    EXPECT_LT(answer.at("values")[0][6].get<double>(), 0.7 * looks[0][6].get<double>()) << "nearer";
    const exchange::ReadForm read = readBack();
    ASSERT_EQ(read.areas.size(), 1U) << answer;
    ASSERT_EQ(read.areas[0].dabs.size(), 1U) << "two fingers paint nothing";
    EXPECT_LT(glm::length(*read.areas[0].dabs[0].atMm - belly), 8.0F) << "a pixel is 4 mm here";
}

}  // namespace myochart::page
