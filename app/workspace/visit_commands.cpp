#include "workspace/visit_commands.h"

#include <algorithm>

#include "core/words.h"
#include "places/visit_warnings.h"
#include "record/like.h"
#include "record/moment_out.h"
#include "record/signing_rules.h"
#include "workspace/command_parts.h"
#include "workspace/earlier_events.h"

namespace myochart::workspace {

using record::NeedleState;

UtcMs momentOut(Program& program, const std::vector<record::MarkerId>& ids) {
    const UtcMs now = program.record.now();
    const UtcMs at = record::momentOut(*program.record.session(), ids, now);
    if (at > now) program.notices.tell(tr("This computer's clock was set back while needles were in: how long they were in is not known."), true);
    return at;
}

bool anyNeedleIs(const Program& program, NeedleState state) {
    return program.record.session() && !record::sitesOf(*program.record.session(), state).empty();
}

namespace {

/// Confirmed, and waiting: what nobody has looked at does not go in with the others.
std::vector<record::MarkerId> toGoIn(const record::Session& visit) {
    std::vector<record::MarkerId> ids = record::sitesOf(visit, NeedleState::planned);
    std::erase_if(ids, [&](const record::MarkerId& id) { return visit.marker(id)->plan.unconfirmed == true; });
    return ids;
}

constexpr Condition needlesToGoIn = {[](const Program& p) { return p.record.session() && !toGoIn(*p.record.session()).empty(); }, mark("No confirmed needle waits to go in.")};
constexpr Condition needlesIn = {[](const Program& p) { return anyNeedleIs(p, NeedleState::in); }, mark("No needle is in.")};
constexpr Condition selectedSites = {[](const Program& p) { return p.record.session() && !p.view.options.selectedMarkers.empty(); }, mark("No site is selected.")};
constexpr Condition confirmedAtOnce = {[](const Program& p) { return p.record.session() && unreadEvents(p.record).empty() && !record::confirmableIn(*p.record.session()).atOnce.empty(); },
                                       mark("No site can be confirmed with others; what happened the last time is read first.")};

std::vector<record::MarkerId> selected(const Program& program) {
    return {program.view.options.selectedMarkers.begin(), program.view.options.selectedMarkers.end()};
}

/// Those of the selected sites whose needle is in that state.
std::vector<record::MarkerId> selectedOf(const Program& program, NeedleState state) {
    std::vector<record::MarkerId> ids;
    for (const record::MarkerId& id : selected(program))
        if (const record::Marker* marker = program.record.session()->marker(id); marker && needleState(*marker) == state) ids.push_back(id);
    return ids;
}

template <class Edit>
std::function<Outcome(Program&)> editing(Edit edit) {
    return doing([edit](Program& program) {
        if (!program.record.refusedNow()) program.record.commit(edit(program, *program.record.session()));
    });
}

/// The needle of the selected sites goes in, or out when it is in.
Result<record::Edited> inOrOut(Program& program, const record::Session& visit) {
    if (const auto out = selectedOf(program, NeedleState::in); !out.empty()) return record::needlesOut(visit, out, momentOut(program, out));
    return record::needlesIn(visit, selected(program), program.record.now());
}

constexpr Condition mayBeSigned = {[](const Program& p) { return p.record.session() && !p.record.visitIsSigned() && p.practice.acting(); },
                                   mark("There is no visit to be signed, or nobody who acts: Record, Practice says who works here.")};
constexpr Condition mayBeCosigned = {[](const Program& p) { return p.record.session() && p.record.session()->signing.wantsCosignature() && p.practice.acting(); },
                                     mark("No visit wants a co-signature, or nobody acts: Record, Practice says who works here.")};

void signVisit(Program& program) {
    if (program.record.refusedNow()) return;
    const auto open = places::warningsToAnswer(*program.record.patient(), *program.record.session(), program.catalogue());
    if (!open.empty()) return program.notices.tell(trf("{} Say why it was treated all the same; then it can be signed.", open.front().sentence), true);
    const std::string text = program.note.draft().text;
    if (program.record.add(record::sign(*program.record.session(), *program.practice.acting(), text, program.record.now())))
        program.notices.tell(tr("Signed. The visit can only be added to from now on."));
}

void cosignVisit(Program& program) {
    program.record.add(record::cosign(*program.record.session(), *program.practice.acting(), program.record.now()));
}

}  // namespace

bool allNeedlesOut(Program& program, const std::string& because) {
    if (program.record.refusedNow()) return false;
    const record::Session& visit = *program.record.session();
    return program.record.commit(record::allOut(visit, momentOut(program, record::sitesOf(visit, NeedleState::in)), because));
}

void addVisitCommands(CommandRegistry& registry) {
    registry.add({"session.likeLast", mark("New visit like the last"), mark("Record"), "Ctrl+Shift+L", hasPatient, doing([](Program& program) { program.record.newSessionLikeLast(); })});
    registry.add({"needle.inOut", mark("Needle in, or out"), mark("Record"), "Shift+Space", selectedSites, editing(inOrOut)});
    registry.add({"needle.allIn", mark("All needles in"), mark("Record"), "", needlesToGoIn, editing([](Program& program, const record::Session& visit) {
                      const std::vector<record::MarkerId> ids = toGoIn(visit);
                      const size_t wait = record::sitesOf(visit, NeedleState::planned).size() - ids.size();
                      if (wait > 0) program.notices.tell(trnf("{} site is not confirmed: its needle is not taken for in.", "{} sites are not confirmed: their needles are not taken for in.", wait, wait));
                      return record::needlesIn(visit, ids, program.record.now());
                  })});
    registry.add({"needle.allOut", mark("All needles out"), mark("Record"), "", needlesIn, doing([](Program& program) { allNeedlesOut(program); })});
    registry.add({"visit.sign", mark("Sign the visit as it is"), "", "", mayBeSigned, doing(signVisit)});
    registry.add({"visit.cosign", mark("Co-sign the visit"), mark("Record"), "", mayBeCosigned, doing(cosignVisit)});
    registry.add({"site.confirm", mark("Confirm the selected sites"), mark("Record"), "", selectedSites,
                  editing([](Program& program, const record::Session& visit) { return record::confirm(visit, selected(program)); })});
    registry.add({"site.confirmAtOnce", mark("Confirm every site with the figures of the last time"), "", "", confirmedAtOnce, editing([](Program&, const record::Session& visit) {
                      return record::confirm(visit, record::confirmableIn(visit).atOnce);
                  })});
}

}  // namespace myochart::workspace
