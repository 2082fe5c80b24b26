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

/// The body on which a form was painted, of those that are on this machine; the one that is shown, else the built-in one, where nothing round was painted. Fails with a
/// sentence where the body is not here. Any thread; slow where bodies have to be opened.
Result<std::shared_ptr<const body::Body>> bodyOfForm(BodyDesk& bodies, const exchange::ReadForm& read, Progress& progress);

/// The form as it is kept: each dab in the frame of the regions, and words and area of what is painted. Refused with a sentence that names the dab where one lies off
/// the skin. Seconds less than one. Where nothing is painted `body` may be null.
Result<record::PatientForm> formOnBody(const exchange::ReadForm& read, const body::Body* body, const anatomy::Catalogue& catalogue);

/// Whether the visit has that form already.
bool isKnown(const record::Session& into, const record::PatientForm& form);
/// The visit with the form, which nobody has looked at yet, as one step. Refused where the visit is signed or has kMaxPatientForms.
Result<record::Edited> withForm(record::Session into, record::PatientForm form);

}  // namespace myochart::workspace
