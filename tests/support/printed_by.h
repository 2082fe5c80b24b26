#pragma once
#include <array>
#include <cstdio>
#include <string>

namespace myochart::test {

/// What a command prints.
inline std::string printedBy(const std::string& command) {
    std::string output;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe) return output;
    std::array<char, 4096> part{};
    for (size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) output.append(part.data(), n);
    ::pclose(pipe);
    return output;
}

}  // namespace myochart::test
