#pragma once
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "body/body.h"

namespace myochart::page {

/// What a page shows of a body, each layer by itself.
enum class PageLayer { skin, muscles, bones };
constexpr size_t kPageLayers = 3;
inline constexpr std::array<PageLayer, kPageLayers> kAllLayers = {PageLayer::skin, PageLayer::muscles, PageLayer::bones};
const char* name(PageLayer layer);  ///< "skin"

/// A structure within a layer, in the order of the layer's vertices.
struct FlatPart {
    std::uint32_t structure = 0;  ///< of the body
    size_t level = 0;             ///< which of its levels
    std::vector<std::uint32_t> vertexOf;  ///< in the page's order: which vertex of that level it is
};

/// One layer as it goes into a page: vertices and triangles of all its structures, packed. docs/page.md tells the bytes.
struct FlatLayer {
    PageLayer layer = PageLayer::skin;
    std::vector<FlatPart> parts;
    std::uint32_t vertexCount = 0, indexCount = 0;
    std::uint32_t indexBytes = 0;  ///< of the packed triangles
    std::string packed;            ///< raw DEFLATE
};

struct FlatBody {
    std::vector<FlatLayer> layers;  ///< those that the body has, skin first
    vec3 origin{};                  ///< mm, body frame: place = origin + whole numbers * stepMm
    float stepMm = 0.25F;
};

/// The body with so few triangles that a page of it stays below 3 MB and a phone draws it. Skin, muscles and bones with what belongs to
/// them (tendons; cartilage and teeth); no vessels, nerves or organs. `hidden` structures are left out, and layers that are not asked for. Nothing
/// where some of its triangles are damaged or memory is short.
std::optional<FlatBody> flatten(const body::Body& body, const std::set<std::uint32_t>& hidden, std::span<const PageLayer> wanted = kAllLayers);
/// The box of what it shows, mm.
Box boundsOf(const FlatBody& flat, const body::Body& body);

}  // namespace myochart::page
