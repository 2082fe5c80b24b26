#include <pwd.h>
#include <unistd.h>

#include <array>

#include "core/login.h"

namespace myochart {

std::string loginName() {
    std::array<char, 4096> room{};
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, room.data(), room.size(), &found) != 0 || !found || !found->pw_name) return {};
    return found->pw_name;
}

}  // namespace myochart
