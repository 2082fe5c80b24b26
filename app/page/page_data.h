#pragma once
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "page/page_patterns.h"
#include "record/chart.h"
#include "scene/camera.h"

namespace myochart::page {

/// What the viewer of a page is told, as JSON that may stand in a script element: the frame of the body, its layers with the colours of
/// their structures, the sites of the handout with place and normal as `placed` has them, and the words that it shows by itself.
/// Nothing of a patient but what the handout says.
std::string pageData(const handout::Handout& handout, const handout::Texts& texts, const record::Session& placed, const body::Body& body, const FlatBody& flat, const PagePatterns& patterns,
                     scene::StandardView first);

/// The frame of the body and its layers with the colours of their structures: "body" and "layers" of such facts.
nlohmann::json bodyFacts(const body::Body& body, const FlatBody& flat);

/// Each layer's bytes, in script elements that nothing runs.
std::string layerElements(const FlatBody& flat);

}  // namespace myochart::page
