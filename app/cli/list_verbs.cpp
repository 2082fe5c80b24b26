#include <memory>

#include <fmt/format.h>

#include "cli/output.h"
#include "cli/verbs.h"
#include "core/local_day.h"
#include "note/lacking.h"
#include "record/lot_use.h"
#include "store/each_visit.h"
#include "workspace/sought_visits.h"

// Lists over the whole record: who is sought, what is not signed, which lot went where.

namespace myochart::cli {

namespace {

using nlohmann::json;

json textOrNull(const std::string& text) { return text.empty() ? json() : json(text); }

/// Null of who was found by themselves.
json foundJson(const store::FoundVisits& found) {
    if (found.visits == 0) return nullptr;
    json muscles = json::array();
    for (const std::string& word : found.muscles) muscles.push_back(store::nameByHand(word).empty() ? std::string_view(word) : store::nameByHand(word));
    return json{{"visits", found.visits}, {"last_day", dayAt(found.last, found.lastOffset)}, {"muscles", std::move(muscles)}, {"lots", found.lots}};
}

Answer findPatients(Context& context, const std::string& sought) {
    const auto first = context.isFirstStart();
    if (!first) return first.error();
    if (*first) return json{{"patients", json::array()}};
    auto program = context.program();
    if (!program) return program.error();
    const auto page = listFromRecord<store::PatientPage>(context, **program, [&](store::Record& r) -> Result<store::PatientPage> {
        if (const auto looked = r.lookThrough(); !looked) return looked.error();
        return r.patientPage({sought, 0, SIZE_MAX, store::PatientQuery::Order::name, workspace::SoughtVisits((*program)->catalogue()).pieces(sought)});
    });
    if (!page) return page.error();
    json rows = json::array();
    for (size_t i = 0; i < page->rows.size(); ++i) {
        const store::PatientSummary& row = page->rows[i];
        rows.push_back({{"id", row.patient.id.text},
                        {"name", row.patient.name},
                        {"birth_date", row.patient.birthDate},
                        {"identifier", textOrNull(row.patient.details.identifier)},
                        {"sessions", row.sessions},
                        {"match", i + page->near >= page->fitting ? "near" : page->found[i].visits > 0 ? "visits" : "exact"},
                        {"found", foundJson(page->found[i])}});
    }
    return json{{"patients", std::move(rows)}};
}

/// A visit that nobody has signed, with what it lacks by the pack of the practice.
Result<json> openRow(store::Record& record, const note::Packs& packs, const record::Practice& practice, const store::WaitingRow& row) {
    const auto reading = record.readable(row.visit.id);
    if (!reading) return reading.error();
    const auto patient = record.patient(row.patient);
    if (!patient) return patient.error();
    const record::Session& session = reading->session;
    return json{{"id", session.id.text},
                {"patient", row.patient.text},
                {"name", patient->name},
                {"birth_date", patient->birthDate},
                {"started_at", isoUtc(session.startedAt)},
                {"day", dayAt(session.startedAt, session.utcOffset)},
                {"title", session.title},
                {"markers", session.markers.size()},
                {"wants_cosignature", session.signing.wantsCosignature()},
                {"lacks", note::lacking(packs.pack(practice.notePack), *patient, practice, session)}};
}

}  // namespace

Answer listOpenSessions(Context& context) {
    auto program = context.program();
    if (!program) return program.error();
    const note::Packs packs = (*program)->note.packs();
    const auto rows = listFromRecord<json>(context, **program, [&](store::Record& r) -> Result<json> {
        const auto practice = r.practice();
        if (!practice) return practice.error();
        const auto open = r.waiting({store::WaitingQuery::What::open, INT64_MAX, 0, SIZE_MAX});
        if (!open) return open.error();
        json all = json::array();
        for (const store::WaitingRow& each : open->rows) {
            auto row = openRow(r, packs, *practice, each);
            if (!row) return row.error();
            all.push_back(std::move(*row));
        }
        return all;
    });
    if (!rows) return rows.error();
    return json{{"sessions", *rows}};
}

namespace {

json lotJson(const record::LotUse& lot) {
    json visits = json::array();
    for (const record::LotVisit& visit : lot.visits)
        visits.push_back({{"session", visit.session.text},
                          {"patient", visit.patient.text},
                          {"name", visit.patientName},
                          {"birth_date", visit.birthDate},
                          {"day", dayAt(visit.startedAt, visit.utcOffset)},
                          {"markers", visit.sites}});
    return {{"lot", lot.lot},
            {"maker", textOrNull(lot.maker)},
            {"item", textOrNull(lot.item)},
            {"expiry", textOrNull(lot.expiry)},
            {"used_expired", record::usedExpired(lot)},
            {"markers", lot.sites},
            {"patients", lot.patients},
            {"sessions", std::move(visits)}};
}

/// A lot and under it who had it, for people.
std::string lotText(const record::LotUse& lot) {
    std::string text = fmt::format("{}{}: {}{}\n", lot.lot, lot.maker.empty() ? "" : ", " + lot.maker, lot.expiry.empty() ? "expiry not recorded" : "expires " + lot.expiry,
                                   record::usedExpired(lot) ? ", used after that" : "");
    for (const record::LotVisit& visit : lot.visits)
        text += fmt::format("  {}  {}{}  {} site{}  session {}\n", dayAt(visit.startedAt, visit.utcOffset), visit.patientName,
                            visit.birthDate.empty() ? "" : ", born " + visit.birthDate, visit.sites, visit.sites == 1 ? "" : "s", visit.session.text);
    return text;
}

Answer listLots(Context& context, const std::string& sought) {
    auto program = context.program();
    if (!program) return program.error();
    const auto lots = listFromRecord<std::vector<record::LotUse>>(context, **program, [](store::Record& r) -> Result<std::vector<record::LotUse>> {
        record::LotCounter counter;
        const auto counted = store::eachVisit(r, [&](const record::Patient& patient, const record::Session& visit) { counter.add(patient, visit); });
        if (!counted) return counted.error();
        return counter.lots();
    });
    if (!lots) return lots.error();
    json rows = json::array();
    std::string plain;
    for (const record::LotUse& lot : *lots) {
        if (!record::lotFits(lot, sought)) continue;
        rows.push_back(lotJson(lot));
        plain += lotText(lot);
    }
    context.plain = plain.empty() ? "none" : plain;
    return json{{"lots", std::move(rows)}};
}

}  // namespace

void addListVerbs(CLI::App& app, VerbTable& verbs) {
    auto sought = std::make_shared<std::string>();
    CLI::App* find = app.get_subcommand("patient")->add_subcommand("find", "Who is meant: by parts of name, birth date or identifier, slips forgiven");
    find->add_option("TEXT", *sought)->required();
    verbs.add(find, [sought](Context& c) { return findPatients(c, *sought); });
    CLI::App* lots = app.add_subcommand("lots", "Which lot of needles was used in which sessions, for a recall");
    lots->add_option("TEXT", *sought, "Part of a lot, its maker or item");
    verbs.add(lots, [sought](Context& c) { return listLots(c, *sought); });
}

}  // namespace myochart::cli
