#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/files.h"
#include "core/text.h"
#include "fhir_samples.h"

// docs/fhir.md says of every field where it goes or that it is not handed over, and is right.

namespace myochart::exchange {

namespace {

using nlohmann::json;

/// Takes away what is recorded in the field of that number, counted through all parts, and says which it was.
class TakeFieldAway {
  public:
    explicit TakeFieldAway(size_t which) : left_(which) {}

    template <class T>
    void operator()(const record::Field& field, T& member) {
        const std::string outside = path_;
        path_ += (path_.empty() ? "" : ".") + std::string(field.key);
        if constexpr (requires(TakeFieldAway& taker) { describe(taker, member); }) describe(*this, member);
        else if constexpr (record::kIsList<T>) takeFromList(member);
        else if (taken_.empty() && left_-- == 0) taken_ = path_, takeOne(member);
        path_ = outside;
    }
    const std::string& taken() const { return taken_; }

  private:
    /// A field that always has a value gets another one.
    template <class T>
    static void takeOne(T& member) {
        if constexpr (std::is_same_v<T, bool>) member = !member;
        else if constexpr (std::is_enum_v<T>) member = member == T() ? static_cast<T>(1) : T();
        else member = T();
    }
    void takeFromList(std::vector<std::string>& list) {
        if (!taken_.empty() || left_-- != 0) return;
        taken_ = path_;
        list.clear();
    }
    template <class T>
    void takeFromList(std::vector<T>& list) {
        for (T& each : list) describe(*this, each);
    }

    size_t left_;
    std::string path_, taken_;
};

/// What docs/fhir.md says of each field: the first cell of a row names fields in back quotes, the second where they go.
std::map<std::string, std::string> toldFields() {
    std::map<std::string, std::string> told;
    const auto text = readTextFile(test::sourceFolder() / "docs/fhir.md", 1 << 20);
    EXPECT_TRUE(text);
    if (!text) return told;
    for (const std::string& line : split(*text, '\n')) {
        const auto cells = split(line, '|');
        if (cells.size() < 4 || !trim(cells[1]).starts_with('`')) continue;
        const auto parts = split(cells[1], '`');
        for (size_t i = 1; i < parts.size(); i += 2) EXPECT_TRUE(told.emplace(parts[i], trim(cells[2])).second) << parts[i] << " is told twice";
    }
    return told;
}

/// What it says of that field, or of all "*" of the part that the field is in; null: nothing.
const std::string* toldOf(const std::map<std::string, std::string>& told, const std::string& field, std::set<std::string>& used) {
    std::vector<std::string> names = {field};
    for (size_t dot = field.rfind('.'); dot != std::string::npos && dot > 0; dot = field.rfind('.', dot - 1)) names.push_back(field.substr(0, dot) + ".*");
    for (const std::string& name : names)
        if (const auto at = told.find(name); at != told.end()) {
            used.insert(name);
            return &at->second;
        }
    return nullptr;
}

/// Without the note, which tells most of it in words.
std::string withoutNote(const Bundle& bundle) {
    json whole = json::parse(test::fhirOf(bundle, FhirVersion::r4));
    for (json& entry : whole["entry"])
        if (entry["resource"]["resourceType"] == "DocumentReference") entry["resource"].erase("content");
    return whole.dump();
}

}  // namespace

/// A field that is added to a description is asked for here.
TEST(FhirFields, areHandedOverAsTheDocumentSays) {
    Bundle bundle = test::fullestBundle();
    bundle.patients[0].details.episodes.resize(1);
    bundle.sessions[0].markers[0].byHand = {};
    const std::string whole = withoutNote(bundle);
    const auto told = toldFields();
    std::set<std::string> met, used;
    const auto look = [&](const std::string& within, auto& part, const auto& like) {
        for (size_t n = 0;; ++n) {
            part = like;
            TakeFieldAway taker(n);
            describe(taker, part);
            if (taker.taken().empty()) break;
            const std::string field = within + taker.taken();
            if (!met.insert(field).second) continue;  // of a further entry of a list
            const std::string* where = toldOf(told, field, used);
            if (!where) {
                ADD_FAILURE() << field << " is not told in docs/fhir.md";
                continue;
            }
            const bool isLost = where->starts_with("not handed over") || where->starts_with("the note");
            EXPECT_EQ(withoutNote(bundle) == whole, isLost) << field << ": " << *where;
        }
        part = like;
    };
    look("practice.", bundle.practice, record::Practice(bundle.practice));
    look("patient.", bundle.patients[0], record::Patient(bundle.patients[0]));
    look("visit.", bundle.sessions[0], record::Session(bundle.sessions[0]));
    for (const auto& [field, where] : told) EXPECT_TRUE(used.contains(field)) << field << " is told in docs/fhir.md and is no field";
    EXPECT_GT(met.size(), 150U);
}

}  // namespace myochart::exchange
