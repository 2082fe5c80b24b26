#pragma once
#include "ui/field_chips.h"

namespace myochart::ui {

/// Finding, needle and response of the sites that are selected, as chips under headings that fold. A change goes to all
/// of them, one undo step.
class SiteParts {
  public:
    /// `markers`: of the open visit; not empty.
    void draw(Ui& ui, const std::vector<record::Marker>& markers);

  private:
    template <class Part>
    void group(Ui& ui, const std::vector<record::Marker>& markers, const char* name, const char* title, Part record::Marker::*which, const char* message,
               const std::vector<std::string_view>& always);
    bool more(Ui& ui, const char* name, bool& open);
    std::set<std::string> drawUsual(Ui& ui, const record::Marker& site, record::Needling& needle, const FieldChips::Look& look);
    static void drawInOut(Ui& ui, const std::vector<record::Marker>& markers);
    bool drawTwitch(Ui& ui, record::Response& response);
    bool drawSize(Ui& ui, record::Needling& needle, bool enabled);
    bool drawThreshold(Ui& ui, record::Finding& finding, bool enabled);

    FieldChips chips_;
    bool open_[3] = {true, true, true};
    bool more_[3] = {false, false, false};
};

}  // namespace myochart::ui
