#include "core/words.h"
#include "needle/hazards.h"

// How hazards are called, and what goes with every answer.

namespace myochart::needle {

std::string keyOf(const body::Body& body, const Hazard& hazard) {
    if (hazard.structure) return body.structure(*hazard.structure).key;
    return hazard.isCanal ? "spinal_canal_schematic" : "wall_of_the_chest";
}

std::string spokenHazard(const body::Body& body, const Hazard& hazard) {
    if (hazard.structure) return body.structure(*hazard.structure).name;
    return hazard.isCanal ? tr("spinal canal (schematic)") : tr("wall of the chest");
}

std::string noneModelled() { return tr("none of those modelled"); }

std::string statement() { return tr("A planning aid on one generic body. People differ; no figure here is a limit, and none clears a needle."); }

}  // namespace myochart::needle
