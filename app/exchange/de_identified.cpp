#include "exchange/de_identified.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "anatomy/name_words.h"
#include "core/text.h"
#include "core/time.h"
#include "record/adverse_kinds.h"
#include "record/leaves.h"

namespace myochart::exchange {

namespace {

constexpr UtcMs kDayMs = 86'400'000;
constexpr int kLeastDaysEarlier = 31, kMostDaysEarlier = 1826;
constexpr UtcMs kFirstMomentThere = -3'786'825'600'000;  // 1850-01-01, before which a record holds nothing

/// The words of sentences about places that no name of the tables has.
constexpr std::array kPlaceWords = {"left", "right", "midline", "upper", "lower", "middle", "third", "part", "lateral", "medial", "anterior", "posterior",
                                    "anterolateral", "anteromedial", "posterolateral", "posteromedial", "superficial", "deep", "central", "near", "origin",
                                    "insertion", "at", "of", "the", "mm", "schematic"};

bool isSmallNumber(std::string_view word) {
    return word.size() <= 3 && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// "fj1234m": the name of an element of BodyParts3D.
bool isElement(std::string_view word) {
    if (!word.starts_with("fj")) return false;
    word.remove_prefix(2);
    if (word.ends_with('m')) word.remove_suffix(1);
    return !word.empty() && word.size() <= 5 && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

bool isChecksum(std::string_view text) {
    return text.size() == 32 && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Goes through everything of one patient.
class TakingOut {
  public:
    TakingOut(const KnownWords& known, UtcMs earlier, std::unordered_map<std::string, std::string>& ids)
        : known_(known), earlier_(earlier), ids_(ids) {}

    template <class T>
    void whole(T& value) {
        if constexpr (requires { value.others.clear(); }) value.others.clear();
        describe(*this, value);
    }
    template <class T>
    void operator()(const record::Field& field, T& member) {
        if constexpr (std::same_as<T, record::SurfaceAnchor>) anchor(member);
        else if constexpr (std::same_as<T, std::vector<record::Marker>>)
            for (record::Marker& marker : member) site(marker);
        else if constexpr (std::same_as<T, std::vector<std::string>>) list(field, member);
        else if constexpr (record::kIsList<T>)
            for (auto& each : member) whole(each);
        else if constexpr (record::HasFields<T>) whole(member);
        else leaf(field, member);
    }
    std::string newId(const std::string& old) {
        if (old.empty()) return {};
        std::string& made = ids_[old];
        if (made.empty()) made = makeUuid();
        return made;
    }

  private:
    void list(const record::Field& field, std::vector<std::string>& texts) {
        if (field.identifies) texts.clear();
        std::erase_if(texts, [&](const std::string& text) { return !known_.isKey(text); });
    }
    /// What the program wrote of the place stays; what somebody wrote over it does not.
    void site(record::Marker& marker) {
        const std::string muscle = known_.isAnatomy(marker.muscle) ? marker.muscle : std::string();
        const bool tells = !marker.byHand.sentence && known_.isAnatomy(marker.sentence);
        const std::string sentence = tells ? marker.sentence : fmt::format("{} {}", name(marker.side), muscle);
        whole(marker);
        marker.muscle = muscle;
        marker.sentence = muscle.empty() && !tells ? std::string() : sentence;
        marker.byHand.sentence = false;
    }
    void anchor(record::SurfaceAnchor& place) {
        place.others.clear();
        place.address.others.clear();
        if (!known_.isKey(place.address.muscleKey)) place.address.muscleKey.clear();
        if (!isChecksum(place.bodyChecksum)) place.bodyChecksum.clear();
        if (known_.isAnatomy(place.structureKey)) return;
        place.structureKey = kTakenOut;
        place.bodyChecksum.clear();  // that body has no such structure: the place stays as of a body that is not at hand
    }
    void leaf(const record::Field& field, std::string& text) {
        if (text.empty() || field.form == record::Form::offset) return;
        if (!field.identifies && record::isDay(field)) text = day(text);
        else if (!field.identifies && isUuid(text)) text = newId(text);
        else if (field.identifies || field.form == record::Form::lines || !known_.isKey(text)) text = field.filled ? std::string(kTakenOut) : std::string();
    }
    template <class Tag>
    void leaf(const record::Field&, Id<Tag>& id) {
        id.text = newId(id.text);
    }
    void leaf(const record::Field&, UtcMs& moment) { moment = std::max(moment - earlier_, kFirstMomentThere); }
    template <class T>
    void leaf(const record::Field& field, std::optional<T>& value) {
        if (field.identifies) value.reset();
        if (value) leaf(field, *value);
    }
    template <class T>
    void leaf(const record::Field&, T&) {}  // figures, words of an enumeration, yes and no

    std::string day(const std::string& text) const {
        const auto moment = parseIsoUtc(text + "T00:00:00Z");
        return moment && *moment - earlier_ >= kFirstMomentThere ? isoUtc(*moment - earlier_).substr(0, 10) : std::string();
    }

    const KnownWords& known_;
    UtcMs earlier_;
    std::unordered_map<std::string, std::string>& ids_;
};

/// All of one patient, in the order of the bundle.
struct Person {
    record::Patient* patient;
    std::vector<record::Session*> visits;
};

std::vector<Person> peopleOf(Bundle& bundle) {
    std::vector<Person> people;
    std::unordered_map<std::string, size_t> at;
    for (record::Patient& patient : bundle.patients) {
        at.emplace(patient.id.text, people.size());
        people.push_back({&patient, {}});
    }
    for (record::Session& visit : bundle.sessions)
        if (const auto found = at.find(visit.patient.text); found != at.end()) people[found->second].visits.push_back(&visit);
    return people;
}

}  // namespace

KnownWords::KnownWords(const anatomy::Catalogue& catalogue) {
    const auto take = [this](std::string_view text) {
        for (std::string& word : anatomy::wordsOf(text)) words_.insert(std::move(word));
    };
    for (const char* word : kPlaceWords) words_.emplace(word);
    for (const anatomy::Muscle& muscle : catalogue.muscles()) {
        add(muscle.key);
        for (const std::string* text : {&muscle.name, &muscle.latin, &muscle.origin, &muscle.insertion}) take(*text);
        for (const std::string& name : muscle.synonyms) take(name);
        take(anatomy::spokenName(muscle));
    }
    for (const auto& each : catalogue.landmarks()) add(each.key), take(each.label);
    for (const auto& each : catalogue.pathPoints()) add(each.path), take(each.path), take(each.name);
    for (const auto& each : catalogue.regions()) add(each.key);
    for (const auto& each : catalogue.triggerPoints()) add(each.key);
    for (const auto& each : catalogue.safety()) add(each.key), take(each.structures);
    for (const auto& each : catalogue.conditions()) add(each.key);
    for (const auto& each : catalogue.protocols()) add(each.key);
    for (const auto& each : catalogue.needles()) add(each.key);
    for (const auto& each : catalogue.exercises()) add(each.key);
    for (const auto& each : catalogue.motionNorms()) add(each.joint), add(each.movement);
    for (const auto& each : record::adverseCategories()) add(each.key);
}

bool KnownWords::isAnatomy(std::string_view text) const {
    return std::ranges::all_of(anatomy::wordsOf(text), [&](const std::string& word) { return isSmallNumber(word) || isElement(word) || words_.contains(word); });
}

Bundle deIdentified(const Bundle& bundle, const KnownWords& known, std::mt19937_64& random) {
    Bundle made = bundle;
    made.practice = {};  // who treated tells where
    std::unordered_map<std::string, std::string> ids;
    for (const Person& person : peopleOf(made)) {
        const UtcMs earlier = std::uniform_int_distribution<UtcMs>(kLeastDaysEarlier, kMostDaysEarlier)(random) * kDayMs;
        TakingOut out(known, earlier, ids);
        out.whole(*person.patient);
        person.patient->name = "Patient " + person.patient->id.text.substr(0, 8);
        for (record::Session* visit : person.visits) {
            visit->signing = {};  // a signature says who stands for the text that is gone
            out.whole(*visit);
        }
    }
    return made;
}

}  // namespace myochart::exchange
