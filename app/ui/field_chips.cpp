#include "ui/field_chips.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "core/typed_day.h"
#include "ui/value_words.h"

namespace myochart::ui {

namespace {

constexpr double kDigitsBelong = 1.2;  ///< s within which digits make one figure
constexpr std::uint32_t kMostToPick = 10;     ///< a figure up to there is picked from buttons
constexpr float kPopupWidth = 280, kWidestPopup = 560;

/// Of the field that has just taken the keyboard: what is typed next goes behind what stands there.
void goOnBehind() {
    if (ImGuiInputTextState* state = ImGui::GetInputTextState(ImGui::GetActiveID())) {
        state->ClearSelection();
        state->Stb.cursor = state->CurLenW;
    }
}

bool holdsFolded(const std::string& text, const std::string& sought) { return foldForSearch(text).find(sought) != std::string::npos; }

/// Whether one of its words in any language is what was typed.
bool isCalled(const FieldChips::Choice& choice, const std::string& typed) {
    if (foldForSearch(choice.words) == foldForSearch(typed)) return true;
    return choice.names && anatomy::keyMeant(*choice.names, {choice.value}, typed) == choice.value;
}

bool holdsText(const FieldChips::Choice& choice, const std::string& sought) {
    return holdsFolded(choice.words, sought) || holdsFolded(choice.value, sought) || (choice.names && holdsFolded(anatomy::wordsFor(*choice.names, choice.value), sought));
}

/// Whether a long word of a longer text is one of theirs: "on warfarin since May" is about anticoagulants.
bool sharesWord(const std::string& names, const std::string& sought) {
    constexpr size_t kTelling = 6;
    const auto known = split(foldForSearch(names), ' '), words = split(sought, ' ');
    return words.size() > 1 && std::ranges::any_of(words, [&](const std::string& word) { return word.size() >= kTelling && std::ranges::find(known, word) != known.end(); });
}

/// Those whose words or key hold what was typed, and after them those that share a long word with it.
std::vector<const FieldChips::Choice*> fitting(const std::vector<FieldChips::Choice>& choices, const std::string& typed) {
    const std::string sought = foldForSearch(typed);
    std::vector<const FieldChips::Choice*> found, near;
    for (const FieldChips::Choice& each : choices) {
        if (sought.empty() || holdsText(each, sought)) found.push_back(&each);
        else if (each.names && sharesWord(anatomy::wordsFor(*each.names, each.value), sought)) near.push_back(&each);
    }
    found.insert(found.end(), near.begin(), near.end());
    return found;
}

std::string valueWords(const record::Field& field, double value) {
    const std::string number = shortNumber(static_cast<float>(value));
    return field.unit ? fmt::format("{} {}", number, field.unit) : number;
}

bool fits(const record::Field& field, double value) {
    return value >= field.lowest && (field.highest <= 0 || value <= field.highest);
}

std::string rangeWords(const record::Field& field) {
    return field.unit ? trf("from {} to {} {}", field.lowest, field.highest, field.unit) : trf("from {} to {}", field.lowest, field.highest);
}

std::optional<double> numberIn(std::string text) {
    std::replace(text.begin(), text.end(), ',', '.');
    return parseNumber(trim(text));
}

}  // namespace

bool FieldChips::has(const std::vector<std::string_view>& keys, std::string_view key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

void FieldChips::changed(const std::string& name, bool goesOn) {
    if (!goesOn) ++run_;
    typing_ = fmt::format("{} {}", name, run_);
}

ChipEvent FieldChips::drawn(Ui& ui, const std::string& name, const record::Field& field, const std::string& value, bool strong, const Look& look) {
    ChipLook chipLook;
    const bool mixed = look.mixed.contains(field.key);
    chipLook.recorded = mixed || !value.empty();
    chipLook.strong = strong && !mixed;
    chipLook.label = mixed ? fmt::format("{} \xE2\x80\xA6", tr(field.shortTitle())) : value.empty() ? fmt::format("{} \xE2\x80\x94", tr(field.shortTitle())) : value;
    const std::string_view what = tr(field.title);
    const std::string tipWords = mixed ? trf("{}: different at the sites selected", what) : value.empty() ? trf("{}: not recorded", what) : std::string(what);
    chipLook.tip = tipWords;
    chipLook.enabled = look.enabled;
    return chip(ui, name, chipLook);
}

bool FieldChips::one(Ui& ui, const std::string& name, const record::Field& field, std::optional<bool>& value, const Look& look) {
    const std::string words = !value ? std::string() : *value ? std::string(tr(field.shortTitle())) : trf("{}: no", tr(field.shortTitle()));
    const ChipEvent event = drawn(ui, name, field, words, value == true, look);
    const std::optional<bool> before = value;
    if (event.clicked || event.steps > 0) value = !value ? std::optional(true) : *value ? std::optional(false) : std::nullopt;
    else if (event.steps < 0) value = !value ? std::optional(false) : *value ? std::nullopt : std::optional(true);
    if (event.emptied) value.reset();
    if (value == before) return false;
    changed(name);
    return true;
}

/// A click shows what there is to choose; arrows step through it.
bool FieldChips::choose(Ui& ui, const std::string& name, const record::Field& field, const std::vector<std::string>& words, std::optional<size_t>& at, const Look& look) {
    const ChipEvent event = drawn(ui, name, field, at ? fmt::format("{} {}", tr(field.shortTitle()), words[*at]) : std::string(), false, look);
    const std::optional<size_t> before = at;
    if (event.steps > 0) at = !at ? std::optional<size_t>(0) : *at + 1 < words.size() ? std::optional(*at + 1) : std::nullopt;
    else if (event.steps < 0) at = !at ? std::optional(words.size() - 1) : *at > 0 ? std::optional(*at - 1) : std::nullopt;
    if (event.emptied) at.reset();
    if (event.clicked) open(name, {});
    if (beginPopup(ui, name, event.rect)) {
        line(ui, ui.fonts.note, ui.theme.quiet, tr(field.title));
        if (pick(ui, name, words, at)) ImGui::CloseCurrentPopup(), open_.clear();
        ImGui::EndPopup();
    }
    if (at == before) return false;
    changed(name);
    return true;
}

/// A row for each, and one for not recorded.
bool FieldChips::pick(Ui& ui, const std::string& name, const std::vector<std::string>& words, std::optional<size_t>& at) {
    bool picked = false;
    for (size_t i = 0; i <= words.size(); ++i) {
        const bool none = i == words.size(), on = none ? !at : at == i;
        if (!button(ui, fmt::format("{}.{}", name, none ? "none" : std::to_string(i)), {.label = none ? std::string_view(tr("Not recorded")) : std::string_view(words[i]), .kind = ButtonKind::plain, .on = on, .width = -1})) continue;
        at = none ? std::nullopt : std::optional(i);
        picked = true;
    }
    return picked;
}

std::optional<double> FieldChips::afterDigit(const Ui& ui, const std::string& name, const record::Field& field, int digit) {
    const bool goesOn = typed_ == name && ui.now - typedAt_ < kDigitsBelong;
    std::string digits = goesOn ? digits_ : std::string();
    digits += static_cast<char>('0' + digit);
    std::optional<double> value = parseNumber(digits);
    bool longer = goesOn;
    if (!value || !fits(field, *value)) {
        digits = std::string(1, static_cast<char>('0' + digit));
        value = parseNumber(digits);
        longer = false;
    }
    typed_ = name;
    digits_ = digits;
    typedAt_ = ui.now;
    changed(name, longer);
    return value && fits(field, *value) ? value : std::nullopt;
}

void FieldChips::open(const std::string& name, const std::string& text, bool byDigit) {
    open_ = name;
    byDigit_ = byDigit;
    text_ = text;
    fault_.clear();
    walked_.reset();
    begins_ = true;
    filters_ = byDigit;
    ImGui::OpenPopup(name.c_str());
}

bool FieldChips::beginPopup(Ui& ui, const std::string& name, const Rect& under, float least) {
    if (open_ != name) return false;
    const float wide = std::clamp(least, ui.px(kPopupWidth), std::max(ui.px(kPopupWidth), std::min(ui.px(kWidestPopup), ui.layout.whole.size().x - ui.px(16))));
    const float x = std::min(under.min.x, ui.layout.whole.max.x - wide - ui.px(8));
    ImGui::SetNextWindowPos({x, under.max.y + ui.px(4)}, ImGuiCond_Appearing);
    ImGui::SetNextWindowSize({wide, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(8)});
    const bool drawn = ImGui::BeginPopup(name.c_str(), ImGuiWindowFlags_NoMove);
    ImGui::PopStyleVar();
    const bool escaped = drawn && std::any_of(ui.input.keys.begin(), ui.input.keys.end(), [](const InputEvent& key) { return key.key == GLFW_KEY_ESCAPE; });
    if (escaped) ImGui::CloseCurrentPopup();
    if (!drawn || escaped) open_.clear();
    if (escaped) ImGui::EndPopup();
    return drawn && !escaped;
}

/// Figures as buttons, and one for not recorded.
bool FieldChips::pickFigure(Ui& ui, const std::string& name, const record::Field& field, std::optional<double>& value, const Rect& under) {
    if (!beginPopup(ui, name, under)) return false;
    line(ui, ui.fonts.note, ui.theme.quiet, tr(field.title));
    std::optional<std::optional<double>> taken;
    std::optional<double> byKey;
    const auto first = static_cast<int>(field.lowest), last = static_cast<int>(field.highest);
    for (int figure = first; figure <= last; ++figure) {
        if ((figure - first) % 6 != 0) ImGui::SameLine(0, ui.px(4));
        if (button(ui, fmt::format("{}.{}", name, figure), {.label = std::to_string(figure), .kind = ButtonKind::plain, .on = value == figure, .width = 40}))
            taken.emplace(figure);
    }
    for (const InputEvent& key : ui.input.keys) {  // also while the chip itself has not the keyboard
        const bool row = key.key >= GLFW_KEY_0 && key.key <= GLFW_KEY_9, pad = key.key >= GLFW_KEY_KP_0 && key.key <= GLFW_KEY_KP_9;
        if ((row || pad) && key.modifiers == 0 && !key.repeat)
            if (const auto typed = afterDigit(ui, name, field, key.key - (row ? GLFW_KEY_0 : GLFW_KEY_KP_0))) byKey = typed;
    }
    if (button(ui, name + ".none", {.label = tr("Not recorded"), .kind = ButtonKind::plain, .on = !value, .width = -1})) taken.emplace(std::nullopt);
    if (taken) ImGui::CloseCurrentPopup(), open_.clear();
    ImGui::EndPopup();
    if (byKey && !taken && *byKey != value) {  // it stays open: a second digit may follow
        value = byKey;
        return true;
    }
    if (!taken || *taken == value) return false;
    value = *taken;
    changed(name);
    return true;
}

bool FieldChips::beforeAfter(Ui& ui, const std::string& name, const char* title, std::optional<std::uint32_t>& before, std::optional<std::uint32_t>& after, const Look& look,
                             const std::function<bool()>& above) {
    const std::string change = painChange(before, after);
    const std::string words = fmt::format("{} {}", tr(title), change.empty() ? "\xE2\x80\x94" : change);
    const ChipEvent event = chip(ui, name, {.label = words, .recorded = !change.empty(), .tip = tr("Before and after, 0 none to 10 the worst there is"), .enabled = look.enabled});
    if (event.clicked) open(name, {});
    if (!beginPopup(ui, name, event.rect)) return false;
    bool took = above && above(), done = false;
    for (auto* value : {&before, &after}) {
        const bool isBefore = value == &before;
        line(ui, ui.fonts.note, ui.theme.quiet, isBefore ? tr("before") : tr("after"));
        for (std::uint32_t figure = 0; figure <= kMostToPick; ++figure) {
            if (figure % 6 != 0) ImGui::SameLine(0, ui.px(4));
            const std::string figureName = fmt::format("{}.{}.{}", name, isBefore ? "before" : "after", figure);
            if (!button(ui, figureName, {.label = std::to_string(figure), .kind = ButtonKind::plain, .on = *value == figure, .width = 40})) continue;
            took = true;
            done = !isBefore;
            *value = *value == figure ? std::nullopt : std::optional(figure);  // once more takes it back
        }
    }
    const bool entered = !ui.state.focus.shown() && (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter)) || ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_KeyPadEnter)));
    if (done || entered) ImGui::CloseCurrentPopup(), open_.clear();
    ImGui::EndPopup();
    if (took) changed(name);
    return took;
}

/// What Enter takes: the row on which the arrows stand, the only choice that fits, else the words; where several fit it asks
/// once, and the arrows begin at the first.
std::optional<std::string> FieldChips::enteredOf(const std::vector<const Choice*>& shown, const std::string& typed) {
    if (walked_) return *walked_ < shown.size() ? shown[*walked_]->value : typed;
    if (typed.empty() || shown.empty()) return typed;
    for (const Choice* each : shown)
        if (isCalled(*each, typed)) return each->value;
    if (!filters_) return typed;  // what stood there is kept
    if (shown.size() == 1 && holdsText(*shown.front(), foldForSearch(typed))) return shown.front()->value;
    fault_ = tr("Several fit: the arrows choose one, Enter takes it.");
    walked_ = 0;
    begins_ = true;
    return std::nullopt;
}

/// Up and Down go through so many rows while the field has the keyboard; true when they did.
bool FieldChips::walk(const Ui& ui, size_t rows) {
    const std::optional<size_t> before = walked_;
    if (walked_ && *walked_ >= rows) walked_.reset();
    for (const InputEvent& key : ui.input.keys) {
        if (rows == 0 || (key.key != GLFW_KEY_DOWN && key.key != GLFW_KEY_UP)) continue;
        if (!walked_) walked_ = key.key == GLFW_KEY_DOWN ? 0 : rows - 1;
        else if (key.key == GLFW_KEY_DOWN) walked_ = std::min(*walked_ + 1, rows - 1);
        else walked_ = *walked_ > 0 ? std::optional(*walked_ - 1) : std::nullopt;
    }
    return walked_ != before;
}

/// The choices that fit, and below them a row that keeps what was typed where it is none of them. What was pressed, if anything.
std::optional<std::string> FieldChips::chooseRow(Ui& ui, const std::string& name, const std::vector<const Choice*>& shown, const std::string& kept, bool follows) {
    std::optional<std::string> given;
    const size_t rows = shown.size() + (kept.empty() ? 0 : 1);
    if (rows == 0) return given;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "choices", std::min(static_cast<float>(rows) * 30, 260.0F));
    for (size_t i = 0; i < rows; ++i) {
        const bool keeps = i == shown.size();
        const std::string words = keeps ? trf("Keep \u201c{}\u201d", displayText(kept, 60)) : shown[i]->words;
        const Pressed at = row(ui, keeps ? name + ".keep" : fmt::format("{}.{}", name, shown[i]->value), 28, walked_ == i);
        textIn(*ImGui::GetWindowDrawList(), ui.fonts.body, at.rect, keeps ? ui.theme.quiet : ui.theme.ink, words, ui.px(8));
        if (follows && walked_ == i) ImGui::SetScrollHereY(0.5F);
        if (at.clicked) given = keeps ? kept : shown[i]->value;
    }
    endScroll();
    ImGui::PopStyleVar();
    return given;
}

bool FieldChips::typeIn(Ui& ui, const std::string& name, std::string_view hint, const std::vector<Choice>& choices, const Rect& under,
                        const std::function<std::string(const std::string&)>& take) {
    float wide = 0;
    if (open_ == name)
        for (const Choice& each : choices) wide = std::max(wide, textSize(ui.fonts.body, each.words).x + ui.px(48));
    if (!beginPopup(ui, name, under, wide)) return false;
    std::optional<std::string> given;
    const FieldEvent event = field(ui, name + ".text", text_, {.hint = hint, .focus = std::exchange(begins_, false), .maxBytes = record::kMaxNameBytes});
    if (event.active && std::exchange(byDigit_, false)) goOnBehind();
    if (event.changed) fault_.clear(), walked_.reset(), filters_ = true;
    // What was typed goes on choosing when the keyboard leaves the field for a row: no row moves under the pointer.
    const auto shown = fitting(choices, filters_ ? text_ : std::string());
    const std::string typed = trim(text_);
    const bool isKnown = std::ranges::any_of(choices, [&](const Choice& each) { return isCalled(each, typed); });
    const std::string kept = choices.empty() || !filters_ || isKnown ? std::string() : typed;
    const bool walks = event.active && walk(ui, shown.size() + (kept.empty() ? 0 : 1));
    if (event.entered) given = enteredOf(shown, typed);
    if (!fault_.empty()) paragraph(ui, ui.fonts.note, ui.theme.danger, fault_);
    if (const auto pressed = chooseRow(ui, name, shown, kept, walks)) given = pressed;
    bool took = false;
    if (given) {
        fault_ = take(*given);
        took = fault_.empty();
        if (took) ImGui::CloseCurrentPopup(), open_.clear();
        else begins_ = true;
    }
    ImGui::EndPopup();
    if (took) changed(name);
    return took;
}

bool FieldChips::figure(Ui& ui, const std::string& name, const record::Field& field, std::optional<double>& value, const ChipEvent& event) {
    const std::optional<double> before = value;
    if (event.digit) {
        if (const auto typed = afterDigit(ui, name, field, *event.digit)) value = typed;
    } else if (event.steps != 0) {
        const double next = value ? *value + event.steps : std::max(field.lowest, 0.0);
        value = std::clamp(next, field.lowest, field.highest > 0 ? field.highest : next);
        changed(name, true);
    } else if (event.emptied) {
        value.reset();
        changed(name);
    }
    return value != before;
}

bool FieldChips::one(Ui& ui, const std::string& name, const record::Field& field, std::optional<std::uint32_t>& value, const Look& look) {
    const std::string words = value ? fmt::format("{} {}", tr(field.shortTitle()), valueWords(field, *value)) : std::string();
    const ChipEvent event = drawn(ui, name, field, words, false, look);
    std::optional<double> number = value ? std::optional<double>(*value) : std::nullopt;
    bool took = figure(ui, name, field, number, event);
    const bool picked = field.highest > 0 && field.highest <= kMostToPick;
    if (event.clicked) open(name, value ? std::to_string(*value) : std::string());
    if (picked) took |= pickFigure(ui, name, field, number, event.rect);
    else
        took |= typeIn(ui, name, rangeWords(field), {}, event.rect, [&](const std::string& text) {
            const auto whole = parseInteger(text);
            if (!text.empty() && (!whole || !fits(field, static_cast<double>(*whole)))) return trf("A whole number {}.", rangeWords(field));
            number = text.empty() ? std::nullopt : std::optional(static_cast<double>(*whole));
            return std::string();
        });
    if (!took) return false;
    value = number ? std::optional(static_cast<std::uint32_t>(std::lround(*number))) : std::nullopt;
    return true;
}

bool FieldChips::one(Ui& ui, const std::string& name, const record::Field& field, std::optional<float>& value, const Look& look) {
    const std::string words = value ? fmt::format("{} {}", tr(field.shortTitle()), valueWords(field, static_cast<double>(*value))) : std::string();
    const ChipEvent event = drawn(ui, name, field, words, false, look);
    std::optional<double> number = value ? std::optional(static_cast<double>(*value)) : std::nullopt;
    bool took = figure(ui, name, field, number, event);
    if (event.clicked) open(name, value ? shortNumber(*value) : std::string());
    took |= typeIn(ui, name, rangeWords(field), {}, event.rect, [&](const std::string& text) {
        const auto typed = numberIn(text);
        if (!text.empty() && (!typed || !fits(field, *typed))) return trf("A number {}.", rangeWords(field));
        number = text.empty() ? std::nullopt : typed;
        return std::string();
    });
    if (!took) return false;
    value = number ? std::optional(static_cast<float>(*number)) : std::nullopt;
    return true;
}

bool FieldChips::one(Ui& ui, const std::string& name, const record::Field& field, std::string& value, const Look& look) {
    const std::vector<Choice> choices = look.choices ? look.choices(field.key) : std::vector<Choice>();
    std::string words = displayText(value, 60);
    for (const Choice& choice : choices)
        if (choice.value == value) words = choice.words;
    const bool day = field.form == record::Form::anyDay || field.form == record::Form::day;
    if (day && !value.empty()) words = fmt::format("{} {}", tr(field.shortTitle()), dayInWords(value));
    const ChipEvent event = drawn(ui, name, field, words, false, look);
    if (event.clicked || event.digit) open(name, event.digit ? std::to_string(*event.digit) : value, event.digit.has_value());
    if (event.emptied && !value.empty()) {
        value.clear();
        changed(name);
        return true;
    }
    std::string taken = value;
    const bool took = typeIn(ui, name, tr(field.title), choices, event.rect, [&](const std::string& text) {
        taken = withoutHiddenMarks(text, ' ');
        if (text.empty()) return std::string();
        if (day) {
            const auto typed = dayFromTyped(text);
            if (!typed) return typed.error().message;
            taken = *typed;
        }
        return look.fault ? look.fault(field.key, taken) : std::string();
    });
    if (took) value = taken;
    return took;
}

bool FieldChips::typed(Ui& ui, const std::string& name, const ChipLook& look, const std::string& text, std::string_view hint,
                       const std::vector<Choice>& choices, const std::function<std::string(const std::string&)>& take) {
    const ChipEvent event = chip(ui, name, look);
    if (event.clicked || event.digit) open(name, event.digit ? std::to_string(*event.digit) : text, event.digit.has_value());
    if (event.emptied && take({}).empty()) {
        changed(name);
        return true;
    }
    return typeIn(ui, name, hint, choices, event.rect, take);
}

}  // namespace myochart::ui
