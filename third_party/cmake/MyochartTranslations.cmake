# assets/translations/*.po, one a language -> build/share/myochart/translations/*.mo, where the program looks for them
# beside itself, and as it is installed.
set(translations_folder "${PROJECT_BINARY_DIR}/share/myochart/translations")
set(catalogues "")
foreach(language de es fr)
  set(source "${PROJECT_SOURCE_DIR}/assets/translations/${language}.po")
  set(catalogue "${translations_folder}/${language}.mo")
  add_custom_command(OUTPUT "${catalogue}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${translations_folder}"
    COMMAND "${GETTEXT_MSGFMT_EXECUTABLE}" --check -o "${catalogue}" "${source}"
    DEPENDS "${source}" VERBATIM)
  list(APPEND catalogues "${catalogue}")
endforeach()
add_custom_target(translations ALL DEPENDS ${catalogues})
