#pragma once
#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace myochart {

/// Why something the user or the outside world caused did not work. Each kind is one exit code of the command line.
enum class ErrorKind {
    failed = 1,       ///< asked for something that failed
    environment = 2,  ///< wrong usage, or the environment cannot do it (no display, no OpenGL 3.3)
    refused = 3,      ///< input refused: damaged, unsupported, over a limit
    locked = 4,       ///< locked, or wrong passphrase
    conflict = 5,     ///< changed by someone else
};

/// A sentence in the language of the window, and in English for the log; said() in words.h makes one.
struct Said {
    std::string text, english;
};

/// A sentence the user can act on: names the thing, says what to do. Never holds patient text.
struct Error {
    ErrorKind kind = ErrorKind::failed;
    std::string message;
    std::string english = {};  ///< empty: as the message

    /// What the log writes.
    const std::string& inEnglish() const { return english.empty() ? message : english; }
    /// To be part of another sentence.
    Said sentence() const { return {message, inEnglish()}; }
};

inline Error failed(std::string message) { return {ErrorKind::failed, std::move(message)}; }
inline Error failed(Said said) { return {ErrorKind::failed, std::move(said.text), std::move(said.english)}; }
inline Error refused(std::string message) { return {ErrorKind::refused, std::move(message)}; }
inline Error refused(Said said) { return {ErrorKind::refused, std::move(said.text), std::move(said.english)}; }
inline Error environmentFault(std::string message) { return {ErrorKind::environment, std::move(message)}; }
inline Error environmentFault(Said said) { return {ErrorKind::environment, std::move(said.text), std::move(said.english)}; }
inline Error locked(std::string message) { return {ErrorKind::locked, std::move(message)}; }
inline Error locked(Said said) { return {ErrorKind::locked, std::move(said.text), std::move(said.english)}; }
inline Error conflict(std::string message) { return {ErrorKind::conflict, std::move(message)}; }
inline Error conflict(Said said) { return {ErrorKind::conflict, std::move(said.text), std::move(said.english)}; }

/// A value or an Error. Ask `ok()` (or use it as a condition) before taking either.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return held_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { assert(ok()); return *std::get_if<0>(&held_); }
    const T& value() const& { assert(ok()); return *std::get_if<0>(&held_); }
    T&& value() && { assert(ok()); return std::move(*std::get_if<0>(&held_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const { assert(!ok()); return *std::get_if<1>(&held_); }

  private:
    std::variant<T, Error> held_;
};

/// Success without a value: `return Done{};`.
struct Done {};
using Outcome = Result<Done>;

}  // namespace myochart
