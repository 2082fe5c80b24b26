#include "body/model_store.h"

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "body/folder_swap.h"
#include "core/text.h"
#include "core/words.h"

namespace myochart::body {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

constexpr int kFormat = 1;
constexpr size_t kChunk = 4 << 20;
const std::string kSetAside = ".old-";

Json optionsToJson(const ImportOptions& options) {
    Json json = Json::object();
    if (options.millimetresPerUnit) json["millimetres_per_unit"] = *options.millimetresPerUnit;
    if (options.upAxis) json["up_axis"] = name(*options.upAxis);
    if (options.quarterTurns) json["quarter_turns"] = *options.quarterTurns;
    if (options.mirrored) json["mirrored"] = *options.mirrored;
    return json;
}

ImportOptions optionsFromJson(const Json& json) {
    ImportOptions options;
    if (json.contains("millimetres_per_unit"))
        options.millimetresPerUnit = json.at("millimetres_per_unit").get<double>();
    if (json.contains("up_axis")) options.upAxis = upAxisFromName(json.at("up_axis").get<std::string>());
    if (json.contains("faces_negative_y")) options.quarterTurns = json.at("faces_negative_y").get<bool>() ? 0 : 2;
    if (json.contains("quarter_turns")) options.quarterTurns = json.at("quarter_turns").get<int>() & 3;
    if (json.contains("mirrored")) options.mirrored = json.at("mirrored").get<bool>();
    return options;
}

bool isPlainSign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '.' ||
           c == '_' || c == '-' || c == '(' || c == ')';
}

/// Checksum of the checksums of a file's pieces.
Result<std::string> fileChecksum(const Path& file, const Progress& progress) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return refused(said("{} cannot be read; check its permissions.", shown(file)));
    std::vector<char> piece(kChunk);
    std::string sums;
    while (in) {
        if (progress.cancelled()) return failed(said("Stopped."));
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        sums += myochart::checksum(std::as_bytes(std::span(piece).first(static_cast<size_t>(in.gcount()))));
    }
    return myochart::checksum(std::as_bytes(std::span(sums)));
}

std::vector<Path> filesIn(const Path& folder) {
    std::vector<Path> files;
    std::error_code fault;
    for (fs::recursive_directory_iterator at(folder, fault), end; at != end && !fault; at.increment(fault)) {
        if (at.depth() >= 4) at.disable_recursion_pending();
        std::error_code ignored;
        if (at->is_regular_file(ignored)) files.push_back(at->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::string toJson(const ModelFacts& facts) {
    const Json json = {{"format", kFormat},
                       {"name", facts.name},
                       {"source", facts.source},
                       {"installed", facts.installed},
                       {"structures", facts.structures},
                       {"triangles", facts.triangles},
                       {"cache_version", facts.cacheVersion},
                       {"from", {{"path", facts.path}, {"bytes", facts.bytes}, {"blake2b", facts.checksum}}},
                       {"options", optionsToJson(facts.options)},
                       {"sides_known", facts.sidesKnown}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<ModelFacts> modelFactsFromJson(std::string_view text) {
    try {
        const Json json = Json::parse(text);
        if (json.at("format").get<int>() != kFormat) return refused(said("It is of another version."));
        ModelFacts facts;
        facts.name = json.at("name").get<std::string>();
        facts.source = json.at("source").get<std::string>();
        facts.installed = json.at("installed").get<std::string>();
        facts.structures = json.at("structures").get<std::uint32_t>();
        facts.triangles = json.at("triangles").get<std::uint64_t>();
        facts.cacheVersion = json.at("cache_version").get<std::uint32_t>();
        const Json& from = json.at("from");
        facts.path = from.at("path").get<std::string>();
        facts.bytes = from.at("bytes").get<std::uint64_t>();
        facts.checksum = from.at("blake2b").get<std::string>();
        facts.options = optionsFromJson(json.at("options"));
        facts.options.name = facts.name;
        facts.sidesKnown = json.value("sides_known", true);
        return facts;
    } catch (const Json::exception&) {
        return refused(said("It is damaged."));
    }
}

std::string libraryName(std::string_view wanted) {
    constexpr size_t kLongest = 80;
    std::string clean = trim(displayText(wanted, 400));
    std::replace_if(
        clean.begin(), clean.end(), [](char c) { return !isPlainSign(c); }, '_');
    while (!clean.empty() && (clean.front() == '.' || clean.front() == ' ')) clean.erase(0, 1);
    return trim(clean.substr(0, kLongest));
}

Result<std::string> sourceChecksum(const Path& source, const Progress& progress) {
    std::error_code fault;
    if (!fs::is_directory(source, fault)) return fileChecksum(source, progress);
    std::string sums;
    for (const Path& file : filesIn(source)) {
        const auto sum = fileChecksum(file, progress);
        if (!sum) return sum.error();
        sums += fs::relative(file, source, fault).string() + '\0' + *sum;
    }
    return myochart::checksum(std::as_bytes(std::span(sums)));
}

Outcome putInPlace(const Path& made, const Path& folder) {
    std::error_code fault;
    const Path library = folder.parent_path();
    if (!fs::exists(folder, fault)) {
        fs::rename(made, folder, fault);
    } else if (exchangeFolders(made, folder)) {
        fs::remove_all(made, fault);
        fault.clear();
    } else {
        const Path old = library / (kSetAside + folder.filename().string());
        fs::remove_all(old, fault);
        fs::rename(folder, old, fault);
        if (!fault) fs::rename(made, folder, fault);
        std::error_code ignored;
        if (fault)
            fs::rename(old, folder, ignored);
        else
            fs::remove_all(old, ignored);
    }
    if (fault) return failed(said("The model cannot be put into {} ({}).", shown(library), fault.message()));
    syncFolder(library);
    return Done{};
}

void sweepLeftovers(const Path& library) {
    std::error_code fault;
    const auto now = fs::file_time_type::clock::now();
    for (fs::directory_iterator at(library, fault), end; at != end && !fault; at.increment(fault)) {
        std::error_code ignored;
        const std::string name = at->path().filename().string();
        const bool isOld = now - at->last_write_time(ignored) > std::chrono::hours(24);
        if (name.starts_with(kSetAside)) {
            const Path folder = library / name.substr(kSetAside.size());
            if (fs::exists(folder, ignored))
                fs::remove_all(at->path(), ignored);
            else
                fs::rename(at->path(), folder, ignored);  // cut off between the two renames
        } else if (name.starts_with(kBeingMade)) {
            const FolderLock unused(at->path(), FolderLock::Wait::no);  // where locks are unknown, age tells
            if (unused.isHeld() || isOld) fs::remove_all(at->path(), ignored);
        }
    }
}

}  // namespace myochart::body
