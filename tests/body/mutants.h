#pragma once
#include <random>
#include <string>
#include <vector>

namespace myochart::test {

/// A sound foreign file.
struct Sample {
    std::string name, bytes;
};

/// One small figure in every format that this program reads itself, alone, in a zip and beside its buffer.
std::vector<Sample> foreignSamples();

/// `usual`, or as many times more as the environment's MYOCHART_MUTANTS says: for a long run by hand.
int mutantsWanted(int usual);

/// `bytes` with one to three random changes: bits, pieces lost, doubled or put in, numbers too large, the end cut off.
std::string mutated(std::string bytes, std::mt19937& random);

}  // namespace myochart::test
