#pragma once
#include <string>

#include "anatomy/catalogue.h"
#include "record/chart.h"
#include "ui/field_chips.h"

namespace myochart::ui {

/// The published rows for that joint and movement, of adults, active before passive; none: the table has none.
std::vector<const anatomy::MotionNorm*> normsOf(const anatomy::Catalogue& catalogue, const record::Measure& measure);
/// What is meant by a typed motion ("neck rotation left", "great toe MTP extension"): the joint by its longest name in the
/// table, else by its first word; nothing when a movement is missing.
std::optional<record::Measure> measureTyped(const anatomy::Catalogue& catalogue, const std::string& text);

/// "Published: ..." in quiet ink, where the figures are from and what they are not in its tip; noted under `name`.
void publishedLine(Ui& ui, const std::string& name, const std::string& words, const std::string& tip);

/// Ranges of motion and scores of the open visit, before and after, with what was published of a motion beside it.
class MeasuresPart {
  public:
    void draw(Ui& ui, const record::Session& session, bool locked);

  private:
    void drawMeasure(Ui& ui, record::Measure& measure, size_t index, bool& changed);
    void drawAdding(Ui& ui, record::Outcomes& outcomes);

    FieldChips chips_;
    bool open_ = true, locked_ = false;
};

}  // namespace myochart::ui
