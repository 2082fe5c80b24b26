#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/words.h"
#include "note/note_words.h"
#include "note/site_muscle.h"
#include "record/ledger.h"

// The sites, one paragraph each, and the count of the needles.

namespace myochart::note {

namespace {

constexpr std::array<const char*, 3> kCertainties = {mark("unsure"), mark("likely"), mark("certain")};

std::string kindWords(record::MarkerType type) { return insideSentence(std::string(tr(record::title(type)))); }

/// The point of the literature that the site stands for: "TrP1".
std::string pointWords(const anatomy::Catalogue& catalogue, const std::string& key) {
    const auto& all = catalogue.triggerPoints();
    const auto at = std::ranges::find(all, key, &anatomy::TriggerPoint::key);
    return at == all.end() ? key : at->index;
}

void sayPlace(NoteWriter& to, const NoteData& data, const record::Marker& marker) {
    const std::string called = marker.label.empty() ? std::to_string(marker.number) : fmt::format("{} \u201C{}\u201D", marker.number, marker.label);
    // Translators: a site: its number, type, side and muscle
    to.say(trf("Site {} ({}, {}): {}", called, kindWords(marker.type), sideWords(marker.side), clinicalName(marker, data.catalogue)));
    if (!marker.sentence.empty()) to.say(trf("Where: {}", marker.sentence));
    if (!marker.plan.point.empty()) to.say(trf("Trigger point of the literature: {}", pointWords(data.catalogue, marker.plan.point)));
}

std::string thresholdWords(const record::Finding& finding) {
    const std::string unit = finding.thresholdUnit ? " " + std::string(record::name(*finding.thresholdUnit)) : std::string();
    const std::string tip = finding.tipCm2 ? trf(" (tip of {} cm\u00B2)", number(*finding.tipCm2)) : std::string();
    return trf("Pressure pain threshold: {}", number(*finding.threshold) + unit + tip);
}

void sayFinding(NoteWriter& to, const record::Finding& finding) {
    to.say(answer(finding.tautBand, mark("A taut band was felt."), mark("No taut band was felt.")));
    if (finding.tenderness) to.say(trf("Tenderness: {} of 3", *finding.tenderness));
    to.say(answer(finding.recognised, mark("Pressure brought the pain that the patient knows."),
                  mark("Pressure did not bring the pain that the patient knows.")));
    to.say(answer(finding.referralFelt, mark("Pain was referred."), mark("No pain was referred.")));
    if (!finding.referralWhere.empty()) to.say(trf("Referred to: {}", finding.referralWhere));
    if (finding.certainty) to.say(trf("Palpation: {}", tr(kCertainties.at(static_cast<size_t>(*finding.certainty)))));
    if (finding.threshold) to.say(thresholdWords(finding));
}

/// "0.25 × 40 mm, maker Seirin, lot 4711"; empty when nothing of it is recorded.
std::string needleAsTaken(const record::Needling& needle) {
    std::vector<std::string> parts;
    if (needle.diameterMm && needle.lengthMm) parts.push_back(fmt::format("{:.2f} \u00D7 {} mm", *needle.diameterMm, number(*needle.lengthMm)));
    else if (needle.diameterMm) parts.push_back(trf("{:.2f} mm thick", *needle.diameterMm));
    else if (needle.lengthMm) parts.push_back(trf("{} mm long", number(*needle.lengthMm)));
    if (!needle.maker.empty()) parts.push_back(needle.maker);
    if (!needle.item.empty()) parts.push_back(trf("item {}", needle.item));
    if (!needle.lot.empty()) parts.push_back(trf("lot {}", needle.lot));
    if (!needle.serial.empty()) parts.push_back(trf("serial number {}", needle.serial));
    if (!needle.expiry.empty()) parts.push_back(trf("expires {}", dayInWords(needle.expiry)));
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string directionWords(const record::Needling& needle) {
    if (!needle.directionWords.empty() || !needle.direction) return needle.directionWords;
    return trf("{:.2f} to the patient's left, {:.2f} backward, {:.2f} upward", needle.direction->x, needle.direction->y, needle.direction->z);
}

std::string depthWords(const record::Needling& needle) {
    if (!needle.depthMm) return needle.depthWords;
    const std::string mm = fmt::format("{} mm", number(*needle.depthMm));
    return needle.depthWords.empty() ? mm : fmt::format("{}, {}", mm, needle.depthWords);
}

void sayStimulation(NoteWriter& to, const record::Needling& needle) {
    std::vector<std::string> parts;
    if (needle.stimulationHz) parts.push_back(fmt::format("{} Hz", number(*needle.stimulationHz)));
    if (needle.stimulationMa) parts.push_back(fmt::format("{} mA", number(*needle.stimulationMa)));
    if (needle.stimulationMin) parts.push_back(fmt::format("{} min", number(*needle.stimulationMin)));
    if (!needle.stimulationWords.empty()) parts.push_back(needle.stimulationWords);
    if (!parts.empty()) to.say(trf("Electrical stimulation: {}", fmt::format("{}", fmt::join(parts, ", "))));
}

/// "12 min", "4 min 30 s", "26 h 5 min"; under a minute nobody needs the seconds.
std::string timeInPlace(UtcMs span) {
    constexpr UtcMs kSecond = 1000, kSeconds = 60, kMinutes = 60, kInHours = 120;
    const UtcMs seconds = span / kSecond, minutes = seconds / kSeconds, rest = seconds % kSeconds;
    if (minutes == 0) return tr("under 1 minute");
    if (minutes >= kInHours) return fmt::format("{} h {} min", minutes / kMinutes, minutes % kMinutes);
    return rest == 0 ? fmt::format("{} min", minutes) : fmt::format("{} min {} s", minutes, rest);
}

/// From the two moments, else as somebody said; with the day where that is not the visit's.
void sayTimeInPlace(NoteWriter& to, const record::Needling& needle, const record::Session& session) {
    const std::string& offset = session.utcOffset;
    const auto clock = [&](UtcMs moment) { return dayAt(moment, offset) == dayAt(session.startedAt, offset) ? clockTime(moment, offset) : dateTimeAt(moment, offset); };
    if (needle.inAt && needle.outAt) {
        to.say(trf("In at {}, out at {}, {} in place", clock(*needle.inAt), clock(*needle.outAt), timeInPlace(*needle.outAt - *needle.inAt)));
    } else if (needle.inAt) {
        to.say(trf("In at {}", clock(*needle.inAt)));
    } else if (needle.outAt) {
        to.say(trf("Out at {}", clock(*needle.outAt)));
    }
    if (needle.countedAt) to.say(trf("Counted out at {}", clock(*needle.countedAt)));
    if (needle.retentionMin) to.say(trf("Time in place as told: {} min", number(*needle.retentionMin)));
}

void sayUltrasound(NoteWriter& to, const record::Needling& needle) {
    std::vector<std::string> parts;
    if (needle.ultrasoundMuscleMm) parts.push_back(trf("muscle {} mm", number(*needle.ultrasoundMuscleMm)));
    if (needle.ultrasoundRibMm) parts.push_back(trf("rib {} mm", number(*needle.ultrasoundRibMm)));
    if (needle.ultrasoundPleuraMm) parts.push_back(trf("pleura {} mm", number(*needle.ultrasoundPleuraMm)));
    if (!parts.empty()) to.say(trf("Under the skin by ultrasound: {}", fmt::format("{}", fmt::join(parts, ", "))));
}

void sayNeedle(NoteWriter& to, const NoteData& data, const record::Marker& marker) {
    const record::Needling& needle = marker.needle;
    if (record::isOnlyPlanned(marker)) to.say(tr("Planned; nothing says that the needle went in."));
    if (const std::string taken = needleAsTaken(needle); !taken.empty()) to.say(trf("Needle: {}", taken));
    if (!needle.technique.empty()) to.say(trf("Technique: {}", needleWords(data.catalogue, needle.technique)));
    if (const std::string depth = depthWords(needle); !depth.empty()) to.say(trf("Depth: {}", depth));
    if (const std::string direction = directionWords(needle); !direction.empty()) to.say(trf("Direction: {}", direction));
    if (needle.liftMm) to.say(trf("Pincer grip: tissue lifted by {} mm", number(*needle.liftMm)));
    sayUltrasound(to, needle);
    if (needle.insertions) to.say(trf("Insertions: {}", *needle.insertions));
    if (needle.pistoning) to.say(trf("Strokes of pistoning: {}", *needle.pistoning));
    to.say(answer(needle.winding, mark("The needle was wound."), mark("The needle was not wound.")));
    if (needle.grade) to.say(trf("Treatment grade: {} of 5", *needle.grade));
    sayStimulation(to, needle);
    sayTimeInPlace(to, needle, data.session);
}

void sayTwitch(NoteWriter& to, const record::Response& response) {
    using enum record::Twitch;
    if (response.twitch)
        to.say(*response.twitch == none ? tr("There was no local twitch.")
               : *response.twitch == weak ? tr("There was a weak local twitch.")
                                          : tr("There was a strong local twitch."));
    if (response.twitchCount) to.say(trf("Local twitches: {}", *response.twitchCount));
}

void sayResponse(NoteWriter& to, const record::Response& response) {
    sayTwitch(to, response);
    to.say(answer(response.referralReproduced, mark("The needle reproduced the referred pain."), mark("The needle did not reproduce the referred pain.")));
    to.say(answer(response.painDuring, mark("It hurt during the treatment."), mark("It did not hurt during the treatment.")));
    if (response.painBefore && response.painAfter)
        to.say(trf("Pain at the site: {} before, {} after", painWords(*response.painBefore), painWords(*response.painAfter)));
    else if (response.painBefore)
        to.say(trf("Pain at the site before: {}", painWords(*response.painBefore)));
    else if (response.painAfter)
        to.say(trf("Pain at the site after: {}", painWords(*response.painAfter)));
    to.say(answer(response.bleeding, mark("The site bled."), mark("The site did not bleed.")));
    to.say(answer(response.bruise, mark("There was a bruise."), mark("There was no bruise.")));
}

void sayReactions(NoteWriter& to, const NoteData& data, const record::Marker& marker) {
    std::vector<std::string> words;
    for (const std::string& key : marker.plan.reactions) words.push_back(safetyWords(data.catalogue, key));
    if (!words.empty()) to.say(trf("What happened there the last time: {}", joined(words)));
}

/// A needle that was aimed on the body: its figures are that body's, whoever reads them.
void sayWhatAimsAreWorth(NoteWriter& to, const record::Session& session) {
    const bool aimed = std::ranges::any_of(session.markers, [](const record::Marker& marker) { return isConfirmed(marker) && (marker.needle.direction || marker.needle.entry); });
    if (!aimed) return;
    to.endParagraph();
    to.say(tr("Places and directions that are told by landmarks were worked out on one generic body and not measured on the patient: a planning aid, no clearance."));
}

/// How many of the needles that are out were looked for one by one, and at which sites nobody did.
void sayCount(NoteWriter& to, const NoteData& data) {
    const record::NeedleCount count = record::countOf(data.session);
    const size_t out = count.counted.size() + count.uncounted.size();
    if (!count.isWanted || out == 0) return;
    if (count.uncounted.empty()) return to.say(trnf("The one needle was counted out", "All {} needles were counted out one by one", out, out));
    std::vector<std::string> sites;
    for (const record::MarkerId& id : count.uncounted) sites.push_back(siteWords(data, *data.session.marker(id)));
    to.say(trf("Counted out one by one: {} of {} needles; not counted: {}", count.counted.size(), out, joined(sites)));
}

}  // namespace

void writeSites(NoteWriter& to, const NoteData& data) {
    to.begin(Group::sites);
    std::vector<std::string> unconfirmed, planned;
    for (const record::Marker& marker : data.session.markers) {
        if (!isConfirmed(marker)) {
            unconfirmed.push_back(siteWords(data, marker));
            continue;
        }
        if (record::isOnlyPlanned(marker)) planned.push_back(siteWords(data, marker));
        sayPlace(to, data, marker);
        sayReactions(to, data, marker);
        sayFinding(to, marker.finding);
        sayNeedle(to, data, marker);
        sayResponse(to, marker.response);
        if (!marker.note.empty()) to.say(trf("Note: {}", marker.note));
        to.endParagraph();
    }
    if (!planned.empty()) to.say(trf("Planned, nothing says that the needle went in, and not counted as needled: {}", joined(planned)));
    if (!unconfirmed.empty()) to.say(trf("Taken over, not confirmed and not counted as treated: {}", joined(unconfirmed)));
    sayWhatAimsAreWorth(to, data.session);
}

void writeNeedles(NoteWriter& to, const NoteData& data) {
    to.begin(Group::needles);
    size_t in = 0, out = 0;
    for (const record::Marker& marker : data.session.markers) {
        if (!isConfirmed(marker)) continue;
        if (marker.needle.inAt || marker.needle.outAt) ++in;
        if (marker.needle.outAt) ++out;
    }
    const record::After& after = data.session.after;
    if (in > 0) to.say(trf("Needles in: {}, out: {}", in, out));
    if (after.opened) to.say(trf("Needles opened: {}", *after.opened));
    if (after.disposed) to.say(trf("Needles disposed of: {}", *after.disposed));
    sayCount(to, data);
    if (!after.checkedBy.empty()) to.say(trf("Counted by {}", after.checkedBy));
    if (!after.countReason.empty()) to.say(trf("Why the counts differ or were not made: {}", after.countReason));
}

}  // namespace myochart::note
