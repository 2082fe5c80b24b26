#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "handout/handout_pdf.h"

namespace myochart::handout {

/// The handout with its body maps, drawn on `body`: what a window and a verb write. Nothing where some of the stored body's triangles are
/// damaged. Fails with a sentence where the graphics card cannot draw it or memory is short. About a second; draws with an OpenGL
/// context of its own, on the thread that calls.
Result<std::optional<HandoutPdf>> makeHandout(const HandoutSource& source, const std::shared_ptr<const body::Body>& body, Paper paper);

/// The places of a visit on the body, as pictures. Nothing where triangles are damaged; fails with a sentence as makeHandout() does.
Result<std::optional<std::vector<BodyMap>>> mapsOf(const record::Session& session, const anatomy::Catalogue& catalogue, const std::shared_ptr<const body::Body>& body, Paper paper);

/// The same as makeHandout() of any pages with the places of a visit on the body: `write` makes them of the maps.
Result<std::optional<HandoutPdf>> makeWithMaps(const record::Session& session, const anatomy::Catalogue& catalogue, const std::shared_ptr<const body::Body>& body, Paper paper,
                                               const std::function<HandoutPdf(const std::vector<BodyMap>& maps)>& write);

/// Of each of Session::markers, which maps refer to.
std::vector<std::uint32_t> numbersOf(const record::Session& session);

}  // namespace myochart::handout
