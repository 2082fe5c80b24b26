#include "page/page_assets.h"

#include <fmt/format.h>

#include "core/words.h"
#include "page/escapes.h"

namespace myochart::page {

namespace {

constexpr std::uint64_t kMaxPageAssetBytes = 1U << 18U;

Result<std::string> oneBehindTheOther(const Path& folder, const std::vector<std::string>& files) {
    std::string all;
    for (const std::string& file : files) {
        auto read = readTextFile(folder / file, kMaxPageAssetBytes);
        if (!read) return failed(said("The parts of web pages are not there: assets/page. Install the program again."));
        all += *read;
    }
    return all;
}

}  // namespace

Result<PageAssets> readPageAssets(const Path& folder, const std::string& form, const std::vector<std::string>& styles, const std::vector<std::string>& scripts) {
    auto read = oneBehindTheOther(folder, {form});
    auto style = oneBehindTheOther(folder, styles);
    auto script = oneBehindTheOther(folder, scripts);
    for (const auto* each : {&read, &style, &script})
        if (!*each) return each->error();
    return PageAssets{std::move(*read), std::move(*style), "'use strict';\n(() => {\n" + *script + "})();\n"};
}

std::string policyOf(const PageAssets& assets) {
    return fmt::format("default-src 'none'; script-src '{}'; style-src '{}'; img-src data:; connect-src 'none'; object-src 'none'; form-action 'none'; base-uri 'none'", policyHash(assets.script), policyHash(assets.style));
}

}  // namespace myochart::page
