#include <algorithm>

#include "shorthand/parse.h"

namespace myochart::shorthand {

record::Marker applied(const Parsed& parsed, record::Marker marker, UtcMs now) {
    if (parsed.type) marker.type = *parsed.type;
    merge(parsed.told, marker);
    if (!parsed.note.empty()) marker.note += (marker.note.empty() ? "" : "\n") + parsed.note;
    const bool in = parsed.command == Command::in || parsed.command == Command::allIn;
    const bool out = parsed.command == Command::out || parsed.command == Command::allOut;
    if (in && !marker.needle.inAt) marker.needle.inAt = now;
    if (out && marker.needle.inAt && !marker.needle.outAt) marker.needle.outAt = std::max(now, *marker.needle.inAt);
    return marker;
}

}  // namespace myochart::shorthand
