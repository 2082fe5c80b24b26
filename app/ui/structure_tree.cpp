#include "ui/structure_tree.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/text.h"
#include "core/words.h"
#include "ui/structure_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

std::string regionOf(const anatomy::Catalogue& catalogue, const body::Structure& structure) {
    const anatomy::Muscle* muscle = structure.muscleKey.empty() ? nullptr : catalogue.muscle(structure.muscleKey);
    if (muscle) return muscle->region;
    return structure.region;
}

/// Structures without a region stand with their like: bones with bones.
std::pair<size_t, std::string> placeInOrder(const anatomy::Catalogue& catalogue, const body::Structure& structure,
                                            TreeOrder order) {
    const auto layer = static_cast<size_t>(structure.layer);
    if (order == TreeOrder::layer) return {layer, layerWords(structure.layer)};
    const std::string region = regionOf(catalogue, structure);
    const size_t last = regionPlace("");
    if (const size_t at = regionPlace(region); at < last) return {at, regionWords(region)};
    if (structure.system == body::System::muscle) return {last, tr("Other muscles")};
    return {last + 1 + layer, layerWords(structure.layer)};
}

/// The structure's own name without its side.
std::string nameWithoutSide(const body::Structure& structure) {
    std::string words;
    for (const std::string& word : split(displayText(structure.name, 120), ' '))
        if (!sideFromName(word)) words += (words.empty() ? "" : " ") + word;
    return capitalised(words);
}

/// (title, side, structure) of each, no title twice on one side.
std::vector<std::tuple<std::string, Side, std::uint32_t>> named(const body::Body& body,
                                                                const anatomy::Catalogue& catalogue,
                                                                const std::vector<std::uint32_t>& structures) {
    std::map<std::pair<std::string, Side>, size_t> times;
    for (const auto index : structures)
        ++times[{titleOf(catalogue, body.structure(index)), body.structure(index).side}];
    std::vector<std::tuple<std::string, Side, std::uint32_t>> all;
    for (const auto index : structures) {
        const body::Structure& s = body.structure(index);
        std::string title = titleOf(catalogue, s);
        if (times[{title, s.side}] > 1) title = nameWithoutSide(s);
        all.emplace_back(std::move(title), s.side, index);
    }
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

void StructureTree::update(const std::shared_ptr<const body::Body>& body, const anatomy::Catalogue& catalogue,
                           TreeOrder order) {
    if (body == body_ && order == order_ && language_ == languageInUse()) return;
    language_ = languageInUse();
    body_ = body;
    order_ = order;
    groups_.clear();
    open_.clear();
    std::map<std::pair<size_t, std::string>, std::vector<std::uint32_t>> sorted;
    if (body)
        for (std::uint32_t i = 0; i < body->structures().size(); ++i)
            sorted[placeInOrder(catalogue, body->structure(i), order)].push_back(i);
    for (auto& [place, structures] : sorted) {
        Group group;
        group.title = place.second;
        if (order == TreeOrder::layer) group.layer = static_cast<anatomy::Layer>(place.first);
        for (auto& [title, side, index] : named(*body, catalogue, structures)) {
            group.structures.push_back(index);
            group.titles.push_back(title);
        }
        groups_.push_back(std::move(group));
    }
    collectRows();
}

void StructureTree::collectRows() {
    rows_.clear();
    for (size_t g = 0; g < groups_.size(); ++g) {
        const Group& group = groups_[g];
        rows_.push_back({g, std::nullopt, group.title});
        for (size_t i = 0; isOpen(g) && i < group.structures.size(); ++i)
            rows_.push_back({g, group.structures[i], group.titles[i]});
    }
}

void StructureTree::setOpen(size_t group, bool open) {
    if (open)
        open_.insert(group);
    else
        open_.erase(group);
    collectRows();
}

std::optional<size_t> StructureTree::reveal(std::uint32_t structure) {
    for (size_t g = 0; g < groups_.size(); ++g) {
        const auto& all = groups_[g].structures;
        if (std::find(all.begin(), all.end(), structure) == all.end()) continue;
        if (!isOpen(g)) setOpen(g, true);
        const auto row = std::find_if(rows_.begin(), rows_.end(), [&](const Row& r) { return r.structure == structure; });
        return static_cast<size_t>(row - rows_.begin());
    }
    return std::nullopt;
}

}  // namespace myochart::ui
