#pragma once
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

namespace myochart::cli {

/// A script that completes the program's verbs, options and fixed choices in that shell ("bash", "zsh", "fish"), made of what the command
/// line itself knows; empty: no such shell.
std::string completionScript(const CLI::App& app, std::string_view shell);

/// The manual page in troff, section 1, of the same.
std::string manualPage(const CLI::App& app, std::string_view version);

}  // namespace myochart::cli
