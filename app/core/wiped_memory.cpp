#include "core/wiped_memory.h"

#include <malloc.h>

#include <cstdlib>

#include "core/secret.h"

namespace myochart {

void* allocateWiped(size_t bytes) noexcept { return std::malloc(bytes == 0 ? 1 : bytes); }

void freeWiped(void* bytes) noexcept {
    if (!bytes) return;
    wipe(bytes, ::malloc_usable_size(bytes));
    std::free(bytes);
}

[[gnu::noinline]] void wipeUnusedStack() noexcept {
    constexpr size_t kDeepest = 512 * 1024;  // of 8 MiB; no call goes deeper by far
    char unused[kDeepest];
    wipe(unused, sizeof unused);
}

void giveBackUnusedMemory() noexcept { ::malloc_trim(0); }

}  // namespace myochart
