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

}  // namespace myochart::cli
