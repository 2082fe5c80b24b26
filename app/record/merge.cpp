#include "record/merge.h"

#include <algorithm>

#include "core/words.h"
#include "record/json.h"
#include "record/merge_fields.h"

namespace myochart::record {

namespace {

using merging::Of;
using merging::Unit;
using merging::Units;
using nlohmann::json;

/// The fields of one patient, visit (without its sites) or site, merged.
struct MergedFields {
    json value;
    size_t taken = 0;
    bool givesUpMine = false, givesUpTheirs = false;
    bool besides = false;  ///< of a site: somebody wants both
};

bool sameUnit(const Unit* a, const Unit* b) { return a && b ? a->pieces == b->pieces : a == b; }

class FieldMerge {
  public:
    FieldMerge(Of of, std::string id, std::uint32_t number, const Parting& parting, const Decide& decide, std::vector<MergeConflict>& conflicts)
        : of_(of), id_(std::move(id)), number_(number), parting_(parting), decide_(decide), conflicts_(conflicts) {}

    MergedFields of(const json* base, const json& mine, const json& theirs) {
        const Units here = unitsOf(of_, mine), there = unitsOf(of_, theirs);
        const Units before = base ? unitsOf(of_, *base) : Units();
        Units all;
        const auto take = [&](const std::string& field) {
            const Unit* was = base ? merging::find(before, field) : nullptr;
            if (auto unit = one(base != nullptr, was, merging::find(here, field), merging::find(there, field))) all.push_back(std::move(*unit));
        };
        for (const Unit& unit : here) take(unit.field);
        for (const Unit& unit : there)
            if (!merging::find(here, unit.field)) take(unit.field);
        done_.value = jsonOf(all);
        return std::move(done_);
    }

  private:
    static std::optional<Unit> copyOf(const Unit* unit) { return unit ? std::optional(*unit) : std::nullopt; }
    std::optional<Unit> taken(const Unit* theirs) {
        ++done_.taken;
        return copyOf(theirs);
    }

    std::optional<Unit> one(bool baseIsKnown, const Unit* was, const Unit* mine, const Unit* theirs) {
        if (sameUnit(mine, theirs)) return copyOf(mine);
        if (baseIsKnown) {
            if (sameUnit(was, mine)) return taken(theirs);
            if (sameUnit(was, theirs)) return copyOf(mine);
            return decided(mine, theirs);
        }
        if (parting_.sameHere(id_)) return taken(theirs);
        if (parting_.sameThere(id_)) return copyOf(mine);
        if (!mine) return taken(theirs);
        if (!theirs) return copyOf(mine);
        return decided(mine, theirs);
    }

    std::optional<Taken> answerTo(const MergeConflict& conflict) const {
        const std::optional<Taken> answer = decide_(conflict);
        return answer == Taken::both && !conflict.mayBeBoth ? std::nullopt : answer;
    }

    std::optional<Unit> decided(const Unit* mine, const Unit* theirs) {
        MergeConflict conflict{id_, (mine ? mine : theirs)->field};
        conflict.title = titleOf(of_, conflict.field);
        conflict.kind = !mine ? MergeConflict::Kind::removedHere : !theirs ? MergeConflict::Kind::removedThere : MergeConflict::Kind::edited;
        conflict.number = number_;
        conflict.mayBeBoth = mine && theirs && mayBeBoth(of_, *mine, *theirs);
        conflict.mine = shownOf(of_, mine);
        conflict.theirs = shownOf(of_, theirs);
        const std::optional<Taken> taken = answerTo(conflict);
        conflict.taken = taken;
        conflicts_.push_back(std::move(conflict));
        if (taken == Taken::theirs) {
            done_.givesUpMine |= mine != nullptr;
            return copyOf(theirs);
        }
        if (taken == Taken::both && of_ != Of::site) return bothOf(*mine, *theirs);
        if (taken == Taken::both) done_.besides = true;
        else done_.givesUpTheirs |= theirs != nullptr;
        return copyOf(mine);
    }

    Of of_;
    std::string id_;
    std::uint32_t number_;
    const Parting& parting_;
    const Decide& decide_;
    std::vector<MergeConflict>& conflicts_;
    MergedFields done_;
};

json headerOf(const Session& session) {
    Session header = session;
    header.markers.clear();
    return toJson(header);
}

/// The value that merged fields are: with `kept` (what merging passes over) as `like` has it, and empty texts where nothing is
/// recorded.
template <class Value, class Read>
Value readBack(json merged, const json& likeJson, std::initializer_list<const char*> kept, const Read& read, const Value& like, std::string& fault) {
    for (const char* key : kept)
        if (likeJson.contains(key)) merged[key] = likeJson.at(key);
    for (const auto& [key, value] : likeJson.items()) {
        if (merged.contains(key)) continue;
        if (value.is_string()) merged[key] = "";
        if (value.is_array()) merged[key] = json::array();
    }
    auto back = read(merged.dump());
    if (!back) fault = back.error().message;
    return back ? std::move(*back) : like;
}

constexpr ReadAs kAsKept{kDocumentFormat, Unknown::keep};

Marker markerFrom(const json& merged, const Marker& like, std::string& fault) {
    return readBack(merged, toJson(like), {"id", "number", "created_at"}, [](const std::string& text) { return markerFromJson(text, {}, kAsKept); }, like, fault);
}

/// The sites of a visit.
class SiteMerge {
  public:
    SiteMerge(const Session* base, const Session& mine, const Session& theirs, const Parting& parting, const Decide& decide, Merged<Session>& done)
        : base_(base), mine_(mine), theirs_(theirs), parting_(parting), decide_(decide), done_(done) {}

    void run() {
        Session& to = done_.value;
        to.markers.clear();
        to.lastNumber = std::max(mine_.lastNumber, theirs_.lastNumber);
        for (const Marker& marker : mine_.markers) {
            if (const Marker* other = theirs_.marker(marker.id)) inBoth(marker, *other);
            else onlyHere(marker);
        }
        for (const Marker& marker : theirs_.markers)
            if (!mine_.marker(marker.id)) onlyThere(marker);
        for (Marker& marker : added_) {
            const bool isUsed = std::ranges::any_of(to.markers, [&](const Marker& each) { return each.number == marker.number; });
            if (isUsed || marker.number == 0) {
                done_.renumbered.emplace_back(marker.number, ++to.lastNumber);
                marker.number = to.lastNumber;
            }
            to.markers.push_back(std::move(marker));
        }
    }

  private:
    const Marker* before(const MarkerId& id) const { return base_ ? base_->marker(id) : nullptr; }

    void inBoth(const Marker& mine, const Marker& theirs) {
        const Marker* was = before(mine.id);
        const json base = was ? toJson(*was) : json();
        FieldMerge merge(Of::site, mine.id.text, mine.number, parting_, decide_, done_.conflicts);
        const MergedFields fields = merge.of(was ? &base : nullptr, toJson(mine), toJson(theirs));
        done_.taken += fields.taken;
        done_.givesUpMine |= fields.givesUpMine;
        done_.givesUpTheirs |= fields.givesUpTheirs;
        done_.value.markers.push_back(markerFrom(fields.value, mine, done_.fault));
        if (!fields.besides) return;
        Marker second = theirs;
        second.id = {uuidOfContent(mine.id.text + toJson(theirs).dump())};
        if (!mine_.marker(second.id) && !theirs_.marker(second.id)) added_.push_back(std::move(second));  // merged again it is here
    }

    /// Where no trail and no base tells: numbers are given once, so one that was reached and is missing was taken away.
    static bool lacksNumber(const Session& session, std::uint32_t number) {
        return number != 0 && number <= session.lastNumber && std::ranges::none_of(session.markers, [&](const Marker& each) { return each.number == number; });
    }

    void onlyHere(const Marker& mine) {
        const Marker* was = before(mine.id);
        const bool wasThere = base_ ? was != nullptr : parting_.removedThere(mine.id.text) || lacksNumber(theirs_, mine.number);
        if (!wasThere) return done_.value.markers.push_back(mine);
        if (was ? *was == mine : parting_.sameHere(mine.id.text)) {
            ++done_.taken;
            done_.givesUpMine = true;
            return;
        }
        if (decidedOf(mine, MergeConflict::Kind::removedThere) == Taken::theirs) done_.givesUpMine = true;
        else done_.value.markers.push_back(mine);
    }

    void onlyThere(const Marker& theirs) {
        const Marker* was = before(theirs.id);
        const bool wasHere = base_ ? was != nullptr : parting_.removedHere(theirs.id.text) || lacksNumber(mine_, theirs.number);
        if (wasHere) {
            if (was ? *was == theirs : parting_.sameThere(theirs.id.text)) return;
            if (decidedOf(theirs, MergeConflict::Kind::removedHere) != Taken::theirs) {
                done_.givesUpTheirs = true;
                return;
            }
        } else {
            ++done_.taken;
        }
        added_.push_back(theirs);
    }

    std::optional<Taken> decidedOf(const Marker& marker, MergeConflict::Kind kind) {
        MergeConflict conflict{marker.id.text, "site", mark("site"), kind, marker.number};
        MergeConflict::Shown shown;
        for (const Unit& unit : merging::unitsOf(Of::site, toJson(marker)))
            for (auto& line : shownOf(Of::site, &unit)) shown.push_back(std::move(line));
        (kind == MergeConflict::Kind::removedHere ? conflict.theirs : conflict.mine) = std::move(shown);
        conflict.taken = decide_(conflict);
        if (conflict.taken == Taken::both) conflict.taken.reset();
        done_.conflicts.push_back(conflict);
        return conflict.taken;
    }

    const Session* base_;
    const Session &mine_, &theirs_;
    const Parting& parting_;
    const Decide& decide_;
    Merged<Session>& done_;
    std::vector<Marker> added_;  ///< of the other copy
};

}  // namespace

std::string_view name(Taken taken) { return taken == Taken::mine ? "mine" : taken == Taken::theirs ? "theirs" : "both"; }

Merged<Session> mergeVisits(const Session* base, const Session& mine, const Session& theirs, const Parting& parting, const Decide& decide) {
    Merged<Session> done{mine, {}};
    const json was = base ? headerOf(*base) : json(), here = headerOf(mine);
    FieldMerge merge(Of::visit, mine.id.text, 0, parting, decide, done.conflicts);
    const MergedFields fields = merge.of(base ? &was : nullptr, here, headerOf(theirs));
    done.taken = fields.taken;
    done.givesUpMine = fields.givesUpMine;
    done.givesUpTheirs = fields.givesUpTheirs;
    const auto read = [](const std::string& text) { return sessionFromJson(text, {}, kAsKept); };
    done.value = readBack(fields.value, here, {"id", "patient", "markers", "last_number"}, read, mine, done.fault);
    SiteMerge(base, mine, theirs, parting, decide, done).run();
    if (done.fault.empty() && done.isDecided()) done.fault = faultIn(done.value);
    return done;
}

Merged<Patient> mergePatients(const Patient* base, const Patient& mine, const Patient& theirs, const Parting& parting, const Decide& decide) {
    Merged<Patient> done{mine, {}};
    const json was = base ? toJson(*base) : json(), here = toJson(mine);
    FieldMerge merge(Of::patient, mine.id.text, 0, parting, decide, done.conflicts);
    const MergedFields fields = merge.of(base ? &was : nullptr, here, toJson(theirs));
    done.taken = fields.taken;
    done.givesUpMine = fields.givesUpMine;
    done.givesUpTheirs = fields.givesUpTheirs;
    const auto read = [](const std::string& text) { return patientFromJson(text, {}, kAsKept); };
    done.value = readBack(fields.value, here, {"id", "created_at"}, read, mine, done.fault);
    if (done.fault.empty()) done.fault = faultIn(done.value);
    return done;
}

}  // namespace myochart::record
