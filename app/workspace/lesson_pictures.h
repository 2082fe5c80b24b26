#pragma once
#include "core/files.h"
#include "core/progress.h"

namespace myochart::workspace {

/// What is to be drawn of a lesson by `tour play`, in a process of its own: drawing needs OpenGL, which the window has on its
/// own thread.
struct LessonPictures {
    Path dataFolder, lesson, folder;
    std::string model;     ///< name of the body; empty: the built-in one
    std::string language;  ///< of the titles
    bool dark = false;
};

/// Draws every step into the folder as 01.png, 02.png, ...; takes seconds a step, ends when `progress` is cancelled. Fails where this
/// program is not `myochart` itself, or nothing could be drawn.
Outcome drawLessonPictures(const LessonPictures& asked, const Progress& progress);

}  // namespace myochart::workspace
