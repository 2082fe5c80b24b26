#include "core/secret.h"

#include <sodium.h>

#include <cstring>
#include <new>
#include <utility>

namespace myochart {

Secret::Secret(size_t bytes) : size_(bytes) {
    if (sodium_init() < 0) throw std::bad_alloc();
    bytes_ = static_cast<unsigned char*>(sodium_malloc(bytes == 0 ? 1 : bytes));  // locked against the swap, as far as the system lets
    if (!bytes_) throw std::bad_alloc();
    std::memset(bytes_, 0, bytes);
}

Secret Secret::of(std::string_view text) {
    Secret secret(text.size());
    if (!text.empty()) std::memcpy(secret.bytes_, text.data(), text.size());
    return secret;
}

Secret Secret::random(size_t bytes) {
    Secret secret(bytes);
    randombytes_buf(secret.bytes_, bytes);
    return secret;
}

Secret::Secret(Secret&& other) noexcept : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(size_, other.size_);
    return *this;
}

Secret::~Secret() { sodium_free(bytes_); }

bool Secret::operator==(const Secret& other) const {
    return size_ == other.size_ && (size_ == 0 || sodium_memcmp(bytes_, other.bytes_, size_) == 0);
}

void wipe(void* bytes, size_t size) noexcept {
    if (bytes) sodium_memzero(bytes, size);
}

}  // namespace myochart
