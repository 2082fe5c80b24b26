#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "note/data_reader.h"
#include "note/recorded.h"
#include "note/rule_pack.h"

// Packs as files: assets/note_packs/template.json shows and explains the format.

namespace myochart::note {

namespace {

OfSites ofSites(DataReader& reader) {
    if (!reader.has("sites")) return OfSites::needled;
    const std::string words = reader.text("sites");
    if (words == "needled" || words.empty()) return OfSites::needled;
    if (words == "points") return OfSites::points;
    if (words == "all") return OfSites::all;
    reader.sayOf("sites", "must be \"needled\", \"points\" or \"all\"");
    return OfSites::needled;
}

void checkField(DataReader& reader, const char* key, const std::string& field) {
    if (!fieldNamed(field)) reader.sayOf(key, fmt::format("names \"{}\", which is no field of a visit", field));
}

Requirement readRequirement(DataReader& reader) {
    Requirement requirement;
    requirement.fields = reader.texts("field");
    requirement.when = reader.text("when", false);
    requirement.of = ofSites(reader);
    requirement.why = reader.wording("why");
    if (requirement.fields.empty()) reader.sayOf("field", "names nothing");
    for (const std::string& field : requirement.fields) checkField(reader, "field", field);
    if (!requirement.when.empty()) checkField(reader, "when", requirement.when);
    const auto isOfSite = [](const std::string& field) { return field.starts_with("sites."); };
    const auto sites = std::ranges::count_if(requirement.fields, isOfSite);
    if (sites != 0 && static_cast<size_t>(sites) != requirement.fields.size()) reader.sayOf("field", "mixes fields of sites with others");
    if (sites == 0 && isOfSite(requirement.when)) reader.sayOf("when", "names a field of sites for one that is not");
    return requirement;
}

void add(Packs& to, RulePack pack) {
    const auto at = std::ranges::find(to.packs, pack.key, &RulePack::key);
    if (at != to.packs.end()) *at = std::move(pack);
    else to.packs.push_back(std::move(pack));
}

std::vector<Path> packFiles(const Path& folder) {
    std::vector<Path> files;
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator(folder, fault))
        if (entry.path().extension() == ".json" && entry.path().stem() != "template") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

}  // namespace

Result<RulePack> readPack(const Path& file) {
    const auto data = readDataFile(file);
    if (!data) return data.error();
    std::string fault;
    DataReader reader(*data, {}, fault);
    RulePack pack;
    pack.key = file.stem().string();
    pack.title = reader.wording("title");
    pack.about = reader.wording("about", false);
    reader.each("sources", [&](DataReader& source) {
        pack.sources.push_back({source.text("title"), source.text("where", false)});
    });
    reader.each("required", [&](DataReader& each) { pack.required.push_back(readRequirement(each)); });
    reader.end();
    if (!fault.empty()) return faultOfFile(file, fault);
    return pack;
}

Packs readPacks(const std::vector<Path>& folders) {
    Packs all;
    for (const Path& folder : folders)
        for (const Path& file : packFiles(folder)) {
            auto pack = readPack(file);
            if (pack) add(all, std::move(*pack));
            else all.faults.push_back(pack.error().message);
        }
    std::ranges::sort(all.packs, [](const RulePack& a, const RulePack& b) {
        return std::pair(a.key != "plain", a.key) < std::pair(b.key != "plain", b.key);
    });
    return all;
}

}  // namespace myochart::note
