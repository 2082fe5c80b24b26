#include <bit>
#include <cstdint>
#include <string>

#include "ui/desktop_motion.h"

namespace myochart::ui {

namespace {

/// Reads on from the front; what is beyond the end reads as nothing and shows in sound().
class Reader {
  public:
    explicit Reader(std::span<const std::byte> bytes) : rest_(bytes) {}
    bool sound() const { return sound_; }
    void setBigEndian(bool big) { big_ = big; }

    std::span<const std::byte> take(size_t count) {
        if (count > rest_.size()) {
            sound_ = false;
            return {};
        }
        const auto taken = rest_.first(count);
        rest_ = rest_.subspan(count);
        return taken;
    }
    std::uint32_t number(size_t bytes) {
        std::uint32_t value = 0;
        const auto taken = take(bytes);
        for (size_t i = 0; i < taken.size(); ++i)
            value |= std::to_integer<std::uint32_t>(taken[i]) << 8U * (big_ ? taken.size() - 1 - i : i);
        return value;
    }
    std::string text(size_t count) {
        const auto taken = take(count);
        take((4 - count % 4) % 4);  // padding
        return {reinterpret_cast<const char*>(taken.data()), taken.size()};
    }

  private:
    std::span<const std::byte> rest_;
    bool sound_ = true, big_ = false;
};

enum Type : std::uint32_t { kInteger = 0, kString = 1, kColour = 2 };

}  // namespace

std::optional<bool> animationsIn(std::span<const std::byte> settings) {
    Reader in(settings);
    in.setBigEndian(in.number(1) == 1);
    in.take(3 + 4);  // unused, serial
    for (std::uint32_t left = in.number(4); left > 0 && in.sound(); --left) {
        const std::uint32_t type = in.number(1);
        in.take(1);
        const std::string name = in.text(in.number(2));
        in.take(4);  // serial of its last change
        if (type == kInteger) {
            const std::uint32_t value = in.number(4);
            if (name == "Gtk/EnableAnimations" && in.sound()) return value != 0;
        } else if (type == kString) {
            in.text(in.number(4));
        } else if (type == kColour) {
            in.take(8);
        } else {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace myochart::ui
