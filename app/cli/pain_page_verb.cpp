#include "cli/pain_page_verb.h"

#include "builtin/schematic_muscles.h"
#include "cli/page_files.h"
#include "core/words.h"
#include "page/pain_page.h"

namespace myochart::cli {

Answer writePainPage(Context& context, const PainPageArguments& arguments) {
    if (arguments.output.empty()) return environmentFault("`page --pain-drawing` takes -o FILE.html.");
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    const auto file = context.output(arguments.output);
    if (!file) return file.error();
    std::vector<handout::Texts> languages;
    for (const Language& each : kLanguages) {
        auto texts = pageTexts(context, each.code);
        if (!texts) return texts.error();
        std::ranges::move(texts->remarks, std::back_inserter(context.remarks));
        languages.push_back(std::move(texts->texts));
    }
    auto program = context.programOfHabitus(1, !arguments.patient.empty(), false);
    if (!program) return program.error();
    if (!arguments.patient.empty())
        if (const auto known = fromRecord<record::Patient>(**program, [&](store::Record& r) { return r.patient({arguments.patient}); }); !known) return known.error();
    const page::PainPageSource source{(*program)->catalogue(), languages, arguments.language, arguments.patient};
    const auto made = pagesOnBody(context, **program, 1, [&](const auto& body) { return page::makePainPage(source, body, builtin::hiddenAtFirst(*body, (*program)->catalogue()), *assets / "page"); });
    if (!made) return made.error();
    if (const auto written = file->write(made->bytes); !written) return written.error();
    return nlohmann::json{{"file", arguments.output}, {"language", arguments.language}, {"bytes", made->bytes.size()}, {"for_a_patient", !arguments.patient.empty()}};
}

}  // namespace myochart::cli
