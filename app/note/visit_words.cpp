#include "note/visit_words.h"

#include "core/words.h"

namespace myochart::note {

std::vector<KeyWords> positions() {
    return {{"prone", tr("prone")}, {"supine", tr("supine")}, {"side_left", tr("on the left side")}, {"side_right", tr("on the right side")}, {"sitting", tr("sitting")}};
}

std::vector<KeyWords> painQualities() {
    return {{"aching", tr("aching")},       {"dull", tr("dull")},         {"pressing", tr("pressing")}, {"burning", tr("burning")},     {"sharp", tr("sharp")}, {"stabbing", tr("stabbing")},
            {"throbbing", tr("throbbing")}, {"cramping", tr("cramping")}, {"radiating", tr("radiating")}, {"numb", tr("numb")}, {"tingling", tr("tingling")}};
}

std::vector<KeyWords> painDepths() {
    return {{"skin", tr("in the skin")}, {"muscle", tr("in the muscle")}, {"deep", tr("deep, in bone or joint")}};
}

std::vector<KeyWords> adviceTexts() {
    return {{"soreness", tr("Soreness for a day or two is usual; warmth and easy movement help.")},
            {"bruise", tr("A bruise may show and goes by itself.")},
            {"breath", tr("Chest pain, a dry cough or short breath, also hours later: emergency care at once, and tell them of the needles.")},
            {"infection", tr("Redness, heat or fever at a site: call us or a doctor.")},
            {"faint", tr("Light-headed: lie down, drink, do not drive until it has passed.")}};
}

std::string wordsOf(const std::vector<KeyWords>& list, std::string_view key) {
    for (const KeyWords& each : list)
        if (each.key == key) return each.words;
    return {};
}

}  // namespace myochart::note
