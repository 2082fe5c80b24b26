#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "record/leaves.h"
#include "record/reading_order.h"

// What is different between two visits.

namespace myochart::record {

namespace {

/// What tells two visits apart to nobody who reads them.
bool isOfTheProgram(std::string_view key) {
    constexpr std::string_view kKeys[] = {"id", "patient", "utc_offset", "number", "last_number", "anchor", "plan", "by_hand", "created_at", "strokes", "basis", "sentence"};
    return std::ranges::find(kKeys, key) != std::end(kKeys);
}

/// A whole note is not held against another word by word: what it was written from is.
bool isNoteText(std::string_view name) { return name == "note.text" || name == "signing.note"; }

std::string wordCount(const std::string& text) {
    size_t words = 0;
    for (const std::string& line : split(text, '\n'))
        for (const std::string& word : split(line, ' ')) words += word.empty() ? 0 : 1;
    return words == 0 ? "" : fmt::format("{} words", words);
}

struct Leaf {
    std::string title, text, unit;
    bool isWord = false;
};
/// By their names; `order` gets the names of those that are new.
using Leaves = std::map<std::string, Leaf>;

void takeLeaves(auto& value, const std::string& within, Leaves& leaves, std::vector<std::string>& order) {
    eachLeaf(value, within, bracketed, [&](const Field& field, const std::string& name, const auto& member) {
        for (const std::string& part : split(name, '.'))
            if (isOfTheProgram(part)) return;
        if (!leaves.contains(name) && std::ranges::find(order, name) == order.end()) order.push_back(name);
        const std::string type = typeOf(field, member), text = textOf(member);
        const bool isWord = type == "word" || type == "yes_no";
        leaves[name] = {field.title, isNoteText(name) ? wordCount(text) : text, field.unit ? field.unit : "", isWord};
    });
}

void compare(const Leaves& before, const Leaves& after, const std::vector<std::string>& order, std::vector<Difference>& differences) {
    for (const std::string& name : order) {
        const auto was = before.find(name), is = after.find(name);
        const std::string from = was == before.end() ? "" : was->second.text, to = is == after.end() ? "" : is->second.text;
        const Leaf& leaf = is != after.end() ? is->second : was->second;
        if (from != to) differences.push_back({name, leaf.title, from, to, leaf.unit, leaf.isWord});
    }
}

// --- entries of lists are held against each other by what they are about, not by their places

/// `before` in the order of `after`: what is about the same stands at the same place, what `after` has not behind it. Places at
/// which `before` has nothing are empty entries; `none` gets their names.
template <class T>
std::vector<T> inOrderOf(std::vector<T> before, const std::vector<T>& after, const char* name, std::vector<std::string>& none, const auto& areOfOne) {
    std::vector<T> sorted;
    for (const T& each : after) {
        const auto same = std::ranges::find_if(before, [&](const T& other) { return areOfOne(other, each); });
        if (same == before.end()) {
            none.push_back(fmt::format("{}[{}]", name, sorted.size()));
            sorted.emplace_back();
            continue;
        }
        sorted.push_back(std::move(*same));
        before.erase(same);
    }
    for (T& gone : before) sorted.push_back(std::move(gone));
    return sorted;
}

/// The lists of `before` in the order of those of `after`.
std::vector<std::string> alignLists(Session& before, const Session& after) {
    std::vector<std::string> none;
    const auto align = [&]<class T>(std::vector<T>& list, const std::vector<T>& like, const char* name, const auto& areOfOne) {
        list = inOrderOf(std::move(list), like, name, none, areOfOne);
    };
    const auto texts = [](const std::string& a, const std::string& b) { return a == b; };
    align(before.outcomes.measures, after.outcomes.measures, "outcomes.measures", [](const Measure& a, const Measure& b) {
        return foldForSearch(a.joint) == foldForSearch(b.joint) && foldForSearch(a.movement) == foldForSearch(b.movement) && a.side == b.side;
    });
    align(before.outcomes.scores, after.outcomes.scores, "outcomes.scores", [](const Score& a, const Score& b) { return foldForSearch(a.name) == foldForSearch(b.name); });
    align(before.after.adverse, after.after.adverse, "after.adverse", [](const AdverseEvent& a, const AdverseEvent& b) { return a.category == b.category; });
    align(before.after.aftercare, after.after.aftercare, "after.aftercare", texts);
    align(before.after.exercises, after.after.exercises, "after.exercises", texts);
    align(before.screening.yes, after.screening.yes, "screening.yes", texts);
    align(before.screening.no, after.screening.no, "screening.no", texts);
    align(before.screening.overrides, after.screening.overrides, "screening.overrides", [](const Override& a, const Override& b) { return a.about == b.about; });
    align(before.consent.risks, after.consent.risks, "consent.risks", texts);
    return none;
}

/// "neck, rotation, left": what a figure is of.
template <class T>
std::string subject(const T& entry) {
    if constexpr (requires { entry.movement; }) return entry.joint + ", " + entry.movement + (entry.side ? fmt::format(", {}", name(*entry.side)) : "");
    else return entry.name;
}

/// A figure is named with what it is of, which is no difference of its own then.
template <class T>
void nameFigures(std::vector<Difference>& differences, const char* list, const std::vector<T>& before, const std::vector<T>& after) {
    for (size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
        const T& entry = i < after.size() ? after[i] : before[i];
        const std::string start = fmt::format("{}[{}].", list, i);
        const auto isOf = [&](const Difference& each) { return each.name.starts_with(start); };
        const bool hasFigures = entry.before || entry.after;
        std::erase_if(differences, [&](const Difference& each) {
            const std::string_view key = std::string_view(each.name).substr(std::min(start.size(), each.name.size()));
            constexpr std::string_view kOfWhat = "|joint|movement|side|name|";
            return isOf(each) && hasFigures && kOfWhat.find(fmt::format("|{}|", key)) != std::string_view::npos;
        });
        for (Difference& each : differences)
            if (isOf(each)) each.title = subject(entry) + ": " + each.title;
    }
}

/// In which order a reader wants them.
size_t rank(const Difference& each) {
    if (isOfPain(each)) return 0;
    constexpr std::array<std::string_view, 8> kParts = {"outcomes.", "after.", "before.", "title", "consent.", "note.", "signing.", "screening."};
    const auto part = std::ranges::find_if(kParts, [&](std::string_view start) { return each.name.starts_with(start); });
    return 1 + static_cast<size_t>(part - kParts.begin());
}

}  // namespace

std::vector<Difference> differencesOfVisit(const Session& before, const Session& after) {
    std::vector<Difference> differences;
    Session a = before, b = after;
    a.markers.clear(), b.markers.clear();
    a.startedAt = b.startedAt;  // each has its own
    const std::vector<std::string> none = alignLists(a, b);
    Leaves was, is;
    std::vector<std::string> order;
    takeLeaves(a, "", was, order);
    takeLeaves(b, "", is, order);
    for (const std::string& entry : none)
        std::erase_if(was, [&](const auto& leaf) { return leaf.first == entry || leaf.first.starts_with(entry + "."); });
    compare(was, is, order, differences);
    nameFigures(differences, "outcomes.measures", a.outcomes.measures, b.outcomes.measures);
    nameFigures(differences, "outcomes.scores", a.outcomes.scores, b.outcomes.scores);
    std::ranges::stable_sort(differences, {}, rank);
    return differences;
}

std::vector<Difference> differencesOfSite(const Marker* before, const Marker* after) {
    std::vector<Difference> differences;
    Leaves from, to;
    std::vector<std::string> order;
    const std::string within = fmt::format("markers[{}].", (after ? after : before)->number);
    if (before) takeLeaves(*before, within, from, order);
    if (after) takeLeaves(*after, within, to, order);
    compare(from, to, order, differences);
    return differences;
}

}  // namespace myochart::record
