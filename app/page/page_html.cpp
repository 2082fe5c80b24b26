#include "page/page_html.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "handout/scripts.h"
#include "page/escapes.h"

namespace myochart::page {

namespace {

using handout::Handout;
using handout::HandoutExercise;
using handout::HandoutPart;
using handout::HandoutSite;
using handout::Texts;

/// An element with a text that may run in any direction; nothing where there is no text.
std::string element(std::string_view tag, std::string_view kind, std::string_view text) {
    if (text.empty()) return {};
    return fmt::format("<{0}{1} dir=\"auto\">{2}</{0}>\n", tag, kind.empty() ? "" : fmt::format(" class=\"{}\"", kind), html(text));
}

std::string titleOf(std::string_view text) { return fmt::format("<h2>{}</h2>\n", html(text)); }

std::string listOf(const std::vector<std::string>& paragraphs) {
    std::string list;
    for (const std::string& each : paragraphs) list += element("li", "", each);
    return list.empty() ? list : "<ul>\n" + list + "</ul>\n";
}

std::string partOf(const HandoutPart& part) { return part.paragraphs.empty() ? std::string() : titleOf(part.title) + listOf(part.paragraphs); }

std::string headOf(const Handout& handout, const Texts& texts) {
    std::string head = element("p", "practice", handout.practice.empty() ? std::string_view() : std::string_view(handout.practice.front()));
    head += element("h1", "", handout.title) + element("p", "patient", handout.patient) + element("p", "quiet", handout.visit);
    if (!handout.therapist.empty()) head += fmt::format("<p class=\"quiet\">{} <bdi>{}</bdi></p>\n", html(texts.of("therapist")), html(handout.therapist));
    return head;
}

std::string rowOf(const HandoutSite& site, const ReportedPain* reported) {
    std::string row = fmt::format("<tr id=\"site-{0}\"{1}><td><span class=\"number\">{0}</span></td><td><span class=\"where\" dir=\"auto\">{2}</span>", site.number, reported ? " class=\"with-pattern\"" : "", html(site.where));
    if (!site.area.empty()) row += fmt::format("<span class=\"area\">{}</span>", html(site.area));
    row += fmt::format("</td><td class=\"side\">{}</td><td class=\"done\">{}</td></tr>\n", html(site.side), html(site.done));
    if (reported) row += fmt::format("<tr class=\"pattern\" id=\"pattern-{}\"><td></td><td colspan=\"3\">{}</td></tr>\n", site.number, html(reported->words));
    return row;
}

std::string tableOf(const Handout& handout, const Texts& texts, const std::map<std::uint32_t, ReportedPain>& reported) {
    if (handout.sites.empty()) return element("p", "", texts.of("places none"));
    std::string table = "<table>\n<thead><tr>";
    for (const char* column : {"column number", "column where", "column side", "column done"}) table += fmt::format("<th scope=\"col\">{}</th>", html(texts.of(column)));
    table += "</tr></thead>\n<tbody>\n";
    for (const HandoutSite& site : handout.sites) {
        const auto found = reported.find(site.number);
        table += rowOf(site, found == reported.end() ? nullptr : &found->second);
    }
    table += "</tbody>\n</table>\n" + element("p", "quiet unseen", texts.of("places model"));
    if (reported.empty()) return table;
    table += element("p", "quiet unseen", texts.of("page pattern note"));
    std::vector<std::string> sources;
    for (const auto& [number, each] : reported)
        if (std::ranges::find(sources, each.source) == sources.end()) sources.push_back(each.source);
    for (const std::string& each : sources) table += element("p", "quiet unseen", each);
    return table;
}

std::string contactOf(const Handout& handout, const Texts& texts) {
    if (handout.practice.size() < 2) return {};
    std::string contact = "<div class=\"contact\">\n" + element("p", "strong", texts.of("call"));
    for (const std::string& line : handout.practice) {
        const std::string link = contactLink(line);
        contact += link.empty() ? element("p", "", line) : fmt::format("<p><a href=\"{}\" rel=\"noreferrer\" dir=\"auto\">{}</a></p>\n", html(link), html(line));
    }
    return contact + "</div>\n";
}

std::string warningOf(const Handout& handout, const Texts& texts) {
    const bool lung = !handout.lung.paragraphs.empty();
    std::string warning = titleOf(handout.warning.title);
    if (lung) {
        warning += "<div class=\"box emergency\">\n" + element("p", "title", handout.lung.title);
        for (const std::string& each : handout.lung.paragraphs) warning += element("p", "", each);
        warning += element("p", "strong", handout.emergency) + "</div>\n";
    }
    std::vector<std::string> points = handout.warning.paragraphs;
    if (!lung) points.push_back(handout.emergency);
    return warning + listOf(points) + contactOf(handout, texts);
}

std::string exercisesOf(const Handout& handout, const Texts& texts) {
    if (handout.exercises.empty()) return {};
    const auto labelled = [&](std::string_view key, const std::string& text) {
        return text.empty() ? std::string() : element("p", "", texts.of("exercise line", {{"label", texts.of(key)}, {"text", text}}));
    };
    std::string part = titleOf(texts.of("exercises title")) + element("p", "quiet", texts.of("exercise both"));
    for (const HandoutExercise& each : handout.exercises)
        part += "<div class=\"exercise\">\n" + element("h3", "", each.name) + element("p", "", each.how) + labelled("exercise dose", each.dose) + labelled("exercise stop", each.stop) + "</div>\n";
    return part;
}

std::string nextOf(const Handout& handout, const Texts& texts) {
    if (handout.nextVisit.empty()) return {};
    return titleOf(texts.of("next title")) + "<div class=\"box\">" + element("p", "big", handout.nextVisit) + "</div>\n";
}

}  // namespace

Pieces wordsOf(const Handout& handout, const Texts& texts, const std::map<std::uint32_t, ReportedPain>& reported) {
    Pieces pieces = {{"head", headOf(handout, texts)}, {"title", html(handout.title)}, {"places_title", html(handout.placesTitle)}, {"language", html(texts.language())}};
    pieces["article"] = tableOf(handout, texts, reported) + partOf(handout.expect) + partOf(handout.care) + partOf(handout.advice) + warningOf(handout, texts) + exercisesOf(handout, texts) + nextOf(handout, texts);
    pieces["foot"] = element("p", "", texts.of("foot")) + element("p", "", texts.of("page offline"));
    const std::pair<const char*, const char*> about[] = {{"stage_label", "page body"}, {"stage_help", "page help"}, {"stage_keys", "page keys"}, {"zoom_in", "page nearer"}, {"zoom_out", "page farther"},
                                                         {"views_label", "page views"}, {"front", "edge front"}, {"back", "edge back"}, {"left", "edge left"}, {"right", "edge right"},
                                                         {"layers_label", "page layers"}, {"skin", "page skin"}, {"muscles", "page muscles"}, {"bones", "page bones"}, {"no_picture", "page flat"}};
    for (const auto& [name, key] : about) pieces[name] = html(texts.of(key));
    return pieces;
}

std::string filledIn(std::string_view form, const Pieces& pieces) {
    std::string filled;
    while (true) {
        const size_t open = form.find("{{"), close = open == std::string_view::npos ? open : form.find("}}", open);
        if (close == std::string_view::npos) return filled.append(form);
        filled += form.substr(0, open);
        const auto piece = pieces.find(form.substr(open + 2, close - open - 2));
        if (piece != pieces.end()) filled += piece->second;
        form.remove_prefix(close + 2);
    }
}

std::string contactLink(std::string_view line) {
    if (std::string link = handout::linkIn(line); !link.empty()) return link;
    constexpr size_t kFewestDigits = 7, kMostDigits = 15;
    std::string number;
    for (const char each : line) {
        if (each >= '0' && each <= '9') number += each;
        else if (each == '+' && number.empty()) number = "+";
        else if (std::string_view(" ()/-.").find(each) == std::string_view::npos) return {};
    }
    const size_t digits = number.size() - (number.starts_with('+') ? 1 : 0);
    return digits >= kFewestDigits && digits <= kMostDigits ? "tel:" + number : std::string();
}

}  // namespace myochart::page
