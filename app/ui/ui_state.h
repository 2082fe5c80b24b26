#pragma once
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/files.h"
#include "geometry/ray_index.h"
#include "places/site_safety.h"
#include "ui/copied_text.h"
#include "ui/depth_list.h"
#include "ui/guides.h"
#include "ui/key_focus.h"
#include "ui/list_keys.h"

namespace myochart::ui {

enum class Dialog { none, palette, shortcuts, importModel, importRecords, exportRecord, handout, unsaved, deletion, removed, backup, practice, addendum, sign, sweep, consent, rates, trail, giveData, erase, backups };
/// What needs the record closed: the window goes from the program to KeyWindow, and back.
enum class ClosedTask { lock, protect, passphrase, recoveryCode, restore };
/// Forms of the left panel that a command asks for.
enum class RecordForm { none, newPatient, changePatient, renameVisit };

/// The stages of a visit, in their order.
enum class Stage { before, sites, after, note };

/// The shorthand line and the rest of the window.
struct LineState {
    std::optional<std::string> asked;  ///< it is to open with that text before the cursor
    bool open = false;
    bool takesTab = false;             ///< a name is suggested, which Tab takes
    bool tabbed = false;               ///< Tab was pressed for it
};

/// What the window itself is doing, shared by its panels; nothing here is saved.
struct UiState {
    Dialog dialog = Dialog::none, dialogBelow = Dialog::none;
    /// The field that was asked to take the keyboard, until it has it: one that asks in the frame in which another one goes
    /// away is not heard by ImGui.
    std::string keysFor;
    int keysForFrames = 0;           ///< how long it is still asked
    bool focusSearch = false;        ///< the search field takes the keyboard in the next frame
    bool focusTree = false;          ///< so does the tree of structures
    bool focusFilter = false;        ///< so does the search over the patients
    bool focusSite = false;          ///< so does the first field of the site that is selected
    ListKeys keys;                   ///< where F6 has brought the keyboard
    bool treeHasKeys = false;        ///< arrows steer the tree, not the marker
    KeyFocus focus;                  ///< where Tab and the arrows have brought the keyboard
    std::pair<unsigned, double> focusSince;  ///< the control on which it stands, and since when
    std::vector<unsigned> dialogs;   ///< drawn in this frame: ImGui's numbers of their windows, topmost last
    bool inMuscleList = false;       ///< the keyboard stands in a list of muscles or trigger points: keys of markers place there
    std::optional<size_t> pointAtKeys;  ///< the trigger point of Guides on which it stands
    std::string askedPopup;          ///< the tool over the body that a key opens: "regions", "views", ...
    int listsOpen = 0;                  ///< lists and menus open when the frame began: the arrows are theirs
    std::vector<unsigned> closedLists;  ///< by the last press: ImGui's numbers of lists and menus that lay elsewhere
    bool searchOpen = false;            ///< the list of what a search found is open
    bool searchMissed = false;       ///< the search field holds words that name nothing here
    bool nameView = false;           ///< with "views": the keyboard goes to the new view's name
    Stage stage = Stage::sites;     ///< of the open visit, in the left panel
    std::string fieldAsked;         ///< the control to which the keyboard is brought as soon as it is drawn; by its name in the layout record
    double fieldAskedAt = 0;
    record::SessionId confirmsSitesOf; ///< the visit of which it is asked whether its sites are confirmed all at once
    record::Patient person;            ///< whose trail or data is asked for
    RecordForm askedForm = RecordForm::none;  ///< to be opened by the panel that has it
    bool visitsListed = false;       ///< the visits and the patient's note stand above the stages of the visit that is open
    LineState line;
    bool typing = false;             ///< a text of the record was typed in this frame's fields and is not handed over yet
    bool desktopMovesLess = false;   ///< the desktop asks for no animations
    bool sliding = false;            ///< a slider that changes the picture is held
    std::vector<std::string> referrers;  ///< who is reported to refer to the skin under the pointer; empty: nobody asks
    Guides guides;                   ///< trigger points of the muscle that is selected
    places::SiteSafetyReader siteSafety;
    CopiedText copied;               ///< what of a patient lies on the clipboard
    std::pair<std::string, double> cutUnderPointer;  ///< a text with an ellipsis, and since when the pointer is on it
    std::string tip;                 ///< shown in this frame; may hold a patient's words: never noted for scripts
    bool askPatient = false;         ///< the patient is to paint and answer in their window
    bool patientWindow = false;      ///< the patient's own window is open, or asked for
    bool curtain = false;            ///< nothing of patients is seen, on the body neither
    std::optional<ClosedTask> closedTask;  ///< to be done as soon as everything is saved
    bool quitAsked = false;          ///< close as soon as everything is saved
    bool quitWaits = false;          ///< asked for, but something is not saved yet
    bool quitNow = false;            ///< close whatever is saved
    std::vector<Path> dropped;       ///< files dropped on the window, not yet looked at
    std::optional<Path> chosenFile;  ///< from the system's file dialog

    // Under the pointer on the body.
    std::vector<geometry::RayHit> under;  ///< structures along the ray, nearest first; empty when not asked for
    size_t depthChoice = 0;               ///< which of them a click takes
    DepthList depths;
    std::vector<Rect> plates;  ///< what floats over the body in this frame: badges keep off it
    std::vector<Rect> badges;  ///< that tell left and right in this frame, and the bar of the needles: nothing at the pointer covers them
    bool overBody = false;
    bool overSlice = false;  ///< on the view that shows the section alone
    std::optional<std::uint32_t> listHovered;  ///< the structure whose row the pointer is on; lifted in the picture

    /// What is known of the pointer belongs to one body; another one is shown from now on.
    void forgetBody() {
        under.clear();
        depthChoice = 0;
        overBody = overSlice = false;
        listHovered.reset();
    }

    /// The earliest moment (of the frame's clock) at which the window has to be drawn again without any input.
    double wakeAt = 1e300;
    void wake(double at) { wakeAt = std::min(wakeAt, at); }

    /// Done once every panel is drawn: what changes the record or the document while a panel still walks through it.
    std::vector<std::function<void()>> later;

    /// The arrows steer a list or the tree, not the body.
    bool arrowsTaken() const { return treeHasKeys || keys.inList() || listsOpen > 0 || focus.shown(); }

    /// `then`: the one that it was opened from, which is there again when it closes.
    void open(Dialog which, Dialog then = Dialog::none) { dialog = which, dialogBelow = then; }
    void close() { dialog = std::exchange(dialogBelow, Dialog::none); }
};

}  // namespace myochart::ui
