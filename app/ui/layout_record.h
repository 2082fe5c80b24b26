#pragma once
#include <map>
#include <string>
#include <string_view>

#include "core/output_file.h"
#include "ui/frame_layout.h"

namespace myochart::ui {

/// The rectangles of everything that can be pressed, by name, and what the program is doing: so that a script that
/// drives the real window knows where to click and when to go on. Filled anew each frame.
class LayoutRecord {
  public:
    void begin() { rects_.clear(), facts_.clear(); }
    void add(std::string_view name, const Rect& rect) { rects_[std::string(name)] = rect; }
    void fact(std::string_view name, std::string value) { facts_[std::string(name)] = std::move(value); }
    const std::map<std::string, Rect>& rects() const { return rects_; }
    const std::map<std::string, std::string>& facts() const { return facts_; }
    /// {"widgets": {name: [x0, y0, x1, y1]}, "state": {name: text}}
    std::string json() const;
    /// Writes json() to `file` when it differs from the last time.
    void writeIfChanged(const OutputFile& file);

  private:
    std::map<std::string, Rect> rects_;
    std::map<std::string, std::string> facts_;
    std::string written_;
};

}  // namespace myochart::ui
