#pragma once
#include "body/structure.h"

namespace myochart::body {

/// What kind of thing an English (or Latin) anatomical name names, by its words: "left inguinal ligament" is
/// connective, "posterior papillary muscle of left ventricle" an organ's part. System::other when no word tells.
System systemOfName(std::string_view name);

/// The peeling layer of what is no muscle: bones and teeth bone; cartilage, discs and ligaments connective; ...
anatomy::Layer layerOfSystem(System system);

}  // namespace myochart::body
