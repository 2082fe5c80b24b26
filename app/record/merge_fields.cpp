#include "record/merge_fields.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "record/leaves.h"

namespace myochart::record::merging {

namespace {

using nlohmann::json;

/// Fields that mean something only together, under the name of the first of them. A name ending in "." stands for all below it.
struct Group {
    Of of;
    const char *field, *title;
    std::vector<std::string_view> members;
};

std::span<const Group> groups() {
    static const std::vector<Group> kGroups = {
        {Of::visit, "started_at", mark("beginning of the visit"), {"started_at", "utc_offset"}},
        {Of::visit, "after.adverse", mark("list of adverse events"), {"after.adverse", "after.no_adverse"}},
        {Of::visit, "after.opened", mark("count of needles"), {"after.opened", "after.disposed", "after.checked_by", "after.count_reason"}},
        {Of::site, "finding.threshold", mark("pressure pain threshold"), {"finding.threshold", "finding.threshold_unit", "finding.tip_cm2"}},
        {Of::site, "needle.lot", mark("needle's box"), {"needle.maker", "needle.item", "needle.lot", "needle.serial", "needle.expiry"}},
        {Of::site, "needle.length_mm", mark("needle's size"), {"needle.diameter_mm", "needle.length_mm"}},
        {Of::site, "needle.direction", mark("way of the needle"),
         {"needle.direction", "needle.entry_mm", "needle.direction_words", "needle.depth_mm", "needle.depth_words", "needle.lift_mm",
          "needle.ultrasound_muscle_mm", "needle.ultrasound_rib_mm", "needle.ultrasound_pleura_mm"}},
        {Of::site, "needle.stimulation_hz", mark("stimulation"),
         {"needle.stimulation_hz", "needle.stimulation_ma", "needle.stimulation_words", "needle.stimulation_min"}},
        {Of::site, "needle.in_at", mark("time in place"), {"needle.retention_min", "needle.in_at", "needle.out_at", "needle.counted_at"}},
        {Of::site, "response.twitch", mark("local twitch"), {"response.twitch", "response.twitch_count"}},
    };
    return kGroups;
}

/// Parts that are decided whole.
constexpr std::string_view kWholeParts[] = {"screening.", "consent.", "pain_drawing.", "note.", "signing.", "plan.", "anchor."};

/// What somebody may write over what the place says goes with the place.
bool goesWithThePlace(const std::string& name) {
    static const ByHand kFlags;
    bool found = name == "by_hand";
    const auto look = [&](const Field& field, bool) { found = found || name == field.key; };
    describe(look, kFlags);
    return found;
}

/// Lists whose entries are edited one by one, and what an entry is about; empty: the entry itself. Other lists are one field.
struct Listed {
    std::string_view list;
    std::vector<const char*> about;
};

const Listed* listNamed(const std::string& name) {
    static const std::vector<Listed> kLists = {
        {"outcomes.measures", {"joint", "movement", "side"}}, {"outcomes.scores", {"name"}}, {"before.known", {"visit", "category"}},
        {"after.aftercare", {}}, {"after.exercises", {}}, {"details.alerts", {}}, {"details.episodes", {"id"}}, {"details.same_sites", {"site"}}};
    const auto found = std::ranges::find(kLists, name, &Listed::list);
    return found == kLists.end() ? nullptr : &*found;
}

/// What is no field of it here: what both have the same, and what is decided elsewhere.
bool isPassedOver(Of of, const std::string& name) {
    if (name == "id" || name == "created_at") return true;
    return of == Of::visit ? name == "patient" || name == "markers" || name == "last_number" : of == Of::site && name == "number";
}

std::string textOfPiece(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? tr("yes") : tr("no");
    if (value.is_number_float()) return fmt::format("{}", static_cast<float>(value.get<double>()));
    if (value.is_null()) return {};
    if (!value.is_array() && !value.is_object()) return value.dump();
    std::string all;
    for (const json& each : value) all += (all.empty() ? "" : ", ") + textOfPiece(each);
    return all;
}

std::string entryKey(const Listed& list, const json& entry) {
    if (list.about.empty()) return textOfPiece(entry);
    std::string key;
    for (const char* part : list.about) key += (key.empty() ? "" : ",") + (entry.contains(part) ? textOfPiece(entry.at(part)) : std::string());
    return key;
}

std::string joinedPath(const std::vector<std::string>& path) {
    std::string name;
    for (const std::string& part : path) name += (name.empty() || part.starts_with('[') ? "" : ".") + part;
    return name;
}

std::string fieldNamed(Of of, const std::string& name) {
    for (const Group& group : groups()) {
        if (group.of != of) continue;
        for (const std::string_view member : group.members)
            if (member.ends_with('.') ? name.starts_with(member) : name == member) return group.field;
    }
    for (const std::string_view part : kWholeParts)
        if (name.starts_with(part)) return std::string(part.substr(0, part.size() - 1));
    return of == Of::site && goesWithThePlace(name) ? "anchor" : name;
}

class Pieces {
  public:
    Pieces(Of of, Units& units) : of_(of), units_(units) {}

    void object(const json& from, const std::vector<std::string>& path) {
        for (const auto& [key, value] : from.items()) {
            std::vector<std::string> here = path;
            here.push_back(key);
            const std::string name = joinedPath(here);
            if (isPassedOver(of_, name)) continue;
            const Listed* list = value.is_array() ? listNamed(name) : nullptr;
            if (list) entries(*list, value, here);
            else if (value.is_object() && !value.empty()) object(value, here);
            else add(std::move(here), name, value);
        }
    }

  private:
    void entries(const Listed& list, const json& from, const std::vector<std::string>& path) {
        std::vector<std::string> met;
        for (const json& entry : from) {
            std::string key = "[" + entryKey(list, entry);
            if (const auto times = std::ranges::count(met, key); met.push_back(key), times > 0) key += fmt::format("#{}", times + 1);
            std::vector<std::string> here = path;
            here.push_back(key + "]");
            add(std::move(here), joinedPath(path) + key + "]", entry);
        }
    }
    void add(std::vector<std::string> path, const std::string& name, const json& value) {
        const std::string field = fieldNamed(of_, name);
        const bool isEmpty = value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty()) || (value.is_array() && value.empty());
        if (isEmpty && field == name) return;  // not recorded
        auto unit = std::ranges::find(units_, field, &Unit::field);
        if (unit == units_.end()) unit = units_.insert(units_.end(), {field, {}});
        unit->pieces.push_back({std::move(path), value});
    }

    Of of_;
    Units& units_;
};

void put(json& into, std::span<const std::string> path, const json& value) {
    if (path.front().starts_with('[')) into.push_back(value);
    else if (path.size() == 1) into[path.front()] = value;
    else put(into[path.front()], path.subspan(1), value);
}

/// The field of that name, through parts and lists; nothing where the descriptions have none.
template <class T>
std::optional<Field> fieldAt(T& value, std::span<const std::string> path) {
    std::optional<Field> found;
    const auto look = [&](const Field& field, auto& member) {
        if (found || path.front() != field.key) return;
        found = field;
        const auto rest = path.subspan(1);
        if (rest.empty() || rest.front().starts_with('[')) return;
        if constexpr (HasFields<std::remove_reference_t<decltype(member)>>)
            if (auto inner = fieldAt(member, rest)) found = inner;
    };
    describe(look, value);
    return found;
}

std::optional<Field> fieldOf(Of of, std::span<const std::string> path) {
    static const Patient kPatient;
    static const Session kVisit;
    static const Marker kSite;
    if (of == Of::patient) return fieldAt(kPatient, path);
    return of == Of::visit ? fieldAt(kVisit, path) : fieldAt(kSite, path);
}

/// What of a place, or of the program's own, says nothing to a reader.
bool isShown(const std::vector<std::string>& path) {
    return path.size() < 2 || path[0] != "anchor" || path[1] == "position";
}

}  // namespace

Units unitsOf(Of of, const json& value) {
    Units units;
    Pieces(of, units).object(value, {});
    return units;
}

json jsonOf(const Units& units) {
    json value = json::object();
    for (const Unit& unit : units)
        for (const Piece& piece : unit.pieces) put(value, piece.path, piece.value);
    return value;
}

const Unit* find(const Units& units, const std::string& field) {
    const auto found = std::ranges::find(units, field, &Unit::field);
    return found == units.end() ? nullptr : &*found;
}

const char* titleOf(Of of, const std::string& field) {
    for (const Group& group : groups())
        if (group.of == of && field == group.field) return group.title;
    const auto found = fieldOf(of, split(field.substr(0, field.find('[')), '.'));
    return found ? found->title : mark("field of a newer version");
}

bool mayBeBoth(Of of, const Unit& mine, const Unit& theirs) {
    if (of == Of::site) return true;  // a second site
    if (mine.field == "after.adverse" || mine.field == "pain_drawing") return true;
    if (mine.pieces.size() != 1 || theirs.pieces.size() != 1) return false;
    const auto field = fieldOf(of, mine.pieces[0].path);
    return field && field->form == Form::lines && mine.pieces[0].value.is_string() && theirs.pieces[0].value.is_string();
}

Unit bothOf(const Unit& mine, const Unit& theirs) {
    Unit both{mine.field, {}};
    for (const Piece& piece : mine.pieces)
        if (piece.path.back() != "no_adverse") both.pieces.push_back(piece);
    for (const Piece& piece : theirs.pieces) {
        if (piece.path.back() == "no_adverse") continue;
        const auto same = std::ranges::find(both.pieces, piece.path, &Piece::path);
        if (same == both.pieces.end()) both.pieces.push_back(piece);
        else if (same->value.is_string()) same->value = same->value.get<std::string>() + "\n\n" + piece.value.get<std::string>();
        else if (same->value.is_array())
            for (const json& entry : piece.value)
                if (std::ranges::find(same->value, entry) == same->value.end()) same->value.push_back(entry);
    }
    return both;
}

MergeConflict::Shown shownOf(Of of, const Unit* unit) {
    MergeConflict::Shown shown;
    for (const Piece& piece : unit ? unit->pieces : std::vector<Piece>()) {
        if (!isShown(piece.path)) continue;
        const auto field = fieldOf(of, piece.path);
        shown.emplace_back(field ? field->title : mark("field of a newer version"), textOfPiece(piece.value));
    }
    return shown;
}

}  // namespace myochart::record::merging
