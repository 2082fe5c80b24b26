// operator new and delete of the program: see core/wiped_memory.h. Sanitizers watch the usual ones.
#include <new>

#include "core/wiped_memory.h"

#if !defined(MYOCHART_SANITIZED)

void* operator new(size_t bytes) {
    while (true) {
        if (void* got = myochart::allocateWiped(bytes)) return got;
        const std::new_handler handler = std::get_new_handler();
        if (!handler) throw std::bad_alloc();
        handler();
    }
}
void* operator new(size_t bytes, const std::nothrow_t&) noexcept { return myochart::allocateWiped(bytes); }
void* operator new[](size_t bytes) { return operator new(bytes); }
void* operator new[](size_t bytes, const std::nothrow_t&) noexcept { return myochart::allocateWiped(bytes); }
void operator delete(void* bytes) noexcept { myochart::freeWiped(bytes); }
void operator delete[](void* bytes) noexcept { myochart::freeWiped(bytes); }
void operator delete(void* bytes, size_t) noexcept { myochart::freeWiped(bytes); }
void operator delete[](void* bytes, size_t) noexcept { myochart::freeWiped(bytes); }
void operator delete(void* bytes, const std::nothrow_t&) noexcept { myochart::freeWiped(bytes); }
void operator delete[](void* bytes, const std::nothrow_t&) noexcept { myochart::freeWiped(bytes); }

#endif
