#include "page/pain_page.h"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "anatomy/fact_names.h"
#include "core/one_way_tag.h"
#include "core/text.h"
#include "core/words.h"
#include "handout/patient_questions.h"
#include "note/visit_words.h"
#include "page/escapes.h"
#include "page/page_assets.h"
#include "page/page_data.h"
#include "page/page_html.h"
#include "page/region_shares.h"

namespace myochart::page {

namespace {

using nlohmann::json;

constexpr auto kOnlySkin = std::to_array({PageLayer::skin});

/// The texts that the page shows: those of the form, and what the body and its sides are called.
json wordsOfForm(const handout::Texts& texts) {
    constexpr auto kAlso = std::to_array<std::string_view>({"edge left", "edge right", "edge front", "edge back", "side left", "side right", "page body", "page nearer", "page farther", "page views", "page offline"});
    json words = json::object();
    for (const std::string_view key : handout::keys())
        if (key.starts_with("form ") || key.starts_with("area ") || std::ranges::find(kAlso, key) != kAlso.end()) words[std::string(key)] = texts.of(key);
    return words;
}

json languageFacts(const handout::Texts& texts, const anatomy::Catalogue& catalogue) {
    json regions = json::array(), questions = json::array();
    for (const anatomy::ReferralRegion& region : catalogue.regions()) {
        const anatomy::PlainName* name = texts.language() == "en" ? nullptr : catalogue.plainName(anatomy::regionNameKey(region.key));
        regions.push_back(name ? name->in(texts.language()) : region.label);
    }
    for (const handout::PatientQuestion& question : handout::patientQuestions(texts, catalogue)) questions.push_back(question.text);
    return {{"words", wordsOfForm(texts)}, {"regions", std::move(regions)}, {"questions", std::move(questions)}, {"qualities", texts.parts("form qualities")}};
}

json regionFacts(const anatomy::Catalogue& catalogue) {
    json regions = json::array();
    for (const anatomy::ReferralRegion& region : catalogue.regions()) regions.push_back({{"key", region.key}, {"area", region.bodyArea}, {"paired", region.paired}});
    return regions;
}

/// All that the script is told.
std::string factsOfForm(const PainPageSource& source, const body::Body& body, const FlatBody& flat, const referral::ReferralMap& map) {
    json facts = bodyFacts(body, flat);
    facts["painted"] = true;
    facts["midplane"] = map.frame()->midplane();
    facts["regionOf"] = base64(regionsOnSkin(body, map, source.catalogue, flat.layers.front()));
    facts["regions"] = regionFacts(source.catalogue);
    facts["is"] = {{"name", body.name()}, {"checksum", body.checksum()}};
    if (!source.patient.empty()) {
        const OneWayTag tag = oneWayTag(source.patient);
        facts["for"] = {{"salt", tag.salt}, {"tag", tag.tag}};
    }
    facts["first"] = source.first;
    facts["languages"] = json::object();
    for (const handout::Texts& texts : source.languages) facts["languages"][std::string(texts.language())] = languageFacts(texts, source.catalogue);
    facts["qualities"] = json::array();
    for (const note::KeyWords& quality : note::painQualities()) facts["qualities"].push_back(quality.key);
    facts["questions"] = json::array();
    for (const handout::PatientQuestion& question : handout::patientQuestions(source.languages.front(), source.catalogue)) facts["questions"].push_back(question.key);
    return inScript(facts.dump(-1, ' ', true, json::error_handler_t::replace));
}

/// Each language by its own name.
std::string languageOptions(const PainPageSource& source) {
    std::string options;
    for (const handout::Texts& texts : source.languages)
        for (const Language& each : kLanguages)
            if (texts.language() == each.code) options += fmt::format("<option value=\"{}\">{}</option>", each.code, html(each.name));
    return options;
}

}  // namespace

Result<std::optional<HtmlPage>> makePainPage(const PainPageSource& source, const std::shared_ptr<const body::Body>& body, const std::set<std::uint32_t>& hidden, const Path& assets) {
    assert(!source.languages.empty());
    const auto first = std::ranges::find(source.languages, source.first, &handout::Texts::language);
    if (first == source.languages.end()) return failed(fmt::format("The page is not written in {}.", displayText(source.first, 20)));
    const auto parts = readPageAssets(assets, "pain.html", {"page.css", "pain.css"}, {"body.js", "brush.js", "pain.js"});
    if (!parts) return parts.error();
    const auto map = referral::ReferralMap::on(*body, source.catalogue);
    if (!map) return map.error();
    if (!map->skin()) return failed(said("This body has no skin to paint on; show another one."));
    const auto flat = flatten(*body, hidden, kOnlySkin);
    if (!flat || flat->layers.empty()) return std::optional<HtmlPage>();
    Pieces pieces = {{"language", source.first}, {"title", html(first->of("form title"))}, {"no_script", html(first->of("form no script"))}, {"languages", languageOptions(source)}};
    pieces["policy"] = html(policyOf(*parts));
    pieces["style"] = parts->style;
    pieces["script"] = parts->script;
    pieces["facts"] = factsOfForm(source, *body, *flat, *map);
    pieces["layers"] = layerElements(*flat);
    HtmlPage page{filledIn(parts->form, pieces), 0, flat->layers.size(), 0};
    if (page.bytes.size() > kMaxPageBytes) return failed(said("The page would be larger than 3 MB; show another body, or leave the patterns out."));
    return std::optional<HtmlPage>(std::move(page));
}

}  // namespace myochart::page
