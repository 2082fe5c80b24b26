#include "record/json.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "record/json_reader.h"
#include "record/json_text.h"

namespace myochart::record {

namespace {

using nlohmann::json;

/// "left, right or midline".
std::string listed(std::string_view last, const std::vector<std::string_view>& names) {
    std::string text;
    for (size_t i = 0; i < names.size(); ++i)
        text += fmt::format("{}{}", i == 0 ? "" : i + 1 == names.size() ? last : ", ", names[i]);
    return text;
}

template <class T>
void readAll(JsonReader& in, ReadAs as, Part part, T& value);
std::string whyNotJson(std::string_view text, std::string_view where);

/// Reads a described value field by field.
class FieldReader {
  public:
    /// `sparse`: of a part of which nothing need be said.
    FieldReader(JsonReader& in, ReadAs as, Part part, bool sparse) : in_(in), as_(as), part_(part), sparse_(sparse) {}

    template <class T>
    void operator()(const Field& field, T& value) {
        const bool mayLack = sparse_ || kMayBeEmpty<T> || field.since > as_.format;
        if ((mayLack && !in_.has(field.key)) || (field.beside && part_ == Part::header)) return;
        if constexpr (kIsList<T>) readList(field, value);
        else read(field.key, value);
    }

  private:
    void read(const char* key, std::string& text) { text = in_.text(key); }
    void read(const char* key, std::uint32_t& count) { count = in_.count(key); }
    void read(const char* key, bool& value) { value = in_.truth(key); }
    template <class T>
    void read(const char* key, std::optional<T>& value) {
        read(key, value.emplace());
    }
    void read(const char* key, float& value) { value = in_.number(key); }
    void read(const char* key, vec3& value) { value = in_.triple(key); }
    void read(const char* key, UtcMs& moment) { moment = in_.moment(key); }
    template <class Tag>
    void read(const char* key, Id<Tag>& id) {
        id.text = in_.text(key);
    }
    template <class E>
    requires std::is_enum_v<E>
    void read(const char* key, E& value) {
        const std::string text = in_.text(key);
        for (const E choice : choicesOf(E()))
            if (name(choice) == text) {
                value = choice;
                return;
            }
        std::vector<std::string_view> names;
        for (const E choice : choicesOf(E())) names.push_back(name(choice));
        in_.say(key, fmt::format("must be {}.", listed(" or ", names)));
    }
    template <class T>
    requires kIsSet<T>
    void readSet(const char* key, T& set) {
        std::vector<std::string_view> names;
        const std::vector<std::string> given = in_.texts(key);
        size_t known = 0;
        const auto take = [&](const Field& flag, bool& member) {
            const auto times = std::count(given.begin(), given.end(), flag.key);
            member = times > 0;
            known += static_cast<size_t>(times);
            names.emplace_back(flag.key);
        };
        describe(take, set);
        if (known != given.size()) in_.say(key, fmt::format("may hold {}.", listed(" and ", names)));
    }
    void readList(const Field& field, std::vector<std::string>& list) { list = in_.texts(field.key); }
    template <class T>
    void readList(const Field& field, std::vector<T>& list) {
        const char* key = field.key;
        const auto values = in_.array(key);
        if (!values) return;
        // simdjson counts up to 16 million; the limits are far below.
        if (static_cast<double>(values->size()) > field.highest)
            in_.say(key, fmt::format("has {} entries; the limit is {}.", values->size(), field.highest));
        if (in_.sound()) list.reserve(values->size());
        for (const JsonReader::Element each : *values) {
            if (!in_.sound()) return;
            T value;
            part(each, key, list.size(), value);
            list.push_back(std::move(value));
        }
    }
    template <class T>
    requires std::is_class_v<T>
    void read(const char* key, T& value) {
        if constexpr (kIsSet<T>)
            readSet(key, value);
        else if (const auto inner = in_.any(key))
            part(*inner, key, std::nullopt, value);
    }
    template <class T>
    void part(JsonReader::Element from, const char* key, std::optional<size_t> index, T& value) {
        JsonReader inside(from, in_, key, index);
        readAll(inside, as_, Part::whole, value);
        if (!inside.sound()) in_.take(refused(inside.fault()));
    }

    JsonReader& in_;
    ReadAs as_;
    Part part_;
    bool sparse_;
};

/// Every field of one object.
template <class T>
void readAll(JsonReader& in, ReadAs as, Part part, T& value) {
    FieldReader reader(in, as, part, kMayBeEmpty<T>);
    describe(reader, value);
    value.others = in.endOfObject(as.unknown);
}

/// Sessions held the view before format 2.
void passOverFormerFields(JsonReader& in, const Session&, int format) {
    if (format < 2) in.passOver("view");
}
void passOverFormerFields(JsonReader&, const auto&, int) {}

/// The parser of this thread, whose memory serves again.
simdjson::dom::parser& parserOf(size_t bytes) {
    thread_local simdjson::dom::parser parser;
    constexpr size_t kKept = 1U << 20;
    if (parser.capacity() > kKept && bytes <= kKept) parser = simdjson::dom::parser();
    return parser;
}

template <class T>
Result<T> fromText(const Text& from, std::string_view where, ReadAs as, Part part) {
    simdjson::dom::parser& parser = parserOf(from.text.size());
    JsonReader::Element root;
    const auto fault = from.hasPadding ? parser.parse(from.text.data(), from.text.size(), false).get(root)
                                       : parser.parse(from.text.data(), from.text.size()).get(root);
    if (fault != simdjson::SUCCESS) return refused(whyNotJson(from.text, where));
    JsonReader in(root, where);
    T value;
    passOverFormerFields(in, value, as.format);
    readAll(in, as, part, value);
    if (!in.sound()) return refused(in.fault());
    if constexpr (std::is_same_v<T, Session>)
        if (as.format < 2 && part == Part::whole) numberMarkers(value);
    if (part == Part::header) return value;
    if (const std::string wrong = faultIn(value); !wrong.empty())
        return refused(where.empty() ? wrong : fmt::format("{}.{}", where, wrong));
    return value;
}

/// What the strict reader says of a text that the fast one did not take.
std::string whyNotJson(std::string_view text, std::string_view where) {
    const auto strict = parseJson(text, where.empty() ? "The text" : where);
    return strict ? fmt::format("{} is not sound JSON.", where) : strict.error().message;
}

}  // namespace

json toJson(const Patient& patient) {
    return json::parse(jsonText(patient));
}
json toJson(const Practice& practice) {
    return json::parse(jsonText(practice));
}
json toJson(const Marker& marker) {
    return json::parse(jsonText(marker));
}
json toJson(const Session& session) {
    return json::parse(jsonText(session));
}

Result<Patient> patientFromJson(Text from, std::string_view where, ReadAs as) {
    return fromText<Patient>(from, where, as, Part::whole);
}

Result<Practice> practiceFromJson(Text from, std::string_view where, ReadAs as) {
    return fromText<Practice>(from, where, as, Part::whole);
}

Result<Marker> markerFromJson(Text from, std::string_view where, ReadAs as) {
    return fromText<Marker>(from, where, as, Part::whole);
}

Result<Session> sessionFromJson(Text from, std::string_view where, ReadAs as) {
    return fromText<Session>(from, where, as, Part::whole);
}

Result<Session> headerFromJson(Text from, ReadAs as) {
    return fromText<Session>(from, {}, as, Part::header);
}

}  // namespace myochart::record
