#include "cli/run_cli.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <set>

#include <fmt/format.h>

#include "builtin/builtin_body.h"
#include "cli/entered_fields.h"
#include "cli/handout_verb.h"
#include "cli/output.h"
#include "cli/shell_texts.h"
#include "cli/verbs.h"
#include "core/log.h"
#include "core/text.h"
#include "workspace/demonstration.h"
#include "workspace/hand_over.h"
#include "workspace/own_places.h"

namespace myochart::cli {

namespace {

int report(const Error& error) {
    tell(fmt::format("myochart: {}\n", error.message));
    return static_cast<int>(error.kind);
}

/// CLI11's message as one line on standard error; help and version go to standard output with code 0.
int reportUsage(const CLI::App& app, const CLI::ParseError& fault) {
    if (fault.get_exit_code() == 0) {
        app.exit(fault);
        std::cout.flush();
        return std::cout ? 0 : report(failed("The answer could not be written to standard output."));
    }
    std::string line = displayText(fault.what(), 300);
    if (!line.empty() && line.back() != '.') line += '.';
    tell(fmt::format("myochart: {} Try `myochart --help`.\n", line));
    return static_cast<int>(ErrorKind::environment);
}

void addGlobalOptions(CLI::App& app, Context& context, std::string& dataDir, std::string& record) {
    app.add_option("--data-dir", dataDir, "Folder of the record, models and settings");
    app.add_option("--record", record, "The clinic record; default in the data folder");
    context.key.addTo(app);
    app.add_option("--model", context.invocation.model, "An installed model's name, or a model file");
    app.add_option("--therapist", context.therapist, "Who acts: a therapist's id; default: the only one");
    app.add_flag("--json", context.json, "Answer as JSON");
    app.add_flag("--quiet", context.quiet, "No progress on standard error");
    app.set_version_flag("--version", std::string("myochart ") + MYOCHART_VERSION);
}

bool anyNonUtf8(int argc, char** argv) {
    for (int i = 0; i < argc; ++i)
        if (std::string_view(argv[i]).size() > 65536) return true;
    return false;
}

/// Options whose text may be empty, which takes away what stood there: those of texts that are kept. The record itself
/// refuses an empty one that must be filled.
bool mayBeEmpty(const std::string& option) {
    static const std::set<std::string> texts = [] {
        std::set<std::string> options = {"--muscle", "--sentence", "--text", "--alert", "--direction"};
        for (const auto& each : {EnteredFields<record::Patient>::clearable(), EnteredFields<record::Session>::clearable(),
                                 EnteredFields<record::Marker>::clearable(), clearablePracticeOptions()})
            options.insert(each.begin(), each.end());
        return options;
    }();
    return texts.contains(option);
}

/// No option that names something takes an empty text, no number is read from 0x1p-1.
void refuseEmptyAndOddValues(CLI::App& app) {
    for (CLI::Option* option : app.get_options()) {
        if (option->get_items_expected_max() == 0 || option->get_name().empty()) continue;
        const bool number = option->get_type_name() == "FLOAT";
        if (mayBeEmpty(option->get_name()) && !number) continue;
        option->check(CLI::Validator(
            [number](const std::string& value) {
                if (value.empty()) return std::string("is empty");
                return number && value.find_first_of("xXpP") != std::string::npos ? std::string("is no decimal number") : std::string();
            },
            ""));
    }
    for (CLI::App* verb : app.get_subcommands([](CLI::App*) { return true; })) refuseEmptyAndOddValues(*verb);
}

/// The arguments, last first as CLI11 wants them. "--note=" is an empty note: CLI11 would take the argument behind it.
std::vector<std::string> argumentsOf(int argc, char** argv) {
    std::vector<std::string> all;
    bool options = true;
    for (int i = 1; i < argc; ++i) {
        std::string text = argv[i];
        options = options && text != "--";
        const bool empty = options && text.size() > 3 && text.starts_with("--") && text.find('=') == text.size() - 1;
        if (empty) text.pop_back();
        all.push_back(std::move(text));
        if (empty) all.emplace_back();
    }
    std::reverse(all.begin(), all.end());
    return all;
}

/// The parts that were left out, told to people and programs.
int reportLeftOut(const Context& context) {
    for (const store::Damage& damage : context.damaged) tell(fmt::format("myochart: Left out: {}\n", damage.sentence));
    for (const std::string& sentence : context.conflicts) tell(fmt::format("myochart: Not taken: {}\n", sentence));
    for (const std::string& sentence : context.remarks) tell(fmt::format("myochart: {}\n", sentence));
    if (!context.damaged.empty() || !context.remarks.empty()) return static_cast<int>(ErrorKind::refused);
    return context.conflicts.empty() ? 0 : static_cast<int>(ErrorKind::conflict);
}

/// A change is saved whether or not its answer can be written; asked for again it would be made twice.
Error answerNotWritten(Context& context, const nlohmann::json& answer, const Error& error) {
    if (!context.opened || !context.opened->record.isOpen()) return error;
    if (context.opened->record.saving().run<int>([](store::Record& record) { return record.changesSaved(); }) == 0)
        return error;
    const std::string id = answer.is_object() && answer.contains("id") && answer["id"].is_string()
                               ? " Its id: " + answer["id"].get<std::string>() + "."
                               : "";
    return {error.kind, fmt::format("{} The change WAS saved; do not ask for it again.{}", error.message, id)};
}

/// Looking never makes a record: of a mistyped name, or of a disk that is not there, an empty one would pass for all there is.
Error noRecordAt(const Path& file, const workspace::ProgramOptions& options) {
    if (!options.recordFile.empty())
        return failed(fmt::format("There is no record {}; a mistyped name makes none. `myochart practice new FILE` makes a "
                                  "new one.", shown(file)));
    if (!options.dataDir.empty())
        return failed(fmt::format("There is no record in {}; is the folder's name right, and its disk there? `patient add`, `therapist add`, "
                                  "`import` and the window begin a new one.", shown(options.dataDir)));
    return failed(fmt::format("There is no record yet ({} is not there); `patient add`, `therapist add`, `import` and the window begin one.", shown(file)));
}

/// Opens the program; a protected record with what was given, or with what somebody types at the terminal.
Result<std::unique_ptr<workspace::Program>> openProgram(Context& context, workspace::ProgramOptions options) {
    constexpr int kTries = 3;
    store::OpenNotes notes;
    options.recordNotes = &notes;
    if (context.key.given()) {
        auto with = context.key.read();
        if (!with) return with.error();
        options.unlock = std::move(*with);
    }
    auto made = workspace::Program::open(options);
    for (int tries = 0; !made && notes.wantsPassphrase && !context.key.given() && canAsk() && tries < kTries; ++tries) {
        if (tries > 0) tell(fmt::format("myochart: {}\n", made.error().message));
        auto typed = typedPassphrase("Passphrase of the record: ");
        if (!typed) return typed.error();
        options.unlock.passphrase = std::make_shared<const Secret>(std::move(*typed));
        notes = {};
        made = workspace::Program::open(options);
    }
    if (made && context.key.given() && (*made)->record.isOpen() && !notes.isProtected)
        return refused("This record is not protected by a passphrase, although one was given: if it was protected, another file stands in its place. Leave the passphrase out to open it as it is.");
    if (!made && notes.wantsPassphrase && !context.key.given() && !canAsk())
        return locked(fmt::format("{} Give it with --passphrase-file FILE.", made.error().message));
    return made;
}

int runVerb(Context& context, const Verb& verb) {
    Answer answer = verb(context);
    if (!answer) return report(answer.error());
    if (context.json)
        for (const store::Damage& damage : context.damaged)
            (*answer)["damaged"].push_back({{"id", damage.id}, {"sentence", damage.sentence}});
    const bool asText = !context.json && context.plain.has_value();
    if (const Outcome printed = asText ? printText(*context.plain) : print(*answer, context.json); !printed)
        return report(answerNotWritten(context, *answer, printed.error()));
    return reportLeftOut(context);
}

int demonstrate(Invocation invocation, const std::function<Outcome(const Invocation&)>& openWindow) {
    const auto folder = workspace::DemonstrationFolder::make();
    if (!folder) return report(folder.error());
    invocation.program.dataDir = folder->path();
    invocation.program.via = workspace::kDemonstration;
    const Outcome outcome = openWindow(invocation);
    return outcome ? 0 : report(outcome.error());
}

/// No verb of the table: the window opens, with these files as if they were dropped on it.
void addOpenVerb(CLI::App& app, Context& context) {
    CLI::App* verb = app.add_subcommand("open", "Open the window with files as if they were dropped on it: models, records of patients, markups");
    verb->add_option("FILE", context.invocation.files, "A file or a folder")->required()->check(CLI::ExistingPath);
}

void addShellVerbs(CLI::App& app, VerbTable& verbs) {
    auto shell = std::make_shared<std::string>();
    CLI::App* completion = app.add_subcommand("completion", "A script that completes this command line in a shell");
    completion->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
    verbs.add(completion, [&app, shell](Context& context) -> Answer {
        context.plain = completionScript(app, *shell);
        return nlohmann::json{{"shell", *shell}, {"script", *context.plain}};
    });
    verbs.add(app.add_subcommand("manual", "The manual page, for man"), [&app](Context& context) -> Answer {
        context.plain = manualPage(app, MYOCHART_VERSION);
        return nlohmann::json{{"page", *context.plain}};
    });
}

}  // namespace

void VerbTable::add(CLI::App* app, Verb verb) {
    app->callback([this, app, verb = std::move(verb)] {
        if (app->get_subcommands().empty()) chosen_ = verb;  // a verb around another one is told, too
    });
}

Result<std::optional<Path>> Context::missingRecord() const {
    const auto folders = userFolders(invocation.program.dataDir);
    if (!folders) return folders.error();
    const Path file = workspace::recordFile(invocation.program, *folders);
    Path changes = file;
    changes += "-wal";
    std::error_code fault, none;
    const bool hasChanges = std::filesystem::file_size(changes, none) > 0 && !none;
    const bool isThere = std::filesystem::status(file, fault).type() != std::filesystem::file_type::not_found;
    return isThere || hasChanges ? std::optional<Path>() : std::optional(file);
}

Result<bool> Context::isFirstStart() const {
    const auto missing = missingRecord();
    if (!missing) return missing.error();
    return *missing && invocation.program.dataDir.empty() && invocation.program.recordFile.empty();
}

Result<workspace::Program*> Context::program(bool needRecord) {
    if (!opened) {
        workspace::ProgramOptions options = invocation.program;
        if (needRecord) {
            const auto missing = missingRecord();
            if (!missing) return missing.error();
            if (*missing && !mayCreateRecord) return noRecordAt(**missing, options);
            if (*missing && !quiet) tell(fmt::format("myochart: A new record is begun: {}\n", shown(**missing)));
        }
        options.inlineJobs = true;
        options.via = "command line";
        options.needRecord = needRecord;
        auto made = openProgram(*this, options);
        if (!made) return made.error();
        opened = std::move(*made);
    }
    return opened.get();
}

Result<workspace::Program*> Context::programWithBody(bool needRecord, bool checked) {
    auto ready = program(needRecord);
    if (!ready) return ready.error();
    Progress progress;
    workspace::BodyDesk& bodies = (*ready)->bodies;
    auto body = checked ? bodies.loadSound(invocation.model, progress) : bodies.load(invocation.model, progress);
    if (!body) return body.error();
    bodies.show(*body);
    return *ready;
}

Result<workspace::Program*> Context::programOfHabitus(float habitus, bool needRecord, bool checked) {
    auto ready = program(needRecord);
    if (!ready) return ready.error();
    if (const auto outcome = (*ready)->bodies.setHabitus(habitus); !outcome) return environmentFault(outcome.error().message);
    ready = programWithBody(needRecord, checked);
    if (ready && habitus != 1 && (*ready)->bodies.current()->name() != builtin::kBuiltinName)
        return failed("Only the skin of the built-in body follows --habitus; leave it out for other models.");
    return ready;
}

void noteReading(workspace::Program& program, const record::PatientId& patient) {
    (void)fromRecord<Done>(program, [&](store::Record& r) { return r.note(store::Event::read, patient.text); });
}

Outcome notePicture(workspace::Program& program, const std::string& session, const std::string& file) {
    return fromRecord<Done>(program, [&](store::Record& r) { return workspace::noteExport(r, session, file, store::Event::printed); });
}

Result<record::Session> sessionWith(workspace::Program& program, const std::string& marker) {
    return fromRecord<record::Session>(program, [&](store::Record& r) -> Result<record::Session> {
        auto id = r.sessionOf({marker});
        if (!id) return id.error();
        auto reading = r.readable(*id);
        if (!reading) return reading.error();
        return std::move(reading->session);
    });
}

Result<record::Session> readableSession(Context& context, workspace::Program& program, const record::SessionId& id) {
    auto reading = fromRecord<store::SessionReading>(program, [&](store::Record& r) { return r.readable(id); });
    if (!reading) return reading.error();
    context.damaged = std::move(reading->damaged);
    noteReading(program, reading->session.patient);
    return std::move(reading->session);
}

Result<OutputFile> Context::output(const Path& named) const {
    return openOutput(named, workspace::ownPlaces(invocation.program));
}

Result<std::vector<double>> numbers(const std::string& text, size_t count, std::string_view option) {
    std::vector<double> values;
    for (const std::string& part : split(text, ','))
        if (const auto value = parseNumber(part)) values.push_back(*value);
    if (values.size() != count || split(text, ',').size() != count)
        return environmentFault(fmt::format("{} takes {} numbers with commas between them, such as {}.", option, count,
                                            count == 2 ? "1280,800" : count == 3 ? "12.5,-80,1200" : "0,-900,1200,0,1,0"));
    return values;
}

Result<vec3> point(const std::string& text, std::string_view option) {
    auto values = numbers(text, 3, option);
    if (!values) return values.error();
    return vec3((*values)[0], (*values)[1], (*values)[2]);
}

double rounded(double value, int decimals) {
    const double scale = std::pow(10.0, decimals);
    const double result = std::round(value * scale) / scale;
    return result == 0 ? 0 : result;
}

nlohmann::json mm(vec3 v) { return {rounded(v.x), rounded(v.y), rounded(v.z)}; }

int runCli(int argc, char** argv, const std::function<Outcome(const Invocation&)>& openWindow, MeasurePanel measurePanel) {
    if (anyNonUtf8(argc, argv)) return report(environmentFault("An argument is longer than 64 kB."));
    CLI::App app{"Myochart: trigger points and needle sites on a three-dimensional musculature. Without a verb it opens "
                 "the window.",
                 "myochart"};
    app.fallthrough();
    app.require_subcommand(0, 1);
    Context context;
    context.measurePanel = std::move(measurePanel);
    VerbTable verbs;
    std::string dataDir, record;
    addGlobalOptions(app, context, dataDir, record);
    bool demonstrates = false;
    app.add_flag("--demo", demonstrates, "Open the window on a made-up practice that is gone when it is closed");
    addModelVerbs(app, verbs);
    addViewVerbs(app, verbs);
    addRecordVerbs(app, verbs);
    addProtectionVerbs(app, verbs);
    addMarkerVerbs(app, verbs);
    addLedgerVerbs(app, verbs);
    addExchangeVerbs(app, verbs);
    addBodymapVerbs(app, verbs);
    addNeedlePathVerbs(app, verbs);
    addReferralVerbs(app, verbs);
    addTourVerbs(app, verbs);
    addQuizVerbs(app, verbs);
    addNoteVerbs(app, verbs);
    addAuditVerbs(app, verbs);
    addListVerbs(app, verbs);
    addHandoutVerb(app, verbs);
    addPdfVerbs(app, verbs);
    addPageVerb(app, verbs);
    addBenchVerb(app, verbs);
    addOpenVerb(app, context);
    addShellVerbs(app, verbs);
    refuseEmptyAndOddValues(app);
    try {
        app.parse(argumentsOf(argc, argv));
    } catch (const CLI::ParseError& fault) {
        return reportUsage(app, fault);
    }
    context.invocation.program.dataDir = dataDir;
    context.invocation.program.recordFile = record;
    if (demonstrates) {
        if (verbs.chosen() || !dataDir.empty() || !record.empty())
            return report(environmentFault("--demo opens the window on a made-up practice of its own; it takes no verb, no --data-dir and no --record."));
        return demonstrate(context.invocation, openWindow);
    }
    if (const Verb* verb = verbs.chosen()) {
        try {
            return runVerb(context, *verb);
        } catch (const std::bad_alloc&) {
            context.opened.reset();
            return report(failed("There is not enough memory for this; close other programs, or ask for less (a smaller picture, "
                                 "fewer structures)."));
        } catch (const std::exception&) {  // its text may hold anything
            context.opened.reset();
            return report(failed("The program made a fault and stopped this; what was answered before is saved."));
        }
    }
    const Outcome outcome = openWindow(context.invocation);
    return outcome ? 0 : report(outcome.error());
}

}  // namespace myochart::cli
