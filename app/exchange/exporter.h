#pragma once
#include <span>
#include <string>
#include <string_view>

#include "anatomy/catalogue.h"
#include "core/progress.h"
#include "core/time.h"
#include "exchange/body_model.h"
#include "exchange/json_exchange.h"

namespace myochart::exchange {

/// What an exporter has beside the patients and visits.
struct Given {
    const anatomy::Catalogue& catalogue;  ///< what keys are called
    UtcMs writtenAt = 0;                  ///< the moment that the file tells as its own
    /// The patients and visits were made so by deIdentified() (de_identified.h): the file says so, and adds nothing that tells who
    /// it is about or who wrote it.
    bool deIdentified = false;
    /// The body that the sites are shown on, for formats that need one (Exporter::needsBody).
    const BodyModel* body = nullptr;
};

/// A kind of file in which patients and visits are handed over. To add one: a file with its Exporter and a line in
/// exporters(); window and command line offer it from then on.
struct Exporter {
    std::string_view id;      ///< "json", as `--format` takes it
    std::string_view title;   ///< "Myochart file", for people
    std::string_view ending;  ///< of its files: ".json"
    std::string_view about;   ///< what it is good for, a sentence
    /// The whole file. Reports how far it is, and fails once it is cancelled.
    Result<std::string> (*write)(const Bundle& bundle, const Given& given, Progress& progress);
    bool needsBody = false;  ///< it shows the sites on a body: Given::body is to be there
};

/// All of them, the usual one first.
std::span<const Exporter> exporters();
/// By id; null when there is none.
const Exporter* exporterNamed(std::string_view id);

/// Myochart's own JSON: everything, to be imported again (json_exchange.h).
Exporter jsonExporter();
/// A row a site, for spreadsheets (csv_reader.h reads it back).
Exporter csvExporter();
/// Lists of points and lines of 3D Slicer (markups.h reads them back).
Exporter markupsExporter();
/// The body with the sites and needles on it, as glTF 2.0 in one file.
Exporter glbExporter();

}  // namespace myochart::exchange
