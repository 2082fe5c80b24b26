#pragma once
#include "promised.h"
#include "shorthand/grammar.h"

namespace myochart::fuzz {

/// The tables that come with the program.
inline const anatomy::Catalogue& catalogue() {
    static const anatomy::Catalogue tables = [] {
        const auto folder = programFolder("assets");
        auto read = folder ? anatomy::Catalogue::load(*folder / "knowledge") : Result<anatomy::Catalogue>(folder.error());
        promised(read.ok(), "the tables are there");
        return std::move(*read);
    }();
    return tables;
}

}  // namespace myochart::fuzz
