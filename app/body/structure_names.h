#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/side.h"

namespace myochart::body {

/// A mesh's name for people: without numbering (".001") and the endings of drawing programs; a file's name without its
/// extension, "_" and "." as blanks, where the mesh has none of its own ("grp1", "default", "").
std::string structureName(std::string_view meshName, std::string_view file);

/// `name` with its words left and right (any case) exchanged.
std::string withOtherSide(std::string_view name);

/// Keys in the order they are asked for, each once: small letters, digits and "_"; the side stands first where the name
/// does not tell it; a second of the same name ends in "_2".
class KeyMaker {
  public:
    std::string make(std::string_view name, Side side);

  private:
    std::set<std::string> taken_;
};

}  // namespace myochart::body
