#include "note/consent_text.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "note/data_reader.h"
#include "note/site_muscle.h"

namespace myochart::note {

namespace {

ConsentRisk readRisk(DataReader& reader) {
    ConsentRisk risk;
    risk.key = reader.text("key");
    risk.title = reader.wording("title");
    risk.text = reader.wording("text");
    risk.regions = reader.texts("regions", false);
    risk.serious = reader.truth("serious");
    return risk;
}

void add(ConsentTexts& to, ConsentText text) {
    const auto at = std::ranges::find(to.texts, text.version, &ConsentText::version);
    if (at != to.texts.end()) *at = std::move(text);
    else to.texts.push_back(std::move(text));
}

}  // namespace

Result<ConsentText> readConsentText(const Path& file) {
    const auto data = readDataFile(file);
    if (!data) return data.error();
    std::string fault;
    DataReader reader(*data, {}, fault);
    ConsentText text;
    text.version = file.stem().string();
    text.title = reader.wording("title");
    text.draft = reader.wording("draft");
    text.what = reader.wording("what");
    text.notAcupuncture = reader.wording("not_acupuncture");
    text.alternatives = reader.wording("alternatives");
    text.withdrawal = reader.wording("withdrawal");
    text.questions = reader.wording("questions");
    reader.each("risks", [&](DataReader& each) { text.risks.push_back(readRisk(each)); });
    reader.end();
    if (!fault.empty()) return faultOfFile(file, fault);
    return text;
}

ConsentTexts readConsentTexts(const std::vector<Path>& folders) {
    ConsentTexts all;
    for (const Path& folder : folders) {
        std::error_code fault;
        for (const auto& entry : std::filesystem::directory_iterator(folder, fault)) {
            if (entry.path().extension() != ".json") continue;
            auto text = readConsentText(entry.path());
            if (text) add(all, std::move(*text));
            else all.faults.push_back(text.error().message);
        }
    }
    std::ranges::sort(all.texts, {}, &ConsentText::version);
    std::ranges::sort(all.faults);
    return all;
}

std::vector<const ConsentRisk*> risksFor(const ConsentText& text, const record::Session& session, const anatomy::Catalogue& catalogue) {
    std::set<std::string> regions;
    bool unknown = false;
    for (const record::Marker& marker : session.markers) {
        const std::string region = regionOf(marker, catalogue);
        unknown |= region.empty();
        regions.insert(region);
    }
    std::vector<const ConsentRisk*> chosen;
    for (const ConsentRisk& risk : text.risks) {
        const bool here = std::ranges::any_of(risk.regions, [&](const std::string& region) { return regions.contains(region); });
        if (unknown || risk.regions.empty() || here) chosen.push_back(&risk);
    }
    return chosen;
}

}  // namespace myochart::note
