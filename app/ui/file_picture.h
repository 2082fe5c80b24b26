#pragma once
#include <memory>

#include "core/files.h"
#include "ui/ui.h"

namespace myochart::render::gl {
class Texture;
}

namespace myochart::ui {

/// A PNG file as a panel shows it, at most as wide as the panel. It is read by a job when it is first drawn, and made smaller
/// there. A file that cannot be read, or is larger than 64 megapixels, is told in a sentence in its place; until it is there, and
/// without OpenGL, its name is. Main thread; what was drawn in a frame lives as long as this object.
class FilePicture {
  public:
    FilePicture();
    ~FilePicture();

    /// `mostHigh`: unscaled.
    void draw(Ui& ui, std::string_view name, const Path& file, float mostHigh = 280);

  private:
    struct Read;
    void read(Ui& ui, const Path& file);

    Path file_;
    std::shared_ptr<Read> read_;
    std::unique_ptr<render::gl::Texture> texture_;
};

}  // namespace myochart::ui
