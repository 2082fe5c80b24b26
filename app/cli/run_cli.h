#pragma once
#include <functional>

#include "core/result.h"
#include "workspace/program.h"

namespace myochart::cli {

/// What the program was asked for before any verb: where things are, and whether a verb was given.
struct Invocation {
    workspace::ProgramOptions program;
    std::string model;
};

/// Reads the command line (docs/cli.md), runs its verb and returns the exit code. Without a verb it calls `openWindow`.
int runCli(int argc, char** argv, const std::function<Outcome(const Invocation&)>& openWindow);

}  // namespace myochart::cli
