#include "ui/soft_wrap.h"

namespace myochart::ui {

namespace {

constexpr std::string_view kSoftBlank = "\xE2\x80\x82";  // en space

}  // namespace

TextAndCursor unwrapSoftly(const TextAndCursor& wrapped) {
    TextAndCursor plain;
    const std::string_view text = wrapped.text;
    plain.cursor = std::string::npos;
    for (size_t i = 0; i < text.size();) {
        if (plain.cursor == std::string::npos && i >= wrapped.cursor) plain.cursor = plain.text.size();
        if (text.compare(i, kSoftBlank.size(), kSoftBlank) != 0) {
            plain.text += text[i++];
            continue;
        }
        i += kSoftBlank.size();
        const bool whole = i < text.size() && text[i] == '\n';
        if (!whole) continue;  // the break itself was deleted: the blank goes with it
        // A cursor between blank and line feed stands after the blank.
        plain.text += ' ';
        if (plain.cursor == std::string::npos && wrapped.cursor <= i) plain.cursor = plain.text.size();
        ++i;
    }
    if (plain.cursor == std::string::npos) plain.cursor = plain.text.size();
    return plain;
}

TextAndCursor wrapSoftly(const TextAndCursor& plain, float maxWidth,
                         const std::function<float(std::string_view)>& width) {
    TextAndCursor wrapped;
    const std::string_view text = plain.text;
    size_t lineStart = 0;  // in the wrapped text
    size_t lastBlank = std::string::npos;
    size_t cursor = std::string::npos;
    for (size_t i = 0; i <= text.size(); ++i) {
        if (i == plain.cursor) cursor = wrapped.text.size();
        if (i == text.size()) break;
        wrapped.text += text[i];
        if (text[i] == '\n') {
            lineStart = wrapped.text.size();
            lastBlank = std::string::npos;
            continue;
        }
        if (text[i] == ' ') {
            lastBlank = wrapped.text.size() - 1;
            continue;
        }
        const bool letterEnds = i + 1 == text.size() || (static_cast<unsigned char>(text[i + 1]) & 0xC0U) != 0x80U;
        if (!letterEnds || lastBlank == std::string::npos) continue;
        if (width(std::string_view(wrapped.text).substr(lineStart)) <= maxWidth) continue;
        const std::string broken = std::string(kSoftBlank) + '\n';
        wrapped.text.replace(lastBlank, 1, broken);
        if (cursor != std::string::npos && cursor > lastBlank) cursor += broken.size() - 1;
        lineStart = lastBlank + broken.size();
        lastBlank = std::string::npos;
    }
    wrapped.cursor = cursor == std::string::npos ? wrapped.text.size() : cursor;
    return wrapped;
}

}  // namespace myochart::ui
