#pragma once
#include <functional>
#include <string>

namespace myochart::workspace {

/// A message beside what caused it; `isError` stays until dismissed.
struct Notice {
    std::string text;
    bool isError = false;
    std::string undoLabel;    ///< "Undo" when it can be taken back
    std::function<void()> undo;
    double shownSeconds = 0;  ///< kept by the window
    std::string about = {};   ///< the id of the patient or visit whose deletion it tells
};

}  // namespace myochart::workspace
