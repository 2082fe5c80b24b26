#include "handout/certificate_pdf.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"

namespace myochart::handout {

namespace {

constexpr TextStyle kFigureText{34, Weight::strong, kAccentInk, 1.25};
constexpr TextStyle kCertificateName{26, Weight::strong, kInk, 1.25};
constexpr size_t kLongestLearner = 80, kLongestSet = 160;

void writeRow(Sheet& sheet, const std::string& what, const std::string& value) {
    const double top = sheet.y, column = sheet.width() * 0.62;
    sheet.text(what, kBodyText, {sheet.left(), column - 12});
    const double below = sheet.y;
    sheet.y = top;
    sheet.text(value, kStrongText, {sheet.left() + column, sheet.width() - column});
    sheet.y = std::max(sheet.y, below) + 5;
    sheet.line(vec2(sheet.left(), sheet.y), vec2(sheet.left() + sheet.width(), sheet.y), 0.5, kHairline);
    sheet.y += 5;
}

std::string dayIn(const Texts& texts, UtcMs moment) { return dayInFull(texts, dayAt(moment, {})); }

}  // namespace

std::optional<Certificate> certificateOf(const teaching::QuizSet& set, std::span<const teaching::KeptAnswer> answers, std::string_view learner) {
    Certificate of{trim(learner), set.title.in(languageInUse()), set.questions.size()};
    std::map<std::string, const teaching::KeptAnswer*> latest;
    for (const teaching::KeptAnswer& each : answers) {
        if (each.set != set.key || std::ranges::find(set.questions, each.question, &teaching::Question::id) == set.questions.end()) continue;
        ++of.answers;
        of.right += each.right ? 1 : 0;
        of.first = of.answers == 1 ? each.at : std::min(of.first, each.at);
        of.last = std::max(of.last, each.at);
        const teaching::KeptAnswer*& newest = latest[each.question];
        if (!newest || each.at >= newest->at) newest = &each;
    }
    if (of.answers == 0) return std::nullopt;
    of.asked = latest.size();
    for (const auto& [question, answer] : latest) of.known += answer->right ? 1 : 0, of.points += answer->points / static_cast<double>(latest.size());
    return of;
}

HandoutPdf certificatePdf(const Certificate& certificate, const Texts& texts, Paper paper) {
    SheetFacts facts{paper, tr("Quiz certificate"), tr("Quiz certificate"), 0, {}, "Myochart"};
    return pagesOf(std::move(facts), texts, [&](Sheet& sheet) {
        sheet.y += 40;
        sheet.fill(sheet.left(), sheet.y, 56, 4, kAccentInk);
        sheet.y += 18;
        sheet.text(tr("Quiz certificate"), kTitleText);
        sheet.y += 26;
        sheet.text(tr("Learner"), kQuietText);
        sheet.text(displayText(certificate.learner, kLongestLearner), kCertificateName);
        sheet.y += 14;
        sheet.text(tr("Set of questions"), kQuietText);
        sheet.text(displayText(certificate.set, kLongestSet), kNameText);
        sheet.y += 30;
        sheet.text(trf("{} of {}", certificate.known, certificate.questions), kFigureText);
        sheet.text(tr("questions of the set answered right, by the last answer to each"), kBodyText);
        sheet.y += 24;
        writeRow(sheet, tr("Questions answered at least once"), trf("{} of {}", certificate.asked, certificate.questions));
        writeRow(sheet, tr("Points of the last answers, on average"), trf("{} of 100", std::lround(100 * certificate.points)));
        writeRow(sheet, tr("All answers, repeated ones too"), trf("{} of {} right", certificate.right, certificate.answers));
        writeRow(sheet, tr("First answer"), dayIn(texts, certificate.first));
        writeRow(sheet, tr("Last answer"), dayIn(texts, certificate.last));
        sheet.y += 24;
        writeBoxed(sheet, tr("This page tells what was answered to questions of the program on a model of the body. It is no proof of training or skill, and it entitles nobody to put a needle into anybody."), false);
    });
}

}  // namespace myochart::handout
