#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace myochart::page {

/// Text as it stands in HTML, between tags or in a quoted attribute. Bytes that are not UTF-8 and control marks are replaced.
std::string html(std::string_view text);
/// JSON as it may stand inside a script element: nothing in it can end the element or begin a comment.
std::string inScript(std::string_view json);
std::string base64(std::string_view bytes);
/// SHA-256 in base64, as a Content-Security-Policy names what may run: "sha256-...".
std::string policyHash(std::string_view content);
/// Raw DEFLATE (RFC 1951), as small as it gets. Nothing when there is not enough memory.
std::optional<std::string> deflated(const std::vector<std::uint8_t>& bytes);

}  // namespace myochart::page
