#include "note/recorded.h"

#include <algorithm>
#include <type_traits>

#include "core/text.h"

namespace myochart::note {

namespace {

/// The name up to the first dot, and what comes behind it.
std::pair<std::string_view, std::string_view> firstOf(std::string_view dotted) {
    const size_t dot = dotted.find('.');
    return dot == std::string_view::npos ? std::pair(dotted, std::string_view()) : std::pair(dotted.substr(0, dot), dotted.substr(dot + 1));
}

struct Answer {
    const char* title = nullptr;  ///< null: there is no such field
    bool recorded = false;
};

template <class T>
Answer lookInto(const T& value, std::string_view dotted);

/// Follows a dotted name through the descriptions.
class Finder {
  public:
    explicit Finder(std::string_view dotted) { std::tie(key_, rest_) = firstOf(dotted); }

    template <class T>
    void operator()(const record::Field& field, const T& member) {
        if (key_ == field.key) answer_ = of(field, member);
    }
    const Answer& answer() const { return answer_; }

  private:
    Answer leaf(const record::Field& field, bool recorded) const { return rest_.empty() ? Answer{field.title, recorded} : Answer{}; }

    Answer of(const record::Field& field, const std::string& text) const { return leaf(field, !trim(text).empty()); }
    template <class Tag>
    Answer of(const record::Field& field, const Id<Tag>& id) const {
        return leaf(field, !id.empty());
    }
    template <class T>
    Answer of(const record::Field& field, const std::optional<T>& value) const {
        return leaf(field, value.has_value());
    }
    template <class T>
    Answer of(const record::Field& field, const std::vector<T>& list) const {
        if (rest_.empty()) return {field.title, !list.empty()};
        if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string>) {
            Answer answer = lookInto(T(), rest_);
            answer.recorded = answer.title && !list.empty() && std::ranges::all_of(list, [&](const T& each) { return lookInto(each, rest_).recorded; });
            return answer;
        }
        return {};
    }
    template <class T>
    Answer of(const record::Field& field, const T& value) const {
        if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, vec3>) return leaf(field, true);
        else if (rest_.empty()) return {field.title, !(value == T())};
        else return lookInto(value, rest_);
    }

    std::string_view key_, rest_;
    Answer answer_;
};

template <class T>
Answer lookInto(const T& value, std::string_view dotted) {
    Finder finder(dotted);
    describe(finder, value);
    return finder.answer();
}

template <class T, class Key>
const T& found(const std::vector<T>& all, const Key& id) {
    static const T none;
    const auto at = std::ranges::find(all, id, &T::id);
    return id.empty() || at == all.end() ? none : *at;
}

Answer look(const RecordedIn& in, std::string_view dotted, const record::Marker* site) {
    static const record::Marker noSite;
    const auto [root, rest] = firstOf(dotted);
    if (rest.empty()) return lookInto(in.session, dotted);
    if (root == "sites") return lookInto(site ? *site : noSite, rest);
    if (root == "patient") return lookInto(in.patient, rest);
    if (root == "practice") return lookInto(in.practice, rest);
    if (root == "episode") return lookInto(found(in.patient.details.episodes, in.session.before.episode), rest);
    if (root == "therapist") return lookInto(found(in.practice.therapists, in.session.before.therapist), rest);
    return lookInto(in.session, dotted);
}

}  // namespace

std::optional<NamedField> fieldNamed(std::string_view dotted) {
    static const record::Patient patient;
    static const record::Practice practice;
    static const record::Session session;
    const Answer answer = look({patient, practice, session}, dotted, nullptr);
    if (!answer.title || dotted.ends_with('.')) return std::nullopt;
    return NamedField{answer.title, dotted.starts_with("sites.")};
}

bool isRecorded(const RecordedIn& in, std::string_view dotted, const record::Marker* site) {
    if (dotted.starts_with("sites.") && !site) return false;
    return look(in, dotted, site).recorded;
}

}  // namespace myochart::note
