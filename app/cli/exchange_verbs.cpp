#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "cli/import_doubts.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "exchange/bundle_reader.h"
#include "exchange/json_exchange.h"
#include "places/hand_edits.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxImportBytes = 512U << 20;

struct ExportArguments {
    std::string id, format = "json", output;
};

/// A session with its patient, or a patient with all sessions. Whole, or refused:
/// of what is handed over nothing is left out.
Result<exchange::Bundle> bundleOf(store::Record& record, const std::string& id) {
    exchange::Bundle bundle;
    auto session = record.session({id});
    if (!session && session.error().kind == ErrorKind::refused) return session.error();
    if (session) {
        auto patient = record.patient(session->patient);
        if (!patient) return patient.error();
        bundle.patients.push_back(std::move(*patient));
        bundle.sessions.push_back(std::move(*session));
        return bundle;
    }
    auto patient = record.patient({id});
    if (!patient && patient.error().kind == ErrorKind::refused) return patient.error();
    if (!patient) return failed("There is no patient or session with that id; `patient list` shows them.");
    auto sessions = record.sessions(patient->id);
    if (!sessions) return sessions.error();
    for (const store::Damage& damage : record.damage())
        if (damage.mayTouch({id})) return refused(damage.sentence);
    for (const auto& summary : *sessions) {
        auto visit = record.session(summary.id);
        if (!visit) return visit.error();
        bundle.sessions.push_back(std::move(*visit));
    }
    bundle.patients.push_back(std::move(*patient));
    return bundle;
}

Answer exportRecord(Context& context, const ExportArguments& arguments) {
    const auto file = context.output(arguments.output);
    if (!file) return file.error();
    auto program = context.program();
    if (!program) return program.error();
    auto bundle = fromRecord<exchange::Bundle>(**program, [&](store::Record& r) { return bundleOf(r, arguments.id); });
    if (!bundle) return bundle.error();
    if (auto outcome = file->write(exchange::toJsonText(*bundle)); !outcome) return outcome.error();
    return json{{"file", arguments.output}, {"patients", bundle->patients.size()}, {"sessions", bundle->sessions.size()}};
}

struct ImportArguments {
    std::string file;
    store::OnConflict onConflict = store::OnConflict::refuse;
};

/// The visits of a file on their way into the record, one by one.
class Incoming {
  public:
    /// `body`: what the visits' sites are held against; null where it is not at hand.
    Incoming(exchange::BundleReader& file, std::shared_ptr<const body::Body> body, const anatomy::Catalogue& catalogue)
        : file_(file), body_(std::move(body)), catalogue_(catalogue) {
        for (const record::Patient& patient : file.patients()) birthDates_.emplace(patient.id.text, patient.birthDate);
    }

    /// What the file says of a new visit's sites is held against the places that they have on the body; fails with the one
    /// that contradicts itself.
    Result<std::optional<record::Session>> next(store::Record& record) {
        auto session = file_.next();
        if (!session || !*session) return session;
        if (record::liesBeforeBirth((*session)->startedAt, birthDates_[(*session)->patient.text])) beforeBirth.push_back((*session)->id.text);
        const auto here = record.session((*session)->id);
        if (here && *here == **session) return session;  // it was held against its places when it came here
        for (size_t k = 0; k < (*session)->markers.size(); ++k) {
            auto held = places::heldAgainstItsPlace(body_.get(), catalogue_, (*session)->markers[k]);
            if (!held) return refused(fmt::format("sessions[{}].markers[{}]: {}", file_.sessions() - 1, k, held.error().message));
            (*session)->markers[k] = std::move(*held);
        }
        if (tellsTwoSides(**session)) doubtful.push_back(**session);
        return session;
    }
    /// The visits that lie before their patient's birth; records hold such, so they are taken and told.
    std::vector<std::string> beforeBirth;
    /// Those with a site that tells two sides.
    std::vector<record::Session> doubtful;

  private:
    exchange::BundleReader& file_;
    std::shared_ptr<const body::Body> body_;
    const anatomy::Catalogue& catalogue_;
    std::unordered_map<std::string, std::string> birthDates_;
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
        answer["skipped"].push_back({{"kind", each.kind}, {"id", each.id}, {"why", nameOf(each.why)}, {"sentence", each.sentence}});
}

/// What of a part of the file is in the record now.
exchange::Bundle takenOf(exchange::Bundle bundle, const store::Imported& done, store::OnConflict onConflict) {
    std::set<std::string> out;
    for (const store::Skipped& each : done.skipped) out.insert(each.id);
    if (onConflict != store::OnConflict::both)
        for (const std::string& kept : done.kept) out.insert(kept.substr(kept.find(' ') + 1));
    std::erase_if(bundle.patients, [&](const record::Patient& patient) { return out.contains(patient.id.text); });
    std::erase_if(bundle.sessions, [&](const record::Session& session) { return out.contains(session.id.text); });
    return bundle;
}

Answer importRecord(Context& context, const ImportArguments& arguments) {
    const std::string& file = arguments.file;
    auto text = readTextFile(file, kMaxImportBytes);
    if (!text) return text.error();
    const auto inFile = [&](const Error& error) { return Error{error.kind, fmt::format("{}: {}", shown(file), error.message)}; };
    auto reader = exchange::BundleReader::open(std::move(*text));
    if (!reader) return inFile(reader.error());
    const auto missing = context.missingRecord();
    if (!missing) return missing.error();
    if (*missing)  // a record is begun only of a file that can be taken
        if (const auto whole = reader->readThrough(); !whole) return inFile(whole.error());
    context.mayCreateRecord = true;
    auto program = context.program();
    if (!program) return program.error();
    const auto here = fromRecord<std::vector<store::PatientSummary>>(**program, [](store::Record& r) { return r.patients(); });
    if (!here) return here.error();
    const auto withBody = reader->holdsSites() ? context.programWithBody() : Result<workspace::Program*>(failed(""));
    Incoming incoming(*reader, withBody ? (*withBody)->bodies.current() : nullptr, (*program)->catalogue());
    const auto done = fromRecord<store::Imported>(**program, [&](store::Record& r) {
        const auto next = [&]() -> Result<std::optional<record::Session>> {
            auto session = incoming.next(r);
            if (!session) return inFile(session.error());
            return session;
        };
        return r.importAll(reader->patients(), next, arguments.onConflict);
    });
    if (!done) return done.error();
    for (const store::Skipped& each : done->skipped)
        if (std::ranges::find(context.conflicts, each.sentence) == context.conflicts.end()) context.conflicts.push_back(each.sentence);
    json answer{{"patients", reader->patients().size()}, {"sessions", reader->sessions()},
                {"new_patients", done->patients},      {"new_sessions", done->sessions + done->addedBeside.size()},
                {"known", done->known},                {"kept", done->kept},
                {"added_beside", done->addedBeside},   {"before_birth", incoming.beforeBirth}};
    tellNotTaken(*done, answer);
    const exchange::Bundle taken = takenOf({reader->patients(), std::move(incoming.doubtful)}, *done, arguments.onConflict);
    answer["perhaps_the_same"] = perhapsTheSame(*here, taken);
    answer["contradictory"] = contradictory(taken);
    if (!context.quiet)
        for (const char* list : {"perhaps_the_same", "contradictory"})
            for (const json& each : answer[list]) tell(each.at("sentence").get<std::string>() + "\n");
    return answer;
}

}  // namespace

void addExchangeVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<ExportArguments>();
    CLI::App* out = app.add_subcommand("export", "Hand a patient or a session over as a file");
    out->add_option("ID", a->id, "A patient's or a session's id")->required();
    out->add_option("--format", a->format)->check(CLI::IsMember({"json"}));
    out->add_option("-o,--output", a->output)->required();
    verbs.add(out, [a](Context& c) { return exportRecord(c, *a); });
    auto b = std::make_shared<ImportArguments>();
    CLI::App* in = app.add_subcommand("import", "Take over a file that `export` wrote; all or nothing");
    in->add_option("FILE", b->file)->required();
    in->add_option("--conflicts", b->onConflict,
                   "What is here already with other content: refuse the file; keep what is here and take the rest; both: keep it "
                   "and add the file's visit beside it")
        ->transform(CLI::CheckedTransformer(std::map<std::string, store::OnConflict>{
            {"refuse", store::OnConflict::refuse}, {"keep", store::OnConflict::keep}, {"both", store::OnConflict::both}}));
    verbs.add(in, [b](Context& c) { return importRecord(c, *b); });
}

}  // namespace myochart::cli
