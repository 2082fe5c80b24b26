#include "cli/verbs.h"
namespace myochart::cli { void addBenchVerb(CLI::App&, VerbTable&) {} }
