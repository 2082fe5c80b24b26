#include "render/gl/program.h"

#include <fmt/format.h>

#include <array>

#include "core/text.h"

namespace myochart::render::gl {
namespace {

constexpr std::uint64_t kMaxShaderBytes = 1 << 20;

void deleteShader(GLuint name) { glDeleteShader(name); }
using Shader = ObjectName<deleteShader>;

// The defines go after the first line, since #version has to come first.
std::string withDefines(const std::string& source, std::initializer_list<std::string_view> defines) {
    const size_t end = source.find('\n');
    if (defines.size() == 0 || end == std::string::npos) return source;
    std::string text = source.substr(0, end + 1);
    for (const std::string_view define : defines) text += fmt::format("#define {} 1\n", define);
    return text + "#line 2\n" + source.substr(end + 1);
}

std::string firstLine(std::string_view log) {
    return displayText(log.substr(0, log.find('\n')), 160);
}

Result<Shader> compile(const Path& file, GLenum kind, std::initializer_list<std::string_view> defines) {
    auto source = readTextFile(file, kMaxShaderBytes);
    if (!source) {
        return environmentFault(fmt::format("The shader {} cannot be read; install the program again.", shown(file)));
    }
    const std::string text = withDefines(*source, defines);
    Shader shader(glCreateShader(kind));
    const char* pointer = text.c_str();
    glShaderSource(shader.get(), 1, &pointer, nullptr);
    glCompileShader(shader.get());
    GLint compiled = GL_FALSE;
    glGetShaderiv(shader.get(), GL_COMPILE_STATUS, &compiled);
    if (compiled == GL_TRUE) return shader;
    std::array<char, 512> log{};
    glGetShaderInfoLog(shader.get(), static_cast<GLsizei>(log.size()), nullptr, log.data());
    return environmentFault(fmt::format("The shader {} does not compile with this graphics driver ({}).", shown(file),
                                        firstLine(log.data())));
}

}  // namespace

Result<Program> Program::load(const Path& folder, std::string_view vertex, std::string_view fragment,
                              std::initializer_list<std::string_view> defines) {
    auto vertexShader = compile(folder / fmt::format("{}.vert", vertex), GL_VERTEX_SHADER, defines);
    if (!vertexShader) return vertexShader.error();
    auto fragmentShader = compile(folder / fmt::format("{}.frag", fragment), GL_FRAGMENT_SHADER, defines);
    if (!fragmentShader) return fragmentShader.error();
    Program program(glCreateProgram());
    const GLuint name = program.name_.get();
    glAttachShader(name, vertexShader->get());
    glAttachShader(name, fragmentShader->get());
    glLinkProgram(name);
    glDetachShader(name, vertexShader->get());
    glDetachShader(name, fragmentShader->get());
    GLint linked = GL_FALSE;
    glGetProgramiv(name, GL_LINK_STATUS, &linked);
    if (linked == GL_TRUE) return program;
    std::array<char, 512> log{};
    glGetProgramInfoLog(name, static_cast<GLsizei>(log.size()), nullptr, log.data());
    return environmentFault(fmt::format("The shaders {}.vert and {}.frag do not link with this graphics driver ({}).",
                                        vertex, fragment, firstLine(log.data())));
}

void Program::set(const char* uniform, int value) const { glUniform1i(location(uniform), value); }
void Program::set(const char* uniform, float value) const { glUniform1f(location(uniform), value); }
void Program::set(const char* uniform, vec2 value) const { glUniform2fv(location(uniform), 1, &value.x); }
void Program::set(const char* uniform, vec3 value) const { glUniform3fv(location(uniform), 1, &value.x); }
void Program::set(const char* uniform, vec4 value) const { glUniform4fv(location(uniform), 1, &value.x); }
void Program::set(const char* uniform, const mat4& value) const {
    glUniformMatrix4fv(location(uniform), 1, GL_FALSE, &value[0][0]);
}

}  // namespace myochart::render::gl
