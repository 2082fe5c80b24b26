#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "body/model_files.h"
#include "body/mutants.h"
#include "render/image.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

/// The program as people run it: a damaged model ends in a picture or in a sentence and exit code 3, never by a signal.
TEST(CliImport, damagedModelsEndInAPictureOrASentence) {
    const auto samples = test::foreignSamples();
    const int count = test::mutantsWanted(150);
    std::atomic<int> next{0}, pictures{0}, sentences{0};
    const auto work = [&] {
        const test::TestFolder folder;
        const auto run = [&](std::vector<std::string> words) {
            words.insert(words.begin(), {"--data-dir", (folder / "data").string(), "--quiet"});
            return test::runProgram(words, {"DISPLAY="});
        };
        for (int i; (i = next++) < count;) {
            std::mt19937 random(static_cast<unsigned>(7000 + i));
            const test::Sample& sample = samples[static_cast<size_t>(i) % samples.size()];
            test::writeText(folder / sample.name, test::mutated(sample.bytes, random));
            const auto made =
                run({"model", "import", (folder / sample.name).string(), "--name", "mutant", "--replace"});
            if (made.exitCode == 3) {
                ++sentences;
                EXPECT_NE(made.err.find(sample.name), std::string::npos) << i << made.err;
                continue;
            }
            ASSERT_EQ(made.exitCode, 0) << "mutant " << i << " of " << sample.name << ": " << made.err;
            const Path file = folder / "picture.png";
            const auto drawn = run({"--model", "mutant", "render", "-o", file.string(), "--size", "64x64"});
            ASSERT_EQ(drawn.exitCode, 0) << "mutant " << i << " of " << sample.name << ": " << drawn.err;
            EXPECT_TRUE(render::readPng(file)) << i;
            std::filesystem::remove(file);
            ++pictures;
        }
    };
    {
        std::jthread beside(work);
        work();
    }
    EXPECT_EQ(pictures + sentences, count);
    EXPECT_GT(pictures, count / 25) << "the changes are too rough to reach anything";
    EXPECT_GT(sentences, count / 25);
}

}  // namespace myochart
