#pragma once
#include <memory>

#include "exchange/body_model.h"
#include "exchange/json_exchange.h"
#include "workspace/body_desk.h"

namespace myochart::workspace {

/// A body handed over takes about so much at most, bytes: the finest level of detail that stays below is taken.
inline constexpr size_t kMostModelBytes = 12U << 20;

/// The body on which most sites of these visits were charted, of those that are on this machine; without any, or where none is here,
/// `otherwise`, and without that the default one. With levels of detail, made where it is too large without them. Checked triangle by triangle.
/// Any thread. Slow where bodies have to be opened or levels made.
Result<std::shared_ptr<const body::Body>> bodyOfSites(BodyDesk& bodies, const exchange::Bundle& bundle, const std::shared_ptr<const body::Body>& otherwise, Progress& progress);

/// That body in the colours of the window, with the places of the visits' sites on it: those that were placed on another body by their address.
/// Nothing when triangles of the stored body are damaged.
std::optional<exchange::BodyModel> bodyModelOf(const exchange::Bundle& bundle, const body::Body& body, const anatomy::Catalogue& catalogue, size_t mostBytes = kMostModelBytes);

}  // namespace myochart::workspace
