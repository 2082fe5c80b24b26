#include "ui/panels/site_parts.h"

#include <algorithm>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "needle/pincer.h"
#include "note/site_muscle.h"
#include "record/edits.h"
#include "record/ledger.h"
#include "ui/panels/measures_part.h"
#include "ui/value_words.h"

namespace myochart::ui {

namespace {

using record::Finding;
using record::Marker;
using record::Needling;
using record::Response;

std::string summaryOf(const Ui&, const Finding& finding) { return summary(finding); }
std::string summaryOf(const Ui& ui, const Needling& needle) { return summary(needle, ui.program.catalogue()); }
std::string summaryOf(const Ui&, const Response& response) { return summary(response); }

/// What all have; a field in which they differ is empty there, and its key in `mixed`.
template <class Part>
Part common(const std::vector<Marker>& markers, Part Marker::*which, std::set<std::string>& mixed) {
    Part shared = markers.front().*which;
    for (const Marker& marker : markers) {
        std::vector<const void*> members;
        const auto note = [&](const record::Field&, const auto& member) { members.push_back(&member); };
        describe(note, marker.*which);
        size_t at = 0;
        const auto compare = [&](const record::Field& field, auto& member) {
            using Member = std::remove_reference_t<decltype(member)>;
            const auto& other = *static_cast<const Member*>(members[at++]);
            if (member == other) return;
            if (markers.size() > 1) mixed.insert(field.key), member = Member();
        };
        describe(compare, shared);
    }
    return shared;
}

/// The field of that key as `from` has it.
template <class Part>
void take(Part& to, const Part& from, const std::set<std::string>& keys) {
    std::vector<const void*> members;
    const auto note = [&](const record::Field&, const auto& member) { members.push_back(&member); };
    describe(note, from);
    size_t at = 0;
    const auto copy = [&](const record::Field& field, auto& member) {
        using Member = std::remove_reference_t<decltype(member)>;
        const auto* other = static_cast<const Member*>(members[at++]);
        if (keys.contains(field.key)) member = *other;
    };
    describe(copy, to);
}

/// Commits the change at every site when the frame is drawn, one undo step.
template <class Part>
void commit(const Ui& ui, const std::vector<Marker>& markers, Part Marker::*which, const Part& part, const std::set<std::string>& keys, const char* message,
            const std::string& typing) {
    std::vector<record::MarkerId> ids;
    for (const Marker& marker : markers) ids.push_back(marker.id);
    ui.later([&program = ui.program, ids, which, part, keys, message, typing] {
        if (!program.record.session()) return;
        Result<record::Edited> edited = record::Edited{*program.record.session(), {}};
        for (const record::MarkerId& id : ids) {
            const Marker* now = edited ? edited->session.marker(id) : nullptr;
            if (!now) continue;
            Marker changed = *now;
            take(changed.*which, part, keys);
            changed.plan.unconfirmed.reset();  // somebody has touched it
            edited = record::changeMarker(edited->session, changed, tr(message));
        }
        program.record.commit(std::move(edited), typing);
    });
}

std::string lowered(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

std::vector<FieldChips::Choice> techniques(const anatomy::Catalogue& catalogue) {
    std::vector<FieldChips::Choice> choices;
    for (const anatomy::NeedleFact& fact : catalogue.needles())
        if (fact.category == "technique") choices.push_back({fact.key, anatomy::called(catalogue, fact), &catalogue});
    return choices;
}

std::vector<FieldChips::Choice> sizes(const anatomy::Catalogue& catalogue) {
    std::vector<FieldChips::Choice> choices;
    for (const anatomy::NeedleFact& fact : catalogue.needles())
        if (fact.category == "needle_size") {
            const std::string text = fmt::format("{} x {}", shortNumber(static_cast<float>(*fact.diameterMm)), shortNumber(static_cast<float>(*fact.lengthMm)));
            choices.push_back({text, fact.colour.empty() ? text : fmt::format("{} \xC2\xB7 {}", text, fact.colour)});
        }
    return choices;
}

}  // namespace

static std::optional<Needling> sizeFromTyped(const std::string& text, Needling needle) {
    std::string plain = text;
    for (const std::string_view sign : {"\xC3\x97", "*", "X"})
        for (size_t at = plain.find(sign); at != std::string::npos; at = plain.find(sign)) plain.replace(at, sign.size(), "x");
    std::replace(plain.begin(), plain.end(), ',', '.');
    needle.diameterMm.reset();
    needle.lengthMm.reset();
    if (trim(plain).empty()) return needle;
    const auto parts = split(plain, 'x');
    if (parts.size() != 2) return std::nullopt;
    const auto diameter = parseNumber(trim(parts[0])), length = parseNumber(trim(parts[1]));
    if (!diameter || !length || *diameter < 0.05 || *diameter > 2 || *length < 1 || *length > 200) return std::nullopt;
    needle.diameterMm = static_cast<float>(*diameter);
    needle.lengthMm = static_cast<float>(*length);
    return needle;
}

static bool thresholdFromTyped(const std::string& text, Finding& finding) {
    std::string plain = lowered(trim(text));
    std::replace(plain.begin(), plain.end(), ',', '.');
    finding.threshold.reset();
    finding.thresholdUnit.reset();
    if (plain.empty()) return true;
    for (const record::PressureUnit unit : record::choicesOf(record::PressureUnit())) {
        const std::string word = lowered(std::string(name(unit)));
        if (!plain.ends_with(word)) continue;
        const auto number = parseNumber(trim(plain.substr(0, plain.size() - word.size())));
        if (!number || *number < 0 || *number > 5000) return false;
        finding.threshold = static_cast<float>(*number);
        finding.thresholdUnit = unit;
        return true;
    }
    return false;
}

/// Diameter and length as one chip.
bool SiteParts::drawSize(Ui& ui, Needling& needle, bool enabled) {
    const std::string size = needleSize(needle);
    const ChipLook look{.label = size.empty() ? fmt::format("{} \xE2\x80\x94", tr("needle size")) : size, .recorded = !size.empty(), .tip = tr("Diameter \xC3\x97 length in mm"), .enabled = enabled};
    const std::string text = size.empty() ? size : fmt::format("{} x {}", needle.diameterMm ? shortNumber(*needle.diameterMm) : "", needle.lengthMm ? shortNumber(*needle.lengthMm) : "");
    return chips_.typed(ui, "site.needle.size", look, text, "0.25 x 40", sizes(ui.program.catalogue()), [&](const std::string& typed) {
        const auto taken = sizeFromTyped(typed, needle);
        if (!taken) return std::string(tr("Diameter \xC3\x97 length in mm, as 0.25 x 40."));
        needle = *taken;
        return std::string();
    });
}

/// A threshold is never without its unit.
bool SiteParts::drawThreshold(Ui& ui, Finding& finding, bool enabled) {
    const bool said = finding.threshold && finding.thresholdUnit;
    const std::string words = said ? fmt::format("{} {}", shortNumber(*finding.threshold), name(*finding.thresholdUnit)) : std::string("\xE2\x80\x94");
    const ChipLook look{.label = trf("threshold {}", words), .recorded = said, .tip = tr("Pressure pain threshold"), .enabled = enabled};
    return chips_.typed(ui, "site.finding.threshold", look, said ? words : std::string(), tr("25 N, 2.5 kg or 250 kPa"), {}, [&](const std::string& typed) {
        Finding taken = finding;
        if (!thresholdFromTyped(typed, taken)) return std::string(tr("A number with its unit: 25 N, 2.5 kg or 250 kPa."));
        finding = taken;
        return std::string();
    });
}

static void drawDepthRemark(Ui& ui, const Needling& needle) {
    const std::string words = depthQuestion(needle);
    if (words.empty()) return;
    paragraph(ui, ui.fonts.note, ui.theme.danger, words);
    ui.record.fact("site.needle.remark", words);
}

/// What was published of pressure pain thresholds of that muscle, beside what was measured.
static void drawReferences(Ui& ui, const Marker& site) {
    const anatomy::Muscle* muscle = note::muscleOf(site, ui.program.catalogue());
    std::string words, tip;
    for (const anatomy::PressureReference& each : ui.program.catalogue().pressureReferences()) {
        if (!muscle || each.muscle != muscle->key || !each.value) continue;
        const std::string sex = each.sex == "f" ? fmt::format("{}, ", tr("women")) : each.sex == "m" ? fmt::format("{}, ", tr("men")) : std::string();
        words += fmt::format("{}{}{}: {} {} ({})", words.empty() ? "" : "; ", sex, each.population, shortNumber(static_cast<float>(*each.value)), each.unit, each.valueKind);
        tip += fmt::format("{}. {}. {}\n", each.source, each.device, each.note);
    }
    if (words.empty()) return;
    publishedLine(ui, "site.finding.published", words, tip + tr("No reliable norm exists: compare one person over time and both sides. No clinician has reviewed the table."));
}

/// What is offered for a site of which nothing of the needle was said: what the therapist uses, else what was used at the
/// site charted last. A depth comes along only from the same muscle, a pincer grip only where it is taught; nothing is recorded until it is taken.
static Needling usualNeedle(const anatomy::Catalogue& catalogue, const record::Therapist* acting, const record::Session& session, const Marker& site) {
    Needling usual;
    if (acting) usual = acting->usual;
    usual.depthMm.reset();
    usual.depthWords.clear();
    for (const Marker& marker : session.markers) {
        if (marker.id == site.id || (!marker.needle.diameterMm && !marker.needle.depthMm)) continue;
        if (marker.needle.diameterMm) usual.diameterMm = marker.needle.diameterMm, usual.lengthMm = marker.needle.lengthMm;
        if (!marker.needle.technique.empty()) usual.technique = marker.needle.technique;
        const bool sameMuscle = !site.anchor.address.muscleKey.empty() && marker.anchor.address.muscleKey == site.anchor.address.muscleKey;
        if (sameMuscle) usual.depthMm = marker.needle.depthMm;
    }
    if (usual.technique == "tech_pincer" && needle::pincerTaughtFor(catalogue, site.anchor.address.muscleKey).empty()) usual.technique.clear();
    return usual;
}

/// In quiet ink until it is taken; the keys of what was taken.
std::set<std::string> SiteParts::drawUsual(Ui& ui, const Marker& site, Needling& needle, const FieldChips::Look& look) {
    if (needle != Needling() || site.type != record::MarkerType::needle) return {};
    const Needling usual = usualNeedle(ui.program.catalogue(), ui.program.practice.acting(), *ui.program.record.session(), site);
    const std::string words = summary(usual, ui.program.catalogue());
    if (words.empty()) return {};
    if (!chip(ui, "site.needle.usual", {.label = trf("as before: {}", words), .tip = tr("Takes it over; nothing of it is recorded until then"), .enabled = look.enabled}).clicked) return {};
    needle.diameterMm = usual.diameterMm;
    needle.lengthMm = usual.lengthMm;
    needle.technique = usual.technique;
    needle.depthMm = usual.depthMm;
    return {"diameter_mm", "length_mm", "technique", "depth_mm"};
}

/// The answer that comes with the pain of most sites, so that both are said in one small window.
bool SiteParts::drawTwitch(Ui& ui, Response& response) {
    line(ui, ui.fonts.note, ui.theme.quiet, tr("local twitch"));
    bool took = false;
    for (const record::Twitch twitch : record::choicesOf(record::Twitch())) {
        if (twitch != record::Twitch::none) ImGui::SameLine(0, ui.px(4));
        const bool on = response.twitch == twitch;
        if (!button(ui, fmt::format("site.response.pain.twitch.{}", name(twitch)), {.label = tr(name(twitch)), .kind = ButtonKind::plain, .on = on, .width = 84})) continue;
        response.twitch = on ? std::nullopt : std::optional(twitch);
        took = true;
    }
    return took;
}

/// The needle goes in, and comes out again; once it is out its times stand here.
void SiteParts::drawInOut(Ui& ui, const std::vector<Marker>& markers) {
    size_t in = 0, planned = 0;
    for (const Marker& marker : markers) {
        const record::NeedleState state = needleState(marker);
        in += state == record::NeedleState::in ? 1 : 0;
        planned += state == record::NeedleState::planned ? 1 : 0;
    }
    const Needling& needle = markers.front().needle;
    if (in + planned > 0 && (in == 0 || planned == 0)) {
        const bool isIn = in > 0;
        if (isIn && markers.size() == 1) line(ui, ui.fonts.note, ui.theme.quiet, trf("in {}", minutesSeconds(std::max<UtcMs>(0, ui.program.record.now() - *needle.inAt))));
        const std::string words = isIn ? trnf("Take the needle out", "Take {} needles out", in, in) : trnf("Needle in", "{} needles in", planned, planned);
        if (button(ui, "site.needle.inOut", {.label = words, .key = ui.keyOf("needle.inOut"), .kind = ButtonKind::plain, .enabled = !ui.program.record.visitIsLocked(), .width = -1})) ui.runLater("needle.inOut");
        if (isIn) ui.state.wake(ui.now + 1);
        gap(ui, 4);
    } else if (markers.size() == 1 && needle.inAt && needle.outAt) {
        const UtcMs begun = ui.program.record.session()->startedAt;
        paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("In {}, out {}, {} in place", clockWords(*needle.inAt, begun), clockWords(*needle.outAt, begun), minutesSeconds(*needle.outAt - *needle.inAt)));
    }
}

bool SiteParts::more(Ui& ui, const char* name, bool& open) {
    if (chip(ui, fmt::format("site.{}.more", name), {.label = open ? tr("less") : tr("more\xE2\x80\xA6")}).clicked) open = !open;
    return open;
}

template <class Part>
void SiteParts::group(Ui& ui, const std::vector<Marker>& markers, const char* groupName, const char* title, Part Marker::*which, const char* message,
                      const std::vector<std::string_view>& always) {
    constexpr size_t kAt = std::is_same_v<Part, Finding> ? 0 : std::is_same_v<Part, Needling> ? 1 : 2;
    FieldChips::Look look;
    look.enabled = !ui.program.record.visitIsLocked();
    Part part = common(markers, which, look.mixed);
    if (const std::string prefix = fmt::format("site.{}.", groupName), asked = ui.state.fieldAsked; asked.starts_with(prefix)) {
        open_[kAt] = true;
        more_[kAt] |= std::ranges::find(always, std::string_view(asked).substr(prefix.size())) == always.end() && asked != "site.needle.size" && asked != "site.needle.inOut";
    }
    if (!foldHeading(ui, fmt::format("site.{}", groupName), tr(title), summaryOf(ui, part), open_[kAt])) return;
    look.skip = {"diameter_mm", "length_mm", "threshold", "threshold_unit", "pain_before", "pain_after"};
    if (!more_[kAt]) look.always = always;
    look.choices = [&](std::string_view key) { return key == "technique" ? techniques(ui.program.catalogue()) : std::vector<FieldChips::Choice>(); };
    if constexpr (std::is_same_v<Part, Needling>) drawInOut(ui, markers);
    beginChips();
    std::set<std::string> keys;
    if constexpr (std::is_same_v<Part, Needling>) {
        if (const std::set<std::string> usual = drawUsual(ui, markers.front(), part, look); !usual.empty()) keys = usual;
        if (drawSize(ui, part, look.enabled)) keys = {"diameter_mm", "length_mm"};
    }
    if constexpr (std::is_same_v<Part, Response>)
        if (chips_.beforeAfter(ui, "site.response.pain", mark("pain"), part.painBefore, part.painAfter, look, [&] { return drawTwitch(ui, part); }))
            keys = {"pain_before", "pain_after", "twitch"};
    if (const auto change = chips_.draw(ui, fmt::format("site.{}", groupName), part, look)) keys = {change->key};
    if constexpr (std::is_same_v<Part, Finding>)
        if (drawThreshold(ui, part, look.enabled)) keys = {"threshold", "threshold_unit"};
    more(ui, groupName, more_[kAt]);
    endChips(ui);
    if constexpr (std::is_same_v<Part, Finding>)
        if (part.threshold) drawReferences(ui, markers.front());
    if constexpr (std::is_same_v<Part, Needling>) drawDepthRemark(ui, part);
    if (!keys.empty()) commit(ui, markers, which, part, keys, message, chips_.typing());
}

void SiteParts::draw(Ui& ui, const std::vector<Marker>& markers) {
    group(ui, markers, "finding", mark("Finding"), &Marker::finding, mark("Change finding"), {"taut_band", "tenderness", "recognised", "referral_where"});
    group(ui, markers, "needle", mark("Needle"), &Marker::needle, mark("Change needle"), {"technique", "depth_mm", "insertions", "pistoning"});
    group(ui, markers, "response", mark("Response"), &Marker::response, mark("Change response"), {"twitch", "bleeding"});
}

}  // namespace myochart::ui
