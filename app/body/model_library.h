#pragma once
#include <mutex>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "body/import_report.h"
#include "core/progress.h"

namespace myochart::body {

struct ModelSummary {
    std::string name, source;
    std::uint32_t structures = 0;
    std::uint64_t triangles = 0;
    std::string installed;  ///< ISO 8601
};

/// Where an installed model came from, and what was answered then.
struct ModelOrigin {
    Path source;
    ImportOptions options;
};

/// The import helper beside the running program, or where an installation has it.
Path importHelper();

/// The models on this machine: DATA/models/NAME/{body.cache,model.json}. One user; calls may come from any thread.
class ModelLibrary {
  public:
    /// `helper` is the path of myochart-import; empty: looked for beside the program and in ../libexec/myochart.
    ModelLibrary(Path folder, Path helper, const anatomy::Catalogue& catalogue);

    /// Reads a file, a folder or a zip (BodyParts3D recognised) through the helper, maps names, writes the cache. All
    /// or nothing; an installed model of that name is replaced only at the end, and only with `replace` (else
    /// conflict). Error kind refused for bad input.
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
    /// Takes away what imports that were cut off left behind. For the start of a program; every import does it too.
    void sweep();
    bool has(const std::string& name) const;
    /// False for an installed model whose left and right nobody has confirmed where the import could not tell them
    /// (ImportReport::sidesKnown). True for everything else.
    bool sidesKnown(const std::string& name) const;
    /// A person says that they are as shown; remembered for good. An error when the model's record cannot be written.
    Outcome confirmSides(const std::string& name);
    Result<ModelOrigin> originOf(const std::string& name) const;
    /// The name a source gets in the library when none is given.
    static std::string nameOf(const Path& source);
    /// True when the installed model was read from that file, zip or folder.
    bool isFrom(const std::string& name, const Path& source) const;

  private:
    Path folderOf(const std::string& name) const { return folder_ / name; }
    Result<std::shared_ptr<const Body>> rebuild(const std::string& name, const Error& why, Progress& progress);

    Path folder_, helper_;
    const anatomy::Catalogue& catalogue_;
    std::mutex installing_;  ///< held while an installed model is exchanged
};

}  // namespace myochart::body
