#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/vec.h"

namespace myochart::handout {

// A page of paper and what is laid on it. Lengths are points (1/72 inch), y down from the upper edge.

enum class Paper { a4, letter };
constexpr double kPtPerMm = 72 / 25.4;
constexpr double mmToPt(double mm) { return mm * kPtPerMm; }

struct Colour {
    double red = 0, green = 0, blue = 0;
};
constexpr Colour rgb(unsigned hex) { return {((hex >> 16U) & 0xFFU) / 255.0, ((hex >> 8U) & 0xFFU) / 255.0, (hex & 0xFFU) / 255.0}; }

// The window's light theme, on paper: one accent, ink, quiet ink, a tint to lay behind what is set apart.
inline constexpr Colour kInk = rgb(0x1F2933), kQuietInk = rgb(0x4A545C), kAccentInk = rgb(0x0B6159), kHairline = rgb(0xC9C4BA), kTint = rgb(0xE9F1EF), kWhite = rgb(0xFFFFFF), kEmergencyInk = rgb(0xA81D2C), kEmergencyTint = rgb(0xFBECEC);

enum class Weight { regular = 400, strong = 600 };
struct TextStyle {
    double sizePt = 12;
    Weight weight = Weight::regular;
    Colour colour = kInk;
    double lineSpacing = 1.3;
    const char* role = "P";  ///< what it is to a program that reads aloud: "P", or a heading "H1", "H2"
};

/// Where and how wide a text stands.
struct TextPlace {
    double x = 0, width = 0;
};

struct SheetFacts {
    Paper paper = Paper::a4;
    std::string title, subject;  ///< of the file
    size_t pages = 0;            ///< how many there will be; 0: this sheet only counts them
    std::function<std::string(size_t page, size_t pages)> foot;  ///< what stands at the right foot of each page
    std::string footNote;        ///< and at the left
    std::string mark = {};       ///< in the upper margin of each page, in red: that it is a draft
};

/// Lays out pages one after the other. What does not fit goes on to a new page; nothing is cut.
class Sheet {
  public:
    explicit Sheet(SheetFacts facts);
    ~Sheet();
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    double left() const;
    double width() const;
    double bottom() const;   ///< below it only the foot stands
    double room() const { return bottom() - y; }
    double y = 0;            ///< where the next thing goes
    size_t page() const;     ///< from 1
    bool counts() const;     ///< only counts pages: pictures may be left out

    /// A new page when less than `height` is left on one that has something.
    void keep(double height);
    void newPage();

    /// Text over as many lines and pages as it takes, at y, which is behind it then. Each piece of another direction of writing stands
    /// on lines of its own. `link`: where it leads to when it is pressed; empty: nowhere.
    void text(std::string_view text, const TextStyle& style, const TextPlace& place, std::string_view link = {});
    void text(std::string_view text, const TextStyle& style) { this->text(text, style, {left(), width()}); }
    double heightOf(std::string_view text, const TextStyle& style, double width) const;
    /// One line, its middle at that place; moves nothing.
    void centred(std::string_view text, const TextStyle& style, vec2 middle);
    double widthOf(std::string_view text, const TextStyle& style) const;

    void fill(double x, double top, double width, double height, const Colour& colour, double radius = 0);
    void line(vec2 from, vec2 to, double thick, const Colour& colour, double opacity = 1);
    /// A line through those points, rounded where it turns.
    void stroke(const std::vector<vec2>& points, double thick, const Colour& colour);
    void disc(vec2 middle, double radius, const Colour& colour);
    /// A JPEG picture of so many pixels; its bytes are kept in the file as they are.
    void picture(const std::string& jpeg, int widthPx, int heightPx, double x, double top, double width, double height);

    /// The file, when everything is on it. Throws std::runtime_error where it could not be made.
    std::string finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace myochart::handout
