#pragma once
#include <cstddef>
#include <span>
#include <string_view>

namespace myochart {

/// Bytes that nobody else shall read: a passphrase, a key. They lie in memory of their own between guard pages, are kept
/// from the swap where the system allows it, and are overwritten when this goes. Not copied.
class Secret {
  public:
    /// Zeros. Throws std::bad_alloc.
    explicit Secret(size_t bytes = 0);
    static Secret of(std::string_view text);
    static Secret random(size_t bytes);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    unsigned char* data() { return bytes_; }
    const unsigned char* data() const { return bytes_; }
    size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    /// Valid while this lives.
    std::string_view text() const { return {reinterpret_cast<const char*>(bytes_), size_}; }
    /// In a time that does not depend on what they hold.
    bool operator==(const Secret& other) const;

  private:
    unsigned char* bytes_ = nullptr;
    size_t size_ = 0;
};

/// Overwrites bytes in a way that no compiler leaves out.
void wipe(void* bytes, size_t size) noexcept;
template <class Text>
void wipe(Text& text) noexcept {
    wipe(text.data(), text.size() * sizeof(*text.data()));
}

}  // namespace myochart
