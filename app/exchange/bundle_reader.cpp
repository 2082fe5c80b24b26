#include "exchange/bundle_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/files.h"
#include "core/text.h"
#include "core/words.h"
#include "record/agreement.h"
#include "record/json.h"
#include "record/typed_text.h"

namespace myochart::exchange {

namespace {

constexpr std::string_view kFormat = "myochart";
constexpr std::array<std::string_view, 5> kKeys = {"format", "version", "minor", "patients", "sessions"};
constexpr int kVersion = record::kDocumentFormat;

/// What ends reading; with what stands behind the file's name: the place and what is wrong there.
struct Fault {
    std::string technical;
};

/// For those who mend files; what it says stays English.
Error refusal(const Said& whatItIs, const std::string& technical) {
    const bool goesOn = technical.starts_with(' ') || technical.starts_with(':');
    const std::string english = (goesOn ? "" : ": ") + technical;
    // Translators: the file ("The import file"), then what is wrong in it, always in English and with its colon.
    return refused(said("{}{}", whatItIs, Said{": " + technical.substr(std::min(technical.find_first_not_of(": "), technical.size())), english}));
}

/// Throws the words of the strict parser for a text that the fast one did not take.
[[noreturn]] void refuseText(std::string_view text) {
    const auto strict = record::parseJson(text, "");
    throw Fault{strict ? "it is not sound JSON." : strict.error().message};
}

/// Walks the outermost object and its lists and cuts them into values, which stay text: whether they are sound is seen when
/// they are read. Throws Fault when what is between them is not.
class Cutter {
  public:
    explicit Cutter(std::string_view text) : text_(text) {}

    /// "{" or "[", then `each` for every field or element, then its end.
    template <class Each>
    void walk(char open, char close, const Each& each) {
        take(open);
        if (next() == close) return take(close);
        for (;;) {
            each();
            if (next() == close) return take(close);
            take(',');
        }
    }
    /// The next sign that is no space; NUL at the end.
    char next() {
        while (at_ < text_.size() && isSpace(text_[at_])) ++at_;
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    void take(char sign) {
        if (next() != sign) refuseText(text_);
        ++at_;
    }
    std::string_view key() {
        const size_t start = at_;
        skipString();
        if (at_ >= text_.size()) refuseText(text_);
        return text_.substr(start, ++at_ - start);
    }
    /// A whole value: up to the sign behind it, whatever is nested inside.
    std::string_view value() {
        (void)next();
        const size_t start = at_;
        size_t depth = 0;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '"') skipString();
            else if (c == '{' || c == '[') ++depth;
            else if (depth == 0 && (c == ',' || c == '}' || c == ']')) break;
            else if ((c == '}' || c == ']') && --depth == 0) { ++at_; break; }
        }
        size_t end = at_;
        while (end > start && isSpace(text_[end - 1])) --end;
        if (start == end) refuseText(text_);
        return text_.substr(start, end - start);
    }

  private:
    static bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
    /// From one quote to the other.
    void skipString() {
        const size_t start = at_;
        do {
            at_ = std::min(text_.find('"', at_ + 1), text_.size());
        } while (at_ < text_.size() && isEscaped(start, at_));
    }
    bool isEscaped(size_t start, size_t at) const {
        size_t before = at;
        while (before > start + 1 && text_[before - 1] == '\\') --before;
        return (at - before) % 2 == 1;
    }

    std::string_view text_;
    size_t at_ = 0;
};

/// Where the parts of the outermost object are.
struct Envelope {
    std::map<std::string, std::string_view> fields;
    std::vector<std::string_view> patients, sessions;  ///< each element
    bool isList(const char* key) const {
        const auto found = fields.find(key);
        return found != fields.end() && found->second.empty();
    }
    std::string_view field(const char* key) const {
        const auto found = fields.find(key);
        return found == fields.end() ? std::string_view() : found->second;
    }
};

Envelope envelopeOf(std::string_view text) {
    Envelope found;
    Cutter cutter(text);
    if (cutter.next() != '{') {
        if (const auto strict = record::parseJson(text, ""); !strict) throw Fault{strict.error().message};
        return found;
    }
    cutter.walk('{', '}', [&] {
        if (cutter.next() != '"') refuseText(text);
        const size_t before = found.fields.size();
        const std::string written(cutter.key());
        const auto key = nlohmann::json::parse(written, nullptr, false);
        if (!key.is_string()) refuseText(text);
        const std::string name = key.get<std::string>();
        cutter.take(':');
        auto* list = name == "patients" ? &found.patients : name == "sessions" ? &found.sessions : nullptr;
        if (list && cutter.next() == '[') {
            cutter.walk('[', ']', [&] { list->push_back(cutter.value()); });
            found.fields.emplace(name, std::string_view());
        } else {
            found.fields.emplace(name, cutter.value());
        }
        if (found.fields.size() == before) refuseText(text);  // twice
    });
    if (cutter.next() != '\0') refuseText(text);
    return found;
}

/// A whole number from 0; -1 when it is none. What is longer than any is not looked into: it may be lists in lists for megabytes.
int wholeNumber(std::string_view written) {
    if (written.size() > 24) return -1;
    const auto json = nlohmann::json::parse(written, nullptr, false);
    const double number = json.is_number() ? json.get<double>() : -1;
    return number >= 0 && number == std::floor(number) ? static_cast<int>(std::min(number, 1e9)) : -1;
}

/// How the lists are to be read, of a version this program reads.
Result<record::ReadAs> checked(const Envelope& found, const Said& whatItIs) {
    if (found.field("format") != fmt::format("\"{}\"", kFormat))
        return refused(said("{} is JSON, but not a Myochart export (\"format\": \"myochart\").", whatItIs));
    const int version = wholeNumber(found.field("version"));
    if (version < 1) throw Fault{fmt::format("version must be a whole number from 1 to {}.", kVersion)};
    if (version > kVersion)
        return refused(said("{} is of version {}; this Myochart reads versions up to {}. Install a newer Myochart.", whatItIs,
                            version, kVersion));
    const int minor = found.fields.contains("minor") ? wholeNumber(found.field("minor")) : 0;
    if (minor < 0) throw Fault{": minor must be a whole number from 0."};
    for (const char* list : {"patients", "sessions"})
        if (!found.isList(list)) throw Fault{fmt::format(": {} must be an array.", list)};
    for (const auto& [key, value] : found.fields)
        if (std::ranges::find(kKeys, key) == kKeys.end())
            throw Fault{fmt::format(": {} is not a known field; a newer Myochart may be needed.", displayText(key, 40))};
    return record::ReadAs{version, minor > record::kDocumentMinor ? record::Unknown::keep : record::Unknown::refuse};
}

}  // namespace

namespace {

/// Ids that were met, each with 16 bytes: a file has hundreds of thousands.
class MetIds {
  public:
    /// False when it was there before; `uuid` satisfies isUuid().
    bool insert(std::string_view uuid) {
        Key key{};
        size_t digits = 0;
        for (const char c : uuid) {
            if (c == '-') continue;
            std::uint64_t& half = key[digits++ / 16];
            half = half << 4 | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
        }
        return met_.insert(key).second;
    }

  private:
    using Key = std::array<std::uint64_t, 2>;
    struct Hash {  // most are random
        size_t operator()(const Key& key) const { return key[0] * 31 ^ key[1]; }
    };
    std::unordered_set<Key, Hash> met_;
};

}  // namespace

struct BundleReader::Parts {
    std::string text;
    Said whatItIs;
    record::ReadAs as;
    std::vector<std::string_view> sessions;
    size_t next = 0;
    std::vector<record::Patient> patients;
    MetIds used;
    bool allMet = false;                ///< every id of the file is in it, and was there once
    bool holdsSites = false;
    std::unordered_set<std::string_view> ofPatients;

    Error refusal(const std::string& technical) const { return exchange::refusal(whatItIs, technical); }
    Outcome readPatients(const std::vector<std::string_view>& texts);
    Outcome check(const record::Session& session, size_t i);
};

Outcome BundleReader::Parts::readPatients(const std::vector<std::string_view>& texts) {
    for (size_t i = 0; i < texts.size(); ++i) {
        auto patient = record::patientFromJson(record::Text::within(texts[i]), fmt::format("patients[{}]", i), as);
        if (!patient) return refusal(patient.error().message);
        if (!used.insert(patient->id.text)) return refusal(fmt::format("patients[{}].id is used twice.", i));
        patients.push_back(record::withoutHiddenMarks(std::move(*patient)));
        if (patients.back().name.find_first_not_of(' ') == std::string::npos)
            return refused(said("{}: a patient's name holds nothing that can be read; give it a text.", whatItIs));
    }
    for (const record::Patient& patient : patients) ofPatients.insert(patient.id.text);
    return Done{};
}

Outcome BundleReader::Parts::check(const record::Session& session, size_t i) {
    if (allMet) return Done{};
    if (!used.insert(session.id.text)) return refusal(fmt::format("sessions[{}].id is used twice.", i));
    if (!ofPatients.contains(session.patient.text))
        return refusal(fmt::format("sessions[{}].patient is not among the patients of the file.", i));
    for (size_t k = 0; k < session.markers.size(); ++k)
        if (!used.insert(session.markers[k].id.text))
            return refusal(fmt::format("sessions[{}].markers[{}].id is used twice.", i, k));
    return Done{};
}

BundleReader::BundleReader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
BundleReader::BundleReader(BundleReader&&) noexcept = default;
BundleReader::~BundleReader() = default;

Result<BundleReader> BundleReader::open(std::string text, std::string whatItIs) {
    auto parts = std::make_unique<Parts>();
    parts->whatItIs = {tr(whatItIs.c_str()), whatItIs};
    parts->text = std::move(text);
    if (parts->text.starts_with("\xEF\xBB\xBF")) parts->text.erase(0, 3);  // a mark that some editors put in front
    parts->text.reserve(parts->text.size() + kRoomBehindText);
    if (parts->text.empty()) return refused(said("{} is empty.", parts->whatItIs));
    if (parts->text.size() > record::kMaxJsonBytes)
        return refused(said("{} is {} MB; the limit is {} MB.", parts->whatItIs, parts->text.size() >> 20, record::kMaxJsonBytes >> 20));
    if (static_cast<size_t>(std::ranges::count(parts->text, ',')) > record::kMaxJsonValues) return refused(said("{} holds too many values.", parts->whatItIs));
    try {
        Envelope found = envelopeOf(parts->text);
        const auto as = checked(found, parts->whatItIs);
        if (!as) return as.error();
        parts->as = *as;
        parts->sessions = std::move(found.sessions);
        parts->holdsSites = parts->text.find("\"anchor\"") != std::string::npos;
        if (const auto read = parts->readPatients(found.patients); !read) return read.error();
    } catch (const Fault& fault) {
        return parts->refusal(fault.technical);
    }
    return BundleReader(std::move(parts));
}

Outcome BundleReader::readThrough() {
    const size_t from = parts_->next;
    for (;;) {
        const auto session = next();
        if (!session) return session.error();
        if (!*session) break;
    }
    parts_->next = from;
    parts_->allMet = true;
    return Done{};
}

void BundleReader::rewind() {
    parts_->allMet = parts_->allMet || parts_->next == parts_->sessions.size();
    parts_->next = 0;
}

const std::vector<record::Patient>& BundleReader::patients() const { return parts_->patients; }
bool BundleReader::holdsSites() const { return parts_->holdsSites; }
size_t BundleReader::sessions() const { return parts_->next; }
float BundleReader::share() const {
    return parts_->sessions.empty() ? 1 : static_cast<float>(parts_->next) / static_cast<float>(parts_->sessions.size());
}

Result<std::optional<record::Session>> BundleReader::next() {
    if (parts_->next == parts_->sessions.size()) return std::optional<record::Session>();
    const size_t i = parts_->next++;
    auto session = record::sessionFromJson(record::Text::within(parts_->sessions[i]), fmt::format("sessions[{}]", i), parts_->as);
    if (!session) return parts_->refusal(session.error().message);
    if (const auto sound = parts_->check(*session, i); !sound) return sound.error();
    record::Session visit = record::withoutHiddenMarks(std::move(*session));
    // Exports from before hand edits were marked stay importable; nothing contradicts itself unmarked from here on.
    for (record::Marker& marker : visit.markers) record::markContradictions(marker);
    return std::optional(std::move(visit));
}

}  // namespace myochart::exchange
