#pragma once
#include <imgui.h>

#include <memory>

namespace myochart::ui {

/// The typefaces of the window, made for one scale. Sizes at scale 1: body 15 px, notes 13 px, titles 20 px.
struct Fonts {
    ImFont* body = nullptr;
    ImFont* strong = nullptr;
    ImFont* note = nullptr;
    ImFont* noteStrong = nullptr;
    ImFont* title = nullptr;
    ImFont* icons = nullptr;  ///< null when the icon font is not installed: buttons show words alone
    ImFont* smallIcons = nullptr;
};

/// The faces with the atlas that holds them, for one scale (framebuffer pixels a point).
struct FontSet {
    std::unique_ptr<ImFontAtlas> atlas = std::make_unique<ImFontAtlas>();
    Fonts fonts;
    float scale = 0;  ///< 0: nothing made yet
};

/// Makes an atlas for `scale` with FreeType, of the first family installed of Inter and Roboto and the icon font; falls
/// back on ImGui's own face. Digits of a face are all made as wide as its
/// widest, so that columns of numbers stand still. Needs no ImGui context: another thread may make it.
FontSet makeFonts(float scale);

}  // namespace myochart::ui
