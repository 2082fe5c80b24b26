#pragma once
#include <mutex>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "core/progress.h"

namespace myochart::body {

enum class UpAxis { x, y, z };

/// Answers to what a file does not say. Unset: guessed from the bounding box and the format.
struct ImportOptions {
    std::string name;  ///< in the library; empty: from the file's name
    std::optional<double> millimetresPerUnit;
    std::optional<UpAxis> upAxis;
    std::optional<bool> facesNegativeY;  ///< the body looks along -y after turning up to z (LPS: anterior = -y)
    bool levelsNow = true;               ///< false: full detail only, call buildLevels later
};

/// What an import did: what was guessed, mapped and left unmapped.
struct ImportReport {
    std::string name;
    std::string source;  ///< recognised publisher or format, for people
    double millimetresPerUnit = 1;
    UpAxis upAxis = UpAxis::z;
    bool guessed = false;  ///< scale or axis were guessed: the window asks
    vec3 sizeMm{};
    std::uint32_t structures = 0;
    std::uint64_t triangles = 0;
    std::vector<std::string> mappedMuscles;    ///< structure names bound to the catalogue
    std::vector<std::string> unmappedMuscles;  ///< looked like muscles, no catalogue entry
    std::vector<std::string> skipped;          ///< files or meshes left out, each with the reason
    std::vector<std::string>
        corrected;        ///< structures named after the side they do not lie on, each with what was done
    std::string sandbox;  ///< which of the helper's limits were in force, for the log
};

struct ModelSummary {
    std::string name, source;
    std::uint32_t structures = 0;
    std::uint64_t triangles = 0;
    std::string installed;  ///< ISO 8601
};

/// The import helper beside the running program, or where an installation has it.
Path importHelper();

/// The models on this machine: DATA/models/NAME/{body.cache,model.json}. One user; calls may come from any thread.
class ModelLibrary {
  public:
    /// `helper` is the path of myochart-import; empty: looked for beside the program and in ../libexec/myochart.
    ModelLibrary(Path folder, Path helper, const anatomy::Catalogue& catalogue);

    /// Reads a file, a folder or a zip (BodyParts3D recognised) through the helper, maps names, writes the cache. All
    /// or nothing; an installed model of that name is replaced only at the end. Error kind refused for bad input.
    Result<ImportReport> import(const Path& source, const ImportOptions& options, Progress& progress);
    /// The verdict on `source` without installing it.
    Result<ImportReport> check(const Path& source, Progress& progress);
    /// Adds levels of detail to an installed model that has none.
    Outcome buildLevels(const std::string& name, Progress& progress);
    /// Opens an installed model. A stale or damaged cache is rebuilt from its source when that is still there
    /// unchanged, else the error says to import it again.
    Result<std::shared_ptr<const Body>> open(const std::string& name, Progress& progress);
    /// Forgets a damaged cache, so that open() makes it again.
    Outcome dropCache(const std::string& name);
    std::vector<ModelSummary> list() const;
    Outcome remove(const std::string& name);
    bool has(const std::string& name) const;

  private:
    Path folderOf(const std::string& name) const { return folder_ / name; }
    Result<std::shared_ptr<const Body>> rebuild(const std::string& name, const Error& why, Progress& progress);

    Path folder_, helper_;
    const anatomy::Catalogue& catalogue_;
    std::mutex installing_;  ///< held while an installed model is exchanged
};

}  // namespace myochart::body
