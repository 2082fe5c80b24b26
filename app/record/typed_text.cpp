#include "record/typed_text.h"

#include "core/text.h"

namespace myochart::record {

std::string withoutHiddenMarks(const std::string& line) {
    return myochart::withoutHiddenMarks(line, ' ');
}

Patient withoutHiddenMarks(Patient patient) {
    patient.name = withoutHiddenMarks(patient.name);
    patient.note = myochart::withoutHiddenMarks(patient.note, '\n');
    return patient;
}

Marker withoutHiddenMarks(Marker marker) {
    for (std::string* line : {&marker.muscle, &marker.sentence, &marker.label}) *line = withoutHiddenMarks(*line);
    marker.note = myochart::withoutHiddenMarks(marker.note, '\n');
    return marker;
}

Session withoutHiddenMarks(Session session) {
    session.title = withoutHiddenMarks(session.title);
    for (Marker& marker : session.markers) marker = withoutHiddenMarks(std::move(marker));
    return session;
}

}  // namespace myochart::record
