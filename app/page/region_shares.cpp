#include "page/region_shares.h"

#include <cassert>

#include "page/escapes.h"
#include "referral/skin_levels.h"

namespace myochart::page {

std::string regionsOnSkin(const body::Body& body, const referral::ReferralMap& map, const anatomy::Catalogue& catalogue, const FlatLayer& skin) {
    assert(map.skin() && catalogue.regions().size() < 255);
    // As shares, of which each comes back as the byte that it is.
    std::vector<float> most(map.cellCount(), 0.0F), number(map.cellCount(), 0.0F);
    for (size_t i = 0; i < map.regions().size(); ++i) {
        const auto row = static_cast<size_t>(map.regions()[i].region - catalogue.regions().data());
        for (const referral::Share& each : map.fieldOf(i)) {
            if (each.share <= most[each.cell]) continue;
            most[each.cell] = each.share;
            number[each.cell] = static_cast<float>(row + 1) / 255;
        }
    }
    const std::vector<float>* fields[] = {&number};
    const body::VertexShares laid = referral::SkinLevels(body, *map.skin()).laid(fields);
    std::vector<std::uint8_t> bytes;
    for (const FlatPart& part : skin.parts) {
        const auto* shares = laid.of(part.structure);
        for (const std::uint32_t vertex : part.vertexOf) bytes.push_back(shares ? shares->levels.at(part.level).at(vertex)[0] : std::uint8_t{0});
    }
    return deflated(bytes).value_or(std::string());
}

}  // namespace myochart::page
