#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/words.h"
#include "record/chart.h"
#include "ui/chip.h"

namespace myochart::ui {

/// What a choice is called in files; by the enumeration's own name().
template <class E>
std::string_view choiceName(E choice) {
    return name(choice);
}

/// The fields of a described part (record/field.h) as chips. Draw them between beginChips() and endChips(); one object
/// for each place in the window, for it remembers what is being typed.
class FieldChips {
  public:
    struct Choice {
        std::string value, words;
        const anatomy::Catalogue* names = nullptr;  ///< where further words for `value` are looked up; null: there are none
    };
    struct Look {
        std::vector<std::string_view> skip = {};   ///< keys that are drawn otherwise or not at all
        std::vector<std::string_view> always = {};  ///< keys that are there also when nothing is recorded; empty: all
        std::set<std::string> mixed = {};           ///< keys that several sites have with different values
        bool enabled = true;
        /// What a text is chosen from, or nothing.
        std::function<std::vector<Choice>(std::string_view key)> choices = {};
        /// Why a text or day is not taken, as a sentence; empty when it is.
        std::function<std::string(std::string_view key, const std::string& value)> fault = {};
    };
    /// What was changed. Steps in a row with the same `typing` are one undo step (RecordDesk::commit).
    struct Change {
        std::string key, typing;
    };

    template <class Part>
    std::optional<Change> draw(Ui& ui, std::string_view prefix, Part& part, const Look& look) {
        std::optional<Change> change;
        const auto each = [&](const record::Field& field, auto& member) {
            if constexpr (requires { one(ui, std::string(), field, member, look); }) {
                if (has(look.skip, field.key)) return;
                const bool shown = look.always.empty() || has(look.always, field.key) || isSaid(member) || look.mixed.contains(field.key);
                if (shown && one(ui, fmt::format("{}.{}", prefix, field.key), field, member, look)) change = Change{field.key, typing()};
            }
        };
        describe(each, part);
        return change;
    }

    // The chips one by one; true when the value was changed.
    bool one(Ui& ui, const std::string& name, const record::Field& field, std::optional<bool>& value, const Look& look);
    bool one(Ui& ui, const std::string& name, const record::Field& field, std::optional<std::uint32_t>& value, const Look& look);
    bool one(Ui& ui, const std::string& name, const record::Field& field, std::optional<float>& value, const Look& look);
    bool one(Ui& ui, const std::string& name, const record::Field& field, std::string& value, const Look& look);
    template <class E>
    requires std::is_enum_v<E>
    bool one(Ui& ui, const std::string& name, const record::Field& field, std::optional<E>& value, const Look& look) {
        const auto choices = record::choicesOf(E());
        std::optional<size_t> at;
        std::vector<std::string> words;
        for (size_t i = 0; i < choices.size(); ++i) {
            words.emplace_back(tr(choiceName(choices[i])));
            if (value == choices[i]) at = i;
        }
        if (!choose(ui, name, field, words, at, look)) return false;
        value = at ? std::optional<E>(choices[*at]) : std::nullopt;
        return true;
    }
    /// Two figures of one kind, before and after, picked in one small window; `above` draws what else is picked there.
    bool beforeAfter(Ui& ui, const std::string& name, const char* title, std::optional<std::uint32_t>& before, std::optional<std::uint32_t>& after, const Look& look,
                     const std::function<bool()>& above = {});
    /// A chip whose text is typed in a small window; `take` gives a fault as a sentence, empty when it took it.
    bool typed(Ui& ui, const std::string& name, const ChipLook& look, const std::string& text, std::string_view hint,
               const std::vector<Choice>& choices, const std::function<std::string(const std::string&)>& take);
    /// For RecordDesk::commit, of the last change.
    std::string typing() const { return typing_; }

  private:
    static bool has(const std::vector<std::string_view>& keys, std::string_view key);
    template <class T>
    static bool isSaid(const T& value) {
        if constexpr (requires { value.has_value(); }) return value.has_value();
        else return !value.empty();
    }
    ChipEvent drawn(Ui& ui, const std::string& name, const record::Field& field, const std::string& value, bool strong, const Look& look);
    bool choose(Ui& ui, const std::string& name, const record::Field& field, const std::vector<std::string>& words, std::optional<size_t>& at, const Look& look);
    bool pick(Ui& ui, const std::string& name, const std::vector<std::string>& words, std::optional<size_t>& at);
    bool figure(Ui& ui, const std::string& name, const record::Field& field, std::optional<double>& value, const ChipEvent& event);
    std::optional<double> afterDigit(const Ui& ui, const std::string& name, const record::Field& field, int digit);
    void open(const std::string& name, const std::string& text, bool byDigit = false);
    /// `least`: its width in pixels where it has room and is wider than usual.
    bool beginPopup(Ui& ui, const std::string& name, const Rect& under, float least = 0);
    bool pickFigure(Ui& ui, const std::string& name, const record::Field& field, std::optional<double>& value, const Rect& under);
    std::optional<std::string> enteredOf(const std::vector<const Choice*>& shown, const std::string& typed);
    bool walk(const Ui& ui, size_t rows);
    std::optional<std::string> chooseRow(Ui& ui, const std::string& name, const std::vector<const Choice*>& shown, const std::string& kept, bool follows);
    bool typeIn(Ui& ui, const std::string& name, std::string_view hint, const std::vector<Choice>& choices, const Rect& under,
                const std::function<std::string(const std::string&)>& take);
    void changed(const std::string& name, bool goesOn = false);

    std::string open_;           ///< the chip whose small window is open
    bool begins_ = false, byDigit_ = false;
    bool filters_ = false;       ///< something was typed there, and the choices are those that fit it
    std::string text_, fault_;   ///< typed there
    std::optional<size_t> walked_;  ///< the row of the choices on which the arrows stand
    std::string typed_, digits_; ///< the chip on which digits were typed last, and those
    double typedAt_ = 0;
    std::string typing_;
    unsigned run_ = 0;
};

}  // namespace myochart::ui
