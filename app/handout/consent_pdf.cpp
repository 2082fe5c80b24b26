#include "handout/consent_pdf.h"

#include <algorithm>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "handout/handout_pdf.h"
#include "handout/make_handout.h"
#include "handout/signature.h"
#include "handout/table.h"
#include "record/ledger.h"

namespace myochart::handout {

namespace {

using record::Consented;

constexpr size_t kLongestRisk = 120;
constexpr double kTickPt = 10, kSignPt = 54;

/// A box to tick, and the text behind it.
void writeChoice(Sheet& sheet, const std::string& text) {
    sheet.keep(2 * kBodyText.sizePt * kBodyText.lineSpacing);
    const double left = sheet.left() + 1, top = sheet.y + (kBodyText.sizePt * kBodyText.lineSpacing - kTickPt) / 2;
    sheet.stroke({vec2(left, top), vec2(left + kTickPt, top), vec2(left + kTickPt, top + kTickPt), vec2(left, top + kTickPt), vec2(left, top)}, 1, kInk);
    sheet.text(text, kBodyText, {sheet.left() + 20, sheet.width() - 20});
    sheet.y += 4;
}

class ConsentWriter {
  public:
    ConsentWriter(Sheet& sheet, const HandoutSource& source, const note::ConsentText& text) : sheet_(sheet), source_(source), texts_(source.texts), text_(text), consent_(source.session.consent) {}

    void write(const std::vector<BodyMap>& maps) {
        writeConsentHead();
        writeParagraphs({&text_.what, &text_.notAcupuncture});
        writeConsentPlaces(maps);
        writeRisks();
        sheet_.y += 6;
        writeParagraphs({&text_.alternatives, &text_.withdrawal, &text_.questions});
        writeBefore();
        writeDecision();
    }

  private:
    const std::string& in(const note::Wording& wording) const { return wording.in(texts_.language()); }

    void writeConsentHead() {
        const auto practice = practiceLines(source_.practice);
        writeTitle(sheet_, practice.empty() ? std::string() : practice.front(), in(text_.title), nameOnPages(source_.patient));
        sheet_.text(texts_.of("visit", {{"day", dayInFull(texts_, dayAt(source_.session.startedAt, source_.session.utcOffset))}}), kQuietText);
        if (text_.draft.empty()) return;
        sheet_.y += 10;
        writeBoxed(sheet_, in(text_.draft), true);
    }

    void writeParagraphs(std::initializer_list<const note::Wording*> wordings) {
        for (const note::Wording* each : wordings) {
            if (each->empty()) continue;
            sheet_.y += 8;
            sheet_.keep(std::min(3 * kBodyText.sizePt * kBodyText.lineSpacing, sheet_.heightOf(in(*each), kBodyText, sheet_.width())));
            sheet_.text(in(*each), kBodyText);
        }
    }

    void writeConsentPlaces(const std::vector<BodyMap>& maps) {
        const record::Session planned = placesOfConsent(source_.session);
        writeHeading(sheet_, texts_.of("consent places title"), maps.empty() ? 60 : mapHeight(sheet_, maps));
        if (planned.markers.empty()) return sheet_.text(texts_.of("consent places none"), kBodyText);
        drawMaps(sheet_, maps, numbersOf(planned), texts_);
        sheet_.y += 4;
        if (!maps.empty()) sheet_.text(texts_.of("places model"), kQuietText);
        sheet_.y += 8;
        constexpr double kNumberPt = 44, kSidePt = 90;
        std::vector<std::vector<TableCell>> rows;
        for (const record::Marker& marker : planned.markers) {
            const HandoutSite site = handoutSite(source_, marker);
            rows.push_back({{std::to_string(site.number)}, {site.where, site.area}, {site.side}});
        }
        drawTable(sheet_, {{texts_.of("column number"), kNumberPt}, {texts_.of("column where"), sheet_.width() - kNumberPt - kSidePt}, {texts_.of("column side"), kSidePt}}, rows);
    }

    void writeRisks() {
        const auto risks = note::risksFor(text_, source_.session, source_.catalogue);
        writeHeading(sheet_, texts_.of("consent risks title"), 60);
        for (const note::ConsentRisk* risk : risks) writeBullet(sheet_, in(risk->title) + ": " + in(risk->text));
        const auto isTold = [&](const std::string& key) { return std::ranges::find(consent_.risks, key) != consent_.risks.end(); };
        std::string told;
        for (const std::string& key : consent_.risks) {
            const auto known = std::ranges::find(text_.risks, key, &note::ConsentRisk::key);
            told += (told.empty() ? "" : ", ") + (known == text_.risks.end() ? displayText(key, kLongestRisk) : in(known->title));
        }
        if (told.empty()) return;
        const bool all = consent_.risks.size() == risks.size() && std::ranges::all_of(risks, [&](const auto* risk) { return isTold(risk->key); });
        sheet_.text(all ? texts_.of("consent all told") : texts_.of("consent told", {{"risks", told}}), kStrongText);
    }

    void writeBefore() {
        std::vector<std::string> lines;
        if (consent_.alternatives == true) lines.push_back(texts_.of("consent alternatives"));
        if (consent_.questions == true) lines.push_back(texts_.of("consent questions"));
        if (consent_.copyGiven == true) lines.push_back(texts_.of("consent copy"));
        writeBullets(sheet_, texts_.of("consent before title"), lines);
    }

    /// "Agreed and signed on Sunday, 22 November 2026, 14:05"
    std::string decided(const std::string& what, const std::optional<UtcMs>& at) const {
        if (!at) return what;
        const std::string moment = dateTimeAt(*at, source_.session.utcOffset);
        return texts_.of("consent when", {{"what", what}, {"day", dayInFull(texts_, dayAt(*at, source_.session.utcOffset))}, {"time", moment.substr(moment.rfind(' ') + 1)}});
    }

    /// A line to write on, what it is for below it.
    void line(const std::string& label, double x, double width, double top) {
        sheet_.line(vec2(x, top), vec2(x + width, top), 0.8, kInk);
        sheet_.y = top + 3;
        sheet_.text(label, kQuietText, {x, width});
    }

    void writeDecision() {
        const bool isOpen = !consent_.how && !consent_.withdrawnAt;
        writeHeading(sheet_, texts_.of("consent sign title"), (isOpen ? 2 * 22 : 30) + 2 * kSignPt + 30);
        if (isOpen) {
            writeChoice(sheet_, texts_.of("consent agree"));
            writeChoice(sheet_, texts_.of("consent disagree"));
        }
        if (consent_.how) {
            const bool isRefused = consent_.how == Consented::refused;
            const char* what = isRefused ? "consent refused" : consent_.how == Consented::verbal ? "consent verbal" : "consent signed";
            sheet_.text(decided(texts_.of(what), consent_.at), isRefused ? kEmergencyText : kStrongText);
        }
        if (consent_.withdrawnAt) sheet_.text(decided(texts_.of("consent withdrawn"), consent_.withdrawnAt), kEmergencyText);
        const double half = (sheet_.width() - 24) / 2, right = sheet_.left() + half + 24, top = sheet_.y + kSignPt;
        // A signature that was drawn is shown whatever came of it later: with the words above it.
        const bool isDrawn = drawSignature(sheet_, consent_.strokes, vec2(sheet_.left() + 4, sheet_.y + 6), vec2(half - 8, kSignPt - 10));
        if (!isOpen && !isDrawn && consent_.how != Consented::written) return;
        line(texts_.of("consent line patient"), sheet_.left(), half, top);
        if (!isDrawn) line(texts_.of("consent line day"), right, half, top);
        if (isOpen) line(texts_.of("consent line therapist"), sheet_.left(), half, top + kSignPt + 16), line(texts_.of("consent line day"), right, half, top + kSignPt + 16);
    }

    Sheet& sheet_;
    const HandoutSource& source_;
    const Texts& texts_;
    const note::ConsentText& text_;
    const record::Consent& consent_;
};

}  // namespace

Result<const note::ConsentText*> consentTextFor(const std::vector<note::ConsentText>& texts, const record::Consent& consent, std::string_view asked) {
    const bool isDecided = consent.how || consent.withdrawnAt || !consent.strokes.empty();
    if (isDecided && !asked.empty() && asked != consent.version) return failed(said("The consent of this visit is to another text, {}.", displayText(consent.version, 60)));
    if (isDecided && consent.version.empty()) return failed(said("The visit does not tell which consent text the decision was about; none is shown with it."));
    const std::string_view wanted = isDecided || asked.empty() ? std::string_view(consent.version) : asked;
    const auto found = std::ranges::find(texts, wanted, &note::ConsentText::version);
    if (found != texts.end()) return &*found;
    if (isDecided || !asked.empty()) return failed(said("The consent text {} is not on this computer; no other is shown in its place.", displayText(wanted, 60)));
    if (texts.empty()) return failed(said("No consent text can be read: there is none in the program's folder, or all of them are broken."));
    return &texts.back();
}

record::Session placesOfConsent(const record::Session& session) {
    record::Session planned = session;
    for (record::Marker& marker : planned.markers) marker.plan.unconfirmed.reset();
    std::erase_if(planned.markers, [](const record::Marker& marker) { return !record::wasNeedled(marker) && !record::isOnlyPlanned(marker); });
    return planned;
}

HandoutPdf consentPdf(const HandoutSource& source, const note::ConsentText& text, const std::vector<BodyMap>& maps, Paper paper) {
    const record::Consent& consent = source.session.consent;
    SheetFacts facts{paper, text.title.in(source.texts.language()), source.texts.of("consent subject"), 0, {}, source.texts.of("consent foot", {{"version", displayText(text.version, 40)}})};
    facts.footNote = displayText(source.patient.name, 48) + " \xC2\xB7 " + facts.footNote;  // a page that is signed alone tells whose it is
    if (consent.withdrawnAt) facts.mark = source.texts.of("consent withdrawn");
    else if (consent.how == Consented::refused) facts.mark = source.texts.of("consent refused");
    return pagesOf(std::move(facts), source.texts, [&](Sheet& sheet) { ConsentWriter(sheet, source, text).write(maps); });
}

}  // namespace myochart::handout
