#include "store/sqlite_memory.h"

#include <malloc.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstring>

#include "core/wiped_memory.h"

namespace myochart::store {

namespace {

void* take(int bytes) { return allocateWiped(static_cast<size_t>(bytes)); }

void* takeMore(void* held, int bytes) {
    if (!held) return take(bytes);
    const size_t had = ::malloc_usable_size(held);
    if (static_cast<size_t>(bytes) <= had && static_cast<size_t>(bytes) >= had / 2) return held;
    void* more = take(bytes);
    if (!more) return nullptr;
    std::memcpy(more, held, std::min(had, static_cast<size_t>(bytes)));
    freeWiped(held);
    return more;
}

}  // namespace

bool overwriteFreedSqliteMemory() {
    static sqlite3_mem_methods methods = {
        take, freeWiped, takeMore, [](void* held) { return held ? static_cast<int>(::malloc_usable_size(held)) : 0; },
        [](int bytes) { return (bytes + 7) & ~7; }, [](void*) { return SQLITE_OK; }, [](void*) {}, nullptr};
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK;
}

}  // namespace myochart::store
