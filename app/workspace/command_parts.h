#pragma once
#include "core/words.h"
#include "workspace/command.h"
#include "workspace/program.h"

namespace myochart::workspace {

// What the tables of commands are written with.

inline constexpr Condition always = {};
inline constexpr Condition hasBody = {[](const Program& p) { return p.bodies.current() != nullptr; }, mark("There is no body yet.")};
inline constexpr Condition hasPatient = {[](const Program& p) { return p.record.patient() != nullptr; }, mark("No patient is open.")};
inline constexpr Condition hasSession = {[](const Program& p) { return p.record.session() != nullptr; }, mark("No visit is open.")};

/// An action that cannot fail.
template <class Action>
std::function<Outcome(Program&)> doing(Action action) {
    return [action](Program& program) -> Outcome {
        action(program);
        return Done{};
    };
}

}  // namespace myochart::workspace
