#pragma once
#include <cstddef>

namespace myochart {

// What the program gives back to the system's heap is overwritten first: names, notes and passphrases lie in strings that
// come and go. wiped_new.cpp, part of the program and not of this library, makes it so for operator new and delete of the whole program.

/// The same for libraries that take an allocator.
void* allocateWiped(size_t bytes) noexcept;
void freeWiped(void* bytes) noexcept;

/// Overwrites what functions that have returned left on this thread's stack (a library's buffer with a part of a note). For a
/// thread that worked with the record, at its end: stacks are kept for the next thread.
void wipeUnusedStack() noexcept;

/// Gives unused pages of the heap back to the system, which overwrites them before anybody gets them.
void giveBackUnusedMemory() noexcept;

}  // namespace myochart
