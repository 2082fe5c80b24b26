#include "chart/json.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "chart/json_reader.h"
#include "core/text.h"

namespace myochart::chart {

namespace {

using nlohmann::json;

/// Which fields of a value: all, or those that the record does not keep beside it.
enum class Part { whole, header };

/// The shortest decimal that reads back as the same float; keeps files small and readable.
json number(float value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    double shortest = 0;
    std::from_chars(text, end, shortest);
    return static_cast<float>(shortest) == value ? shortest : static_cast<double>(value);
}

json written(const std::string& text) {
    return text;
}
json written(std::uint32_t count) {
    return count;
}
json written(float value) {
    return number(value);
}
json written(vec3 v) {
    return json::array({number(v.x), number(v.y), number(v.z)});
}
json written(UtcMs moment) {
    return isoUtcMs(moment);
}
template <class Tag>
json written(const Id<Tag>& id) {
    return id.text;
}
template <class E>
requires std::is_enum_v<E> json written(E value) {
    return std::string(name(value));
}
template <class T>
json written(const std::vector<T>& list) {
    json all = json::array();
    for (const T& each : list) all.push_back(toJson(each));
    return all;
}
template <class T>
requires std::is_class_v<T> json written(const T& value, Part part = Part::whole) {
    json all = kIsSet<T> ? json::array() : json::object();
    const auto write = [&](const Field& field, const auto& member) {
        if (field.beside && part == Part::header) return;
        if constexpr (!kIsSet<T>)
            all[field.key] = written(member);
        else if (member)
            all.push_back(field.key);
    };
    describe(write, value);
    return all;
}

/// "left, right or midline".
std::string listed(std::string_view last, const std::vector<std::string_view>& names) {
    std::string text;
    for (size_t i = 0; i < names.size(); ++i)
        text += fmt::format("{}{}", i == 0 ? "" : i + 1 == names.size() ? last : ", ", names[i]);
    return text;
}

template <class T>
constexpr bool kIsList = false;
template <class T>
constexpr bool kIsList<std::vector<T>> = true;

/// Reads a described value field by field.
class FieldReader {
  public:
    FieldReader(JsonReader& in, int format, Part part = Part::whole) : in_(in), format_(format), part_(part) {}

    template <class T>
    void operator()(const Field& field, T& value) {
        const bool notYet = field.since > format_ && !in_.has(field.key);
        if (notYet || (field.beside && part_ == Part::header)) return;
        if constexpr (kIsList<T>) readList(field, value);
        else read(field.key, value);
    }

  private:
    void read(const char* key, std::string& text) { text = in_.text(key); }
    void read(const char* key, std::uint32_t& count) { count = in_.count(key); }
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
        std::vector<std::string_view> names;
        for (const E choice : choicesOf(E())) {
            if (name(choice) == text) {
                value = choice;
                return;
            }
            names.push_back(name(choice));
        }
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
    template <class T>
    void readList(const Field& field, std::vector<T>& list) {
        const char* key = field.key;
        const json* values = in_.array(key);
        if (values && static_cast<double>(values->size()) > field.highest)
            in_.say(key, fmt::format("has {} entries; the limit is {}.", values->size(), field.highest));
        for (size_t i = 0; in_.sound() && i < values->size(); ++i) {
            T value;
            part((*values)[i], fmt::format("{}[{}]", in_.place(key), i), value);
            list.push_back(std::move(value));
        }
    }
    template <class T>
    requires std::is_class_v<T>
    void read(const char* key, T& value) {
        if constexpr (kIsSet<T>)
            readSet(key, value);
        else if (const json* inner = in_.any(key))
            part(*inner, in_.place(key), value);
    }
    template <class T>
    void part(const json& from, const std::string& where, T& value) {
        JsonReader inside(from, where);
        FieldReader reader(inside, format_);
        describe(reader, value);
        inside.endOfObject();
        if (!inside.sound()) in_.take(refused(inside.fault()));
    }

    JsonReader& in_;
    int format_;
    Part part_;
};

/// The value when its fields could be read and it is sound.
template <class T>
Result<T> finished(JsonReader& in, T value, std::string_view where) {
    in.endOfObject();
    if (!in.sound()) return refused(in.fault());
    if (const std::string fault = faultIn(value); !fault.empty())
        return refused(where.empty() ? fault : fmt::format("{}.{}", where, fault));
    return value;
}

template <class T>
Result<T> fromJson(const json& from, std::string_view where, int format) {
    JsonReader in(from, where);
    FieldReader reader(in, format);
    T value;
    describe(reader, value);
    return finished(in, std::move(value), where);
}

/// Sessions held the view before format 2.
void passOverFormerFields(JsonReader& in, int format) {
    if (format < 2) in.passOver("view");
}

}  // namespace

json toJson(const Patient& patient) {
    return written(patient);
}
json toJson(const Marker& marker) {
    return written(marker);
}
json toJson(const Session& session) {
    return written(session);
}
json headerToJson(const Session& session) {
    return written(session, Part::header);
}

Result<Patient> patientFromJson(const json& from, std::string_view where, int format) {
    return fromJson<Patient>(from, where, format);
}

Result<Marker> markerFromJson(const json& from, std::string_view where, int format) {
    return fromJson<Marker>(from, where, format);
}

Result<Session> sessionFromJson(const json& from, std::string_view where, int format) {
    JsonReader in(from, where);
    FieldReader reader(in, format);
    passOverFormerFields(in, format);
    Session session;
    describe(reader, session);
    if (format < 2) numberMarkers(session);
    return finished(in, std::move(session), where);
}

Result<Session> headerFromJson(const json& from, int format) {
    JsonReader in(from, {});
    FieldReader reader(in, format, Part::header);
    passOverFormerFields(in, format);
    Session session;
    describe(reader, session);
    in.endOfObject();
    if (!in.sound()) return refused(in.fault());
    return session;
}

}  // namespace myochart::chart
