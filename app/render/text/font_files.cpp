#include "render/text/font_files.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace myochart::render {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxFilesSeen = 20000;

// In order of preference; where Debian keeps each comes first, so that the folders need no search there.
struct Wanted {
    std::array<std::string_view, 2> names;
    std::string_view usual;
};
constexpr std::array<Wanted, 5> kWanted = {{
    {{"Inter-Regular.otf", "Inter-Regular.ttf"}, "/usr/share/fonts/opentype/inter/Inter-Regular.otf"},
    {{"Roboto-Regular.ttf", "Roboto-Regular.otf"}, "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf"},
    {{"DejaVuSans.ttf", ""}, "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"},
    {{"NotoSans-Regular.ttf", "NotoSans-Regular.otf"}, "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"},
    {{"NotoSansCJK-Regular.ttc", ""}, "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"},
}};

std::vector<Path> fontFolders() {
    std::vector<Path> folders = {"/usr/share/fonts", "/usr/local/share/fonts"};
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
        folders.push_back(Path(home) / ".local/share/fonts");
        folders.push_back(Path(home) / ".fonts");
    }
    return folders;
}

bool isFile(const Path& path) {
    std::error_code fault;
    return fs::is_regular_file(path, fault);
}

// Fills every empty place of `found` whose font lies somewhere under `folder`.
void search(const Path& folder, std::array<Path, kWanted.size()>& found) {
    std::error_code fault;
    fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, fault);
    for (size_t seen = 0; !fault && at != fs::recursive_directory_iterator() && seen < kMaxFilesSeen; ++seen) {
        const std::string name = at->path().filename().string();
        for (size_t i = 0; i < kWanted.size(); ++i) {
            const auto& names = kWanted[i].names;
            if (found[i].empty() && std::find(names.begin(), names.end(), name) != names.end()) found[i] = at->path();
        }
        at.increment(fault);
    }
}

}  // namespace

std::vector<Path> labelFonts() {
    std::array<Path, kWanted.size()> found;
    for (size_t i = 0; i < kWanted.size(); ++i) {
        if (isFile(kWanted[i].usual)) found[i] = kWanted[i].usual;
    }
    // Searching is only worth its time when none of the usual places holds a font.
    if (std::all_of(found.begin(), found.begin() + 3, [](const Path& p) { return p.empty(); })) {
        for (const Path& folder : fontFolders()) search(folder, found);
    }
    std::vector<Path> fonts;
    std::copy_if(found.begin(), found.end(), std::back_inserter(fonts), [](const Path& p) { return !p.empty(); });
    return fonts;
}

}  // namespace myochart::render
