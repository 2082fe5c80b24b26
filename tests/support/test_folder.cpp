#include "support/test_folder.h"

#include "core/id.h"

namespace myochart::test {

TestFolder::TestFolder() : path_(std::filesystem::temp_directory_path() / ("myochart-test-" + makeUuid())) {
    std::filesystem::create_directories(path_);
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all);  // as the program's own folders are
}

TestFolder::~TestFolder() {
    std::error_code fault;
    std::filesystem::remove_all(path_, fault);
}

Path sourceFolder() { return MYOCHART_SOURCE_DIR; }
Path buildFolder() { return MYOCHART_BINARY_DIR; }
Path sharedFolder() { return sourceFolder().parent_path() / "shared"; }

}  // namespace myochart::test

#if defined(__SANITIZE_ADDRESS__)
/// LeakSanitizer cannot name what is unloaded: the OpenGL driver stays, so that leaks_of_others.txt finds its library.
extern "C" int dlclose(void* /*library*/) { return 0; }
#endif
