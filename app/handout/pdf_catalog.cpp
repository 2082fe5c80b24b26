#include "handout/pdf_catalog.h"

#include <optional>

#include <fmt/format.h>

#include "core/text.h"

namespace myochart::handout {

namespace {

/// The whole number behind the last `key` of the text.
std::optional<size_t> numberBehind(std::string_view text, std::string_view key) {
    const size_t at = text.rfind(key);
    if (at == std::string_view::npos) return std::nullopt;
    const size_t from = text.find_first_of("0123456789", at + key.size());
    if (from == std::string_view::npos) return std::nullopt;
    const size_t to = text.find_first_not_of("0123456789", from);
    const auto number = parseInteger(text.substr(from, to == std::string_view::npos ? to : to - from));
    return number && *number >= 0 ? std::optional(static_cast<size_t>(*number)) : std::nullopt;
}

}  // namespace

void tellLanguage(std::string& pdf, std::string_view language) {
    const size_t trailer = pdf.rfind("trailer");
    if (trailer == std::string::npos) return;
    const std::string_view end = std::string_view(pdf).substr(trailer);
    const auto root = numberBehind(end, "/Root"), info = numberBehind(end, "/Info"), size = numberBehind(end, "/Size"), places = numberBehind(end, "startxref");
    if (!root || !info || !size || !places) return;
    const std::string head = fmt::format("\n{} 0 obj", *root);
    const size_t object = pdf.rfind(head);
    if (object == std::string::npos) return;
    const size_t open = pdf.find("<<", object), close = pdf.find("endobj", object);
    if (open == std::string::npos || close == std::string::npos || open > close) return;
    std::string catalog = pdf.substr(open + 2, close - open - 2);
    if (catalog.find("/Lang") != std::string::npos) return;
    const size_t begin = pdf.size() + (pdf.ends_with('\n') ? 0 : 1);
    if (!pdf.ends_with('\n')) pdf += '\n';
    pdf += fmt::format("{} 0 obj\n<< /Lang ({}) /ViewerPreferences << /DisplayDocTitle true >>{}endobj\n", *root, language, catalog);
    const size_t table = pdf.size();
    pdf += fmt::format("xref\n{} 1\n{:010} 00000 n \ntrailer\n<< /Size {} /Root {} 0 R /Info {} 0 R /Prev {} >>\nstartxref\n{}\n%%EOF\n", *root, begin, *size, *root, *info, *places, table);
}

}  // namespace myochart::handout
