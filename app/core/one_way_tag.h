#pragma once
#include <string>
#include <string_view>

namespace myochart {

/// By which who knows a thing finds out that a file is about it, while nobody else learns what it is about, nor that two files are about the
/// same: BLAKE2b of the thing, keyed with a random salt that stands beside it.
struct OneWayTag {
    std::string salt, tag;  ///< hexadecimal, 32 and 64 digits
    bool operator==(const OneWayTag&) const = default;
};

/// A new one, each time another. `about` must be hard to guess (an id).
OneWayTag oneWayTag(std::string_view about);
/// True when the tag was made of `about`; false, too, of what is no tag.
bool isTagOf(const OneWayTag& tag, std::string_view about);
/// True when salt and tag are of the form above.
bool isOneWayTag(const OneWayTag& tag);

}  // namespace myochart
