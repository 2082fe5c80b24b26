#pragma once
#include <optional>
#include <span>
#include <string>

#include "note/difference_words.h"
#include "ui/pain_scale.h"
#include "ui/widgets.h"

namespace myochart::ui {

// The parts of the panel Over time. All are drawn at the cursor, while the visits are there (TimeDesk::isReady).

/// "29 Nov 2026".
std::string dayOf(const record::Session& visit);
/// "Left soleus".
std::string siteTitle(const std::string& muscle, Side side);
/// "pain 6 › 2 · needled · twitch strong · 24 N · 4 mm off"; "nothing recorded" where nothing is.
std::string sightingWords(const record::Marker& marker, const std::optional<float>& offMm);
using note::figureTitle;
/// Opens the visit when the frame is drawn, in place of the course, at its sites.
void openVisitOf(const Ui& ui, size_t visit);
/// Turns the body so that the site faces the viewer.
void faceSite(const Ui& ui, const record::Marker& marker);
/// One of several words in a row, as wide as the content, each as wide as its word wants; the index that was pressed, else
/// `chosen`.
size_t wordOf(Ui& ui, const std::string& name, std::span<const char* const> words, size_t chosen);
/// The columns of a table with a row of their titles: the first as wide as there is room, the others of one width, to the right.
class Columns {
  public:
    Columns(const Ui& ui, size_t count, float width) : width_(ui.px(width)), count_(count) {}
    /// In the row `at`; `strong`: the first one is.
    void draw(const Ui& ui, const Rect& at, const std::vector<std::string>& words, bool strong = false, bool quiet = false) const;
    void head(Ui& ui, const std::vector<std::string>& words) const;

  private:
    float width_;
    size_t count_;
};

/// Every place with its change of pain; the chosen one with its visits, and what can be said of them.
class PlacesView {
  public:
    void draw(Ui& ui);
    bool stepBack() { return std::exchange(joined_, std::nullopt).has_value(); }

  private:
    void drawPlace(Ui& ui, size_t index);
    void drawSightings(Ui& ui, size_t index);
    void drawSighting(Ui& ui, const note::PlaceOverTime& place, size_t index);
    void drawMuscles(Ui& ui);
    void join(Ui& ui, size_t place);

    std::optional<record::MarkerId> joined_;  ///< waits for the place that it is the same as
};

/// The figures of the visits, as plots or as tables.
class CourseView {
  public:
    void draw(Ui& ui);

  private:
    void drawPlots(Ui& ui);
    void drawTables(Ui& ui);
    bool table_ = false;
};

/// Two visits held against each other, in words.
class CompareView {
  public:
    void draw(Ui& ui);

  private:
    void drawChoice(Ui& ui);
    void drawSite(Ui& ui, const note::SiteDifference& site, size_t index);
};

}  // namespace myochart::ui
