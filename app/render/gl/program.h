#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/files.h"
#include "core/vec.h"
#include "render/gl/object_name.h"

namespace myochart::render::gl {

/// A linked pair of shaders.
class Program {
  public:
    /// Reads `folder`/NAME.vert and NAME.frag, compiles and links them with `defines` put after the version line.
    /// Fails (environment) naming the file that is missing or does not compile, with the compiler's first words.
    static Result<Program> load(const Path& folder, std::string_view vertex, std::string_view fragment,
                                std::initializer_list<std::string_view> defines = {});
    /// The same, but only read now; compiled at the first use(), which throws std::runtime_error with that sentence when
    /// it fails. For what most pictures do not need.
    static Result<Program> loadLater(const Path& folder, std::string_view vertex, std::string_view fragment,
                                     std::initializer_list<std::string_view> defines = {});

    void use() const;
    // Values for the shaders; the program must be in use. A name the compiler dropped is ignored.
    void set(const char* uniform, int value) const;
    void set(const char* uniform, float value) const;
    void set(const char* uniform, vec2 value) const;
    void set(const char* uniform, vec3 value) const;
    void set(const char* uniform, vec4 value) const;
    void set(const char* uniform, const mat4& value) const;
    void set(const char* uniform, glm::ivec2 value) const;
    void set(const char* uniform, glm::ivec4 value) const;

  private:
    struct Source {
        Path file;
        std::string text;
    };
    Program(GLuint name, Source vertex, Source fragment)
        : name_(name), vertex_(std::move(vertex)), fragment_(std::move(fragment)) {}
    static Result<Source> read(const Path& file, std::initializer_list<std::string_view> defines);
    Outcome build() const;
    GLint location(const char* uniform) const { return glGetUniformLocation(name_.get(), uniform); }
    static void destroy(GLuint name) { glDeleteProgram(name); }
    ObjectName<destroy> name_;
    mutable Source vertex_, fragment_;  // texts emptied once built
    mutable bool built_ = false;
};

}  // namespace myochart::render::gl
