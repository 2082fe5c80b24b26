#pragma once
#include <string>
#include <vector>

#include "core/files.h"
#include "core/result.h"

namespace myochart::page {

/// The files that a page is made of, as they go into it.
struct PageAssets {
    std::string form;    ///< the template
    std::string style;
    std::string script;  ///< one scope of its own
};

/// From the folder assets/page: the template, and style and script of several files one behind the other. Fails with a sentence where one is missing.
Result<PageAssets> readPageAssets(const Path& folder, const std::string& form, const std::vector<std::string>& styles, const std::vector<std::string>& scripts);

/// The page's Content-Security-Policy: nothing runs and nothing is laid over the page but what is written here; nothing is asked of anybody.
std::string policyOf(const PageAssets& assets);

}  // namespace myochart::page
