#include "exchange/patient_form_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "anatomy/screening.h"
#include "core/id.h"
#include "core/text.h"
#include "core/words.h"
#include "exchange/csv_text.h"
#include "note/visit_words.h"
#include "record/json.h"

namespace myochart::exchange {

namespace {

using nlohmann::json;

constexpr std::string_view kFormFormat = "myochart-patient-form";
constexpr int kFormVersion = 1;
constexpr size_t kMostTypedNameBytes = 800;
constexpr float kThinnestDabMm = 0.5F, kWidestDabMm = 200;

/// What is wrong with a form: its field, and what of it.
struct FormFault {
    std::string sentence;
};

[[noreturn]] void refuseField(const std::string& place, std::string_view what) { throw FormFault{fmt::format("{} {}", place, what)}; }

/// The fields of an object, each asked for once; what nobody asked for is refused.
class FormObject {
  public:
    FormObject(const json& object, std::string place) : object_(object), place_(std::move(place)) {
        if (!object_.is_object()) refuseField(place_.empty() ? "The file" : place_, "must be an object.");
    }

    std::string at(std::string_view key) const { return place_.empty() ? std::string(key) : fmt::format("{}.{}", place_, key); }
    /// Null where it is not there.
    const json* find(const char* key) {
        known_.insert(key);
        const auto found = object_.find(key);
        return found == object_.end() ? nullptr : &*found;
    }
    const json& need(const char* key) {
        if (const json* found = find(key)) return *found;
        refuseField(at(key), "is missing.");
    }
    std::string text(const char* key, size_t mostBytes) { return textOf(need(key), at(key), mostBytes); }
    const json& list(const char* key, size_t most) {
        const json& found = need(key);
        if (!found.is_array()) refuseField(at(key), "must be a list.");
        if (found.size() > most) refuseField(at(key), fmt::format("holds more than {} entries.", most));
        return found;
    }
    /// A whole number from 0 to 10; nothing where it is not there.
    std::optional<std::uint32_t> scale(const char* key) {
        const json* found = find(key);
        if (!found) return std::nullopt;
        if (!found->is_number_unsigned() || found->get<std::uint64_t>() > 10) refuseField(at(key), "must be a whole number from 0 to 10.");
        return found->get<std::uint32_t>();
    }
    void end() const {
        for (const auto& [key, value] : object_.items())
            if (!known_.contains(key)) refuseField(at(displayText(key, 40)), "is not known.");
    }
    static std::string textOf(const json& value, const std::string& place, size_t mostBytes) {
        if (!value.is_string()) refuseField(place, "must be a text.");
        std::string text = value.get<std::string>();
        if (text.size() > mostBytes) refuseField(place, fmt::format("is longer than {} bytes.", mostBytes));
        return text;
    }

  private:
    const json& object_;
    std::string place_;
    std::set<std::string, std::less<>> known_;
};

class FormReader {
  public:
    explicit FormReader(const anatomy::Catalogue& catalogue) : catalogue_(catalogue) {}

    ReadForm read(const json& file) {
        FormObject whole(file, "");
        requireFormat(whole);
        readWho(whole);
        readPainted(whole);
        record::PatientForm& form = read_.form;
        form.pain = whole.scale("pain");
        form.painWorst = whole.scale("pain_worst");
        form.painBest = whole.scale("pain_best");
        readAnswers(whole);
        form.words = withoutHiddenMarks(whole.text("words", record::kMaxNoteBytes), '\n');
        whole.end();
        form.atHome = true;
        return std::move(read_);
    }

  private:
    static void requireFormat(FormObject& whole) {
        if (whole.text("format", 100) != kFormFormat) refuseField("format", fmt::format("is not {}.", kFormFormat));
        const json& version = whole.need("version");
        if (!version.is_number_unsigned() || version.get<std::uint64_t>() == 0) refuseField("version", "must be a whole number above 0.");
        if (version.get<std::uint64_t>() > kFormVersion) refuseField("version", fmt::format("is of a newer Myochart; this one reads version {}.", kFormVersion));
    }
    void readWho(FormObject& whole) {
        read_.form.form = whole.text("form", 36);
        if (!isUuid(read_.form.form)) refuseField("form", "must be a UUID in lower case.");
        read_.form.at = parseIsoUtc(whole.text("at", 40));
        if (!read_.form.at) refuseField("at", "must be a moment such as 2026-11-22T14:05:00.000Z.");
        read_.form.language = whole.text("language", 10);
        if (std::ranges::none_of(kLanguages, [&](const Language& each) { return read_.form.language == each.code; })) refuseField("language", "is none of en, de, es and fr.");
        FormObject body(whole.need("body"), "body");
        read_.bodyName = body.text("name", record::kMaxNameBytes);
        read_.bodyChecksum = body.text("checksum", record::kMaxNameBytes);
        body.end();
        read_.name = trim(withoutHiddenMarks(whole.text("name", kMostTypedNameBytes), ' '));
        if (const json* tag = whole.find("for")) {
            FormObject about(*tag, "for");
            read_.forWhom = OneWayTag{about.text("salt", 100), about.text("tag", 100)};
            about.end();
            if (!isOneWayTag(*read_.forWhom)) refuseField("for", "must be a salt of 32 and a tag of 64 hexadecimal digits.");
        }
    }
    void readPainted(FormObject& whole) {
        FormObject painted(whole.need("painted"), "painted");
        const json& areas = painted.list("areas", kMostFormAreas);
        for (size_t i = 0; i < areas.size(); ++i) readArea(areas[i], fmt::format("painted.areas[{}]", i));
        painted.end();
    }
    void readArea(const json& given, const std::string& place) {
        FormObject object(given, place);
        FormArea area;
        const auto qualities = note::painQualities();
        for (const std::string& key : keysIn(object, "qualities", 20)) {
            if (std::ranges::find(qualities, key, &note::KeyWords::key) == qualities.end()) refuseField(object.at("qualities"), "holds one that is not known.");
            area.qualities.push_back(key);
        }
        area.intensity = object.scale("intensity");
        const json& dabs = object.list("dabs", record::kMaxPainDabs);
        for (size_t i = 0; i < dabs.size(); ++i) area.dabs.push_back(dabOf(dabs[i], fmt::format("{}.dabs[{}]", place, i)));
        object.end();
        read_.areas.push_back(std::move(area));
    }
    FormDab dabOf(const json& given, const std::string& place) const {
        FormObject object(given, place);
        FormDab dab;
        if (const json* erases = object.find("erases")) {
            if (!erases->is_boolean()) refuseField(object.at("erases"), "must be true or false.");
            dab.erases = erases->get<bool>();
        }
        if (object.find("region")) {
            dab.region = object.text("region", 100);
            if (!catalogue_.region(dab.region)) refuseField(object.at("region"), "is none of the regions.");
            if (object.find("side")) {
                dab.side = sideFromName(object.text("side", 10));
                if (!dab.side || *dab.side == Side::midline) refuseField(object.at("side"), "is neither left nor right.");
            }
        } else {
            dab.atMm = placeOf(object.need("at_mm"), object.at("at_mm"));
            const json& radius = object.need("radius_mm");
            if (!radius.is_number() || !(radius.get<double>() >= static_cast<double>(kThinnestDabMm) && radius.get<double>() <= static_cast<double>(kWidestDabMm)))
                refuseField(object.at("radius_mm"), fmt::format("must be a number from {} to {}.", kThinnestDabMm, kWidestDabMm));
            dab.radiusMm = radius.get<float>();
        }
        object.end();
        return dab;
    }
    static vec3 placeOf(const json& given, const std::string& place) {
        const auto isPlace = [](const json& each) { return each.is_number() && std::abs(each.get<double>()) <= record::kMaxCoordinateMm; };
        if (!given.is_array() || given.size() != 3 || !std::ranges::all_of(given, isPlace)) refuseField(place, "must be three numbers, mm, of at most ten metres.");
        return {given[0].get<float>(), given[1].get<float>(), given[2].get<float>()};
    }
    /// A list of keys, each once.
    static std::vector<std::string> keysIn(FormObject& object, const char* key, size_t most) {
        std::vector<std::string> keys;
        for (const json& each : object.list(key, most)) {
            keys.push_back(FormObject::textOf(each, object.at(key), 100));
            if (std::ranges::count(keys, keys.back()) > 1) refuseField(object.at(key), "holds one twice.");
        }
        return keys;
    }
    void readAnswers(FormObject& whole) {
        const auto asked = anatomy::screeningQuestions(catalogue_);
        const auto isAsked = [&](const std::string& key) { return std::ranges::any_of(asked, [&](const anatomy::SafetyFact* fact) { return fact->key == key; }); };
        std::set<std::string> answered;
        record::PatientForm& form = read_.form;
        for (const auto& [key, answers] : {std::pair{"yes", &form.yes}, {"no", &form.no}, {"not_sure", &form.notSure}}) {
            *answers = keysIn(whole, key, 500);
            for (const std::string& question : *answers) {
                if (!isAsked(question)) refuseField(key, "holds a question that is not known.");
                if (!answered.insert(question).second) refuseField(key, fmt::format("holds {}, which is answered otherwise, too.", question));
            }
        }
    }

    const anatomy::Catalogue& catalogue_;
    ReadForm read_;
};

}  // namespace

bool ReadForm::isPainted() const {
    return std::ranges::any_of(areas, [](const FormArea& area) { return std::ranges::any_of(area.dabs, [](const FormDab& dab) { return dab.atMm.has_value(); }); });
}

bool looksLikePatientForm(std::string_view text) {
    return text.substr(0, 400).find(fmt::format("\"{}\"", kFormFormat)) != std::string_view::npos;
}

Result<ReadForm> patientFormFromText(std::string_view text, std::string_view whatItIs, const anatomy::Catalogue& catalogue) {
    if (const std::string why = whyNotReadable(text, kMostFormBytes); !why.empty()) return refused(std::string(whatItIs) + why);
    const auto file = record::parseJson(text, whatItIs);
    if (!file) return file.error();
    try {
        return FormReader(catalogue).read(*file);
    } catch (const FormFault& fault) {
        return refused(fmt::format("{}: {}", whatItIs, fault.sentence));
    }
}

}  // namespace myochart::exchange
