#include "teaching/learning.h"

#include <algorithm>
#include <tuple>

#include "core/text.h"
#include "core/utf8.h"
#include "core/words.h"

namespace myochart::teaching {

namespace {

constexpr UtcMs kBoxDayMs = 24LL * 60 * 60 * 1000;

/// In which group a question is asked: missed, due, never asked, later.
int turnOf(const Learned& learned, UtcMs now) {
    if (!learned.asked) return 2;
    if (!learned.isDue(now)) return 3;
    return learned.missed ? 0 : 1;
}

}  // namespace

Outcome learnerNamed(std::string_view name) {
    if (!isUtf8(name) || isBlankText(name)) return refused(said("Give the learner's name; results are kept under it."));
    const bool isOneLine = std::ranges::none_of(name, [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; });
    if (name.size() > kMostLearnerBytes || !isOneLine) return refused(said("A learner's name is one line of at most {} bytes.", kMostLearnerBytes));
    return Done{};
}

UtcMs Learned::dueAt() const { return since + kBoxDays[static_cast<size_t>(std::clamp(box, 0, static_cast<int>(kBoxDays.size()) - 1))] * kBoxDayMs; }

std::map<std::string, Learned> learnedOf(std::span<const KeptAnswer> answers, std::string_view set) {
    std::map<std::string, Learned> all;
    for (const KeptAnswer& answer : answers) {
        if (answer.set != set) continue;
        Learned& learned = all[answer.question];
        const bool counts = !answer.right || learned.isDue(answer.at);
        learned.missed = !answer.right;
        if (counts) {
            learned.box = answer.right ? std::min(learned.box + 1, static_cast<int>(kBoxDays.size()) - 1) : 0;
            learned.since = answer.at;
        }
        learned.asked = true;
    }
    return all;
}

std::vector<size_t> askedOrder(const QuizSet& set, const std::map<std::string, Learned>& learned, UtcMs now, bool onlyDue) {
    std::vector<std::tuple<int, UtcMs, size_t>> order;
    for (size_t i = 0; i < set.questions.size(); ++i) {
        const auto found = learned.find(set.questions[i].id);
        const Learned state = found == learned.end() ? Learned{} : found->second;
        const int turn = turnOf(state, now);
        if (turn == 3 && onlyDue) continue;
        order.emplace_back(turn, state.asked ? state.dueAt() : 0, i);
    }
    std::ranges::sort(order);
    std::vector<size_t> numbers;
    for (const auto& each : order) numbers.push_back(std::get<2>(each));
    return numbers;
}

std::vector<ClassError> classErrors(std::span<const KeptAnswer> answers) {
    std::vector<ClassError> errors;
    std::map<std::pair<std::string, int>, size_t> known;
    std::vector<std::pair<double, size_t>> off;
    for (const KeptAnswer& answer : answers) {
        const auto [at, fresh] = known.try_emplace({answer.key, answer.side ? static_cast<int>(*answer.side) : -1}, errors.size());
        if (fresh) {
            errors.push_back({answer.key, answer.side, 0, 0, {}});
            off.emplace_back(0.0, 0);
        }
        ClassError& error = errors[at->second];
        ++error.asked;
        error.wrong += answer.right ? 0 : 1;
        if (!answer.mm) continue;
        auto& [sum, count] = off[at->second];
        sum += *answer.mm;
        ++count;
        error.meanMm = sum / static_cast<double>(count);
    }
    std::ranges::sort(errors, [](const ClassError& a, const ClassError& b) {
        return a.share() != b.share() ? a.share() > b.share() : std::tie(a.key, a.side) < std::tie(b.key, b.side);
    });
    return errors;
}

}  // namespace myochart::teaching
