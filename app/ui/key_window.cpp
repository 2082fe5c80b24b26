#include "ui/key_window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
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
constexpr int kFramesToAsk = 9;         ///< one that asks in the frame in which another field goes away is not heard by ImGui
constexpr float kFieldHeight = 36;      ///< px at scale 1

double waitAfter(int tries) { return tries < kFreeTries ? 0 : std::min(kLongestWait, std::exp2(tries - kFreeTries)); }

bool entered(const BareWindow::Plate& plate) { return plate.keyPressed(GLFW_KEY_ENTER) || plate.keyPressed(GLFW_KEY_KP_ENTER); }

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
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {plate.px(10), (plate.px(kFieldHeight) - ImGui::GetFontSize()) / 2});
    const bool changed = ImGui::InputText((std::string("##") + name).c_str(), reinterpret_cast<char*>(typed.bytes.data()), typed.bytes.size(),
                                          seen_ || plain ? ImGuiInputTextFlags_None : ImGuiInputTextFlags_Password);
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
    plate.gap(4);
    if (window_.capsLock()) plate.paragraph(tr("Caps Lock is on."), true);
}

void KeyWindow::show(const std::string& title, const std::string& sentence, bool warns) {
    (void)bare_.run([&](BareWindow::Plate& plate) {
        plate.title(title);
        plate.paragraph(sentence, warns);
        plate.record.fact("key", sentence);
        return plate.button("key.close", tr("Go on"), true) || entered(plate) || plate.keyPressed(GLFW_KEY_ESCAPE);
    });
}

std::optional<KeyWindow::Opened> KeyWindow::unlock(bool isLocked) {
    struct Answer {
        Result<std::unique_ptr<store::Record>> record = failed("");
        store::OpenNotes notes;
    };
    Typed typed;
    bool byCode = false, leaves = false;
    int asks = kFramesToAsk;
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
            asks = kFramesToAsk;  // the field has the keyboard again
        } else {
            fault = answer.record.error();
        }
    };
    const bool stays = bare_.run(
        [&](BareWindow::Plate& plate) {
            if (opening.valid() && isReady(opening)) take();
            if (opened || fault) return true;
            const bool busy = opening.valid();
            const double wait = free - AppWindow::now();
            plate.title(isLocked ? tr("Myochart is locked") : tr("Unlock the record"));
            plate.paragraph(byCode ? tr("Type the recovery code that was shown when the record was protected.") : tr("Type the passphrase of this record."));
            if (field(plate, "key.secret", byCode ? tr("Recovery code") : tr("Passphrase"), typed, &asks, byCode) && !busy) said.clear();
            if (!byCode) hints(plate);
            plate.record.fact("key", busy ? "busy" : wait > 0 ? "waits" : said.empty() ? "asks" : said);
            if (busy) plate.paragraph(tr("The record is being opened\xE2\x80\xA6"));
            else if (wait > 0) plate.paragraph(trf("{} It can be tried again in {} s.", said, static_cast<int>(std::ceil(wait))), true);
            else if (!said.empty()) plate.paragraph(said, true);
            const bool may = !busy && wait <= 0 && !typed.text().empty();
            if ((plate.button("key.unlock", tr("Unlock"), true, may) || entered(plate)) && may) tryIt();
            plate.sameLine();
            if (plate.button("key.other", byCode ? tr("Use the passphrase") : tr("Use the recovery code"), false, !busy)) {
                byCode = !byCode;
                said.clear();
                wipe(typed.bytes.data(), typed.bytes.size());
                asks = kFramesToAsk;
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
    int asks = kFramesToAsk;
    std::string fault;
    std::optional<Secret> chosen;
    const auto take = [&] {
        auto secret = passphraseOf(typed.text());
        fault = !secret                                   ? secret.error().message
                : !weaknessOf(*secret).empty()            ? weaknessOf(*secret)
                : typed.text() != again.text()            ? tr("The two are not the same.")
                : current && current->text().empty()      ? tr("Type the passphrase of now, too.")
                                                          : "";
        if (fault.empty()) chosen = std::move(*secret);
    };
    (void)bare_.run([&](BareWindow::Plate& plate) {
        plate.title(title);
        plate.paragraph(explains);
        bool changed = false;
        if (current) changed = field(plate, "key.current", tr("Passphrase of now"), *current, &asks);
        changed = field(plate, "key.new", tr("New passphrase"), typed, current ? nullptr : &asks) || changed;
        changed = field(plate, "key.again", tr("The same again"), again) || changed;
        hints(plate);
        if (changed) fault.clear();
        if (!fault.empty()) plate.paragraph(fault, true);
        plate.record.fact("key", fault.empty() ? "asks" : fault);
        if (plate.button("key.take", tr(verb), true) || entered(plate)) take();
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

bool KeyWindow::showCode(const Secret& code, const std::vector<std::string>& notes) {
    bool written = false;
    (void)bare_.run([&](BareWindow::Plate& plate) {
        plate.title(tr("Write down the recovery code"));
        plate.paragraph(tr("It opens the record when the passphrase is lost, and it is the only thing that does. It is shown this once and kept nowhere. Write it on paper and keep it away from this computer."));
        plate.gap(4);
        // Two lines of three groups, large, so that it can be read aloud and copied by hand.
        const std::string_view text = code.text();
        const size_t half = text.size() / 2;
        ImGui::PushFont(plate.fonts.title);
        for (const std::string_view line : {text.substr(0, half), text.substr(half + 1)}) {
            const float wide = ImGui::CalcTextSize(line.data(), line.data() + line.size()).x;
            ImGui::SetCursorPosX((ImGui::GetWindowSize().x - wide) / 2);
            ImGui::TextUnformatted(line.data(), line.data() + line.size());
        }
        ImGui::PopFont();
        plate.gap(12);
        for (const std::string& note : notes) plate.paragraph(note, true);
        ImGui::Checkbox(tr("I have written it down"), &written);
        const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
        plate.record.add("key.written", {{from.x, from.y}, {to.x, to.y}});
        plate.gap(6);
        plate.record.fact("key", "code");
        return plate.button("key.close", tr("Go on"), true, written);
    });
    return true;
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
    return showCode(now->recoveryCode, notes);
}

bool KeyWindow::changePassphrase() {
    Typed current;
    const auto next = askForNew(tr("Another passphrase"), tr("Backups and copies keep the passphrase that they were made with. The recovery code stays as it is."), mark("Change"), &current);
    if (!next) return false;
    Outcome changed = Done{};
    work(tr("The passphrase is being changed"), [&](Progress&) {
        auto secret = passphraseOf(current.text());
        changed = secret ? store::changePassphrase(record_, {std::make_shared<const Secret>(std::move(*secret)), nullptr}, *next, {}, author_) : Outcome(secret.error());
    }, false);
    if (!changed) return show(tr("The passphrase was not changed"), changed.error().message, true), false;
    show(tr("The passphrase was changed"), tr("The record opens with the new one from now on."), false);
    return true;
}

bool KeyWindow::renewRecoveryCode() {
    Typed current;
    bool asked = false;
    int asks = kFramesToAsk;
    (void)bare_.run([&](BareWindow::Plate& plate) {
        plate.title(tr("A new recovery code"));
        plate.paragraph(tr("The one before opens the record no longer; copies and backups from before keep it."));
        field(plate, "key.current", tr("Passphrase"), current, &asks);
        hints(plate);
        plate.record.fact("key", "asks");
        asked = (plate.button("key.take", tr("Make a new one"), true) || entered(plate)) && !current.text().empty();
        plate.sameLine();
        return asked || plate.button("key.cancel", tr("Cancel")) || plate.keyPressed(GLFW_KEY_ESCAPE);
    });
    if (!asked) return false;
    Result<Secret> code = failed("");
    work(tr("A new recovery code"), [&](Progress&) {
        auto secret = passphraseOf(current.text());
        code = secret ? store::renewRecoveryCode(record_, {std::make_shared<const Secret>(std::move(*secret)), nullptr}, author_) : Result<Secret>(secret.error());
    }, false);
    if (!code) return show(tr("No new recovery code was made"), code.error().message, true), false;
    return showCode(*code, {});
}

}  // namespace myochart::ui
