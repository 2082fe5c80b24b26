#include "workspace/person_folder.h"

#include <algorithm>

#include <fmt/format.h>

#include "body/folder_swap.h"
#include "core/id.h"
#include "core/words.h"
#include "exchange/exporter.h"
#include "note/note_text.h"
#include "workspace/hand_over.h"
#include "workspace/trail_words.h"

namespace myochart::workspace {

namespace {

namespace fs = std::filesystem;

constexpr const char *kUnfinishedStart = ".myochart-", *kUnfinishedEnd = ".tmp-folder";

/// What a program that was killed left: a folder that nobody holds.
void sweepUnfinishedFolders(const Path& folder) {
    std::error_code fault;
    std::vector<Path> left;
    for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
        const std::string name = at->path().filename().string();
        if (name.starts_with(kUnfinishedStart) && name.ends_with(kUnfinishedEnd)) left.push_back(at->path());
    }
    for (const Path& each : left)
        if (const body::FolderLock lock(each, body::FolderLock::Wait::no); lock.isHeld()) fs::remove_all(each, fault);
}

/// Removed with all that is in it unless it got its name.
class UnfinishedFolder {
  public:
    explicit UnfinishedFolder(const Path& beside)
        : path_(beside.parent_path() / fmt::format("{}{}{}", kUnfinishedStart, makeUuid().substr(0, 8), kUnfinishedEnd)) {
        std::error_code fault;
        made_ = fs::create_directory(path_, fault) && !fault;
        if (made_) fs::permissions(path_, fs::perms::owner_all, fault);
        made_ = made_ && !fault;
    }
    UnfinishedFolder(const UnfinishedFolder&) = delete;
    UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;
    ~UnfinishedFolder() {
        std::error_code ignored;
        if (made_) fs::remove_all(path_, ignored);
    }
    bool isMade() const { return made_; }
    const Path& path() const { return path_; }
    bool giveName(const Path& name) {
        std::error_code fault;
        if (fs::symlink_status(name, fault).type() != fs::file_type::not_found) return false;
        fs::rename(path_, name, fault);
        if (fault) return false;
        made_ = false;
        body::syncFolder(name.parent_path());
        return true;
    }

  private:
    Path path_;
    bool made_ = false;
};

}  // namespace

Result<std::vector<FolderFile>> everythingOf(store::Record& record, const record::PatientId& id, const anatomy::Catalogue& catalogue, const NotePages& pages,
                                             Progress& progress) {
    if (const auto isPatient = record.patient(id); !isPatient) return isPatient.error();
    auto bundle = bundleOf(record, id.text);
    if (!bundle) return bundle.error();
    std::ranges::sort(bundle->sessions, [](const record::Session& a, const record::Session& b) { return a.startedAt != b.startedAt ? a.startedAt < b.startedAt : a.id < b.id; });
    std::vector<FolderFile> files;
    auto text = exchange::exporters().front().write(*bundle, {catalogue, nowUtc()}, progress);
    if (!text) return text.error();
    files.push_back({"patient.json", std::move(*text)});
    const record::Patient& patient = bundle->patients.front();
    for (size_t i = 0; i < bundle->sessions.size(); ++i) {
        progress.report(static_cast<float>(i) / static_cast<float>(bundle->sessions.size()), tr("Writing the notes"));
        if (progress.cancelled()) return failed(said("The export was cancelled; no file was written."));
        const record::Session& session = bundle->sessions[i];
        const std::string name = fmt::format("visit-{:03}-note", i + 1);
        files.push_back({name + ".txt", note::noteDraft(patient, bundle->practice, session, catalogue).text + "\n"});
        if (!pages) continue;
        auto made = pages(patient, bundle->practice, session);
        if (!made) return made.error();
        files.push_back({name + ".pdf", std::move(*made)});
    }
    const auto trail = record.trail({.patient = id, .limit = 0});
    if (!trail) return trail.error();
    files.push_back({"audit.csv", trailTable(trail->rows)});
    return files;
}

Result<Path> placeForFolder(const Path& named, const OwnPlaces& own) {
    std::error_code fault;
    const Path whole = named.has_filename() ? named : named.parent_path();  // "there/" is a folder's name, too
    if (fs::symlink_status(whole, fault).type() != fs::file_type::not_found)
        return failed(said("{} is there already; give the folder another name.", shown(whole)));
    const auto place = openOutput(whole, own);
    if (!place) return place.error();
    return place->path();
}

Outcome writeFolder(const Path& place, const std::vector<FolderFile>& files) {
    sweepUnfinishedFolders(place.parent_path());
    UnfinishedFolder folder(place);
    if (!folder.isMade()) return failed(said("No folder can be made in {}.", shown(place.parent_path())));
    const body::FolderLock held(folder.path(), body::FolderLock::Wait::no);
    for (const FolderFile& file : files)
        if (const Outcome written = writeFileAtomically(folder.path() / file.name, std::string_view(file.bytes)); !written)
            return failed(said("The folder {} could not be written; nothing of it is left. {}", shown(place.filename()), written.error().sentence()));
    if (!folder.giveName(place)) return failed(said("{} is there already; give the folder another name.", shown(place)));
    return Done{};
}

}  // namespace myochart::workspace
