#pragma once
#include <algorithm>
#include <span>
#include <string>

#include "store/database.h"

namespace myochart::store {

/// Puts a number behind bytes, its lowest byte first.
template <class Number>
void append(Bytes& bytes, Number number) {
    for (size_t i = 0; i < sizeof number; ++i) bytes.push_back(static_cast<std::byte>(number >> (8 * i)));
}

/// Puts the length of a text in a byte and the text behind bytes; of a text above 255 bytes the first of them.
inline void appendText(Bytes& bytes, std::string_view text) {
    const auto kept = std::as_bytes(std::span(text)).first(std::min<size_t>(text.size(), 255));
    append(bytes, static_cast<std::uint8_t>(kept.size()));
    bytes.insert(bytes.end(), kept.begin(), kept.end());
}

/// Takes numbers and texts off the front of bytes; once they do not suffice it is not sound(), and everything is 0 or empty.
class Taking {
  public:
    explicit Taking(std::span<const std::byte> bytes) : left_(bytes) {}
    bool sound() const { return sound_; }
    std::span<const std::byte> left() const { return left_; }
    std::span<const std::byte> bytes(size_t count) {
        sound_ = sound_ && count <= left_.size();
        if (!sound_) return {};
        const auto taken = left_.first(count);
        left_ = left_.subspan(count);
        return taken;
    }
    template <class Number>
    Number number() {
        const auto taken = bytes(sizeof(Number));
        std::uint64_t number = 0;
        for (size_t i = taken.size(); i-- > 0;) number = number << 8 | std::to_integer<std::uint64_t>(taken[i]);
        return static_cast<Number>(number);
    }
    std::string text() {
        const auto taken = bytes(number<std::uint8_t>());
        return {reinterpret_cast<const char*>(taken.data()), taken.size()};
    }
    Key key() {
        Key key{};
        const auto taken = bytes(key.size());
        std::ranges::copy(taken, key.begin());
        return key;
    }

  private:
    std::span<const std::byte> left_;
    bool sound_ = true;
};

}  // namespace myochart::store
