#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/text.h"
#include "core/words.h"
#include "teaching/learning.h"

// The files of results: JSON lines.

namespace myochart::teaching {

namespace {

using nlohmann::json;

constexpr size_t kMostResultFiles = 2000, kMostKeptAnswers = 200'000, kMostResultRemarks = 100, kMostRemarksOfAFile = 10;
constexpr double kMostMmOff = 3000;  ///< on one body
constexpr std::string_view kResultEnding = ".jsonl";

std::optional<std::string> answerWord(const json& line, const char* key) {
    const auto found = line.find(key);
    if (found == line.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

std::optional<KeptAnswer> answerFrom(std::string_view text) {
    if (text.size() > kMostResultLine || !isUtf8(text)) return std::nullopt;
    const json line = json::parse(text, nullptr, false);
    if (!line.is_object()) return std::nullopt;
    const auto at = answerWord(line, "at"), learner = answerWord(line, "learner"), set = answerWord(line, "set"), question = answerWord(line, "question"), kind = answerWord(line, "kind"), key = answerWord(line, "key");
    const auto moment = at ? parseIsoUtc(*at) : std::nullopt;
    const auto known = kind ? questionKindFromName(*kind) : std::nullopt;
    const auto points = line.find("points"), right = line.find("right");
    if (!moment || !learner || !set || !question || !known || !key || points == line.end() || !points->is_number() || right == line.end() || !right->is_boolean()) return std::nullopt;
    KeptAnswer answer{*moment, *learner, *set, *question, *known, *key, {}, points->get<double>(), right->get<bool>(), {}};
    if (!(answer.points >= 0 && answer.points <= 1)) return std::nullopt;
    if (const auto side = answerWord(line, "side")) answer.side = sideFromName(*side);
    if (const auto mm = line.find("mm"); mm != line.end() && mm->is_number() && mm->get<double>() >= 0 && mm->get<double>() <= kMostMmOff) answer.mm = mm->get<double>();
    return answer;
}

void addAnswers(KeptAnswers& all, KeptAnswers more) {
    for (KeptAnswer& each : more.answers)
        if (all.answers.size() < kMostKeptAnswers) all.answers.push_back(std::move(each));
    for (Remark& each : more.remarks)
        if (all.remarks.size() < kMostResultRemarks) all.remarks.push_back(std::move(each));
}

/// Whatever of the way there is not there yet, for this user alone.
void makeOwnFolder(const Path& folder) {
    std::error_code fault;
    if (folder.empty() || std::filesystem::exists(folder, fault)) return;
    makeOwnFolder(folder.parent_path());
    if (std::filesystem::create_directory(folder, fault)) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, fault);
}

KeptAnswers answersIn(const Path& file) {
    std::error_code fault;
    if (!std::filesystem::exists(file, fault)) return {};
    const auto text = readTextFile(file, kMostResultBytes);
    if (text) {
        KeptAnswers kept = readAnswers(*text, shown(file.filename()));
        for (KeptAnswer& each : kept.answers)  // one name of one learner, as it was written first
            if (foldForSearch(trim(each.learner)) == foldForSearch(trim(kept.answers.front().learner))) each.learner = kept.answers.front().learner;
        return kept;
    }
    KeptAnswers none;
    none.remarks.push_back({shown(file.filename()), 0, tr("These results cannot be read.")});
    return none;
}

}  // namespace

std::string answerLine(const KeptAnswer& answer) {
    json line = {{"at", isoUtc(answer.at)}, {"learner", answer.learner}, {"set", answer.set},       {"question", answer.question},
                 {"kind", name(answer.kind)}, {"key", answer.key},         {"points", answer.points}, {"right", answer.right}};
    if (answer.side) line["side"] = myochart::name(*answer.side);
    if (answer.mm) line["mm"] = *answer.mm;
    return line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

KeptAnswers readAnswers(std::string_view text, const std::string& file) {
    KeptAnswers read;
    int number = 0;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        at = end + 1;
        ++number;
        if (line.empty()) continue;
        if (auto answer = answerFrom(line)) read.answers.push_back(std::move(*answer));
        else if (read.remarks.size() < kMostRemarksOfAFile) read.remarks.push_back({file, number, end == text.size() ? tr("The last answer is torn and is left out.") : tr("This line is no answer and is left out.")});
    }
    return read;
}

namespace {

constexpr size_t kMostNameLetters = 40;  ///< in a file's name

/// How the files of that learner begin: "ana-perez-".
std::string beginningOf(std::string_view learner) {
    std::string words;
    for (const char letter : foldForSearch(trim(learner)))
        if (words.size() < kMostNameLetters) words += (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ? letter : '-';
    return words + "-";
}

/// A name of the learner however it was written: "Ana PÃ©rez" and "ana perez" are one.
std::string markOf(std::string_view learner) {
    std::string name = foldForSearch(trim(learner));
    if (name.empty()) name = trim(learner);
    return checksum(std::as_bytes(std::span(name.data(), name.size()))).substr(0, 8);
}

/// Files of results that are there, by name.
std::vector<Path> resultFiles(const Path& folder, std::string_view beginning, std::error_code& fault) {
    std::vector<Path> files;
    for (std::filesystem::directory_iterator each(folder, fault), end; !fault && each != end && files.size() < kMostResultFiles; each.increment(fault))
        if (each->path().extension() == kResultEnding && each->path().filename().string().starts_with(beginning)) files.push_back(each->path());
    std::ranges::sort(files);
    return files;
}

/// The files of one learner: that of the name as it is folded, and those of spellings that had a file of their own.
std::vector<Path> filesOf(const Path& folder, std::string_view learner) {
    constexpr size_t kMarkAndEnding = 8 + kResultEnding.size();
    const std::string beginning = beginningOf(learner);
    std::error_code fault;
    std::vector<Path> files = resultFiles(folder, beginning, fault);
    std::erase_if(files, [&](const Path& file) {
        if (file.filename().string().size() != beginning.size() + kMarkAndEnding) return true;
        if (beginning == "-") return file.filename() != beginning + markOf(learner) + std::string(kResultEnding);  // signs alone
        const KeptAnswers kept = beginning.size() > kMostNameLetters ? answersIn(file) : KeptAnswers{};  // what was cut off is not in the file's name
        return !kept.answers.empty() && foldForSearch(trim(kept.answers.front().learner)) != foldForSearch(trim(learner));
    });
    return files;
}

}  // namespace

Path answersFile(const Path& folder, std::string_view learner) {
    const auto there = filesOf(folder, learner);
    return there.empty() ? folder / (beginningOf(learner) + markOf(learner) + std::string(kResultEnding)) : there.front();
}

void makeResultsFolder(const Path& folder) { makeOwnFolder(folder); }

Outcome keepAnswer(const Path& folder, const KeptAnswer& answer) {
    if (auto known = learnerNamed(answer.learner); !known) return known;
    std::error_code fault;
    makeResultsFolder(folder);
    const Path file = answersFile(folder, answer.learner);
    std::string text;
    if (std::filesystem::exists(file, fault)) {
        auto before = readTextFile(file, kMostResultBytes);
        if (!before) return before.error();
        text = std::move(*before);
        if (!text.empty() && text.back() != '\n') text += '\n';  // what was torn stays a line of its own
    }
    text += answerLine(answer);
    if (text.size() > kMostResultBytes) return refused(said("The results of this learner are full; put the file {} aside.", shown(file)));
    return writeFileAtomically(file, text);
}

KeptAnswers keptAnswers(const Path& folder, std::string_view learner) {
    KeptAnswers all;
    if (!trim(learner).empty()) {
        for (const Path& file : filesOf(folder, learner)) addAnswers(all, answersIn(file));
        std::ranges::stable_sort(all.answers, {}, &KeptAnswer::at);
        return all;
    }
    std::error_code fault;
    const auto files = resultFiles(folder, "", fault);
    if (fault && std::filesystem::exists(folder)) all.remarks.push_back({shown(folder.filename()), 0, tr("These results cannot be read.")});
    if (files.size() == kMostResultFiles) all.remarks.push_back({shown(folder.filename()), 0, trf("Only {} files of results are read.", kMostResultFiles)});
    for (const Path& file : files) addAnswers(all, answersIn(file));
    return all;
}

}  // namespace myochart::teaching
