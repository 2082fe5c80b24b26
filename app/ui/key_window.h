#pragma once
#include <memory>
#include <optional>

#include "core/output_file.h"
#include "core/passphrase.h"
#include "store/protection.h"
#include "ui/bare_window.h"
#include "workspace/record_watch.h"

namespace myochart::ui {

/// What has to do with the record's passphrase, on a window of its own while the record is closed: nothing that is typed here
/// is left in the program. Main thread, while no AppFrame lives.
class KeyWindow {
  public:
    KeyWindow(AppWindow& window, FontSet& fonts, bool dark, const OutputFile* layout, Path record, const Path& dataFolder, OwnPlaces own, store::Author author)
        : bare_(window, fonts, dark, layout), window_(window), record_(std::move(record)), watch_(dataFolder), own_(std::move(own)), author_(std::move(author)) {}

    struct Opened {
        std::unique_ptr<store::Record> record;
        store::OpenNotes notes;
    };
    /// Why the passphrase is asked for: at the start; because the record was locked; because it was closed for something that the
    /// user asked for; because a new one was just chosen, which is tried out at once.
    enum class Asking { first, locked, again, chosen };
    /// Asks for the passphrase, or the recovery code, until the record is open; nothing when the user leaves. After five wrong
    /// ones each waits longer, up to a minute. Other errors than a wrong key are shown and end it.
    std::optional<Opened> unlock(Asking asking);
    /// Lets a passphrase be chosen and encrypts the record, then shows the recovery code. False when nothing was changed.
    /// `copies`: as for protectRecord().
    bool protect(const std::vector<Path>& copies);
    /// Another passphrase in place of this one.
    bool changePassphrase();
    /// A new recovery code in place of the one before.
    bool renewRecoveryCode();
    /// Shows how far a long work is, on a thread of its own; false when the user closed the window meanwhile.
    bool work(const std::string& title, const std::function<void(Progress&)>& work, bool canCancel);

  private:
    /// A passphrase as it is typed, in locked memory.
    struct Typed {
        Secret bytes{kMostPassphraseBytes + 64};
        std::string_view text() const;
    };
    /// `asks`: for so many frames more it asks for the keyboard, until it has it; null: it does not.
    bool field(BareWindow::Plate& plate, const char* name, const std::string& label, Typed& typed, int* asks = nullptr, bool plain = false) const;
    /// Whether what is typed is shown, and that Caps Lock is on, which moves nothing.
    void hints(const BareWindow::Plate& plate);
    std::optional<Secret> askForNew(const std::string& title, const std::string& explains, const char* verb, Typed* current);
    void show(const std::string& title, const std::string& sentence, bool warns);
    void showCode(const Secret& code, const std::vector<std::string>& notes, const std::string& replaces);
    /// Asks where the sheet with the code is to be written, and writes it; what became of it, as a sentence, empty when nothing did.
    std::string saveSheet(const Secret& code, const std::string& replaces);

    BareWindow bare_;
    AppWindow& window_;
    Path record_;
    workspace::RecordWatch watch_;
    OwnPlaces own_;
    store::Author author_;
    bool seen_ = false;      ///< what is typed is shown
    bool changed_ = false;   ///< something was typed since the last message
};

}  // namespace myochart::ui
