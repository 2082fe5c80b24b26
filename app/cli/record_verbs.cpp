#include <cstdlib>
#include <memory>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "cli/acting.h"
#include "cli/entered_fields.h"
#include "cli/output.h"
#include "cli/recorded_json.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "core/utc_offset.h"
#include "record/edits.h"
#include "record/fault_words.h"
#include "record/json.h"
#include "record/seal.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

constexpr UtcMs kSurelyAheadMs = 86'400'000;  // no time zone and no clock a little off makes a day

struct PatientArguments {
    std::string id, reason;
    bool forGood = false;
    std::vector<std::string> alerts;
    CLI::Option *alertsOfNew = nullptr, *alertsOfChanged = nullptr;
    EnteredFields<record::Patient> fields;
};

struct SessionArguments {
    std::string id, patient, start, episode;
    bool open = false;
    EnteredFields<record::Session> fields;
};

json patientJson(const record::Patient& patient) { return recordedJson(patient); }

/// Those given take the place of those that were there; an empty one takes all away.
Outcome takeAlerts(const Context& context, workspace::Program& program, const PatientArguments& arguments, record::Patient& patient) {
    if (arguments.alertsOfNew->count() + arguments.alertsOfChanged->count() == 0) return Done{};
    const auto keys = screeningKeys(program.catalogue());
    patient.details.alerts.clear();
    for (const std::string& alert : arguments.alerts) {
        if (alert.empty()) continue;
        if (const auto known = keyOrWords(keys, alert, "--alert"); !known) return known;
        const std::string meant = anatomy::keyMeant(program.catalogue(), keys, alert);
        patient.details.alerts.push_back(meant.empty() ? record::withoutHiddenMarks(alert) : meant);
        const bool warns = std::ranges::any_of(keys, [&](const std::string& key) { return anatomy::mentions(program.catalogue(), patient.details.alerts.back(), key); });
        if (!context.quiet && !warns) tell(fmt::format("The alert \"{}\" is kept as words: it is shown, and no site is warned of by it.\n", displayText(alert, 80)));
    }
    return Done{};
}

Outcome putPatient(workspace::Program& program, const record::Patient& patient) {
    if (const std::string fault = record::faultIn(patient); !fault.empty()) return refused(record::faultInWords(fault));
    return fromRecord<Done>(program, [&](store::Record& r) { return r.put(patient); });
}

Answer addPatient(Context& context, const PatientArguments& arguments) {
    if (!arguments.fields.given("name")) return environmentFault("--name or --name-file is required. Try `myochart patient add --help`.");
    record::Patient patient;
    patient.id = record::PatientId::make();
    patient.createdAt = nowUtc();
    if (const auto taken = arguments.fields.take(patient); !taken) return taken.error();
    if (const std::string fault = record::faultIn(patient); !fault.empty()) return refused(record::faultInWords(fault));
    context.mayCreateRecord = true;  // of somebody who can be kept
    auto program = context.program();
    if (!program) return program.error();
    if (const auto taken = takeAlerts(context, **program, arguments, patient); !taken) return taken.error();
    const auto other = fromRecord<std::optional<store::PatientSummary>>(**program, [&](store::Record& r) { return r.namesakeOf(patient); });
    if (auto outcome = putPatient(**program, patient); !outcome) return outcome.error();
    const store::PatientSummary* same = other && *other ? &**other : nullptr;
    if (same && !context.quiet)
        tell(fmt::format("Somebody of that name and no other birth date is here already ({}); now there are two.\n", same->patient.id.text));
    return json{{"id", patient.id.text}, {"may_be_the_same_as", same ? json(same->patient.id.text) : json()}};
}

/// A list over the whole record, which is looked through first: here nobody waits for a picture.
template <class T>
Result<T> lookedThrough(store::Record& record, Result<T> (store::Record::*list)()) {
    if (const auto looked = record.lookThrough(); !looked) return looked.error();
    return (record.*list)();
}

Answer listPatients(Context& context) {
    const auto first = context.isFirstStart();
    if (!first) return first.error();
    if (*first) return json{{"patients", json::array()}};
    auto program = context.program();
    if (!program) return program.error();
    auto patients = listFromRecord<std::vector<store::PatientSummary>>(context, **program, [](store::Record& r) { return lookedThrough(r, &store::Record::patients); });
    if (!patients) return patients.error();
    json rows = json::array();
    for (const auto& p : *patients)
        rows.push_back({{"id", p.patient.id.text},
                        {"name", p.patient.name},
                        {"birth_date", p.patient.birthDate},
                        {"sessions", p.sessions},
                        {"last_session", p.lastSession ? json(isoUtc(p.lastSession)) : json()},
                        {"last_day", p.lastSession ? json(dayAt(p.lastSession, p.lastOffset)) : json()}});
    return json{{"patients", std::move(rows)}};
}

json sessionRow(const store::SessionSummary& s) {
    return {{"id", s.id.text}, {"patient", s.patient.text}, {"started_at", isoUtc(s.startedAt)},
            {"day", dayAt(s.startedAt, s.utcOffset)}, {"title", s.title}, {"markers", s.markers},
            {"signed", s.isSigned}, {"wants_cosignature", s.wantsCosignature}, {"pain_before", s.painBefore ? json(*s.painBefore) : json()},
            {"pain_after", s.painAfter ? json(*s.painAfter) : json()}};
}

Result<json> sessionRows(Context& context, workspace::Program& program, const record::PatientId& id) {
    auto sessions = listFromRecord<std::vector<store::SessionSummary>>(context, program, [&](store::Record& r) { return r.sessions(id); });
    if (!sessions) return sessions.error();
    std::erase_if(context.damaged, [&](const store::Damage& damage) { return !damage.mayTouch(id); });
    noteReading(program, id);
    json rows = json::array();
    for (const auto& s : *sessions) rows.push_back(sessionRow(s));
    return rows;
}

Answer showPatient(Context& context, const std::string& id) {
    auto program = context.program();
    if (!program) return program.error();
    auto patient = fromRecord<record::Patient>(**program, [&](store::Record& r) { return r.patient({id}); });
    if (!patient) return patient.error();
    auto rows = sessionRows(context, **program, {id});
    if (!rows) return rows.error();
    json answer = patientJson(*patient);
    answer["sessions"] = std::move(*rows);
    return answer;
}

Answer editPatient(Context& context, const PatientArguments& arguments) {
    auto program = context.program();
    if (!program) return program.error();
    auto patient = fromRecord<record::Patient>(**program, [&](store::Record& r) { return r.patient({arguments.id}); });
    if (!patient) return patient.error();
    if (const auto taken = arguments.fields.take(*patient); !taken) return taken.error();
    if (const auto taken = takeAlerts(context, **program, arguments, *patient); !taken) return taken.error();
    if (auto outcome = putPatient(**program, *patient); !outcome) return outcome.error();
    return patientJson(*patient);
}

Answer erasePatient(Context& context, const std::string& id) {
    auto program = context.program();
    if (!program) return program.error();
    if (auto outcome = fromRecord<Done>(**program, [&](store::Record& r) { return r.removePatient({id}); }); !outcome)
        return outcome.error();
    return json{{"erased", id}};
}

/// The offset that a moment is given with; without one that of this machine then.
std::string offsetOf(const std::string& moment, UtcMs start) {
    constexpr size_t kOffset = 6, kShortest = 16;  // "+09:00" behind "2026-11-22T14:05"
    const std::string end = moment.size() < kShortest + kOffset ? "" : moment.substr(moment.size() - kOffset);
    return isUtcOffset(end) ? end : utcOffsetAt(start);
}

/// Whether a clock that was typed without offset is one that this machine's zone has not on that day: it was skipped when the clocks went
/// forward.
bool isSkipped(const std::string& moment, UtcMs start) {
    if (parseIsoUtc(moment)) return false;
    std::string asUtc = moment + "Z";
    if (asUtc.size() > 10) asUtc[10] = 'T';
    constexpr UtcMs kMinute = 60'000;
    const auto typed = parseIsoUtc(asUtc);
    const auto ahead = minutesOfUtcOffset(utcOffsetAt(start));
    return typed && ahead && std::abs(*typed - (start + *ahead * kMinute)) >= kMinute;
}

/// The therapist of --therapist and the episode that are named go into the visit; they must be there.
Outcome takeWhoAndWhy(const Context& context, store::Record& record, const record::Patient& patient, const std::string& episode, record::Before& before) {
    if (!context.therapist.empty()) {
        const auto therapist = actingTherapist(context, record);
        if (!therapist) return therapist.error();
        before.therapist = therapist->id;
    }
    if (episode.empty()) return Done{};
    before.episode = {episode};
    if (std::ranges::find(patient.details.episodes, before.episode, &record::Episode::id) == patient.details.episodes.end())
        return failed("The patient has no episode with that id; `episode list` shows those there are.");
    return Done{};
}

Answer newSession(Context& context, const SessionArguments& arguments) {
    auto program = context.program();
    if (!program) return program.error();
    record::Session session;
    session.id = record::SessionId::make();
    session.patient = {arguments.patient};
    if (const auto taken = arguments.fields.take(session); !taken) return taken.error();
    session.startedAt = nowUtc();
    session.utcOffset = utcOffsetAt(session.startedAt);
    if (!arguments.start.empty()) {
        const auto start = parseMoment(arguments.start);
        if (!start) return environmentFault("--start takes a moment such as 2026-11-22T14:05 (your time) or 2026-11-22T14:05:00Z.");
        if (isSkipped(arguments.start, *start))
            return refused(fmt::format("--start: the clocks here went forward over {}; that time was not. Give it with its offset, such as +01:00.", displayText(arguments.start, 40)));
        session.startedAt = *start;
        session.utcOffset = offsetOf(arguments.start, *start);
    }
    if (const std::string fault = record::faultIn(session); !fault.empty()) return refused(record::faultInWords(fault));
    auto outcome = fromRecord<Done>(**program, [&](store::Record& r) -> Outcome {
        const auto patient = r.patient(session.patient);
        if (!patient) return patient.error();
        if (const auto named = takeWhoAndWhy(context, r, *patient, arguments.episode, session.before); !named) return named;
        return r.put(store::SessionChange{{}, session});
    });
    if (!outcome) return outcome.error();
    if (session.startedAt > nowUtc() + kSurelyAheadMs)
        tell(fmt::format("myochart: The visit begins on {}, which is still to come; if that is a slip, remove it: session "
                   "remove {}\n",
                   dayInFullAt(session.startedAt, session.utcOffset), session.id.text));
    return json{{"id", session.id.text}};
}

Answer listSessions(Context& context, const std::string& patient) {
    auto program = context.program();
    if (!program) return program.error();
    auto rows = sessionRows(context, **program, {patient});
    if (!rows) return rows.error();
    return json{{"sessions", std::move(*rows)}};
}

Answer showSession(Context& context, const std::string& id) {
    auto program = context.program();
    if (!program) return program.error();
    auto session = readableSession(context, **program, {id});
    if (!session) return session.error();
    json answer = recordedJson(*session);
    answer["day"] = dayAt(session->startedAt, session->utcOffset);
    const record::SealState seal = record::sealState(*session);
    answer["seal"] = session->signing.isSigned() ? json(name(seal)) : json();
    if (const char* doubt = record::sealSentence(seal); doubt && !context.quiet) tell(fmt::format("{}\n", doubt));
    return answer;
}

Answer renameSession(Context& context, const SessionArguments& arguments) {
    auto program = context.program();
    if (!program) return program.error();
    std::string title;
    auto outcome = fromRecord<Done>(**program, [&](store::Record& r) -> Outcome {
        auto before = r.readable({arguments.id});
        if (!before) return before.error();
        record::Session named = before->session;
        if (const auto taken = arguments.fields.take(named); !taken) return taken.error();
        auto after = record::renameSession(before->session, named.title);
        if (!after) return after.error();
        title = after->session.title;
        return r.put(store::SessionChange{before->session, after->session});
    });
    if (!outcome) return outcome.error();
    return json{{"id", arguments.id}, {"title", title}};
}

Answer removeSession(Context& context, const std::string& id) {
    auto program = context.program();
    if (!program) return program.error();
    if (auto outcome = fromRecord<Done>(**program, [&](store::Record& r) { return r.removeSession({id}); }); !outcome)
        return outcome.error();
    return json{{"removed", id}};
}

json removedRow(const store::Removed& removed) {
    const store::Holding& what = removed.what;
    const bool visit = !what.session.empty();
    return {{"id", visit ? what.session.text : what.patient.text},
            {"kind", visit ? "session" : "patient"},
            {"name", what.patientName},
            {"started_at", visit ? json(isoUtc(what.startedAt)) : json()},
            {"day", visit ? json(dayAt(what.startedAt, what.utcOffset)) : json()},
            {"title", what.title},
            {"sessions", what.sessions},
            {"markers", what.markers},
            {"removed_at", isoUtc(removed.removedAt)},
            {"kept_until", isoUtc(removed.keptUntil)}};
}

Answer listRemoved(Context& context) {
    const auto first = context.isFirstStart();
    if (!first) return first.error();
    if (*first) return json{{"removed", json::array()}};
    auto program = context.program();
    if (!program) return program.error();
    auto removed = listFromRecord<std::vector<store::Removed>>(context, **program, [](store::Record& r) { return lookedThrough(r, &store::Record::removed); });
    if (!removed) return removed.error();
    json rows = json::array();
    for (const store::Removed& each : *removed) rows.push_back(removedRow(each));
    return json{{"removed", std::move(rows)}};
}

Answer restoreRemoved(Context& context, const std::string& id) {
    auto program = context.program();
    if (!program) return program.error();
    auto outcome = fromRecord<Done>(**program, [&](store::Record& r) -> Outcome {
        const auto removed = r.removed();
        if (!removed) return removed.error();
        for (const store::Removed& each : *removed) {
            if (each.what.session.text == id) return r.restoreSession(each.what.session);
            if (each.what.session.empty() && each.what.patient.text == id) return r.restorePatient(each.what.patient);
        }
        return failed("Nothing with that id was removed, or it is gone for good; `trash list` shows what can be brought back.");
    });
    if (!outcome) return outcome.error();
    return json{{"restored", id}};
}

Answer verifyRecord(Context& context) {
    auto program = context.program();
    if (!program) return program.error();
    if (auto outcome = fromRecord<Done>(**program, [](store::Record& r) { return r.verify(); }); !outcome) return outcome.error();
    return json{{"sound", true}};
}

/// A whole copy of the record, which is this program's alone while it is made; never over what is there.
Answer backUpRecord(Context& context, const std::string& name) {
    const auto file = context.output(name);
    if (!file) return file.error();
    if (std::error_code fault; std::filesystem::exists(file->path(), fault))
        return failed(fmt::format("{} is there already; give the backup another name.", shown(file->path())));
    auto program = context.program();
    if (!program && program.error().kind == ErrorKind::locked)
        return locked(program.error().message + " Nothing was copied: while it is open elsewhere a copy could be half old, half new.");
    if (!program) return program.error();
    const auto outcome = fromRecord<Done>(**program, [&](store::Record& r) { return r.backUp(file->path()); });
    if (!outcome) return outcome.error();
    return json{{"file", file->path().string()}};
}

/// Makes a record; never touches what is there.
Answer newPractice(Context& context, const std::string& name, bool isProtected, const std::string& passphraseFile) {
    const Path file = name;
    for (const char* ending : {"", "-wal", "-journal"}) {
        Path taken = file;
        taken += ending;
        std::error_code fault;
        if (std::filesystem::symlink_status(taken, fault).type() != std::filesystem::file_type::not_found)
            return failed(fmt::format("{} is there already; give the new record another name.", shown(taken)));
    }
    std::error_code fault;
    const Path folder = std::filesystem::absolute(file, fault).parent_path();
    if (!std::filesystem::is_directory(folder, fault))
        return failed(fmt::format("The folder {} is not there; make it first.", shown(folder)));
    if (isProtected || !passphraseFile.empty()) return newProtectedPractice(context, name, passphraseFile);
    auto record = store::openSqliteRecord(file);
    if (!record) return record.error();
    return json{{"file", name}, {"protected", false}};
}

void addRecordsOfClinics(CLI::App& app, VerbTable& verbs) {
    auto file = std::make_shared<std::string>(), passphrase = std::make_shared<std::string>();
    auto isProtected = std::make_shared<bool>(false);
    CLI::App* practice = app.add_subcommand("practice", "Records of clinics");
    practice->require_subcommand(1)->fallthrough();
    CLI::App* make = practice->add_subcommand("new", "Make an empty record, to be opened with --record FILE");
    make->add_option("FILE", *file)->required();
    make->add_flag("--protected", *isProtected, "Encrypted under a passphrase that is typed");
    make->add_option("--new-passphrase-file", *passphrase, "The same with the passphrase in a file that only you can read");
    verbs.add(make, [file, isProtected, passphrase](Context& c) { return newPractice(c, *file, *isProtected, *passphrase); });
    addPracticeVerbs(app, *practice, verbs);
}

void addPatientVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<PatientArguments>();
    CLI::App* patient = app.add_subcommand("patient", "The people in the record");
    patient->require_subcommand(1)->fallthrough();
    CLI::App* add = patient->add_subcommand("add", "Add a patient");
    a->fields.addTo(add);
    const char* alert = "A key of contraindications and precautions, its name in any of the four languages, or words; may be given several times";
    a->alertsOfNew = add->add_option("--alert", a->alerts, alert)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verbs.add(add, [a](Context& c) { return addPatient(c, *a); });
    verbs.add(patient->add_subcommand("list", "All patients"), listPatients);
    CLI::App* show = patient->add_subcommand("show", "A patient and the sessions");
    show->add_option("ID", a->id)->required();
    verbs.add(show, [a](Context& c) { return showPatient(c, a->id); });
    CLI::App* edit = patient->add_subcommand("edit", "Change a patient's name, birth date or note");
    edit->add_option("ID", a->id)->required();
    a->fields.addTo(edit);
    a->alertsOfChanged = edit->add_option("--alert", a->alerts, alert)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verbs.add(edit, [a](Context& c) { return editPatient(c, *a); });
    CLI::App* erase = patient->add_subcommand("erase", "Remove a patient with all sessions, to be brought back for 30 days; with --for-good nothing brings them back");
    erase->add_option("ID", a->id)->required();
    CLI::Option* forGood = erase->add_flag("--for-good", a->forGood, "Overwrite everything of the patient now, signed sessions too");
    erase->add_option("--reason", a->reason, "With --for-good, which needs it: asked, kept_long_enough, mistake or ordered; kept in the audit trail")->needs(forGood);
    verbs.add(erase, [a](Context& c) { return a->forGood ? eraseForGood(c, a->id, a->reason) : erasePatient(c, a->id); });
}

void addSessionVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<SessionArguments>();
    CLI::App* session = app.add_subcommand("session", "The visits of a patient");
    session->require_subcommand(1)->fallthrough();
    CLI::App* make = session->add_subcommand("new", "Begin a session");
    make->add_option("--patient", a->patient, "The patient's id")->required();
    make->add_option("--episode", a->episode, "The id of the patient's episode that it belongs to");
    make->add_option("--start", a->start, "When it began (ISO 8601); now if not given");
    a->fields.addTo(make);
    verbs.add(make, [a](Context& c) { return newSession(c, *a); });
    CLI::App* list = session->add_subcommand("list", "A patient's sessions, or all that nobody has signed, newest first");
    CLI::Option* ofPatient = list->add_option("--patient", a->patient, "The patient's id");
    CLI::Option* open = list->add_flag("--open", a->open, "Those of everybody that are not signed, or want a co-signature, with what each lacks");
    ofPatient->excludes(open);
    list->require_option(1);
    verbs.add(list, [a](Context& c) { return a->open ? listOpenSessions(c) : listSessions(c, a->patient); });
    CLI::App* show = session->add_subcommand("show", "A session with its markers");
    show->add_option("ID", a->id)->required();
    verbs.add(show, [a](Context& c) { return showSession(c, a->id); });
    CLI::App* rename = session->add_subcommand("rename", "Give a session a title");
    rename->add_option("ID", a->id)->required();
    a->fields.addTo(rename);
    rename->get_option("--title")->required();
    verbs.add(rename, [a](Context& c) { return renameSession(c, *a); });
    CLI::App* remove = session->add_subcommand("remove", "Remove a session with its markers");
    remove->add_option("ID", a->id)->required();
    verbs.add(remove, [a](Context& c) { return removeSession(c, a->id); });
    addVisitVerbs(*session, verbs);
    addTimeVerbs(*session, verbs);
}

void addTrashVerbs(CLI::App& app, VerbTable& verbs) {
    auto id = std::make_shared<std::string>();
    CLI::App* trash = app.add_subcommand("trash", "What was removed and can still be brought back");
    trash->require_subcommand(1)->fallthrough();
    verbs.add(trash->add_subcommand("list", "Removed patients and sessions, newest first"), listRemoved);
    CLI::App* restore = trash->add_subcommand("restore", "Bring a patient or a session back");
    restore->add_option("ID", *id)->required();
    verbs.add(restore, [id](Context& c) { return restoreRemoved(c, *id); });
}

}  // namespace

void addRecordVerbs(CLI::App& app, VerbTable& verbs) {
    addRecordsOfClinics(app, verbs);
    addPatientVerbs(app, verbs);
    addSessionVerbs(app, verbs);
    addTrashVerbs(app, verbs);
    verbs.add(app.add_subcommand("verify", "Check the whole record"), verifyRecord);
    auto file = std::make_shared<std::string>();
    CLI::App* backup = app.add_subcommand("backup", "A whole copy of the record in a new file, also of a damaged one");
    backup->add_option("FILE", *file);
    backup->require_subcommand(0, 1)->fallthrough();
    verbs.add(backup, [file](Context& c) { return file->empty() ? environmentFault("FILE is required, or list, now, show, restore. Try `myochart backup --help`.") : backUpRecord(c, *file); });
    addBackupVerbs(*backup, verbs);
}

}  // namespace myochart::cli
