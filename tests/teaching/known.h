#pragma once
#include <gtest/gtest.h>

#include "anatomy/catalogue.h"
#include "support/test_folder.h"

namespace myochart::teaching::test {

/// The catalogue as shipped, loaded once.
inline const anatomy::Catalogue& catalogue() {
    static const auto loaded = anatomy::Catalogue::load(myochart::test::sourceFolder() / "assets/knowledge");
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

}  // namespace myochart::teaching::test
