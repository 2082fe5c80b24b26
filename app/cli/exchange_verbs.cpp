#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "cli/form_import.h"
#include "cli/markups_import.h"
#include "cli/merge_verbs.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "cli/verbs.h"
#include "exchange/bundle_reader.h"
#include "exchange/exporter.h"
#include "exchange/fhir.h"
#include "exchange/markups.h"
#include "exchange/patient_form_reader.h"
#include "workspace/hand_over.h"
#include "workspace/handed_body.h"
#include "workspace/import_preview.h"
#include "workspace/own_places.h"
#include "workspace/practice_export.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

struct ExportArguments {
    std::string id, format{exchange::exporters().front().id}, output, codes;
    bool deIdentified = false, everybody = false;
};

/// A bundle of FHIR, with the codes of a file; what is wrong in it is told in `leftOut`, and the rest used.
Result<std::string> fhirOf(const exchange::Bundle& bundle, exchange::FhirVersion version, const std::string& codesFile, const anatomy::Catalogue& catalogue,
                           std::vector<std::string>& leftOut) {
    exchange::CodeMap codes;
    if (!codesFile.empty()) {
        const auto text = readTextFile(codesFile, exchange::kMaxCodesBytes);
        if (!text) return text.error();
        auto read = exchange::readCodes(shown(codesFile), *text, catalogue);
        if (!read) return read.error();
        codes = std::move(read->codes);
        leftOut = std::move(read->faults);
    }
    Progress progress;
    return exchange::fhirText(bundle, version, catalogue, codes, progress);
}

/// The body that the sites are shown on: that of --model, else the one on which most of them were charted.
Result<exchange::BodyModel> modelFor(Context& context, workspace::Program& program, const exchange::Bundle& bundle) {
    if (!context.invocation.model.empty())
        if (const auto shown = context.programWithBody(); !shown) return shown.error();
    Progress progress;
    const bool isAsked = !context.invocation.model.empty();
    const auto body = workspace::bodyOfSites(program.bodies, isAsked ? exchange::Bundle() : bundle, isAsked ? program.bodies.current() : nullptr, progress);
    if (!body) return body.error();
    auto model = workspace::bodyModelOf(bundle, **body, program.catalogue());
    if (!model) return refused("The stored model is damaged; import it again with `model import`.");
    return std::move(*model);
}

Answer exportRecord(Context& context, const ExportArguments& arguments) {
    const auto fhir = exchange::fhirVersionOf(arguments.format);
    if (!fhir && !arguments.codes.empty()) return environmentFault("--codes goes with --format fhir-r4 and fhir-r5.");
    const auto file = context.output(arguments.output);
    if (!file) return file.error();
    auto program = context.program();
    if (!program) return program.error();
    auto bundle = fromRecord<exchange::Bundle>(**program, [&](store::Record& r) { return workspace::bundleOf(r, arguments.id); });
    if (!bundle) return bundle.error();
    std::optional<exchange::BodyModel> model;  // of the places as they are recorded
    if (exchange::exporterNamed(arguments.format)->needsBody) {
        auto made = modelFor(context, **program, *bundle);
        if (!made) return made.error();
        model = std::move(*made);
    }
    if (arguments.deIdentified) *bundle = workspace::deIdentified(*bundle, (*program)->catalogue());
    Progress progress;
    const exchange::Given given{(*program)->catalogue(), nowUtc(), arguments.deIdentified, model ? &*model : nullptr};
    std::vector<std::string> leftOut;
    const auto text = fhir ? fhirOf(*bundle, *fhir, arguments.codes, (*program)->catalogue(), leftOut)
                           : exchange::exporterNamed(arguments.format)->write(*bundle, given, progress);
    if (!text) return text.error();
    if (auto outcome = file->write(*text); !outcome) return outcome.error();
    const auto noted = fromRecord<Done>(**program, [&](store::Record& r) { return workspace::noteExport(r, arguments.id, arguments.output); });
    if (!noted) return noted.error();
    json answer{{"file", arguments.output}, {"patients", bundle->patients.size()}, {"sessions", bundle->sessions.size()}, {"deidentified", arguments.deIdentified}};
    if (model) answer["body"] = model->name, answer["surfaces_within_mm"] = rounded(static_cast<double>(model->errorMm));
    if (!arguments.codes.empty()) answer["codes_left_out"] = leftOut;
    if (!context.quiet)
        for (const std::string& each : leftOut) tell(each + "\n");
    return answer;
}

/// Every patient, one file each.
Answer exportEverybody(Context& context, const ExportArguments& arguments) {
    const auto fhir = exchange::fhirVersionOf(arguments.format);
    if (!arguments.id.empty()) return environmentFault("--all is everybody; leave the id out.");
    if (!fhir && !arguments.codes.empty()) return environmentFault("--codes goes with --format fhir-r4 and fhir-r5.");
    const exchange::Exporter* exporter = exchange::exporterNamed(arguments.format);
    auto program = context.program();
    if (!program) return program.error();
    std::vector<std::string> leftOut;
    ProgressLine line(context.quiet);
    workspace::PracticeExport order{arguments.output, arguments.format, std::string(exporter->ending), arguments.deIdentified, {}, workspace::ownPlaces(context.invocation.program)};
    order.write = [&](exchange::Bundle& bundle) -> Result<std::string> {
        std::optional<exchange::BodyModel> model;
        if (exporter->needsBody) {
            auto made = modelFor(context, **program, bundle);
            if (!made) return made.error();
            model = std::move(*made);
        }
        if (arguments.deIdentified) bundle = workspace::deIdentified(bundle, (*program)->catalogue());
        if (fhir) return fhirOf(bundle, *fhir, arguments.codes, (*program)->catalogue(), leftOut);
        return exporter->write(bundle, {(*program)->catalogue(), nowUtc(), arguments.deIdentified, model ? &*model : nullptr}, line.progress);
    };
    const auto done = workspace::exportPractice((*program)->record.saving(), order, line.progress);
    if (!done) return done.error();
    json answer{{"folder", arguments.output}, {"format", arguments.format}, {"deidentified", arguments.deIdentified}, {"patients", done->written + done->before}, {"written", done->written},
                {"before", done->before}, {"sessions", done->sessions}, {"bytes", done->bytes}, {"left_out", json::array()}};
    for (const auto& each : done->leftOut) {
        answer["left_out"].push_back({{"patient", each.patient}, {"sentence", each.sentence}});
        context.remarks.push_back(each.sentence);
    }
    if (!arguments.codes.empty()) answer["codes_left_out"] = leftOut;
    return answer;
}

struct ImportArguments {
    std::string file, into, type;
    std::vector<std::string> maps;
    bool preview = false, nameIsTheirs = false;
    std::string conflicts = "refuse";
    store::OnConflict onConflict = store::OnConflict::refuse;
    MergeArguments merge;
    bool merges() const { return conflicts == "merge"; }
};

std::string_view nameOf(store::Skipped::Why why) {
    switch (why) {
        case store::Skipped::Why::removed: return "recently_deleted";
        case store::Skipped::Why::patientRemoved: return "patient_recently_deleted";
        case store::Skipped::Why::siteElsewhere: return "site_in_another_visit";
        case store::Skipped::Why::otherPatients: return "visit_of_another_patient";
        case store::Skipped::Why::otherPerson: return "of_another_person";
    }
    return "";
}

/// What of the file stayed out, one by one and counted.
void tellNotTaken(const store::Imported& done, json& answer) {
    const auto keptPatients = std::ranges::count_if(done.kept, [](const std::string& each) { return each.starts_with("patient "); });
    const auto skippedPatients = std::ranges::count_if(done.skipped, [](const store::Skipped& each) { return each.kind == "patient"; });
    answer["kept_patients"] = keptPatients;
    answer["kept_sessions"] = done.kept.size() - static_cast<size_t>(keptPatients);
    answer["skipped_patients"] = skippedPatients;
    answer["skipped_sessions"] = done.skipped.size() - static_cast<size_t>(skippedPatients);
    answer["skipped"] = json::array();
    for (const store::Skipped& each : done.skipped)
        answer["skipped"].push_back({{"kind", each.kind}, {"id", each.id}, {"why", nameOf(each.why)}, {"sentence", each.sentenceWithAdvice()}});
}

/// What somebody has to look at.
void tellDoubts(const workspace::TakenOver& taken, json& answer) {
    for (const char* list : {"perhaps_the_same", "contradictory", "seals_in_doubt"}) answer[list] = json::array();
    for (const workspace::PerhapsTheSame& each : taken.perhapsTheSame)
        answer["perhaps_the_same"].push_back({{"id", each.id.text}, {"here", each.here.text}, {"sentence", each.sentence}});
    for (const workspace::Contradiction& each : taken.contradictory) {
        if (const bool isSeal = each.id.empty(); isSeal)
            answer["seals_in_doubt"].push_back({{"session", each.session.text}, {"seal", each.contradicts.at(0) == "seal_broken" ? "broken" : "unknown"}, {"sentence", each.sentence}});
        else
            answer["contradictory"].push_back({{"id", each.id.text}, {"session", each.session.text}, {"contradicts", each.contradicts}, {"sentence", each.sentence}});
    }
}

json rowsOf(const std::vector<workspace::PreviewRow>& rows) {
    json all = json::array();
    for (const workspace::PreviewRow& row : rows) {
        json made{{"id", row.id}, {"state", name(row.state)}};
        if (!row.patient.empty()) made.update({{"patient", row.patient}, {"day", row.day}, {"sites", row.sites}});
        all.push_back(std::move(made));
    }
    return all;
}

/// What would come in; the record stays as it is, and none is begun.
Answer previewed(Context& context, workspace::ImportFile& file, const std::string& fileName) {
    const auto missing = context.missingRecord();
    if (!missing) return missing.error();
    Progress progress;
    Result<workspace::ImportPreview> preview = failed("");
    if (*missing) {
        preview = workspace::previewOf(nullptr, file, fileName, nullptr, anatomy::Catalogue(), progress);
    } else {
        auto program = file.reader.holdsSites() ? context.programWithBody() : context.program();
        if (!program) return program.error();
        preview = fromRecord<workspace::ImportPreview>(**program, [&](store::Record& r) {
            return workspace::previewOf(&r, file, fileName, (*program)->bodies.current(), (*program)->catalogue(), progress);
        });
    }
    if (!preview) return preview.error();
    const store::Imported& found = preview->found.done;
    json answer{{"preview", true}, {"format", file.format}, {"patients", rowsOf(preview->patients)}, {"sessions", rowsOf(preview->sessions)},
                {"new_patients", found.patients}, {"new_sessions", found.sessions}, {"known", found.known}, {"kept", found.kept},
                {"before_birth", preview->found.beforeBirth}, {"unknown_muscles", json::array()}, {"proposed_sites", file.proposed},
                {"passed_over", file.passedOver}, {"not_placed", file.notPlaced}};
    for (const exchange::UnknownMuscle& each : file.unknown) answer["unknown_muscles"].push_back({{"name", each.name}, {"sites", each.sites}});
    tellNotTaken(found, answer);
    tellDoubts(preview->found, answer);
    return answer;
}

/// The file, with what of it is not read told.
Result<workspace::ImportFile> fileFor(Context& context, const ImportArguments& arguments, std::string text) {
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    const bool isFhir = exchange::looksLikeFhir(text);
    if (!isFhir && !arguments.maps.empty()) return environmentFault("--map is of bundles of FHIR; this file tells its muscles by their place.");
    const auto tables = isFhir ? anatomy::Catalogue::load(*assets / "knowledge") : Result<anatomy::Catalogue>(anatomy::Catalogue());
    if (!tables) return tables.error();
    const anatomy::Catalogue& catalogue = *tables;
    exchange::MuscleMap muscles;
    for (const std::string& each : arguments.maps)
        if (const auto added = workspace::addMapping(muscles, each, catalogue); !added) return added.error();
    auto opened = workspace::openImport(std::move(text), shown(Path(arguments.file)), catalogue, muscles, [&]() -> Result<std::shared_ptr<const body::Body>> {
        const auto withBody = context.programWithBody(false);
        if (!withBody) return withBody.error();
        auto body = (*withBody)->bodies.current();
        context.opened.reset();  // the record is opened, or begun, of a file that can be taken
        return body;
    });
    if (opened && !context.quiet)
        for (const auto* list : {&opened->passedOver, &opened->notPlaced})
            for (const std::string& each : *list) tell(each + "\n");
    return opened;
}

Answer importRecord(Context& context, const ImportArguments& arguments) {
    const std::string& file = arguments.file;
    auto text = readTextFile(file, workspace::kMaxImportBytes);
    if (!text) return text.error();
    if (exchange::looksLikePatientForm(*text)) {
        if (arguments.into.empty()) return environmentFault(fmt::format("{} is a form that a patient filled in; say with --into ID which session it belongs to.", shown(Path(file))));
        return importForm(context, {std::move(*text), file, arguments.into, arguments.nameIsTheirs});
    }
    if (arguments.nameIsTheirs) return environmentFault("--name-is-theirs is of a form that a patient filled in; this file is none.");
    if (exchange::looksLikeMarkups(*text)) {
        if (arguments.into.empty())
            return environmentFault(fmt::format("{} holds points on a body; say with --into ID which session they become sites of.", shown(Path(file))));
        return importMarkups(context, {std::move(*text), file, arguments.into, arguments.type, arguments.preview});
    }
    if (arguments.merge.given() && !arguments.merges()) return environmentFault("--decide, --all and --before go with --conflicts merge.");
    if (!arguments.into.empty() || !arguments.type.empty())
        return environmentFault("--into and --type are of points of 3D Slicer (.mrk.json, .fcsv), --into of a patient's form, too; this file tells itself whose it is.");
    auto opened = fileFor(context, arguments, std::move(*text));
    if (!opened) return opened.error();
    exchange::BundleReader* const reader = &opened->reader;
    if (arguments.preview && !arguments.merges()) return previewed(context, *opened, shown(file));
    if (!opened->unknown.empty()) return refused(workspace::whyNotMapped(*opened, shown(file)));
    if (arguments.merges()) return mergeFile(context, *reader, file, arguments.merge, arguments.preview);
    const auto inFile = [&](const Error& error) { return Error{error.kind, fmt::format("{}: {}", shown(file), error.message)}; };
    const auto missing = context.missingRecord();
    if (!missing) return missing.error();
    if (*missing)  // a record is begun only of a file that can be taken
        if (const auto whole = reader->readThrough(); !whole) return inFile(whole.error());
    context.mayCreateRecord = true;
    auto program = context.program();
    if (!program) return program.error();
    const auto withBody = reader->holdsSites() ? context.programWithBody() : Result<workspace::Program*>(failed(""));
    const auto body = withBody ? (*withBody)->bodies.current() : nullptr;
    const auto taken = fromRecord<workspace::TakenOver>(**program, [&](store::Record& r) {
        Progress progress;
        return workspace::takeOver(r, *reader, shown(file), body, (*program)->catalogue(), arguments.onConflict, progress);
    });
    if (!taken) return taken.error();
    const store::Imported& done = taken->done;
    for (const store::Skipped& each : done.skipped)
        if (const std::string said = each.sentenceWithAdvice(); std::ranges::find(context.conflicts, said) == context.conflicts.end())
            context.conflicts.push_back(said);
    json answer{{"patients", taken->patients},      {"sessions", taken->sessions},
                {"new_patients", done.patients},    {"new_sessions", done.sessions + done.addedBeside.size()},
                {"known", done.known},              {"kept", done.kept},
                {"added_beside", done.addedBeside}, {"before_birth", taken->beforeBirth}};
    if (opened->format == "fhir") answer["proposed_sites"] = opened->proposed, answer["passed_over"] = opened->passedOver, answer["not_placed"] = opened->notPlaced;
    tellNotTaken(done, answer);
    tellDoubts(*taken, answer);
    if (!context.quiet)
        for (const char* list : {"perhaps_the_same", "seals_in_doubt", "contradictory"})
            for (const json& each : answer[list]) tell(each.at("sentence").get<std::string>() + "\n");
    return answer;
}

}  // namespace

void addExchangeVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<ExportArguments>();
    CLI::App* out = app.add_subcommand("export", "Hand a patient or a session over as a file");
    out->add_option("ID", a->id, "A patient's or a session's id");
    out->add_flag("--all", a->everybody, "Every patient, one file each, in the folder of -o; the same again goes on where it was stopped");
    std::vector<std::string> formats;
    for (const exchange::Exporter& each : exchange::exporters()) formats.emplace_back(each.id);
    out->add_option("--format", a->format)->check(CLI::IsMember(formats));
    out->add_option("--codes", a->codes, "Codes of FHIR for what is text else: a table with key, system, code and display");
    out->add_flag("--deidentify", a->deIdentified,
                  "Without who it is of: new ids, no names, contacts and texts, all days of a patient moved by one number that is kept nowhere");
    out->add_option("-o,--output", a->output)->required();
    verbs.add(out, [a](Context& c) -> Answer {
        if (a->everybody) return exportEverybody(c, *a);
        if (a->id.empty()) return environmentFault("export wants the id of a patient or session, or --all.");
        return exportRecord(c, *a);
    });
    auto b = std::make_shared<ImportArguments>();
    CLI::App* in = app.add_subcommand("import", "Take over a file that `export` wrote or a bundle of FHIR, all or nothing, or points of 3D Slicer");
    in->add_option("FILE", b->file)->required();
    in->add_option("--into", b->into, "Points of 3D Slicer (.mrk.json, .fcsv), a patient's form: the id of the session that they become part of");
    in->add_flag("--name-is-theirs", b->nameIsTheirs, "Of a patient's form: the name on it is another than the record's, and it is theirs all the same");
    std::vector<std::string> types;
    for (const record::MarkerType type : record::choicesOf(record::MarkerType())) types.emplace_back(name(type));
    in->add_option("--type", b->type, "What points are that do not tell it themselves")->check(CLI::IsMember(types));
    in->add_flag("--preview", b->preview, "Tells what would come in, or with --conflicts merge what would be merged, and changes nothing");
    in->add_option("--map", b->maps, "What the file calls a muscle, and the muscle here: \"M. soleus sin.=soleus\"; several times");
    in->add_option("--conflicts", b->conflicts,
                   "What is here already with other content: refuse the file; keep what is here and take the rest; both: keep it "
                   "and add the file's visit beside it; merge both, site by site and field by field")
        ->check(CLI::IsMember({"refuse", "keep", "both", "merge"}));
    b->merge.addTo(in);
    in->add_option("--before", b->merge.before, "With --conflicts merge: the file as it was handed over, before it was edited");
    verbs.add(in, [b](Context& c) {
        b->onConflict = b->conflicts == "keep" ? store::OnConflict::keep : b->conflicts == "both" ? store::OnConflict::both : store::OnConflict::refuse;
        return importRecord(c, *b);
    });
}

}  // namespace myochart::cli
