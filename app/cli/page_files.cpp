#include "cli/page_files.h"

namespace myochart::cli {

Result<handout::ReadTexts> pageTexts(const Context& context, const std::string& language) {
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    std::vector<Path> folders = {*assets / "handout"};
    if (const auto user = userFolders(context.invocation.program.dataDir)) folders.push_back(user->data / "handout");
    return handout::readTexts(folders, language);
}

Result<PageRecord> pageRecord(workspace::Program& program, const std::string& id) {
    return fromRecord<PageRecord>(program, [&](store::Record& r) -> Result<PageRecord> {
        auto session = r.session({id});
        if (!session) return session.error();
        auto patient = r.patient(session->patient);
        if (!patient) return patient.error();
        auto practice = r.practice();
        if (!practice) return practice.error();
        return PageRecord{std::move(*session), std::move(*patient), std::move(*practice)};
    });
}

Result<handout::HandoutPdf> pagesOnBody(Context& context, workspace::Program& program, float habitus, const MakePages& make) {
    for (const bool checked : {false, true}) {
        if (checked)
            if (const auto again = context.programOfHabitus(habitus, true, true); !again) return again.error();
        auto made = make(program.bodies.current());
        if (!made) return made.error();
        if (*made) return std::move(**made);
    }
    return failed("The stored model stays damaged; import it again with `model import`.");
}

}  // namespace myochart::cli
