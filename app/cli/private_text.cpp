#include "cli/private_text.h"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "core/files.h"

namespace myochart::cli {

namespace {

constexpr std::uint64_t kMostBytes = 1U << 20;

bool anyGiven(const std::vector<CLI::Option*>& options) {
    return std::any_of(options.begin(), options.end(), [](const CLI::Option* each) { return each->count() > 0; });
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // editors of other systems begin files with it

/// The text that was meant, without what its file has around it.
std::string bare(std::string text) {
    if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    return text;
}

}  // namespace

void PrivateText::addTo(CLI::App* verb, const std::string& option, const std::string& help) {
    option_ = option;
    asText_.push_back(verb->add_option(option, text_, help + "; - reads a line of standard input"));
    asFile_.push_back(
        verb->add_option(option + "-file", file_, "The same from a file, so that it is in no list of processes"));
    asFile_.back()->excludes(asText_.back());
}

bool PrivateText::given() const {
    return anyGiven(asText_) || anyGiven(asFile_);
}

Result<std::optional<std::string>> PrivateText::read() const {
    if (anyGiven(asFile_)) {
        auto text = readTextFile(file_, kMostBytes);
        if (!text) return text.error();
        return std::optional(bare(std::move(*text)));
    }
    if (!anyGiven(asText_)) return std::optional<std::string>();
    if (text_ != "-") return std::optional(text_);
    std::string line;
    if (!std::getline(std::cin, line))
        return failed(fmt::format("{} - takes a line of standard input, and there is none.", option_));
    return std::optional(bare(std::move(line)));
}

}  // namespace myochart::cli
