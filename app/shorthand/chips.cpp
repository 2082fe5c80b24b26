#include "shorthand/chips.h"

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"

namespace myochart::shorthand {

namespace {

struct FlagWords {
    std::string_view key;
    const char *yes, *no;
};
constexpr FlagWords kFlags[] = {
    {"taut_band", mark("taut band"), mark("no taut band")},
    {"recognised", mark("recognised pain"), mark("pain not recognised")},
    {"referral_felt", mark("referral"), mark("no referral")},
    {"winding", mark("winding"), mark("no winding")},
    {"pain_during", mark("pain during"), mark("no pain during")},
    {"referral_reproduced", mark("referral reproduced"), mark("referral not reproduced")},
    {"bleeding", mark("bleeding"), mark("no bleeding")},
    {"bruise", mark("bruise"), mark("no bruise")},
};

struct Named {
    std::string_view key;
    const char* words;
};
constexpr Named kTechniques[] = {
    {"tech_deep", mark("deep needling")},        {"tech_superficial", mark("superficial")},      {"tech_static", mark("static needle")},
    {"tech_pistoning", mark("pistoning")},       {"tech_fanning", mark("fanning")},              {"tech_winding", mark("winding")},
    {"tech_tenting", mark("tenting")},           {"tech_pecking", mark("periosteal pecking")},   {"tech_threading", mark("threading")},
    {"tech_pincer", mark("pincer grip")},        {"tech_flat", mark("flat palpation grip")},     {"tech_rib_block", mark("rib block")},
};

std::string figure(const std::optional<float>& value) { return formatNumber(static_cast<double>(value.value_or(0)), 3); }

std::string flagChip(std::string_view key, bool yes) {
    for (const FlagWords& flag : kFlags)
        if (flag.key == key) return tr(yes ? flag.yes : flag.no);
    return std::string(key);
}

std::string techniqueChip(const std::string& technique) {
    for (const Named& known : kTechniques)
        if (known.key == technique) return tr(known.words);
    return displayText(technique, 80);
}

std::string findingChip(std::string_view key, const record::Finding& finding) {
    if (key == "tenderness") return trf("tenderness {}", finding.tenderness.value_or(0));
    if (key == "referral_where") return trf("refers to {}", displayText(finding.referralWhere, 80));
    if (key == "certainty") {
        const auto certainty = finding.certainty.value_or(record::Certainty::unsure);
        return certainty == record::Certainty::unsure ? tr("palpation unsure") : certainty == record::Certainty::likely ? tr("palpation likely") : tr("palpation certain");
    }
    if (key == "threshold") {
        const auto unit = finding.thresholdUnit.value_or(record::PressureUnit::newton);
        return trf("PPT {} {}", figure(finding.threshold), unit == record::PressureUnit::newton ? "N" : unit == record::PressureUnit::kilogram ? "kg" : "kPa");
    }
    if (key == "tip_cm2") return trf("tip {} cm\xC2\xB2", figure(finding.tipCm2));
    return {};
}

std::string needleChip(std::string_view key, const record::Needling& needle) {
    if (key == "size") return fmt::format("{} \xC3\x97 {}", figure(needle.diameterMm), figure(needle.lengthMm));
    if (key == "diameter_mm") return trf("diameter {} mm", figure(needle.diameterMm));
    if (key == "length_mm") return trf("length {} mm", figure(needle.lengthMm));
    if (key == "maker") return trf("maker {}", displayText(needle.maker, 80));
    if (key == "item") return trf("item {}", displayText(needle.item, 80));
    if (key == "lot") return trf("lot {}", displayText(needle.lot, 80));
    if (key == "serial") return trf("serial {}", displayText(needle.serial, 80));
    if (key == "expiry") return trf("expires {}", needle.expiry);
    if (key == "technique") return techniqueChip(needle.technique);
    if (key == "direction_words") return trf("direction: {}", displayText(needle.directionWords, 80));
    if (key == "depth_mm") return fmt::format("{} mm", figure(needle.depthMm));
    if (key == "depth_words") return displayText(needle.depthWords, 80);
    if (key == "insertions") return trnf("{} insertion", "{} insertions", needle.insertions.value_or(0), needle.insertions.value_or(0));
    if (key == "pistoning") return trf("pistoning \xC3\x97 {}", needle.pistoning.value_or(0));
    if (key == "stimulation_hz") return fmt::format("{} Hz", figure(needle.stimulationHz));
    if (key == "stimulation_ma") return fmt::format("{} mA", figure(needle.stimulationMa));
    if (key == "stimulation_min") return trf("stimulation {} min", figure(needle.stimulationMin));
    if (key == "stimulation_words") return trf("stimulation: {}", displayText(needle.stimulationWords, 80));
    if (key == "grade") return trf("grade {}", needle.grade.value_or(0));
    if (key == "retention_min") return trf("{} min in place", figure(needle.retentionMin));
    return {};
}

}  // namespace

std::string painChip(const record::Response& response) {
    if (response.painBefore && response.painAfter) return trf("pain {} \xE2\x80\xBA {}", *response.painBefore, *response.painAfter);
    if (response.painAfter) return trf("pain after {}", *response.painAfter);
    return trf("pain before {}", response.painBefore.value_or(0));
}

std::string chipOf(std::string_view key, const Told& told) {
    if (factsOf(key).kind == Kind::flag) {
        bool yes = false;
        Told copy = told;
        const auto look = [&]<class M>(const record::Field& field, M& member) {
            if constexpr (std::is_same_v<M, std::optional<bool>>)
                if (key == field.key) yes = member.value_or(false);
        };
        describe(look, copy.finding);
        describe(look, copy.needle);
        describe(look, copy.response);
        return flagChip(key, yes);
    }
    if (key == "twitch") {
        const auto twitch = told.response.twitch.value_or(record::Twitch::none);
        return twitch == record::Twitch::none ? tr("no twitch") : twitch == record::Twitch::weak ? tr("twitch weak") : tr("twitch strong");
    }
    if (key == "twitch_count") return trf("twitch \xC3\x97 {}", told.response.twitchCount.value_or(0));
    if (key == "pain" || key == "pain_before" || key == "pain_after") return painChip(told.response);
    if (std::string chip = findingChip(key, told.finding); !chip.empty()) return chip;
    return needleChip(key, told.needle);
}

std::string placeChip(const std::optional<Side>& side, const anatomy::Muscle* muscle, const anatomy::TriggerPoint* point, const std::string& place) {
    std::string chip;
    if (side) chip = *side == Side::left ? tr("left") : *side == Side::right ? tr("right") : tr("midline");
    if (muscle) chip += (chip.empty() ? "" : " ") + anatomy::spokenName(*muscle);
    const auto add = [&](const std::string& text) { chip += (chip.empty() ? "" : " \xC2\xB7 ") + text; };
    if (point) add("TrP " + point->index.substr(std::min<size_t>(3, point->index.size())));
    if (!place.empty()) add(place);
    return chip;
}

std::string commandChip(Command command) {
    switch (command) {
        case Command::in: return tr("needle in");
        case Command::out: return tr("needle out");
        case Command::allIn: return tr("all needles in");
        case Command::allOut: return tr("all needles out");
        case Command::none: break;
    }
    return {};
}

}  // namespace myochart::shorthand
