#include <memory>

#include <fmt/format.h>

#include "chart/fault_words.h"
#include "chart/edits.h"
#include "chart/json.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "core/typed_day.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

struct PatientArguments {
    std::string id, name, birthDate, note;
    bool setName = false, setBirthDate = false, setNote = false;
};

struct SessionArguments {
    std::string id, patient, start, title;
};

json patientJson(const chart::Patient& patient) { return chart::toJson(patient); }

Outcome putPatient(workspace::Workspace& ws, const chart::Patient& patient) {
    if (const std::string fault = chart::faultIn(patient); !fault.empty()) return refused(chart::faultInWords(fault));
    return fromRecord<Done>(ws, [&](store::Record& r) { return r.put(patient); });
}

Answer addPatient(Context& context, const PatientArguments& arguments) {
    context.mayCreateRecord = true;
    auto ws = context.workspace();
    if (!ws) return ws.error();
    chart::Patient patient;
    patient.id = chart::PatientId::make();
    patient.name = arguments.name;
    if (!arguments.birthDate.empty()) {
        auto day = dayFromTyped(arguments.birthDate);
        if (!day) return Error{ErrorKind::refused, "The birth date: " + day.error().message};
        patient.birthDate = *day;
    }
    patient.note = arguments.note;
    patient.createdAt = nowUtc();
    if (auto outcome = putPatient(**ws, patient); !outcome) return outcome.error();
    return json{{"id", patient.id.text}};
}

Answer listPatients(Context& context) {
    auto ws = context.workspace();
    if (!ws) return ws.error();
    auto patients = fromRecord<std::vector<store::PatientSummary>>(**ws, [](store::Record& r) { return r.patients(); });
    if (!patients) return patients.error();
    json rows = json::array();
    for (const auto& p : *patients)
        rows.push_back({{"id", p.patient.id.text},
                        {"name", p.patient.name},
                        {"birth_date", p.patient.birthDate},
                        {"sessions", p.sessions},
                        {"last_session", p.lastSession ? json(isoUtc(p.lastSession)) : json()}});
    return json{{"patients", std::move(rows)}};
}

json sessionRow(const store::SessionSummary& s) {
    return {{"id", s.id.text}, {"patient", s.patient.text}, {"started_at", isoUtc(s.startedAt)}, {"title", s.title}, {"markers", s.markers}};
}

Result<json> sessionRows(workspace::Workspace& ws, const chart::PatientId& id) {
    auto sessions = fromRecord<std::vector<store::SessionSummary>>(ws, [&](store::Record& r) { return r.sessions(id); });
    if (!sessions) return sessions.error();
    json rows = json::array();
    for (const auto& s : *sessions) rows.push_back(sessionRow(s));
    return rows;
}

Answer showPatient(Context& context, const std::string& id) {
    auto ws = context.workspace();
    if (!ws) return ws.error();
    auto patient = fromRecord<chart::Patient>(**ws, [&](store::Record& r) { return r.patient({id}); });
    if (!patient) return patient.error();
    auto rows = sessionRows(**ws, {id});
    if (!rows) return rows.error();
    json answer = patientJson(*patient);
    answer["sessions"] = std::move(*rows);
    return answer;
}

Answer editPatient(Context& context, const PatientArguments& arguments) {
    auto ws = context.workspace();
    if (!ws) return ws.error();
    auto patient = fromRecord<chart::Patient>(**ws, [&](store::Record& r) { return r.patient({arguments.id}); });
    if (!patient) return patient.error();
    if (arguments.setName) patient->name = arguments.name;
    if (arguments.setBirthDate && arguments.birthDate.empty()) patient->birthDate.clear();
    if (arguments.setBirthDate && !arguments.birthDate.empty()) {
        auto day = dayFromTyped(arguments.birthDate);
        if (!day) return Error{ErrorKind::refused, "The birth date: " + day.error().message};
        patient->birthDate = *day;
    }
    if (arguments.setNote) patient->note = arguments.note;
    if (auto outcome = putPatient(**ws, *patient); !outcome) return outcome.error();
    return patientJson(*patient);
}

Answer erasePatient(Context& context, const std::string& id) {
    auto ws = context.workspace();
    if (!ws) return ws.error();
    if (auto outcome = fromRecord<Done>(**ws, [&](store::Record& r) { return r.removePatient({id}); }); !outcome)
        return outcome.error();
    return json{{"erased", id}};
}

Answer newSession(Context& context, const SessionArguments& arguments) {
    auto ws = context.workspace();
    if (!ws) return ws.error();
    chart::Session session;
    session.id = chart::SessionId::make();
    session.patient = {arguments.patient};
    session.title = arguments.title;
    session.startedAt = nowUtc();
    if (!arguments.start.empty()) {
        const auto start = parseMoment(arguments.start);
        if (!start) return environmentFault("--start takes a moment such as 2026-11-22T14:05 (your time) or 2026-11-22T14:05:00Z.");
        session.startedAt = *start;
    }
    if (const std::string fault = chart::faultIn(session); !fault.empty()) return refused(chart::faultInWords(fault));
    auto outcome = fromRecord<Done>(**ws, [&](store::Record& r) -> Outcome {
        if (auto patient = r.patient(session.patient); !patient) return patient.error();
        return r.put(store::SessionChange{{}, session});
    });
    if (!outcome) return outcome.error();
    return json{{"id", session.id.text}};
}

Answer listSessions(Context& context, const std::string& patient) {
    auto ws = context.workspace();
    if (!ws) return ws.error();
    auto rows = sessionRows(**ws, {patient});
    if (!rows) return rows.error();
    return json{{"sessions", std::move(*rows)}};
}

Answer showSession(Context& context, const std::string& id) {
    auto ws = context.workspace();
    if (!ws) return ws.error();
    auto session = fromRecord<chart::Session>(**ws, [&](store::Record& r) { return r.session({id}); });
    if (!session) return session.error();
    return chart::toJson(*session);
}

Answer renameSession(Context& context, const SessionArguments& arguments) {
    auto ws = context.workspace();
    if (!ws) return ws.error();
    auto outcome = fromRecord<Done>(**ws, [&](store::Record& r) -> Outcome {
        auto before = r.session({arguments.id});
        if (!before) return before.error();
        auto after = chart::renameSession(*before, arguments.title);
        if (!after) return after.error();
        return r.put(store::SessionChange{*before, after->session});
    });
    if (!outcome) return outcome.error();
    return json{{"id", arguments.id}, {"title", arguments.title}};
}

Answer removeSession(Context& context, const std::string& id) {
    auto ws = context.workspace();
    if (!ws) return ws.error();
    if (auto outcome = fromRecord<Done>(**ws, [&](store::Record& r) { return r.removeSession({id}); }); !outcome)
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
            {"title", what.title},
            {"sessions", what.sessions},
            {"markers", what.markers},
            {"removed_at", isoUtc(removed.removedAt)},
            {"kept_until", isoUtc(removed.keptUntil)}};
}

Answer listRemoved(Context& context) {
    auto ws = context.workspace();
    if (!ws) return ws.error();
    auto removed = fromRecord<std::vector<store::Removed>>(**ws, [](store::Record& r) { return r.removed(); });
    if (!removed) return removed.error();
    json rows = json::array();
    for (const store::Removed& each : *removed) rows.push_back(removedRow(each));
    return json{{"removed", std::move(rows)}};
}

Answer restoreRemoved(Context& context, const std::string& id) {
    auto ws = context.workspace();
    if (!ws) return ws.error();
    auto outcome = fromRecord<Done>(**ws, [&](store::Record& r) -> Outcome {
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
    auto ws = context.workspace();
    if (!ws) return ws.error();
    if (auto outcome = fromRecord<Done>(**ws, [](store::Record& r) { return r.verify(); }); !outcome) return outcome.error();
    return json{{"sound", true}};
}

/// Makes a record; never touches what is there.
Answer newPractice(const std::string& name) {
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
    auto record = store::openSqliteRecord(file);
    if (!record) return record.error();
    return json{{"file", name}};
}

void addPracticeVerbs(CLI::App& app, VerbTable& verbs) {
    auto file = std::make_shared<std::string>();
    CLI::App* practice = app.add_subcommand("practice", "Records of clinics");
    practice->require_subcommand(1)->fallthrough();
    CLI::App* make = practice->add_subcommand("new", "Make an empty record, to be opened with --record FILE");
    make->add_option("FILE", *file)->required();
    verbs.add(make, [file](Context&) { return newPractice(*file); });
}

void addPatientVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<PatientArguments>();
    CLI::App* patient = app.add_subcommand("patient", "The people in the record");
    patient->require_subcommand(1)->fallthrough();
    CLI::App* add = patient->add_subcommand("add", "Add a patient");
    add->add_option("--name", a->name)->required();
    add->add_option("--birth-date", a->birthDate, "As 1985-03-12, 12.3.1985 or \"12 March 1985\"");
    add->add_option("--note", a->note);
    verbs.add(add, [a](Context& c) { return addPatient(c, *a); });
    verbs.add(patient->add_subcommand("list", "All patients"), listPatients);
    CLI::App* show = patient->add_subcommand("show", "A patient and the sessions");
    show->add_option("ID", a->id)->required();
    verbs.add(show, [a](Context& c) { return showPatient(c, a->id); });
    CLI::App* edit = patient->add_subcommand("edit", "Change a patient's name, birth date or note");
    edit->add_option("ID", a->id)->required();
    CLI::Option* nameOption = edit->add_option("--name", a->name);
    CLI::Option* birthOption = edit->add_option("--birth-date", a->birthDate, "As 1985-03-12, 12.3.1985 or \"12 March 1985\"");
    CLI::Option* noteOption = edit->add_option("--note", a->note);
    verbs.add(edit, [a, nameOption, birthOption, noteOption](Context& c) {
        a->setName = nameOption->count() > 0;
        a->setBirthDate = birthOption->count() > 0;
        a->setNote = noteOption->count() > 0;
        return editPatient(c, *a);
    });
    CLI::App* erase = patient->add_subcommand("erase", "Remove a patient with all sessions");
    erase->add_option("ID", a->id)->required();
    verbs.add(erase, [a](Context& c) { return erasePatient(c, a->id); });
}

void addSessionVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<SessionArguments>();
    CLI::App* session = app.add_subcommand("session", "The visits of a patient");
    session->require_subcommand(1)->fallthrough();
    CLI::App* make = session->add_subcommand("new", "Begin a session");
    make->add_option("--patient", a->patient, "The patient's id")->required();
    make->add_option("--start", a->start, "When it began (ISO 8601); now if not given");
    make->add_option("--title", a->title);
    verbs.add(make, [a](Context& c) { return newSession(c, *a); });
    CLI::App* list = session->add_subcommand("list", "A patient's sessions, newest first");
    list->add_option("--patient", a->patient, "The patient's id")->required();
    verbs.add(list, [a](Context& c) { return listSessions(c, a->patient); });
    CLI::App* show = session->add_subcommand("show", "A session with its markers");
    show->add_option("ID", a->id)->required();
    verbs.add(show, [a](Context& c) { return showSession(c, a->id); });
    CLI::App* rename = session->add_subcommand("rename", "Give a session a title");
    rename->add_option("ID", a->id)->required();
    rename->add_option("--title", a->title)->required();
    verbs.add(rename, [a](Context& c) { return renameSession(c, *a); });
    CLI::App* remove = session->add_subcommand("remove", "Remove a session with its markers");
    remove->add_option("ID", a->id)->required();
    verbs.add(remove, [a](Context& c) { return removeSession(c, a->id); });
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
    addPracticeVerbs(app, verbs);
    addPatientVerbs(app, verbs);
    addSessionVerbs(app, verbs);
    addTrashVerbs(app, verbs);
    verbs.add(app.add_subcommand("verify", "Check the whole record"), verifyRecord);
}

}  // namespace myochart::cli
