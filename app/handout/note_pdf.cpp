#include "handout/note_pdf.h"

#include <algorithm>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "handout/make_handout.h"
#include "note/note_text.h"

namespace myochart::handout {

namespace {

constexpr TextStyle kNoteText{11.5, Weight::regular, kInk, 1.42};
constexpr size_t kLongestFootName = 48;

/// What stands in the margin of every page; empty: it is signed.
std::string markOf(const record::Session& session) {
    if (!session.signing.isSigned()) return tr("Draft, not signed");
    return session.signing.wantsCosignature() ? tr("Co-signature still wanted") : std::string();
}

void writeNoteHead(Sheet& sheet, const HandoutSource& source, const note::NoteDraft& draft) {
    const record::Session& session = source.session;
    const auto practice = practiceLines(source.practice);
    writeTitle(sheet, practice.empty() ? std::string() : practice.front(), tr("Note of a visit"), nameOnPages(source.patient));
    if (!source.patient.birthDate.empty()) sheet.text(trf("Born on {}", dayInFull(source.texts, source.patient.birthDate)), kQuietText);
    sheet.text(source.texts.of("visit", {{"day", dayInFull(source.texts, dayAt(session.startedAt, session.utcOffset))}}), kQuietText);
    if (const std::string who = treatedBy(source); !who.empty()) writeLabelled(sheet, source.texts.of("therapist"), who);
    std::vector<std::string> lines;
    if (!draft.isSigned) lines.push_back(tr("This note is a draft: nobody has signed it."));
    if (draft.edited && draft.dataChanged == true) lines.push_back(tr("Edited by hand. The data of the visit changed since."));
    if (lines.empty()) return;
    sheet.y += 10;
    std::string text;
    for (const std::string& each : lines) text += (text.empty() ? "" : "\n") + each;
    writeBoxed(sheet, text, true);
}

void writeNotePlaces(Sheet& sheet, const HandoutSource& source, const std::vector<BodyMap>& maps) {
    if (maps.empty()) return;
    sheet.y += 12;
    drawMaps(sheet, maps, numbersOf(source.session), source.texts.toldToOthers());
    sheet.y += 4;
    sheet.text(source.texts.of("places model"), kQuietText);
}

void writeNoteText(Sheet& sheet, const std::string& text) {
    constexpr double kBetween = 4;
    for (const std::string& line : split(text, '\n')) {
        if (trim(line).empty()) continue;
        if (note::isHeading(line)) {
            writeHeading(sheet, line, 3 * kNoteText.sizePt * kNoteText.lineSpacing);
            continue;
        }
        sheet.keep(std::min(2 * kNoteText.sizePt * kNoteText.lineSpacing, sheet.heightOf(line, kNoteText, sheet.width())));
        sheet.text(line, kNoteText);
        sheet.y += kBetween;
    }
}

}  // namespace

HandoutPdf notePdf(const HandoutSource& source, const std::vector<BodyMap>& maps, Paper paper) {
    const note::NoteDraft draft = note::noteDraft(source.patient, source.practice, source.session, source.catalogue);
    SheetFacts facts{paper, tr("Note of a visit"), tr("Note of a visit"), 0, {}, {}};
    facts.footNote = displayText(source.patient.name, kLongestFootName) + ", " + dateAt(source.session.startedAt, source.session.utcOffset);
    facts.mark = markOf(source.session);
    return pagesOf(std::move(facts), source.texts, [&](Sheet& sheet) {
        writeNoteHead(sheet, source, draft);
        writeNotePlaces(sheet, source, maps);
        writeNoteText(sheet, draft.text);
    });
}

}  // namespace myochart::handout
