#include "ui/structure_search.h"

#include <algorithm>
#include <set>

#include "anatomy/fact_names.h"
#include "anatomy/side_words.h"
#include "core/text.h"
#include "core/words.h"
#include "ui/structure_words.h"

namespace myochart::ui {

namespace {

bool holdsEveryWord(const std::string& folded, const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return folded.find(word) != std::string::npos; });
}

std::string detailOf(const body::Structure& structure, const anatomy::Muscle& muscle, const std::string& matched) {
    std::string detail = sideName(structure.side);
    if (foldForSearch(structure.name) != foldForSearch(std::string(name(structure.side)) + " " + muscle.name))
        detail += " \xC2\xB7 " + displayText(structure.name, 80);
    else if (foldForSearch(matched) != foldForSearch(muscle.name))
        detail += " \xC2\xB7 " + matched;
    return detail;
}

/// The muscle itself, or its parts where the body has only those.
std::vector<std::string> onBody(const body::Body& body, const anatomy::Catalogue& catalogue, const std::string& key) {
    const anatomy::Muscle* muscle = catalogue.muscle(key);
    if (!muscle) return {};
    for (const Side side : {Side::left, Side::right, Side::midline})
        if (!body.structuresOf(key, side).empty()) return {key};
    return muscle->parts;
}

/// The side a query asks for, taken out of it.
std::optional<Side> takeSide(std::vector<std::string>& words) {
    for (auto at = words.begin(); at != words.end(); ++at)
        if (const auto side = sideFromName(*at)) {
            words.erase(at);
            return side;
        }
    return std::nullopt;
}

/// Whether `words` are the whole name but for the side: "tibia" means the tibia, not a muscle that a nerve of that name moves.
bool isCalled(const body::Structure& structure, const std::vector<std::string>& words) {
    if (!structure.muscleKey.empty()) return false;  // the catalogue knows its names
    std::vector<std::string> own = split(foldForSearch(structure.name), ' ');
    takeSide(own);
    return own == words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

}  // namespace

bool asksForSide(const body::Body& body, const std::vector<FoundStructure>& found) {
    if (found.empty()) return false;
    const body::Structure& first = body.structure(found.front().structure);
    if (first.side == Side::midline) return false;
    // Words that tell a side find nothing of the other.
    const auto nameOf = [](const body::Structure& structure) {
        std::vector<std::string> words = split(foldForSearch(structure.name), ' ');
        takeSide(words);
        return joined(words);
    };
    return std::any_of(found.begin(), found.end(), [&](const FoundStructure& each) {
        const body::Structure& other = body.structure(each.structure);
        const bool same = first.muscleKey.empty() ? nameOf(first) == nameOf(other) : first.muscleKey == other.muscleKey;
        return other.side == opposite(first.side) && same;
    });
}

std::string sidedTitle(const body::Body& body, const FoundStructure& found) {
    const Side side = body.structure(found.structure).side;
    if (side == Side::midline || anatomy::sideInName(found.title)) return found.title;
    std::string title = found.title;
    // "Left soleus", but "Left C7 multifidus".
    const auto lower = [](char letter) { return letter >= 'a' && letter <= 'z'; };
    if (languageInUse() == "en" && title.size() > 1 && title[0] >= 'A' && title[0] <= 'Z' && lower(title[1])) title[0] = static_cast<char>(title[0] - 'A' + 'a');
    return side == Side::left ? trf("Left {}", title) : trf("Right {}", title);
}

std::vector<FoundStructure> findStructures(const body::Body& body, const anatomy::Catalogue& catalogue,
                                           std::string_view text, size_t limit, Side first) {
    std::vector<FoundStructure> found;
    std::set<std::uint32_t> seen;
    const std::string folded = foldForSearch(text);
    if (folded.empty()) return found;
    std::vector<std::string> words = split(folded, ' ');
    const std::vector<std::string> allWords = words;
    const auto wanted = takeSide(words);
    const auto add = [&](std::uint32_t index, std::string title, std::string detail, const std::string& screenFirst = {}) {
        if (found.size() < limit && seen.insert(index).second)
            found.push_back({index, std::move(title), std::move(detail), displayText(screenFirst, 600)});
    };
    const Side lead = first == Side::right ? Side::right : Side::left;
    const Side second = lead == Side::left ? Side::right : Side::left;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i)
        if (foldForSearch(body.structure(i).name) == folded) add(i, displayText(body.structure(i).name), "");
    for (const Side side : {lead, second, Side::midline})
        for (std::uint32_t i = 0; i < body.structures().size(); ++i)
            if (const body::Structure& structure = body.structure(i);
                structure.side == side && isCalled(structure, words) && (!wanted || *wanted == side))
                add(i, displayText(structure.name), "");
    for (const anatomy::SearchHit& hit : catalogue.search(joined(words), limit)) {
        for (const std::string& key : onBody(body, catalogue, hit.muscleKey)) {
            const anatomy::Muscle* muscle = catalogue.muscle(key);
            for (const Side side : {lead, second, Side::midline}) {
                if (wanted && *wanted != side) continue;
                for (const auto index : body.structuresOf(key, side))
                    add(index, muscle->name, detailOf(body.structure(index), *muscle, hit.matched), anatomy::screenFirstIn(catalogue, hit.screenFirst));
            }
        }
    }
    for (std::uint32_t i = 0; i < body.structures().size() && found.size() < limit; ++i)
        if (holdsEveryWord(foldForSearch(body.structure(i).name), allWords))
            add(i, displayText(body.structure(i).name), "");
    // "soleus links", "soléaire droit": tried last, for "droit" and others are also words of names.
    if (std::vector<std::string> rest = allWords; found.empty() && !wanted)
        if (const auto side = anatomy::takeSideWord(rest); side && !rest.empty())
            return findStructures(body, catalogue, std::string(name(*side)) + " " + joined(rest), limit, first);
    return found;
}

}  // namespace myochart::ui
