#include "workspace/program.h"

#include <algorithm>

#include <fmt/format.h>

#include "builtin/builtin_body.h"
#include "core/log.h"
#include "core/login.h"
#include "core/words.h"
#include "workspace/demonstration.h"
#include "store/protection.h"
#include "workspace/own_places.h"
#include "workspace/record_watch.h"

namespace myochart::workspace {

namespace {

/// Makes the folder for the user alone; what is there already only loses what others may do, never gains anything, and that
/// is told. A folder that is shared on purpose (sticky) stays as it is. When it cannot be made, opening the record says so.
std::string makeFolder(const Path& folder) {
    namespace fs = std::filesystem;
    std::error_code fault;
    if (fs::create_directories(folder, fault)) {
        fs::permissions(folder, fs::perms::owner_all, fault);
        return {};
    }
    constexpr fs::perms kOthers = fs::perms::group_all | fs::perms::others_all;
    const fs::perms now = fs::status(folder, fault).permissions();
    if (fault || (now & kOthers) == fs::perms::none || (now & fs::perms::sticky_bit) != fs::perms::none) return {};
    if ((now & fs::perms::owner_write) == fs::perms::none) return {};
    fs::permissions(folder, kOthers, fs::perm_options::remove, fault);
    return fault ? std::string() : trf("Others could look into the folder {}; now only you can.", shown(folder));
}

/// What is told of a record that is or was protected once it is open, and its copies that anybody can read are encrypted.
void watchOver(store::Record& record, const ProgramOptions& options, const UserFolders& folders, Notices& notices) {
    RecordWatch watch(folders.data);
    if (!record.isProtected() && !watch.remembersAny()) return;
    const auto extent = record.extent();  // of the open record: whoever opens and closes its file once more takes SQLite's locks from it
    if (!extent) return;
    watch.opened(record, *extent, notices);
    if (!record.isProtected() || !record.readOnlyReason().empty()) return;
    const std::vector<Path> backups = backupsToProtect(folders, extent->database);
    for (const std::string& sentence : store::protectLeftCopies(record, recordFile(options, folders), backups, {loginName(), options.via, {}})) notices.tell(sentence, true);
}

/// The record of these options, with what opening it had to say.
Result<std::unique_ptr<store::Record>> openRecord(const ProgramOptions& options, const UserFolders& folders, OpenedRecord opened, Notices& notices) {
    if (const std::string tightened = makeFolder(folders.data); !tightened.empty()) {
        log::warn(tightened);
        notices.tell(tightened);
    }
    store::OpenNotes& notes = opened.notes;
    Result<std::unique_ptr<store::Record>> record = std::move(opened.record);
    if (!*record) record = store::openSqliteRecord(recordFile(options, folders), &notes, options.unlock);
    if (options.recordNotes) *options.recordNotes = notes;
    if (!record && store::isWrongKey(record.error())) RecordWatch(folders.data).addWrongTry();
    if (!record) return record.error();
    (*record)->actAs({loginName(), options.via, {}});
    for (const std::string& sentence : notes.sentences) notices.tell(sentence);
    if (const std::string reason = (*record)->readOnlyReason(); !reason.empty()) notices.tell(reason, true);
    watchOver(**record, options, folders, notices);
    return record;
}

bool liesOnSkin(const record::Session* session, const body::Body& body) {
    const auto onSkin = [&](const record::Marker& marker) {
        const auto index = body.find(marker.anchor.structureKey);
        return index && body.structure(*index).system == body::System::skin;
    };
    return session && std::ranges::any_of(session->markers, onSkin);
}

}  // namespace

/// What open() found, for the constructor.
struct Program::Parts {
    UserFolders folders;
    Path assets, builtinTable;
    std::unique_ptr<anatomy::Catalogue> catalogue;
    std::unique_ptr<store::Record> record;
    std::string readOnly;
    OwnPlaces own;
    Path recordFile;
    Notices notices;
    Settings settings;
    bool inlineJobs = false;
    NeedleClock clock{nowUtc};
};

Program::Program(Parts parts)
    : catalogue_(std::move(parts.catalogue)), settingsFile_(parts.folders.data / "settings.json"), writer_(parts.inlineJobs),
      settings(std::move(parts.settings)), notices(std::move(parts.notices)),
      link_(notices, std::move(parts.record), parts.inlineJobs),
      bodies(*catalogue_, notices, jobs, settings, parts.folders.data, std::move(parts.builtinTable), parts.inlineJobs),
      view(*catalogue_, bodies, writer_, SessionViews::load(parts.folders.data / "views.json")),
      practice(notices, link_, settings),
      record(*catalogue_, notices, link_, jobs, settings, parts.folders.data, std::move(parts.readOnly), std::move(parts.clock)),
      backups(notices, link_, jobs, settings, record, backupsFolder(parts.folders), parts.recordFile),
      note(*catalogue_, notices, practice, record, parts.assets, parts.folders.data),
      lists(notices, link_, settings, practice, record, note),
      time(*catalogue_, notices, link_, jobs, record, bodies, view),
      marks(*catalogue_, notices, record, bodies, view, time),
      aim(*catalogue_, notices, jobs, record, bodies, view, marks),
      pain(*catalogue_, notices, jobs, record, bodies, view, marks),
      ask(*catalogue_, notices, record, pain),
      lessons(*catalogue_, notices, jobs, settings, record, bodies, view, marks, aim, pain, parts.assets / "teaching", parts.folders.data / "lessons"),
      quiz(*catalogue_, notices, jobs, record, bodies, view, marks, aim, pain, std::move(parts.assets), parts.folders.data),
      exchange(*catalogue_, notices, record, bodies, jobs, parts.own),
      imports(*catalogue_, notices, record, bodies, view, time, jobs, std::move(parts.recordFile)),
      person(*catalogue_, notices, link_, jobs, record, parts.folders.data, std::move(parts.own)),
      jobs(parts.inlineJobs, [this](std::string said) { notices.tell(std::move(said), true); }) {
    view.options.dark = settings.dark;
    listenToBodies();
    listenToVisits();
}

Result<std::unique_ptr<Program>> Program::open(const ProgramOptions& options, OpenedRecord opened) {
    auto folders = userFolders(options.dataDir);
    if (!folders) return folders.error();
    std::string notice;
    Settings settings = Settings::load(folders->data / "settings.json", &notice);
    options.settingsRead(settings);
    auto assets = programFolder("assets");
    if (!assets) return assets.error();
    auto catalogue = anatomy::Catalogue::load(*assets / "knowledge");
    if (!catalogue) return catalogue.error();
    for (const auto& fault : catalogue->faults())
        log::warn(fault.file.empty() ? fault.message : fmt::format("{}:{}: {}", fault.file, fault.line, fault.message));
    Parts parts;
    parts.folders = *folders;
    parts.assets = *assets;
    parts.builtinTable = *assets / builtin::kBuiltinTable;
    parts.inlineJobs = options.inlineJobs;
    parts.own = ownPlaces(options);
    parts.recordFile = recordFile(options, *folders);
    parts.clock = options.clock;
    if (options.needRecord) {
        auto record = openRecord(options, *folders, std::move(opened), parts.notices);
        if (!record) return record.error();
        parts.readOnly = (*record)->readOnlyReason();
        parts.record = std::move(*record);
    }
    if (const std::string faults = catalogue->faultSentence(); !faults.empty()) parts.notices.tell(faults, true);
    parts.catalogue = std::make_unique<anatomy::Catalogue>(std::move(*catalogue));
    parts.settings = std::move(settings);
    if (!notice.empty()) parts.notices.tell(notice);
    std::unique_ptr<Program> made(new Program(std::move(parts)));
    if (made->record.isOpen() && !options.inlineJobs) {
        made->bodies.models().sweep();
        made->record.begin();
        made->lists.begin();
        if (options.via != kDemonstration) made->backups.begin();
    }
    return made;
}

Program::~Program() {
    if (record.isOpen()) record.closeSession();
    if (!record.isProtected()) return;
    link_.saving().run<bool>([folder = dataFolder()](store::Record& kept) {
        RecordWatch(folder).closing(kept);
        return true;
    });
}

void Program::saveSettings() {
    writer_.write("settings", [now = settings, file = settingsFile_] { return now.save(file); });
}

bool Program::pump() {
    backups.tick();
    const bool answered = link_.pump();
    return jobs.pump() || answered;
}

void Program::listenToBodies() {
    bodies.changing = [this] {
        quiz.end();  // while the view that it gives back still fits
        if (record.session()) view.keepFor(record.session()->id);
    };
    bodies.sketched = [this] { view.lookAtWholeBody(); };
    bodies.changed = [this](BodyChange change) {
        record.useBody(bodies.current());
        if (change == BodyChange::detail) return;
        const bool isSkin = change == BodyChange::skin;
        if (isSkin && !liesOnSkin(record.session(), *bodies.current())) return;
        if (!isSkin) view.beginAnew();
        marks.cancelDrag();
        record.placeVisit(isSkin);
        if (change == BodyChange::first && record.session()) view.restoreFor(record.session()->id);
    };
}

void Program::listenToVisits() {
    record.events.opened = [this] {
        quiz.end();  // what is shown from now on is a patient's
        view.options.selectedMarkers.clear();
        marks.cancelDrag();
    };
    record.events.lookAsLeft = [this] { view.restoreFor(record.session()->id); };
    record.events.closing = [this] {
        quiz.end();  // before the visit's view is kept
        marks.cancelDrag();
        view.keepFor(record.session()->id);
        lists.forget(record.session()->id);
    };
    record.events.closed = [this](bool goesOn) {
        view.options.selectedMarkers.clear();
        view.options.hoveredMarker.reset();
        if (!goesOn && marks.mode() == Mode::place) marks.setMode(Mode::look);
    };
    record.events.stepping = [this] {
        marks.cancelDrag();
        aim.cancelDrag();
        pain.cancelStroke();
    };
    record.events.stepped = [this](const record::Session& before) { view.selectChanged(before, *record.session()); };
}

}  // namespace myochart::workspace
