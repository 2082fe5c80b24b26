#pragma once
#include "anatomy/catalogue.h"
#include "exchange/exporter.h"
#include "support/printed_by.h"
#include "support/test_folder.h"

namespace myochart::test {

/// The tables as they are shipped.
inline const anatomy::Catalogue& exchangeKnowledge() {
    static const auto kRead = anatomy::Catalogue::load(myochart::test::sourceFolder() / "assets/knowledge");
    return *kRead;
}

/// What an exporter makes of a bundle; the test fails where it fails.
inline std::string written(const exchange::Exporter& exporter, const exchange::Bundle& bundle, bool deIdentified = false) {
    Progress progress;
    const auto text = exporter.write(bundle, {exchangeKnowledge(), 1'790'000'000'000, deIdentified}, progress);
    EXPECT_TRUE(text.ok()) << text.error().message;
    return text.ok() ? *text : std::string();
}

}  // namespace myochart::test
