#include "body/import_helper/obj_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "body/empty_names.h"

namespace myochart::import_helper {

namespace {

using body::saysNothing;

constexpr size_t kManyMaterials = 4;  // one thing has few; a whole figure told by its materials has many

class Namer {
  public:
    Namer(const std::vector<ObjStretch>& stretches, const ObjStatements& told) : stretches_(stretches), told_(told) {
        for (const ObjStretch& s : stretches) {
            if (!groupName(s).empty()) groupsOf_[s.object].insert(groupName(s));
            if (!saysNothing(told.materials[s.material])) materials_.insert(told.materials[s.material]);
        }
        for (const auto& [object, groups] : groupsOf_)
            for (const std::string& group : groups) ++objectsWith_[group];
        for (const ObjStretch& s : stretches)
            if (const std::string name = plainName(s); !saysNothing(name)) plain_.insert({s.object, name});
    }
    std::vector<ObjThing> things() const;

  private:
    const std::string& objectName(const ObjStretch& s) const { return told_.objects[s.object]; }
    /// Empty where it says nothing.
    std::string groupName(const ObjStretch& s) const {
        const std::string& name = told_.groups[s.group];
        return saysNothing(name) ? std::string() : name;
    }
    bool groupsNameThings(const ObjStretch& s) const;
    bool materialsNameThings() const {
        return plain_.empty() ? materials_.size() > 1 : plain_.size() == 1 && materials_.size() >= kManyMaterials;
    }
    /// By object and group.
    std::string plainName(const ObjStretch& s) const;

    const std::vector<ObjStretch>& stretches_;
    const ObjStatements& told_;
    std::map<size_t, std::set<std::string>> groupsOf_;
    std::map<std::string, size_t> objectsWith_;
    std::set<std::string> materials_;
    std::set<std::pair<size_t, std::string>> plain_;
};

/// Groups called after their object ("left soleus_Material") are its parts.
bool Namer::groupsNameThings(const ObjStretch& s) const {
    if (saysNothing(objectName(s))) return true;
    const auto groups = groupsOf_.find(s.object);
    if (groups == groupsOf_.end() || groups->second.size() < 2) return false;
    return !std::all_of(groups->second.begin(), groups->second.end(),
                        [&](const std::string& group) { return group.starts_with(objectName(s)); });
}

std::string Namer::plainName(const ObjStretch& s) const {
    const std::string group = groupName(s);
    if (!groupsNameThings(s)) return objectName(s);
    if (group.empty()) return objectName(s).empty() ? told_.groups[s.group] : objectName(s);
    const auto shared = objectsWith_.find(group);
    const bool inSeveral = shared != objectsWith_.end() && shared->second > 1 && !saysNothing(objectName(s));
    return inSeveral ? objectName(s) + " " + group : group;
}

std::vector<ObjThing> Namer::things() const {
    std::vector<ObjThing> things;
    std::map<std::tuple<size_t, size_t, std::string>, size_t> known;
    const bool byMaterial = materialsNameThings();
    for (size_t i = 0; i < stretches_.size(); ++i) {
        const ObjStretch& s = stretches_[i];
        if (s.firstCorner == s.lastCorner) continue;
        std::string name = byMaterial ? told_.materials[s.material] : plainName(s);
        const bool byGroup = !byMaterial && groupsNameThings(s);
        // Two objects, or two groups, of one name are two things: exporters write both sides so.
        const auto [at, isNew] = known.try_emplace({s.object, byGroup ? s.group : 0, name}, things.size());
        if (isNew) things.push_back({std::move(name), {}});
        things[at->second].stretches.push_back(i);
    }
    return things;
}

}  // namespace

std::vector<ObjThing> namedThings(const std::vector<ObjStretch>& stretches, const ObjStatements& told) {
    return Namer(stretches, told).things();
}

}  // namespace myochart::import_helper
