#pragma once
#include <string>
#include <string_view>

namespace myochart::handout {

/// Adds to a PDF that Cairo wrote (version 1.4: a table of places, no packed objects) in which language its text is, for those who
/// have it read to them, and that its title is what a window shows. It is added behind the end, as a change of the file. Where the file
/// is not as Cairo writes it, it stays as it is.
void tellLanguage(std::string& pdf, std::string_view language);

}  // namespace myochart::handout
