#pragma once
#include "cli/verbs.h"
#include "handout/handout.h"

namespace myochart::cli {

// What the verbs share that write a visit as pages: `handout`, `page` and `pdf`.

struct VisitArguments {
    std::string session, output, language = "en";
    std::vector<std::string> exercises;
    float habitus = 1;
};
/// SESSION, --output, --lang, --exercise and --habitus. `output`: what --output is, for the help.
void addHandoutOptions(CLI::App& verb, VisitArguments& arguments, const std::string& output);

/// All that such pages are made of, read before anything is drawn.
struct AskedVisit {
    workspace::Program* program = nullptr;
    OutputFile file;
    handout::ReadTexts texts;
    record::Session session;
    record::Patient patient;
    record::Practice practice;
    std::vector<std::string> exercises;

    handout::HandoutSource source() const { return {patient, practice, session, program->catalogue(), texts.texts, exercises}; }
};

/// Reads it. `deIdentified`: without who it is of, as `export --deidentify`.
Result<AskedVisit> askedVisit(Context& context, const VisitArguments& arguments, bool deIdentified = false);

/// Writes the file; the record's trail tells of it from then on, and remarks on the texts go to the answer.
Outcome writeOfVisit(Context& context, AskedVisit& asked, const VisitArguments& arguments, std::string_view bytes);

}  // namespace myochart::cli
