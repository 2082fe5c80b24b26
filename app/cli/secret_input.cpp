#include "cli/secret_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <memory>

#include <fmt/format.h>

#include "core/descriptor.h"
#include "core/recovery_code.h"

namespace myochart::cli {

namespace {

constexpr size_t kMostSecretBytes = kMostPassphraseBytes + 2;

/// The bytes of a file of the user's own, without the end of its last line.
Result<Secret> secretIn(const std::string& file) {
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat facts {};
    if (opened.fd < 0 || ::fstat(opened.fd, &facts) != 0) return failed(fmt::format("The file {} cannot be read.", shown(file)));
    if (S_ISREG(facts.st_mode) && (facts.st_mode & 0077) != 0)
        return refused(fmt::format("Others may read the file {}; take that away first (chmod 600).", shown(file)));
    Secret bytes(kMostSecretBytes + 1);
    size_t size = 0;
    for (ssize_t n = 0; size < bytes.size() && (n = ::read(opened.fd, bytes.data() + size, bytes.size() - size)) > 0;) size += static_cast<size_t>(n);
    while (size > 0 && (bytes.data()[size - 1] == '\n' || bytes.data()[size - 1] == '\r')) --size;
    return Secret::of(bytes.text().substr(0, size));
}

/// The terminal without its echo, until this goes.
class Unseen {
  public:
    explicit Unseen(int terminal) : terminal_(terminal) {
        if (::tcgetattr(terminal, &before_) != 0) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(terminal, TCSAFLUSH, &quiet) == 0;
    }
    ~Unseen() {
        if (changed_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

  private:
    int terminal_;
    termios before_{};
    bool changed_ = false;
};

}  // namespace

Result<Secret> passphraseInFile(const std::string& file) {
    const auto bytes = secretIn(file);
    return bytes ? passphraseOf(bytes->text()) : bytes.error();
}

Result<Secret> recoveryCodeInFile(const std::string& file) {
    const auto bytes = secretIn(file);
    return bytes ? recoveryCodeOf(bytes->text()) : bytes.error();
}

bool canAsk() { return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1; }

Result<Secret> typedPassphrase(const std::string& question) {
    if (!canAsk()) return environmentFault("There is no terminal on which the passphrase could be typed; give it in a file.");
    (void)!::write(STDERR_FILENO, question.data(), question.size());
    Secret bytes(kMostSecretBytes + 1);
    size_t size = 0;
    {
        const Unseen unseen(STDIN_FILENO);
        const ssize_t n = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        size = n > 0 ? static_cast<size_t>(n) : 0;
    }
    (void)!::write(STDERR_FILENO, "\n", 1);
    while (size > 0 && (bytes.data()[size - 1] == '\n' || bytes.data()[size - 1] == '\r')) --size;
    return passphraseOf(bytes.text().substr(0, size));
}

void GivenKey::addTo(CLI::App& app) {
    CLI::Option* byPassphrase = app.add_option("--passphrase-file", passphraseFile, "Opens a protected record: a file that only you can read, with the passphrase");
    app.add_option("--recovery-code-file", recoveryCodeFile, "The same with the recovery code")->excludes(byPassphrase);
}

Result<store::Unlock> GivenKey::read() const {
    store::Unlock with;
    if (!given()) return with;
    auto secret = passphraseFile.empty() ? recoveryCodeInFile(recoveryCodeFile) : passphraseInFile(passphraseFile);
    if (!secret) return secret.error();
    (passphraseFile.empty() ? with.recoveryCode : with.passphrase) = std::make_shared<const Secret>(std::move(*secret));
    return with;
}

}  // namespace myochart::cli
