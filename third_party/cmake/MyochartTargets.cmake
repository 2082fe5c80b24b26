# Strict warnings as errors and optional sanitizers, on our own targets only.
add_library(myochart_options INTERFACE)
target_compile_options(myochart_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough -Wformat=2 -Werror)
# GCC 12 sees overlapping, endless and outlying copies in its own std::string (GCC bugs 105651 and 105329).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(myochart_options INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
endif()
target_include_directories(myochart_options INTERFACE "${PROJECT_SOURCE_DIR}/app")
if(MYOCHART_SANITIZE)
  target_compile_options(myochart_options INTERFACE -fsanitize=${MYOCHART_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(myochart_options INTERFACE -fsanitize=${MYOCHART_SANITIZE})
  target_compile_definitions(myochart_options INTERFACE MYOCHART_SANITIZED=1)
  # GCC's flow analysis loses its way in instrumented code and calls what is set unset; the release build has the warning.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(myochart_options INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()

# myochart_common_headers(NAME LINK ... HEADERS ...): headers that are read once for all sources that reuse them. A file
# still includes what it uses.
function(myochart_common_headers name)
  cmake_parse_arguments(arg "" "" "LINK;HEADERS" ${ARGN})
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/${name}.cpp" CONTENT "")
  add_library(${name} OBJECT "${PROJECT_BINARY_DIR}/${name}.cpp")
  target_link_libraries(${name} PRIVATE myochart_options ${arg_LINK})
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

# Where sources are merged, so many of the target's at a time.
function(myochart_merge_sources name count)
  if(MYOCHART_MERGE_SOURCES)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${count})
    # What a source keeps to itself is then in a header's place.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${name} PRIVATE -Wno-subobject-linkage)
    endif()
  endif()
endfunction()

# One static library per folder of app/: myochart_library(NAME SOURCES ... LINK ... PRIVATE_LINK ...)
function(myochart_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC myochart_options ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
  target_precompile_headers(${name} REUSE_FROM app_headers)
  myochart_merge_sources(${name} 12)
endfunction()
