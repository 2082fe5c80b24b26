#include "record/json_text.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "record/json_reader.h"

namespace myochart::record {

namespace {

/// Appends described values to a text.
class TextWriter {
  public:
    explicit TextWriter(std::string& text, Part part = Part::whole) : text_(text), part_(part) {}
    /// Of a part of which nothing need be said.
    TextWriter& sparse() { return sparse_ = true, *this; }

    void operator()(const Field& field, const auto& member) {
        if (field.beside && part_ == Part::header) return;
        if (isUnsaid(member)) return;
        comma();
        text_ += '"';
        text_ += field.key;
        text_ += "\":";
        write(member);
    }
    template <class T>
    void object(const T& value) {
        text_ += '{';
        first_ = true;
        describe(*this, value);
        if constexpr (requires { value.others; }) appendOthers(value.others);
        text_ += '}';
        first_ = false;
    }

  private:
    bool isUnsaid(const std::string& text) const { return sparse_ && text.empty(); }
    template <class T>
    bool isUnsaid(const std::vector<T>& list) const {
        return sparse_ && list.empty();
    }
    template <class Tag>
    bool isUnsaid(const Id<Tag>& id) const {
        return sparse_ && id.empty();
    }
    template <class T>
    bool isUnsaid(const std::optional<T>& value) const {
        return !value;
    }
    template <class T>
    bool isUnsaid(const T& value) const {
        if constexpr (kMayBeEmpty<T>) return value == T();
        else return false;
    }
    void comma() {
        if (!first_) text_ += ',';
        first_ = false;
    }
    /// Of "{...}" what stands inside.
    void appendOthers(const std::string& others) {
        if (others.size() <= 2) return;
        comma();
        text_.append(others, 1, others.size() - 2);
    }

    void write(const std::string& text) {
        const auto plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F; };
        text_ += '"';
        const size_t begins = text_.size();
        for (auto rest = text.begin(); rest != text.end();) {
            const auto stop = std::find_if_not(rest, text.end(), plain);
            text_.append(rest, stop);
            rest = stop;
            if (rest == text.end()) break;
            if (*rest != '\n') {  // seldom: as the library writes it
                text_.resize(begins - 1);
                text_ += nlohmann::json(text).dump();
                return;
            }
            text_ += "\\n";
            ++rest;
        }
        text_ += '"';
    }
    void digits(auto number) {
        std::array<char, 32> digits;
        text_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
    }
    void write(std::uint32_t count) { digits(count); }
    /// The shortest decimal that reads back as the same float, also by way of a double.
    void write(float value) {
        const size_t at = text_.size();
        digits(value);
        double read = 0;
        std::from_chars(text_.data() + at, text_.data() + text_.size(), read);
        if (static_cast<float>(read) != value) {
            text_.resize(at);
            digits(static_cast<double>(value));
        }
        if (text_.find_first_of(".e", at) == std::string::npos) text_ += ".0";  // else -0 is read as 0
    }
    void write(bool truth) { text_ += truth ? "true" : "false"; }
    void write(UtcMs moment) { write(isoUtcMs(moment)); }
    void write(vec3 v) {
        for (int i = 0; i < 3; ++i) {
            text_ += i == 0 ? '[' : ',';
            write(v[i]);
        }
        text_ += ']';
    }
    template <class T>
    void write(const std::optional<T>& value) {
        write(*value);
    }
    template <class Tag>
    void write(const Id<Tag>& id) {
        write(id.text);
    }
    template <class E>
    requires std::is_enum_v<E>
    void write(E value) {
        text_ += '"';
        text_ += name(value);
        text_ += '"';
    }
    template <class T>
    void write(const std::vector<T>& list) {
        text_ += '[';
        for (size_t i = 0; i < list.size(); ++i) {
            if (i > 0) text_ += ',';
            if constexpr (requires { write(list[i]); }) write(list[i]);
            else TextWriter(text_).object(list[i]);
        }
        text_ += ']';
    }
    template <class T>
    requires std::is_class_v<T>
    void write(const T& value) {
        if constexpr (kMayBeEmpty<T>) {
            TextWriter(text_).sparse().object(value);
        } else if constexpr (!kIsSet<T>) {
            TextWriter(text_).object(value);
        } else {
            text_ += '[';
            bool first = true;
            const auto flag = [&](const Field& field, bool member) {
                if (!member) return;
                text_ += first ? "\"" : ",\"";
                text_ += field.key;
                text_ += '"';
                first = false;
            };
            describe(flag, value);
            text_ += ']';
        }
    }

    std::string& text_;
    Part part_;
    bool first_ = true, sparse_ = false;
};

template <class T>
std::string textOf(const T& value, Part part = Part::whole) {
    std::string text;
    text.reserve(1024);
    TextWriter(text, part).object(value);
    return text;
}

}  // namespace

std::string jsonText(const Patient& patient) {
    return textOf(patient);
}
std::string jsonText(const Practice& practice) {
    return textOf(practice);
}
std::string jsonText(const Marker& marker) {
    return textOf(marker);
}
std::string jsonText(const Session& session) {
    return textOf(session);
}
std::string headerText(const Session& session) {
    return textOf(session, Part::header);
}

}  // namespace myochart::record
