#include "render/gl/program.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

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

Result<Shader> compile(const Path& file, const std::string& text, GLenum kind) {
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

Result<Program::Source> Program::read(const Path& file, std::initializer_list<std::string_view> defines) {
    auto text = readTextFile(file, kMaxShaderBytes);
    if (!text) {
        return environmentFault(fmt::format("The shader {} cannot be read; install the program again.", shown(file)));
    }
    return Source{file, withDefines(*text, defines)};
}

Outcome Program::build() const {
    const auto vertexShader = compile(vertex_.file, vertex_.text, GL_VERTEX_SHADER);
    if (!vertexShader) return vertexShader.error();
    const auto fragmentShader = compile(fragment_.file, fragment_.text, GL_FRAGMENT_SHADER);
    if (!fragmentShader) return fragmentShader.error();
    const GLuint name = name_.get();
    glAttachShader(name, vertexShader->get());
    glAttachShader(name, fragmentShader->get());
    glLinkProgram(name);
    glDetachShader(name, vertexShader->get());
    glDetachShader(name, fragmentShader->get());
    GLint linked = GL_FALSE;
    glGetProgramiv(name, GL_LINK_STATUS, &linked);
    vertex_.text.clear();
    fragment_.text.clear();
    built_ = true;
    if (linked == GL_TRUE) return Done{};
    std::array<char, 512> log{};
    glGetProgramInfoLog(name, static_cast<GLsizei>(log.size()), nullptr, log.data());
    return environmentFault(fmt::format("The shaders {} and {} do not link with this graphics driver ({}).",
                                        shown(vertex_.file), shown(fragment_.file), firstLine(log.data())));
}

Result<Program> Program::loadLater(const Path& folder, std::string_view vertex, std::string_view fragment,
                                   std::initializer_list<std::string_view> defines) {
    auto vertexSource = read(folder / fmt::format("{}.vert", vertex), defines);
    if (!vertexSource) return vertexSource.error();
    auto fragmentSource = read(folder / fmt::format("{}.frag", fragment), defines);
    if (!fragmentSource) return fragmentSource.error();
    return Program(glCreateProgram(), std::move(*vertexSource), std::move(*fragmentSource));
}

Result<Program> Program::load(const Path& folder, std::string_view vertex, std::string_view fragment,
                              std::initializer_list<std::string_view> defines) {
    auto program = loadLater(folder, vertex, fragment, defines);
    if (!program) return program.error();
    if (auto built = program->build(); !built) return built.error();
    return program;
}

void Program::use() const {
    if (!built_) {
        if (const auto built = build(); !built) throw std::runtime_error(built.error().message);
    }
    glUseProgram(name_.get());
}

void Program::set(const char* uniform, int value) const { glUniform1i(location(uniform), value); }
void Program::set(const char* uniform, float value) const { glUniform1f(location(uniform), value); }
void Program::set(const char* uniform, vec2 value) const { glUniform2fv(location(uniform), 1, &value.x); }
void Program::set(const char* uniform, vec3 value) const { glUniform3fv(location(uniform), 1, &value.x); }
void Program::set(const char* uniform, vec4 value) const { glUniform4fv(location(uniform), 1, &value.x); }
void Program::set(const char* uniform, glm::ivec2 value) const { glUniform2iv(location(uniform), 1, &value.x); }
void Program::set(const char* uniform, glm::ivec4 value) const { glUniform4iv(location(uniform), 1, &value.x); }
void Program::set(const char* uniform, const mat4& value) const {
    glUniformMatrix4fv(location(uniform), 1, GL_FALSE, &value[0][0]);
}

}  // namespace myochart::render::gl
