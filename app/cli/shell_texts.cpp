#include "cli/shell_texts.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace myochart::cli {

namespace {

struct ShellVerb {
    std::string path;  ///< "patient add"; empty: the program itself
    std::string about;
    std::vector<std::string> verbs;
    std::vector<std::pair<std::string, std::string>> options;  ///< "--name", and what it is
    std::string usage;                                         ///< what stands behind it: "SESSION", "[--name NAME]"
};

std::string firstNameOf(const CLI::Option& option) {
    return option.get_lnames().empty() ? (option.get_snames().empty() ? std::string() : "-" + option.get_snames().front()) : "--" + option.get_lnames().front();
}

std::string valueOf(const CLI::Option& option) {
    if (option.get_items_expected_max() == 0) return {};
    return " " + (option.get_type_name().empty() ? std::string("VALUE") : option.get_type_name());
}

void collect(const CLI::App& app, const std::string& path, std::vector<ShellVerb>& all) {
    ShellVerb verb{path, app.get_description(), {}, {}, {}};
    const auto nested = app.get_subcommands([](const CLI::App*) { return true; });
    for (const CLI::App* each : nested)
        if (!each->get_name().empty()) verb.verbs.push_back(each->get_name());
    for (const CLI::Option* option : app.get_options()) {
        if (const std::string named = firstNameOf(*option); !named.empty()) {
            verb.options.emplace_back(named, option->get_description());
            const std::string shown = named + valueOf(*option);
            if (named != "--help") verb.usage += option->get_required() ? " " + shown : fmt::format(" [{}]", shown);
        } else if (!option->get_name().empty()) {
            verb.usage += option->get_required() ? " " + option->get_name() : fmt::format(" [{}]", option->get_name());
        }
    }
    all.push_back(std::move(verb));
    for (const CLI::App* each : nested)
        if (!each->get_name().empty()) collect(*each, path.empty() ? each->get_name() : path + " " + each->get_name(), all);
}

std::vector<ShellVerb> collected(const CLI::App& app) {
    std::vector<ShellVerb> all;
    collect(app, "", all);
    return all;
}

std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
    return line;
}

std::string optionNames(const ShellVerb& verb) {
    std::vector<std::string> names;
    for (const auto& [option, about] : verb.options) names.push_back(option);
    return joined(names);
}

std::string quoted(std::string text) {
    for (size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 4) text.replace(at, 1, "'\\''");
    return "'" + text + "'";
}

/// Bash: the words before the cursor that are no options name the verb; zsh takes the same by bashcompinit.
std::string bashScript(const std::vector<ShellVerb>& verbs) {
    std::string cases;
    for (const ShellVerb& verb : verbs)
        cases += fmt::format("        {}) verbs={} options={} ;;\n", quoted(verb.path), quoted(joined(verb.verbs)), quoted(optionNames(verb)));
    return fmt::format(R"(# Completes the command line of Myochart; written by `myochart completion bash`.
_myochart() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} path= word verbs= options= i
    for ((i = 1; i < COMP_CWORD; ++i)); do
        word=${{COMP_WORDS[i]}}
        case $word in -*) continue ;; esac
        _myochart_known "${{path:+$path }}$word" && path=${{path:+$path }}$word
    done
    _myochart_known "$path"
    COMPREPLY=()
    if [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$current"))
    elif [[ -n $verbs ]]; then
        COMPREPLY=($(compgen -W "$verbs" -- "$current"))
    else
        compopt -o default 2> /dev/null
    fi
}}
_myochart_known() {{
    case $1 in
{}        *) return 1 ;;
    esac
}}
complete -F _myochart myochart
)",
                       cases);
}

std::string fishScript(const std::vector<ShellVerb>& verbs) {
    std::string script = "# Completes the command line of Myochart; written by `myochart completion fish`.\n";
    for (const ShellVerb& verb : verbs) {
        std::string when = "true";
        size_t at = 0;
        for (const std::string& path = verb.path; at < path.size();) {
            const size_t end = std::min(path.find(' ', at), path.size());
            when += fmt::format("; and __fish_seen_subcommand_from {}", path.substr(at, end - at));
            at = end + 1;
        }
        if (verb.path.empty()) when = "__fish_use_subcommand";
        for (const std::string& each : verb.verbs) {
            const std::string whole = verb.path.empty() ? each : verb.path + " " + each;
            const auto named = std::ranges::find(verbs, whole, &ShellVerb::path);
            script += fmt::format("complete -c myochart -f -n {} -a {} -d {}\n", quoted(when), each, quoted(named->about));
        }
        for (const auto& [option, about] : verb.options)
            if (option.starts_with("--")) script += fmt::format("complete -c myochart -n {} -l {} -d {}\n", quoted(verb.path.empty() ? "true" : when), option.substr(2), quoted(about));
    }
    return script;
}

/// Text for troff: a backslash, a hyphen and a line that begins with a dot are no commands.
std::string troff(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        if (c == '\\') safe += "\\\\";
        else if (c == '-') safe += "\\-";
        else if (c == '\n') safe += ' ';
        else safe += c;
    }
    return safe.starts_with('.') || safe.starts_with('\'') ? "\\&" + safe : safe;
}

}  // namespace

std::string completionScript(const CLI::App& app, std::string_view shell) {
    const auto verbs = collected(app);
    if (shell == "bash") return bashScript(verbs);
    if (shell == "zsh") return "autoload -U +X bashcompinit && bashcompinit\n" + bashScript(verbs);
    if (shell == "fish") return fishScript(verbs);
    return {};
}

std::string manualPage(const CLI::App& app, std::string_view version) {
    const auto verbs = collected(app);
    std::string page = fmt::format(".TH MYOCHART 1 \"\" \"Myochart {}\"\n.SH NAME\nmyochart \\- trigger points and needle sites on a three\\-dimensional musculature\n.SH SYNOPSIS\n.B myochart\n[OPTIONS] [VERB]\n", troff(std::string(version)));
    page += ".SH DESCRIPTION\n" + troff(app.get_description()) + "\nVerbs answer in words, with\n.B \\-\\-json\nas JSON. Global options stand before the verb or behind it.\n.SH OPTIONS\n";
    for (const auto& [option, about] : verbs.front().options) page += fmt::format(".TP\n.B {}\n{}\n", troff(option), troff(about));
    page += ".SH VERBS\n";
    for (const ShellVerb& verb : verbs) {
        if (verb.path.empty() || !verb.verbs.empty()) continue;
        page += fmt::format(".TP\n.B {}\n{}{}\n", troff(verb.path), verb.usage.empty() ? "" : troff(verb.usage.substr(1)) + "\n.br\n", troff(verb.about));
    }
    page += ".SH EXIT STATUS\n0: done. 1: what was asked for failed. 2: wrong usage, or the environment cannot do it. 3: input refused. 4: the record is open in another program, or protected by a passphrase that was not given. 5: a conflict with what is there.\n"
            ".SH FILES\n.TP\n.I ~/.local/share/myochart\nThe record, models and settings, unless\n.B \\-\\-data\\-dir\nnames another folder.\n";
    return page;
}

}  // namespace myochart::cli
