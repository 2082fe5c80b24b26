# ImGui::ImGui, from vcpkg's config package or from a distribution's static library that holds the
# GLFW and OpenGL3 back ends and the FreeType font builder (Debian's libimgui-dev).
find_package(imgui CONFIG QUIET)
if(TARGET imgui::imgui)
  add_library(ImGui::ImGui INTERFACE IMPORTED)
  set_property(TARGET ImGui::ImGui PROPERTY INTERFACE_LINK_LIBRARIES imgui::imgui)
  set(ImGui_FOUND TRUE)
  return()
endif()
find_path(ImGui_INCLUDE_DIR imgui.h PATH_SUFFIXES imgui)
find_library(ImGui_LIBRARY imgui)
find_library(ImGui_STB_LIBRARY stb)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ImGui REQUIRED_VARS ImGui_LIBRARY ImGui_INCLUDE_DIR)
if(ImGui_FOUND AND NOT TARGET ImGui::ImGui)
  add_library(ImGui::ImGui UNKNOWN IMPORTED)
  set_target_properties(ImGui::ImGui PROPERTIES IMPORTED_LOCATION "${ImGui_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${ImGui_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "$<$<BOOL:${ImGui_STB_LIBRARY}>:${ImGui_STB_LIBRARY}>;glfw;Freetype::Freetype;${CMAKE_DL_LIBS}")
endif()
