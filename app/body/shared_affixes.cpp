#include "body/shared_affixes.h"

#include <algorithm>

#include "core/text.h"

namespace myochart::body {

namespace {

constexpr size_t kFewestNames = 3;

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

size_t sharedBeginning(const std::vector<std::string>& names) {
    size_t length = names.front().size();
    for (const std::string& name : names)
        length = static_cast<size_t>(std::mismatch(name.begin(), name.end(), names.front().begin(),
                                                   names.front().begin() + static_cast<std::ptrdiff_t>(length))
                                         .first -
                                     name.begin());
    return length;
}

/// Back to where a word begins in every name: "Segmentation_L" of Left and Lower is "Segmentation_". A capital after a
/// small letter begins one too.
size_t backToBorder(const std::vector<std::string>& names, size_t length) {
    const auto isBorder = [&](size_t at) {
        return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
            if (at >= name.size()) return false;
            const bool capital = name[at] >= 'A' && name[at] <= 'Z';
            return !isLetter(name[at - 1]) || (capital && name[at - 1] >= 'a' && name[at - 1] <= 'z');
        });
    };
    while (length > 0 && !isBorder(length)) --length;
    return length;
}

}  // namespace

SharedAffixes sharedAffixes(const std::vector<std::string>& names) {
    if (names.size() < kFewestNames) return {};
    SharedAffixes shared;
    shared.prefix = names.front().substr(0, backToBorder(names, sharedBeginning(names)));
    std::vector<std::string> reversed;
    for (const std::string& name : names) reversed.emplace_back(name.rbegin(), name.rend());
    size_t length = sharedBeginning(reversed);
    const auto endsAtBorder = [&](size_t at) {
        return std::all_of(reversed.begin(), reversed.end(),
                           [&](const std::string& name) { return at < name.size() && !isLetter(name[at - 1]); });
    };
    while (length > 0 && !endsAtBorder(length)) --length;
    shared.suffix =
        std::string(reversed.front().begin(), reversed.front().begin() + static_cast<std::ptrdiff_t>(length));
    std::reverse(shared.suffix.begin(), shared.suffix.end());
    return shared;
}

std::string without(const SharedAffixes& affixes, const std::string& name) {
    if (name.size() <= affixes.prefix.size() + affixes.suffix.size()) return name;
    return trim(name.substr(affixes.prefix.size(), name.size() - affixes.prefix.size() - affixes.suffix.size()));
}

}  // namespace myochart::body
