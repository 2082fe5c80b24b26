#include "cli/asked_visit.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/page_files.h"
#include "core/text.h"
#include "workspace/hand_over.h"

namespace myochart::cli {

namespace {

PageRecord withoutWho(const PageRecord& kept, const anatomy::Catalogue& catalogue) {
    exchange::Bundle bundle = workspace::deIdentified({{kept.patient}, {kept.session}, kept.practice}, catalogue);
    return {std::move(bundle.sessions.front()), std::move(bundle.patients.front()), std::move(bundle.practice)};
}

Outcome knownExercises(const anatomy::Catalogue& catalogue, const std::vector<std::string>& asked) {
    std::vector<std::string> keys;
    for (const anatomy::HomeExercise& each : catalogue.exercises()) keys.push_back(each.key);
    for (const std::string& key : asked)
        if (std::ranges::find(keys, key) == keys.end()) return environmentFault(fmt::format("There is no exercise {}; `handout --exercises` lists them.", displayText(key, 60)));
    return Done{};
}

}  // namespace

void addHandoutOptions(CLI::App& verb, VisitArguments& arguments, const std::string& output) {
    verb.add_option("SESSION", arguments.session, "A session's id");
    verb.add_option("-o,--output", arguments.output, output);
    verb.add_option("--lang", arguments.language, "Of the handout: en (if not given), de, es or fr")->check(CLI::IsMember({"en", "de", "es", "fr"}));
    verb.add_option("--exercise", arguments.exercises, "The key of a home exercise, besides those of the session; may be given several times")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb.add_option("--habitus", arguments.habitus, "How thick the layer under the built-in body's skin is drawn, 0.6 to 3 times as measured");
}

Result<AskedVisit> askedVisit(Context& context, const VisitArguments& arguments, bool deIdentified) {
    auto file = context.output(arguments.output);
    if (!file) return file.error();
    auto texts = pageTexts(context, arguments.language);
    if (!texts) return texts.error();
    auto program = context.programOfHabitus(arguments.habitus, true, false);
    if (!program) return program.error();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    if (const auto known = knownExercises(catalogue, arguments.exercises); !known) return known.error();
    auto kept = pageRecord(**program, arguments.session);
    if (!kept) return kept.error();
    if (deIdentified) *kept = withoutWho(*kept, catalogue);
    return AskedVisit{*program, std::move(*file), std::move(*texts), std::move(kept->session), std::move(kept->patient), std::move(kept->practice), arguments.exercises};
}

Outcome writeOfVisit(Context& context, AskedVisit& asked, const VisitArguments& arguments, std::string_view bytes) {
    if (const auto written = asked.file.write(bytes); !written) return written.error();
    if (const auto noted = notePicture(*asked.program, arguments.session, arguments.output); !noted) return noted;
    std::ranges::move(asked.texts.remarks, std::back_inserter(context.remarks));
    return Done{};
}

}  // namespace myochart::cli
