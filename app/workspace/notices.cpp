#include "workspace/notices.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/words.h"

namespace myochart::workspace {

void Notices::tell(std::string text, bool isError) {
    withdraw(text);
    offer(std::move(text), {}, {}, isError);
}

void Notices::offer(std::string text, std::string label, std::function<void()> action, bool isError, std::string about) {
    notices_.push_back({std::move(text), isError, std::move(label), std::move(action), 0, std::move(about)});
}

void Notices::withdraw(std::string_view text) {
    std::erase_if(notices_, [&](const Notice& notice) { return notice.text == text; });
}

void Notices::tellBack(const std::string& about, std::string_view what) {
    const std::string words = trf("{} is back.", what);
    const auto told = std::ranges::find(notices_, about, &Notice::about);
    if (told == notices_.end()) return tell(words);
    told->text = words;
    told->undoLabel.clear();  // its action may be what runs now: it stays
    told->about.clear();
    told->shownSeconds = 0;
}

}  // namespace myochart::workspace
