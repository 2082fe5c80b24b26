#include "ui/key_window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <future>

#include "core/passphrase.h"
#include "core/recovery_code.h"
#include "core/wiped_memory.h"
#include "core/words.h"

namespace myochart::ui {

namespace {

constexpr int kFreeTries = 5;           ///< wrong passphrases before one has to wait
constexpr double kLongestWait = 60;     ///< s

const char* titleOfAsking(KeyWindow::Asking asking) {
    switch (asking) {
        case KeyWindow::Asking::first:
        case KeyWindow::Asking::again: break;
        case KeyWindow::Asking::locked: return tr("Myochart is locked");
        case KeyWindow::Asking::chosen: return tr("Type the new passphrase once more");
    }
    return tr("Unlock the record");
}

const char* whyAsked(KeyWindow::Asking asking) {
    switch (asking) {
        case KeyWindow::Asking::first:
        case KeyWindow::Asking::locked: break;
        case KeyWindow::Asking::again: return tr("The record was closed for this. Type its passphrase to go on.");
        case KeyWindow::Asking::chosen: return tr("To see that you know it: the record opens with it from now on, every time that Myochart starts or is unlocked.");
    }
    return tr("Type the passphrase of this record.");
}

double waitAfter(int tries) { return tries < kFreeTries ? 0 : std::min(kLongestWait, std::exp2(tries - kFreeTries)); }

/// Does it with what was typed as the passphrase or, where that is wrong, as the recovery code: who lost the one has the other.
template <class Done>
Done withTyped(std::string_view typed, const std::function<Done(const store::Unlock&)>& work) {
    auto secret = passphraseOf(typed);
    if (!secret) return secret.error();
    Done done = work(store::Unlock{std::make_shared<const Secret>(std::move(*secret)), nullptr});
    if (done || !store::isWrongKey(done.error())) return done;
    auto code = recoveryCodeOf(typed);
    if (!code) return done;
    return work(store::Unlock{nullptr, std::make_shared<const Secret>(std::move(*code))});
}

template <class T>
bool isReady(const std::future<T>& future) {
    return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

std::string_view KeyWindow::Typed::text() const {
    const auto* chars = reinterpret_cast<const char*>(bytes.data());
    return {chars, ::strnlen(chars, bytes.size())};
}

bool KeyWindow::field(BareWindow::Plate& plate, const char* name, const std::string& label, Typed& typed, int* asks, bool plain) const {
    ImGui::PushFont(plate.fonts.note);
    ImGui::TextUnformatted(label.c_str());
    ImGui::PopFont();
    ImGui::SetNextItemWidth(plate.width());
    if (asks && *asks > 0) ImGui::SetKeyboardFocusHere();
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {plate.px(10), (plate.px(BareWindow::kFieldHeight) - ImGui::GetFontSize()) / 2});
    const bool changed = ImGui::InputText((std::string("##") + name).c_str(), reinterpret_cast<char*>(typed.bytes.data()), typed.bytes.size(),
                                          (seen_ || plain ? ImGuiInputTextFlags_None : ImGuiInputTextFlags_Password) | (asks && *asks > 0 ? ImGuiInputTextFlags_AutoSelectAll : ImGuiInputTextFlags_None));
    if (asks && *asks > 0) {
        *asks = ImGui::IsItemActive() ? 0 : *asks - 1;
        plate.typingWaits = *asks > 0;
    }
    ImGui::PopStyleVar();
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    plate.record.add(name, {{from.x, from.y}, {to.x, to.y}});
    plate.gap(6);
    return changed;
}

void KeyWindow::hints(const BareWindow::Plate& plate) {
    if (ImGui::Checkbox(tr("Show what is typed"), &seen_)) changed_ = true;
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    plate.record.add("key.show", {{from.x, from.y}, {to.x, to.y}});
    if (window_.capsLock()) {
        ImGui::SameLine(0, plate.px(16));
        ImGui::PushStyleColor(ImGuiCol_Text, plate.theme.danger);
        ImGui::TextUnformatted(tr("Caps Lock is on."));
        ImGui::PopStyleColor();
    }
    plate.gap(4);
}

void KeyWindow::show(const std::string& title, const std::string& sentence, bool warns) {
    (void)bare_.run([&](BareWindow::Plate& plate) {
        plate.title(title);
        plate.paragraph(sentence, warns);
        plate.record.fact("key", sentence);
        return plate.button("key.close", tr("Go on"), true) || plate.entered() || plate.keyPressed(GLFW_KEY_ESCAPE);
    });
}

std::optional<KeyWindow::Opened> KeyWindow::unlock(Asking asking) {
    struct Answer {
        Result<std::unique_ptr<store::Record>> record = failed("");
        store::OpenNotes notes;
    };
    Typed typed;
    bool byCode = false, leaves = false;
    int asks = BareWindow::kFramesToAsk;
    double free = AppWindow::now() + waitAfter(watch_.wrongTries());  ///< the moment from which one may try again
    std::string said;
    std::optional<Opened> opened;
    std::optional<Error> fault;
    std::future<Answer> opening;
    const auto begin = [&](std::shared_ptr<const Secret> secret) {
        store::Unlock with;
        (byCode ? with.recoveryCode : with.passphrase) = std::move(secret);
        opening = std::async(std::launch::async, [file = record_, with = std::move(with)] {
            Answer answer;
            answer.record = store::openSqliteRecord(file, &answer.notes, with);
            wipeUnusedStack();
            return answer;
        });
    };
    const auto tryIt = [&] {
        auto secret = byCode ? recoveryCodeOf(typed.text()) : passphraseOf(typed.text());
        if (!secret) return void(said = secret.error().message);
        begin(std::make_shared<const Secret>(std::move(*secret)));
    };
    const auto take = [&] {
        Answer answer = opening.get();
        (void)window_.input().takeAll();  // typed while nobody could see it: neither a try nor meant for the program
        if (answer.record) {
            opened = Opened{std::move(*answer.record), std::move(answer.notes)};
        } else if (store::isWrongKey(answer.record.error())) {
            watch_.addWrongTry();
            free = AppWindow::now() + waitAfter(watch_.wrongTries());
            said = answer.record.error().message;
            wipe(typed.bytes.data(), typed.bytes.size());
            asks = BareWindow::kFramesToAsk;  // the field has the keyboard again
        } else {
            fault = answer.record.error();
        }
    };
    const bool stays = bare_.run(
        [&](BareWindow::Plate& plate) {
            if (opening.valid() && isReady(opening)) take();
            if (opened || fault) {  // stays in sight until the program draws
                plate.title(titleOfAsking(asking));
                plate.paragraph(tr("The record is being opened\xE2\x80\xA6"));
                return true;
            }
            const bool busy = opening.valid();
            const double wait = free - AppWindow::now();
            plate.title(titleOfAsking(asking));
            plate.paragraph(byCode ? tr("Type the recovery code that was shown when the record was protected.") : whyAsked(asking));
            if (field(plate, "key.secret", byCode ? tr("Recovery code") : tr("Passphrase"), typed, &asks, byCode) && !busy) said.clear();
            if (!byCode) hints(plate);
            plate.record.fact("key", busy ? "busy" : wait > 0 ? "waits" : said.empty() ? "asks" : said);
            plate.answer(busy       ? tr("The record is being opened\xE2\x80\xA6")
                         : wait > 0 ? trf("{} It can be tried again in {} s.", said, static_cast<int>(std::ceil(wait)))
                                    : said,
                         !busy, BareWindow::kAnswerLines);
            const bool may = !busy && wait <= 0 && !typed.text().empty();
            if ((plate.button("key.unlock", tr("Unlock"), true, may) || plate.entered()) && may) tryIt();
            if (plate.entered() && !opening.valid()) asks = BareWindow::kFramesToAsk;  // Enter takes the keyboard from the field
            plate.sameLine();
            if (plate.button("key.other", byCode ? tr("Use the passphrase") : tr("Use the recovery code"), false, !busy)) {
                byCode = !byCode;
                said.clear();
                wipe(typed.bytes.data(), typed.bytes.size());
                asks = BareWindow::kFramesToAsk;
            }
            plate.sameLine();
            leaves = plate.button("key.quit", tr("Quit"), false, !busy);
            return leaves;
        },
        [&] { return opening.valid() || free > AppWindow::now(); });
    if (opening.valid()) opening.wait();
    if (fault) show(tr("The record cannot be opened"), fault->message, true);
    if (!stays || leaves) return std::nullopt;
    return opened;
}

std::optional<Secret> KeyWindow::askForNew(const std::string& title, const std::string& explains, const char* verb, Typed* current) {
    Typed typed, again;
    bool cancelled = false;
    enum Field { ofNow, first, second };
    std::array<int, 3> asks{};  ///< the field that is wrong has the keyboard, with what stands in it selected
    asks[current ? ofNow : first] = BareWindow::kFramesToAsk;
    std::string fault;
    std::optional<Secret> chosen;
    const auto wrong = [&](Field field, std::string why) {
        fault = std::move(why);
        asks = {};
        asks[field] = BareWindow::kFramesToAsk;
    };
    const auto take = [&] {
        if (current && current->text().empty()) return wrong(ofNow, tr("Type the passphrase of now, too."));
        auto secret = passphraseOf(typed.text());
        if (!secret) return wrong(first, secret.error().message);
        if (const std::string weak = weaknessOf(*secret); !weak.empty()) return wrong(first, weak);
        if (typed.text() != again.text()) return wrong(second, again.text().empty() ? tr("Type it a second time, too.") : tr("The two are not the same."));
        chosen = std::move(*secret);
    };
    (void)bare_.run([&](BareWindow::Plate& plate) {
        plate.title(title);
        plate.paragraph(explains);
        bool changed = false;
        if (current) changed = field(plate, "key.current", tr("Passphrase of now, or the recovery code"), *current, &asks[ofNow]);
        changed = field(plate, "key.new", tr("New passphrase"), typed, &asks[first]) || changed;
        plate.note(trf("At least {} letters. Four or five words that have nothing to do with each other are easy to remember.", kFewestPassphraseLetters));
        changed = field(plate, "key.again", tr("The same again"), again, &asks[second]) || changed;
        hints(plate);
        if (changed) fault.clear();
        plate.answer(fault, true, BareWindow::kAnswerLines);
        plate.record.fact("key", fault.empty() ? "asks" : fault);
        if (plate.button("key.take", tr(verb), true) || plate.entered()) take();
        plate.sameLine();
        cancelled = plate.button("key.cancel", tr("Cancel")) || plate.keyPressed(GLFW_KEY_ESCAPE);
        return chosen.has_value() || cancelled;
    });
    return cancelled ? std::nullopt : std::move(chosen);
}

bool KeyWindow::work(const std::string& title, const std::function<void(Progress&)>& work, bool canCancel) {
    Progress progress;
    auto done = std::async(std::launch::async, [&] {
        work(progress);
        wipeUnusedStack();
    });
    const bool stays = bare_.run(
        [&](BareWindow::Plate& plate) {
            plate.title(title);
            ImGui::ProgressBar(progress.fraction(), {plate.width(), plate.px(8)}, "");
            plate.gap(6);
            plate.paragraph(progress.cancelled() ? tr("Stopping\xE2\x80\xA6") : progress.doing());
            plate.record.fact("key", "busy");
            if (canCancel && plate.button("key.cancel", tr("Cancel"), false, !progress.cancelled())) progress.cancel();
            return isReady(done);
        },
        [] { return true; });
    if (!stays) progress.cancel();
    done.wait();
    return stays;
}

bool KeyWindow::protect(const std::vector<Path>& copies) {
    const auto passphrase = askForNew(tr("Protect the record with a passphrase"),
                                      tr("From then on nobody can read who was treated without it, on this computer, on a copy or on a stolen disk. Nobody can find it out or reset it, "
                                         "Myochart neither: a recovery code, which is shown next, is the only other way in."),
                                      mark("Protect"), nullptr);
    if (!passphrase) return false;
    Result<store::ProtectedNow> now = failed("");
    work(tr("The record is being encrypted"), [&](Progress& progress) { now = store::protectRecord(record_, *passphrase, {}, copies, author_, progress); }, true);
    if (!now) return show(tr("The record was not encrypted"), now.error().message, true), false;
    std::vector<std::string> notes = std::move(now->notes);
    showCode(now->recoveryCode, notes, {});
    return true;
}

bool KeyWindow::changePassphrase() {
    Typed current;
    const auto next = askForNew(tr("Another passphrase"), tr("Backups and copies keep the passphrase that they were made with. The recovery code stays as it is."), mark("Change"), &current);
    if (!next) return false;
    Outcome changed = Done{};
    work(tr("The passphrase is being changed"), [&](Progress&) {
        changed = withTyped<Outcome>(current.text(), [&](const store::Unlock& with) { return store::changePassphrase(record_, with, *next, {}, author_); });
    }, false);
    if (!changed) return show(tr("The passphrase was not changed"), changed.error().message, true), false;
    show(tr("The passphrase was changed"), tr("The record opens with the new one from now on."), false);
    return true;
}

bool KeyWindow::renewRecoveryCode() {
    Typed current;
    bool asked = false;
    int asks = BareWindow::kFramesToAsk;
    (void)bare_.run([&](BareWindow::Plate& plate) {
        plate.title(tr("A new recovery code"));
        plate.paragraph(tr("The one before opens the record no longer; copies and backups from before keep it."));
        field(plate, "key.current", tr("Passphrase, or the recovery code of now"), current, &asks);
        hints(plate);
        if (plate.entered()) asks = BareWindow::kFramesToAsk;
        plate.record.fact("key", "asks");
        asked = (plate.button("key.take", tr("Make a new one"), true) || plate.entered()) && !current.text().empty();
        plate.sameLine();
        return asked || plate.button("key.cancel", tr("Cancel")) || plate.keyPressed(GLFW_KEY_ESCAPE);
    });
    if (!asked) return false;
    Result<Secret> code = failed("");
    work(tr("A new recovery code"), [&](Progress&) {
        code = withTyped<Result<Secret>>(current.text(), [&](const store::Unlock& with) { return store::renewRecoveryCode(record_, with, author_); });
    }, false);
    if (!code) return show(tr("No new recovery code was made"), code.error().message, true), false;
    showCode(*code, {}, tr("The code from before opens the record no longer; copies and backups from before keep it."));
    return true;
}

}  // namespace myochart::ui
