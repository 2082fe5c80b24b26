#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/result.h"

namespace myochart::workspace {

class Program;

/// When something can be done.
struct Condition {
    bool (*holds)(const Program&) = nullptr;  ///< null: always
    const char* otherwise = nullptr;          ///< mark("There is no body yet."): what to say while it does not hold
};

/// An action of the program: menus, keys, the palette and tests are faces of one table.
struct Command {
    std::string id;     ///< "view.anterior"
    std::string title;  ///< mark("Front view"); shown by tr()
    std::string menu;   ///< mark("View"); empty: palette only
    std::string key;    ///< "1", "Ctrl+Z", "Shift+H"; empty: none
    Condition needs;
    std::function<Outcome(Program&)> run;

    bool canRun(const Program& program) const { return !needs.holds || needs.holds(program); }
};

class CommandRegistry {
  public:
    void add(Command command) { commands_.push_back(std::move(command)); }
    const std::vector<Command>& all() const { return commands_; }
    const Command* find(std::string_view id) const;
    const Command* forKey(std::string_view key) const;
    /// Fails with a sentence when there is no such command, or with what it needs when it cannot run now.
    Outcome run(std::string_view id, Program& workspace) const;

  private:
    std::vector<Command> commands_;
};

/// Every command that needs no window.
CommandRegistry standardCommands();

}  // namespace myochart::workspace
