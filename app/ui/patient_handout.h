#pragma once
#include <string>

#include "handout/sheet.h"
#include "workspace/program.h"

namespace myochart::ui {

/// A PDF to print, a web page in one file, or one on which the patient paints and answers at home (page/pain_page.h).
enum class HandoutForm { pdf, page, painting };

/// How the handout of the open visit is wanted.
struct HandoutChoice {
    std::string language = "en";  ///< a code of kLanguages
    HandoutForm form = HandoutForm::pdf;
    handout::Paper paper = handout::Paper::a4;        ///< of a PDF
    bool withName = false, withPatterns = false;      ///< of a page (page/make_page.h)
};

/// What it would hold, in the language of the window: "5 sites, 2 exercises." and what it leaves out.
std::string handoutHolds(const record::Session& visit);

/// Makes it on the body that is shown and writes it by a job (ExchangeDesk::save). Fails where no visit is open, there is no body, its
/// texts are missing, or no file can be.
Outcome saveHandout(workspace::Program& program, const HandoutChoice& choice, const Path& file);

/// The note of the open visit as PDF, in the language of the window, into a new file in the user's folder; a notice tells where it lies. Fails as saveHandout().
/// The pages of any visit's note without maps, in the language of the window, for PersonDesk::giveData(). Fails where its texts cannot be read.
Result<workspace::NotePages> notePagesWithoutMaps(workspace::Program& program);
Outcome saveNotePages(workspace::Program& program);
/// The consent of the open visit, in that language and with that text where nothing was decided yet.
Outcome saveConsentPages(workspace::Program& program, const std::string& language, const std::string& version);

}  // namespace myochart::ui
