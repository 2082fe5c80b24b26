#include <cmath>

#include "exchange/patient_form_reader.h"
#include "knowledge.h"

using namespace myochart;

/// Forms that patients fill in at home: what is accepted lies within the limits and names what the tables know.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::textOf(data, size);
    (void)exchange::looksLikePatientForm(text);
    const auto read = exchange::patientFormFromText(text, "form.json", fuzz::catalogue());
    if (!read) {
        fuzz::promisedSentence(read.error());
        fuzz::promised(read.error().message.starts_with("form.json"), "a refusal names the file");
        return 0;
    }
    fuzz::promised(isUuid(read->form.form) && read->form.at.has_value(), "a form has its id and its time");
    fuzz::promised(isUtf8(read->form.words) && isUtf8(read->name), "what was written is text");
    for (const auto& scale : {read->form.pain, read->form.painWorst, read->form.painBest}) fuzz::promised(!scale || *scale <= 10, "pain goes from 0 to 10");
    fuzz::promised(read->areas.size() <= exchange::kMostFormAreas, "there are no more areas than allowed");
    for (const exchange::FormArea& area : read->areas) {
        fuzz::promised(area.dabs.size() <= record::kMaxPainDabs, "there are no more dabs than are kept");
        for (const exchange::FormDab& dab : area.dabs) {
            fuzz::promised(dab.atMm.has_value() == dab.region.empty(), "a dab is round or a region");
            fuzz::promised(dab.region.empty() || fuzz::catalogue().region(dab.region), "a region is one of the table");
            for (int axis = 0; dab.atMm && axis < 3; ++axis) fuzz::promised(std::abs((*dab.atMm)[axis]) <= record::kMaxCoordinateMm, "a place is a number within the limits");
        }
    }
    return 0;
}
