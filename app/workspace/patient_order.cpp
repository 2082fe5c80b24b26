#include "workspace/patient_order.h"

#include "core/text.h"
#include "core/time.h"
#include "core/words.h"

namespace myochart::workspace {

std::string nameAndBirth(std::string_view name, const std::string& birthDate) {
    const std::string shownName = displayText(name);
    return birthDate.empty() ? shownName : trf("{}, born {}", shownName, dayInWords(birthDate));
}

}  // namespace myochart::workspace
