#pragma once
#include <string>

#include <CLI/CLI.hpp>

#include "core/passphrase.h"
#include "store/key_ring.h"

namespace myochart::cli {

// Passphrases and recovery codes never stand in an argument, which everybody can see in the list of processes, nor in the
// environment: they come from a file that the user alone can read, or are typed on the terminal without being shown.

/// The passphrase in a file, without the end of its last line; refused when others may read it.
Result<Secret> passphraseInFile(const std::string& file);
Result<Secret> recoveryCodeInFile(const std::string& file);
/// Asks on the terminal; environment error where there is none.
Result<Secret> typedPassphrase(const std::string& question);
/// True where somebody sits at a terminal who can be asked.
bool canAsk();

/// The options that open a protected record.
struct GivenKey {
    std::string passphraseFile, recoveryCodeFile;
    void addTo(CLI::App& app);
    bool given() const { return !passphraseFile.empty() || !recoveryCodeFile.empty(); }
    Result<store::Unlock> read() const;
};

}  // namespace myochart::cli
