#pragma once
#include <stdexcept>
#include <string>

namespace myochart::import_helper {

/// The file cannot be read as a model; the text completes "FILE cannot be imported: it ...".
struct Refusal : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Passed a limit of the whole import; not a reason to go on with the next file.
struct OverLimit : Refusal {
    using Refusal::Refusal;
};

}  // namespace myochart::import_helper
