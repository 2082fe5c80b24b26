#include "exchange/exporter.h"

#include <algorithm>
#include <array>

#include "exchange/fhir.h"

namespace myochart::exchange {

std::span<const Exporter> exporters() {
    static const std::array kAll = {jsonExporter(), csvExporter(), markupsExporter(), glbExporter(), fhirR4Exporter(), fhirR5Exporter()};
    return kAll;
}

const Exporter* exporterNamed(std::string_view id) {
    const auto all = exporters();
    const auto at = std::ranges::find(all, id, &Exporter::id);
    return at == all.end() ? nullptr : &*at;
}

}  // namespace myochart::exchange
