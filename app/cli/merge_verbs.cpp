#include "cli/merge_verbs.h"

#include <fmt/format.h>

#include "cli/output.h"
#include "cli/progress_line.h"
#include "store/restore.h"
#include "workspace/hand_over.h"
#include "workspace/merging.h"
#include "workspace/own_places.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

Result<record::Taken> takenFrom(const std::string& word, std::string_view option, bool mayBeBoth) {
    for (const record::Taken choice : record::choicesOf(record::Taken()))
        if (record::name(choice) == word && (mayBeBoth || choice != record::Taken::both)) return choice;
    return environmentFault(fmt::format("{} takes mine or theirs{}.", option, mayBeBoth ? ", or both where the conflict says so" : ""));
}

Result<workspace::Decisions> decisionsOf(const MergeArguments& arguments) {
    workspace::Decisions decisions;
    for (const std::string& each : arguments.decide) {
        const size_t at = each.rfind('=');
        if (at == std::string::npos || each.find('.') == std::string::npos) return environmentFault("--decide takes ID.FIELD=mine, theirs or both, as --preview lists them.");
        const auto taken = takenFrom(each.substr(at + 1), "--decide ID.FIELD=", true);
        if (!taken) return taken.error();
        if (!decisions.named.emplace(each.substr(0, at), *taken).second) return environmentFault(fmt::format("--decide names {} twice.", each.substr(0, at)));
    }
    if (arguments.all.empty()) return decisions;
    const auto rest = takenFrom(arguments.all, "--all", false);
    if (!rest) return rest.error();
    decisions.rest = *rest;
    return decisions;
}

json valuesJson(const record::MergeConflict::Shown& shown) {
    json list = json::array();
    for (const auto& [title, text] : shown) list.push_back({{"title", title}, {"text", text}});
    return list;
}

json conflictJson(const workspace::PlannedConflict& each) {
    using Kind = record::MergeConflict::Kind;
    const auto moment = [](const std::optional<UtcMs>& at) { return at ? json(isoUtc(*at)) : json(); };
    const char* kind = each.what.kind == Kind::edited ? "edited" : each.what.kind == Kind::removedHere ? "removed_here" : "removed_there";
    return {{"id", each.what.id},
            {"field", each.what.field},
            {"title", each.what.title},
            {"kind", kind},
            {"patient", each.patient.text},
            {"session", each.visit.empty() ? json() : json(each.visit.text)},
            {"number", each.what.number == 0 ? json() : json(each.what.number)},
            {"mine", valuesJson(each.what.mine)},
            {"theirs", valuesJson(each.what.theirs)},
            {"mine_changed_at", moment(each.mineAt)},
            {"theirs_changed_at", moment(each.theirsAt)},
            {"may_be_both", each.what.mayBeBoth},
            {"decided", each.what.taken ? json(record::name(*each.what.taken)) : json()}};
}

json planJson(const workspace::MergePlan& plan, bool preview) {
    const store::Merging& order = plan.order;
    json answer{{"preview", preview},
                {"new_patients", order.newPatients.size()},
                {"new_sessions", order.newVisits.size() - plan.beside.size()},
                {"changed_patients", order.patients.size()},
                {"changed_sessions", order.visits.size()},
                {"removed_sessions", order.removed.size()},
                {"restored_sessions", order.restored.size()},
                {"known", plan.known},
                {"taken", plan.taken},
                {"beside", plan.beside},
                {"kept_aside", json::array()},
                {"renumbered", plan.renumbered},
                {"not_taken", plan.notTaken},
                {"undecided", plan.undecided},
                {"conflicts", json::array()}};
    for (const record::Session& each : order.keptAside) answer["kept_aside"].push_back(each.id.text);
    for (const workspace::PlannedConflict& each : plan.conflicts) answer["conflicts"].push_back(conflictJson(each));
    return answer;
}

Error undecidedError(const workspace::MergePlan& plan) {
    constexpr size_t kMostListed = 20;
    std::string names;
    size_t listed = 0;
    for (const workspace::PlannedConflict& each : plan.conflicts)
        if (!each.what.taken && listed++ < kMostListed) names += fmt::format("{}{}.{}", names.empty() ? "" : ", ", each.what.id, each.what.field);
    if (plan.undecided > kMostListed) names += fmt::format(" and {} more", plan.undecided - kMostListed);
    return conflict(fmt::format("Nothing was merged: {} to be decided: {}. --preview shows both sides; --decide ID.FIELD=mine|theirs|both decides one, --all mine|theirs the rest.",
                                plan.undecided == 1 ? std::string("1 conflict is") : fmt::format("{} conflicts are", plan.undecided), names));
}

/// Plans and, unless `preview`, writes.
Answer mergeWith(Context& context, workspace::Program& program, const std::function<Result<workspace::OtherCopy>(store::Record&)>& otherOf,
                 const MergeArguments& arguments, bool preview) {
    const auto decisions = decisionsOf(arguments);
    if (!decisions) return decisions.error();
    const auto withBody = context.programWithBody();
    const std::shared_ptr<const body::Body> body = withBody ? (*withBody)->bodies.current() : nullptr;
    ProgressLine line(context.quiet);
    auto plan = fromRecord<workspace::MergePlan>(program, [&](store::Record& record) -> Result<workspace::MergePlan> {
        auto other = otherOf(record);
        if (!other) return other.error();
        auto made = workspace::planMerge(record, *other, *decisions, body.get(), program.catalogue(), line.progress);
        if (!made || preview || made->undecided > 0 || !made->unmet.empty() || made->order.none()) return made;
        if (const auto merged = store::mergeInto(record, made->order); !merged) return merged.error();
        return made;
    });
    if (!plan) return plan.error();
    if (!plan->unmet.empty()) return environmentFault(fmt::format("There is no conflict {}; --preview lists those there are.", plan->unmet.front()));
    if (!preview && plan->undecided > 0) return undecidedError(*plan);
    for (const std::string& each : plan->notTaken) context.conflicts.push_back(each);
    if (!context.quiet)
        for (const std::string& each : plan->renumbered) tell(each + "\n");
    return planJson(*plan, preview);
}

struct RecordMergeArguments {
    std::string other, passphraseFile, recoveryCodeFile;
    bool preview = false;
    MergeArguments merge;
};

Result<std::unique_ptr<store::Record>> openOther(store::Record& here, const Path& record, const RecordMergeArguments& arguments) {
    GivenKey given;
    given.passphraseFile = arguments.passphraseFile;
    given.recoveryCodeFile = arguments.recoveryCodeFile;
    store::RestoreOrder order;
    order.record = record;
    order.keys = here.keys();
    if (given.given()) {
        auto with = given.read();
        if (!with) return with.error();
        order.with = std::move(*with);
        order.keys.reset();
    }
    auto other = order.openCopy(arguments.other);
    if (other || other.error().kind != ErrorKind::locked || given.given() || !canAsk()) return other;
    auto typed = typedPassphrase("Passphrase of the other record: ");
    if (!typed) return typed.error();
    order.with.passphrase = std::make_shared<const Secret>(std::move(*typed));
    order.keys.reset();
    return order.openCopy(arguments.other);
}

Answer mergeRecords(Context& context, const RecordMergeArguments& arguments) {
    auto program = context.program();
    if (!program) return program.error();
    const auto folders = userFolders(context.invocation.program.dataDir);
    if (!folders) return folders.error();
    const Path own = workspace::recordFile(context.invocation.program, *folders);
    std::error_code fault;
    if (std::filesystem::equivalent(own, arguments.other, fault)) return environmentFault("That is the record itself; name the other copy.");
    std::unique_ptr<store::Record> other;
    return mergeWith(
        context, **program,
        [&](store::Record& here) -> Result<workspace::OtherCopy> {
            auto opened = openOther(here, own, arguments);
            if (!opened) return opened.error();
            other = std::move(*opened);
            return workspace::otherCopyOf(here, *other);
        },
        arguments.merge, arguments.preview);
}

}  // namespace

void MergeArguments::addTo(CLI::App* verb) {
    verb->add_option("--decide", decide, "One conflict, as --preview lists it: ID.FIELD=mine|theirs|both")->take_all()->type_name("ID.FIELD=CHOICE");
    verb->add_option("--all", all, "Every conflict that --decide does not name: mine or theirs");
}

Answer mergeFile(Context& context, exchange::BundleReader& reader, const std::string& file, const MergeArguments& arguments, bool preview) {
    const auto named = [](const std::string& of, const Error& error) { return Error{error.kind, fmt::format("{}: {}", shown(of), error.message)}; };
    if (const auto whole = reader.readThrough(); !whole) return named(file, whole.error());
    std::optional<exchange::BundleReader> before;
    if (!arguments.before.empty()) {
        auto earlier = readTextFile(arguments.before, workspace::kMaxImportBytes);
        if (!earlier) return earlier.error();
        auto opened = exchange::BundleReader::open(std::move(*earlier));
        if (!opened) return named(arguments.before, opened.error());
        before.emplace(std::move(*opened));
    }
    auto program = context.program();
    if (!program) return program.error();
    return mergeWith(
        context, **program,
        [&](store::Record&) -> Result<workspace::OtherCopy> {
            auto other = workspace::otherCopyOf(reader);
            if (before)
                if (const auto read = workspace::readBefore(*before, other); !read) return named(arguments.before, read.error());
            return other;
        },
        arguments, preview);
}

void addMergeVerb(CLI::App& record, VerbTable& verbs) {
    auto a = std::make_shared<RecordMergeArguments>();
    CLI::App* merge = record.add_subcommand("merge", "Take over what was charted in another copy of this record, which stays as it is");
    merge->add_option("OTHER", a->other, "The other record's file; nobody may have it open")->required();
    merge->add_option("--other-passphrase-file", a->passphraseFile, "Its passphrase, where it is another one than this record's");
    merge->add_option("--other-recovery-code-file", a->recoveryCodeFile, "Or its recovery code");
    merge->add_flag("--preview", a->preview, "Tells what would be merged and every conflict, and changes nothing");
    a->merge.addTo(merge);
    verbs.add(merge, [a](Context& c) { return mergeRecords(c, *a); });
}

}  // namespace myochart::cli
