#pragma once
#include <string>

#include "body/import_helper/blob_writer.h"
#include "body/import_helper/input_file.h"

namespace myochart::import_helper {

/// Reads one model file's bytes with the reader its content or its name asks for. Throws Refusal.
void readModel(std::string_view bytes, const std::string& file, SideFiles& beside, BlobWriter& out);

/// Reads every model in a zip archive, entry by entry in memory. Entries that are no models are passed over; damaged
/// ones are told as skipped. Throws Refusal for an archive that passes a limit or points outside itself.
void readZip(std::string_view bytes, BlobWriter& out);

/// Reads every model in a folder and the folders in it (4 deep), in the order of their names; links are passed over.
void readFolder(const std::string& folder, BlobWriter& out);

/// Extensions of the models looked for in archives and folders.
bool isModelExtension(std::string_view extension);
bool isZip(std::string_view bytes);

}  // namespace myochart::import_helper
