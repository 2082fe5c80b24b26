#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>

#include "core/files.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

/// Whatever can make, replace or rename a file. A file that the user names is written by core/output_file.h alone.
const std::regex kWriting(R"(writeFileAtomically\(|replaceFile\(|ofstream|\bfstream\b|fopen\(|O_CREAT|O_TRUNC|O_RDWR|::rename\(|fs::rename\(|filesystem::rename\(|copy_file|::creat\(|mkstemp|tmpfile)");

/// The files that may, and why: all of them write only what the program itself keeps.
const std::map<std::string, std::string> kMayWrite = {
    {"core/files.h", "declares it"},
    {"core/atomic_file.h", "declares it"},
    {"core/atomic_file.cpp", "does it"},
    {"core/unfinished_file_posix.cpp", "does it"},
    {"core/output_file.cpp", "looks at the place first"},
    {"body/body_writer.cpp", "stored bodies"},
    {"body/cache_writer.cpp", "stored bodies"},
    {"body/moved_structure.cpp", "stored bodies"},
    {"body/model_library.cpp", "the folder of models"},
    {"body/model_store.cpp", "the folder of models"},
    {"body/import_helper/sandbox_linux.cpp", "forbids it"},
    {"store/record_file_posix.cpp", "the record's lock"},
    {"workspace/record_watch.cpp", "what is remembered of protected records, in the data folder"},
    {"cli/bench_child.cpp", "reads what a process used"},
    {"cli/bench_record.cpp", "copies a record into its own scratch folder; a new record is begun only where nothing is"},
    {"store/record_copy.cpp", "copies beside the record"},
    {"store/erased_list.cpp", "who was erased, in the data folder"},
    {"teaching/learning_file.cpp", "what learners answered"},
    {"workspace/person_folder.cpp", "a new folder, at a place that core/output_file.h looked at"},
    {"workspace/settings.cpp", "settings"},
    {"workspace/lesson_files.cpp", "the user's own lessons, in the data folder"},
    {"workspace/session_views.cpp", "how visits were looked at"},
};

}  // namespace

TEST(Architecture, filesThatTheUserNamesAreWrittenInOnePlace) {
    const Path app = test::sourceFolder() / "app";
    size_t seen = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(app)) {
        const auto extension = entry.path().extension();
        if (extension != ".h" && extension != ".cpp") continue;
        const std::string relative = std::filesystem::relative(entry.path(), app).string();
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);) {
            if (!std::regex_search(line, kWriting)) continue;
            ++seen;
            EXPECT_TRUE(kMayWrite.contains(relative))
                << relative << " writes a file: " << line << "\nLet openOutput() look at the place first (core/output_file.h).";
        }
    }
    EXPECT_GT(seen, 10U);
}

}  // namespace myochart
