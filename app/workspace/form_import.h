#pragma once
#include <memory>
#include <optional>

#include "core/progress.h"
#include "exchange/patient_form_reader.h"
#include "record/edits.h"
#include "workspace/body_desk.h"

namespace myochart::workspace {

/// No dab of a form lies farther from the skin, mm: it is of another body, or in other units or axes.
inline constexpr float kMostOffSkinMm = 30;

/// Who typed the name on a form: nobody did, the patient, or it is another than the patient's.
enum class FormName { none, same, another };
FormName nameOn(const exchange::ReadForm& read, const record::Patient& patient);

/// Whether a form may go to that patient: the page was made for them or for nobody, and the name on it is theirs, or somebody says that it is (`nameIsTheirs`:
/// "Mama", a maiden name). Refused (ErrorKind::conflict) with a sentence that tells neither name.
Outcome isOf(const exchange::ReadForm& read, const record::Patient& patient, bool nameIsTheirs);

/// The body on which a form was painted, of those that are on this machine; `shown` (may be null), else the built-in one, where nothing round was painted. Fails with a
/// sentence where the body is not here. Any thread; slow where bodies have to be opened.
Result<std::shared_ptr<const body::Body>> bodyOfForm(BodyDesk& bodies, const std::shared_ptr<const body::Body>& shown, const exchange::ReadForm& read, Progress& progress);

/// The form as it is kept: each dab in the frame of the regions, and words and area of what is painted. Refused with a sentence that names the dab where one lies off
/// the skin. Seconds less than one. Where nothing is painted `body` may be null.
Result<record::PatientForm> formOnBody(const exchange::ReadForm& read, const body::Body* body, const anatomy::Catalogue& catalogue);

/// All of it: the form in a file's text as it is kept for that patient. `whatItIs` begins the sentence of what is wrong in the file. Any thread.
struct FormToTake {
    record::PatientForm form;
    FormName name = FormName::none;
    bool madeForThem = false;  ///< the page was made for this patient, and for nobody else
};
Result<FormToTake> formFor(const record::Patient& patient, std::string_view text, std::string_view whatItIs, bool nameIsTheirs, BodyDesk& bodies, const std::shared_ptr<const body::Body>& shown,
                           const anatomy::Catalogue& catalogue, Progress& progress);

/// The visit with the form, which nobody has looked at yet, as one step; a form that is there already changes nothing. Refused where the visit is signed or has
/// kMaxPatientForms.
Result<record::Edited> withFormFromHome(const record::Session& into, const record::PatientForm& form);

}  // namespace myochart::workspace
