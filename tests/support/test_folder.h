#pragma once
#include "core/files.h"

namespace myochart::test {

/// An empty folder for one test, removed when it goes.
class TestFolder {
  public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    const Path& path() const { return path_; }
    Path operator/(const Path& name) const { return path_ / name; }

  private:
    Path path_;
};

/// The checkout, and the folder it is built in. Only this file knows them, so that no other has to be compiled anew when
/// a checkout lies elsewhere.
Path sourceFolder();
Path buildFolder();

/// The folder with real data beside the checkout (../shared), if it is there. Tests that need it skip with a sentence;
/// use MYOCHART_NEED_SHARED, which fails instead of skipping while CI=true and the folder exists without the file.
Path sharedFolder();

}  // namespace myochart::test

/// At the start of a test that reads `relative` under ../shared; leaves the test when it is not there.
#define MYOCHART_NEED_SHARED(relative)                                                             \
    if (!std::filesystem::exists(myochart::test::sharedFolder() / (relative))) {                   \
        const char* ci = std::getenv("CI");                                                        \
        if (ci && std::string_view(ci) == "true" && std::filesystem::exists(myochart::test::sharedFolder())) \
            FAIL() << "../shared is here but lacks " << (relative);                                \
        GTEST_SKIP() << "needs " << (relative) << " beside the checkout, in ../shared";            \
    }
