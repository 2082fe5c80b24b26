#include <map>
#include <memory>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>

#include "cli/output.h"
#include "cli/page_files.h"
#include "cli/verbs.h"
#include "core/local_day.h"
#include "core/text.h"
#include "core/typed_day.h"
#include "handout/note_pdf.h"
#include "store/erased_list.h"
#include "workspace/erasure.h"
#include "workspace/hand_over.h"
#include "workspace/own_places.h"
#include "workspace/person_folder.h"
#include "workspace/trail_words.h"

// Who looked and who changed, everything of one person, and erasing for good.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct AuditArguments {
    std::string patient, since, kind, output;
    size_t limit = 100;
};

json orNull(const std::string& text) { return text.empty() ? json() : json(text); }

json rowJson(const store::TrailRow& row) {
    return {{"seq", row.seq},
            {"utc", isoUtc(row.utc)},
            {"actor", orNull(row.author.actor)},
            {"via", orNull(row.author.via)},
            {"verb", row.verb},
            {"count", row.count == 0 ? json() : json(row.count)},
            {"object", orNull(row.object)},
            {"patient", orNull(row.patient)},
            {"session", orNull(row.session)},
            {"reason", orNull(row.author.reason)}};
}

/// The beginning of a day here, or a moment.
Result<UtcMs> sinceWhen(const std::string& text) {
    if (text.empty()) return UtcMs{0};
    if (const auto moment = parseMoment(isCalendarDay(text) ? text + "T00:00" : text)) return *moment;
    return environmentFault("--since takes a day such as 2026-11-22, or a moment such as 2026-11-22T14:05.");
}

const std::map<std::string, store::TrailKind> kKinds = {
    {"all", store::TrailKind::all}, {"read", store::TrailKind::read}, {"handed-over", store::TrailKind::handedOver}, {"changed", store::TrailKind::changed}, {"access", store::TrailKind::access}};

std::string plainText(const std::vector<workspace::TrailLine>& lines) {
    std::string text;
    for (const workspace::TrailLine& line : lines) {
        const std::string who = line.row.author.actor.empty() ? "not known" : displayText(line.row.author.actor, 40);
        text += fmt::format("{}  {}{}  {}{}\n", localDateTime(line.row.utc), who, line.row.author.via.empty() ? "" : ", " + workspace::byWhat(line.row), line.what,
                            line.row.author.reason.empty() ? "" : fmt::format(" ({})", workspace::whyOf(line.row)));
    }
    return text.empty() ? "Nothing.\n" : text;
}

Answer showAudit(Context& context, const AuditArguments& arguments) {
    const auto since = sinceWhen(arguments.since);
    if (!since) return since.error();
    std::optional<OutputFile> file;
    if (!arguments.output.empty()) {
        auto opened = context.output(arguments.output);
        if (!opened) return opened.error();
        file.emplace(std::move(*opened));
    }
    auto program = context.program();
    if (!program) return program.error();
    const store::TrailQuery query{{arguments.patient}, *since, arguments.kind.empty() ? store::TrailKind::all : kKinds.at(arguments.kind), 0, arguments.limit};
    bool isMore = false;
    const auto lines = fromRecord<std::vector<workspace::TrailLine>>(**program, [&](store::Record& r) -> Result<std::vector<workspace::TrailLine>> {
        auto page = r.trail(query);
        if (!page) return page.error();
        isMore = page->isMore;
        return workspace::inWords(r, std::move(page->rows));
    });
    if (!lines) return lines.error();
    if (!arguments.patient.empty() && lines->empty() && query.since == 0 && query.kind == store::TrailKind::all)
        return failed("The audit trail has nothing of a patient with that id; `patient list` shows them.");
    json rows = json::array();
    std::vector<store::TrailRow> table;
    for (const workspace::TrailLine& line : *lines) {
        rows.push_back(rowJson(line.row));
        table.push_back(line.row);
    }
    json answer{{"entries", std::move(rows)}, {"more", isMore}};
    context.plain = plainText(*lines);
    if (!file) return answer;
    if (const auto written = file->write(workspace::trailTable(table)); !written) return written.error();
    const auto noted = fromRecord<Done>(**program, [&](store::Record& r) { return workspace::noteExport(r, arguments.patient, arguments.output); });
    if (!noted) return noted.error();
    context.plain.reset();
    return json{{"file", arguments.output}, {"entries", table.size()}, {"more", isMore}};
}

/// The note as pages without maps: no body is needed, and no picture drawn.
Result<std::string> pagesOfNote(const anatomy::Catalogue& catalogue, const handout::Texts& texts, const record::Patient& patient, const record::Practice& practice,
                                const record::Session& session) {
    try {
        return handout::notePdf({patient, practice, session, catalogue, texts, {}}, {}, handout::Paper::a4).bytes;
    } catch (const std::runtime_error&) {  // what the drawing library says is for programmers
        return failed("The PDF of a note could not be made.");
    }
}

Answer exportAll(Context& context, const std::string& id, const std::string& folder) {
    const auto place = workspace::placeForFolder(folder, workspace::ownPlaces(context.invocation.program));
    if (!place) return place.error();
    const auto texts = pageTexts(context, "en");
    if (!texts) return texts.error();
    auto program = context.program();
    if (!program) return program.error();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    const workspace::NotePages pages = [&](const record::Patient& patient, const record::Practice& practice, const record::Session& session) {
        return pagesOfNote(catalogue, texts->texts, patient, practice, session);
    };
    Progress progress;
    const auto files = fromRecord<std::vector<workspace::FolderFile>>(**program, [&](store::Record& r) { return workspace::everythingOf(r, {id}, catalogue, pages, progress); });
    if (!files) return files.error();
    if (const auto written = workspace::writeFolder(*place, *files); !written) return written.error();
    const auto noted = fromRecord<Done>(**program, [&](store::Record& r) { return workspace::noteExport(r, id, folder); });
    if (!noted) return noted.error();
    json names = json::array();
    for (const workspace::FolderFile& file : *files) names.push_back(file.name);
    return json{{"folder", folder}, {"files", std::move(names)}};
}

}  // namespace

Answer eraseForGood(Context& context, const std::string& patient, const std::string& reason) {
    const auto* why = workspace::erasureReason(reason);
    if (!why) {
        std::string known;
        for (const workspace::ErasureReason& each : workspace::erasureReasons()) known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", each.key, each.words);
        return environmentFault(fmt::format("--for-good takes a --reason, which stays in the audit trail: {}.", known));
    }
    auto program = context.program();
    if (!program) return program.error();
    const Path list = (*program)->dataFolder() / store::ErasedList::kFileName;
    workspace::Erasure erasure;
    const auto erased = fromRecord<Done>(**program, [&](store::Record& r) {
        if (const auto visits = r.sessions({patient})) erasure = workspace::erasureOf({patient}, nullptr, *visits);
        return store::eraseForGood(r, {patient}, why->words, list);
    });
    if (!erased) return erased.error();
    if (!context.quiet) tell(fmt::format("{}\n", workspace::erasureDoesNotReach()));
    return json{{"erased", patient}, {"for_good", true}, {"reason", why->key}, {"sessions", erasure.visits}, {"signed_sessions", erasure.signedVisits}, {"list", list.string()}};
}

void addAuditVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<AuditArguments>();
    CLI::App* audit = app.add_subcommand("audit", "Who read, handed over and changed what, and when, newest first");
    audit->add_option("--patient", a->patient, "Only of the patient with that id, with visits and sites that are gone");
    audit->add_option("--since", a->since, "Only from that day or moment on");
    std::vector<std::string> kinds;
    for (const auto& [name, kind] : kKinds) kinds.push_back(name);
    audit->add_option("--kind", a->kind, "all (if not given), read, handed-over, changed, or access (unlocking and the like)")->check(CLI::IsMember(kinds));
    audit->add_option("--limit", a->limit, "How many entries at most, 100 if not given; 0: all")->check(CLI::Range(0, 100'000'000));
    audit->add_option("-o,--output", a->output, "A table (CSV) to write them into");
    verbs.add(audit, [a](Context& c) { return showAudit(c, *a); });
    struct All {
        std::string id, folder;
    };
    auto b = std::make_shared<All>();
    CLI::App* all = app.get_subcommand("patient")->add_subcommand("export-all", "Everything that is kept of one person, in a new folder: a file that `import` reads, the notes, who did what with it");
    all->add_option("ID", b->id)->required();
    all->add_option("-o,--output", b->folder, "The folder to make; nothing may be there")->required();
    verbs.add(all, [b](Context& c) { return exportAll(c, b->id, b->folder); });
}

}  // namespace myochart::cli
