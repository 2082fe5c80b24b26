#pragma once
#include <gtest/gtest.h>

#include "anatomy/catalogue.h"
#include "support/test_folder.h"

namespace myochart::teaching {

/// The catalogue as shipped, read once.
inline const anatomy::Catalogue& quizKnowledge() {
    static const auto kRead = anatomy::Catalogue::load(myochart::test::sourceFolder() / "assets/knowledge");
    EXPECT_TRUE(kRead.ok());
    return *kRead;
}

}  // namespace myochart::teaching
