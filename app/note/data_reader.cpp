#include "note/data_reader.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "core/words.h"
#include "record/json.h"

namespace myochart::note {

namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxFileBytes = 1U << 20;

bool isLanguage(const std::string& code) {
    return std::ranges::any_of(kLanguages, [&](const Language& language) { return code == language.code; });
}

}  // namespace

DataReader::DataReader(const json& object, std::string place, std::string& fault) : object_(object), place_(std::move(place)), fault_(fault) {
    asked_.emplace_back("comment");
    if (!object.is_object()) say(place_, "must be an object");
}

std::string DataReader::at(const char* key) const { return place_.empty() ? key : place_ + "." + key; }

void DataReader::say(const std::string& where, const std::string& what) {
    if (fault_.empty()) fault_ = where + " " + what + ".";
}

const json* DataReader::find(const char* key, bool required) {
    asked_.emplace_back(key);
    if (!fault_.empty()) return nullptr;
    const auto found = object_.find(key);
    if (found != object_.end()) return &*found;
    if (required) say(at(key), "is missing");
    return nullptr;
}

bool DataReader::has(const char* key) const { return object_.is_object() && object_.contains(key); }

std::string DataReader::text(const char* key, bool required) {
    const json* value = find(key, required);
    if (!value) return {};
    if (value->is_string() && !trim(value->get_ref<const std::string&>()).empty()) return *value;
    say(at(key), "must be a text");
    return {};
}

Wording DataReader::wording(const char* key, bool required) {
    const json* value = find(key, required);
    if (!value) return {};
    if (value->is_string() && !value->get_ref<const std::string&>().empty()) return Wording(value->get<std::string>());
    if (!value->is_object() || !value->contains("en")) {
        say(at(key), "must be a text, or an object of texts by language with \"en\" among them");
        return {};
    }
    std::map<std::string, std::string, std::less<>> texts;
    for (const auto& [language, text] : value->items()) {
        if (!isLanguage(language)) say(fmt::format("{}.{}", at(key), language), "is no language of the window");
        else if (!text.is_string() || text.get_ref<const std::string&>().empty()) say(fmt::format("{}.{}", at(key), language), "must be a text");
        else texts[language] = text;
    }
    return fault_.empty() ? Wording(std::move(texts)) : Wording();
}

std::vector<std::string> DataReader::texts(const char* key, bool required) {
    const json* value = find(key, required);
    if (!value) return {};
    if (value->is_string()) return {value->get<std::string>()};
    std::vector<std::string> all;
    const bool sound = value->is_array() && std::ranges::all_of(*value, [](const json& each) { return each.is_string(); });
    if (!sound) {
        say(at(key), "must be a text or a list of texts");
        return {};
    }
    for (const json& each : *value) all.push_back(each);
    return all;
}

bool DataReader::truth(const char* key) {
    const json* value = find(key, false);
    if (!value) return false;
    if (value->is_boolean()) return *value;
    say(at(key), "must be true or false");
    return false;
}

std::optional<double> DataReader::numberIfThere(const char* key) {
    const json* value = find(key, false);
    if (!value) return std::nullopt;
    if (value->is_number()) return value->get<double>();
    say(at(key), "must be a number");
    return std::nullopt;
}

double DataReader::number(const char* key) {
    if (!has(key)) find(key, true);
    return numberIfThere(key).value_or(0);
}

void DataReader::each(const char* key, const std::function<void(DataReader&)>& read) {
    const json* value = find(key, true);
    if (!value) return;
    if (!value->is_array()) return say(at(key), "must be a list");
    for (size_t i = 0; i < value->size() && fault_.empty(); ++i) {
        DataReader element((*value)[i], fmt::format("{}[{}]", at(key), i), fault_);
        read(element);
        element.end();
    }
}

void DataReader::end() {
    if (!object_.is_object()) return;
    for (const auto& [key, value] : object_.items())
        if (std::ranges::find(asked_, key) == asked_.end()) say(at(key.c_str()), "is not known");
}

Result<json> readDataFile(const Path& file) {
    const auto text = readTextFile(file, kMaxFileBytes);
    if (!text) return text.error();
    auto parsed = record::parseJson(*text, shown(file));
    if (!parsed) return parsed.error();
    if (!parsed->is_object()) return refused(said("The file {} holds no JSON object.", shown(file)));
    return parsed;
}

Error faultOfFile(const Path& file, const std::string& fault) {
    return refused(said("The file {} cannot be used: {}", shown(file), fault));
}

}  // namespace myochart::note
