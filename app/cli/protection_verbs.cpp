#include <fmt/format.h>

#include "cli/progress_line.h"
#include "cli/secret_input.h"
#include "cli/verbs.h"
#include "core/login.h"
#include "store/protection.h"
#include "workspace/own_places.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

struct NewPassphrase {
    std::string file;
    void addTo(CLI::App* verb) { verb->add_option("--new-passphrase-file", file, "A file that only you can read, with the new passphrase; else it is typed"); }
    Result<Secret> read() const {
        if (!file.empty()) {
            auto secret = passphraseInFile(file);
            if (!secret) return secret.error();
            return checked(std::move(*secret));
        }
        auto once = typedPassphrase("New passphrase: ");
        if (!once) return once.error();
        auto again = typedPassphrase("The same again: ");
        if (!again) return again.error();
        if (!(*once == *again)) return failed("The two are not the same; nothing was changed.");
        return checked(std::move(*once));
    }

  private:
    static Result<Secret> checked(Secret secret) {
        if (const std::string weak = weaknessOf(secret); !weak.empty()) return refused(weak);
        return secret;
    }
};

/// The record's file, which must be there.
Result<Path> recordAtHand(Context& context) {
    const auto missing = context.missingRecord();
    if (!missing) return missing.error();
    if (*missing) return failed(fmt::format("There is no record {}; `practice new` makes one.", shown(**missing)));
    const auto folders = userFolders(context.invocation.program.dataDir);
    if (!folders) return folders.error();
    return workspace::recordFile(context.invocation.program, *folders);
}

store::Author authorOfVerb() { return {loginName(), "command line", {}}; }

std::string codeText(const Secret& code) { return std::string(code.text()); }

Answer protectRecord(Context& context, const NewPassphrase& next) {
    const auto file = recordAtHand(context);
    if (!file) return file.error();
    const auto folders = userFolders(context.invocation.program.dataDir);
    if (!folders) return folders.error();
    const auto passphrase = next.read();
    if (!passphrase) return passphrase.error();
    ProgressLine line(context.quiet);
    auto now = store::protectRecord(*file, *passphrase, {}, workspace::backupsToProtectOf(*folders, *file), authorOfVerb(), line.progress);
    if (!now) return now.error();
    for (const std::string& note : now->notes) context.remarks.push_back(note);
    return json{{"protected", true}, {"recovery_code", codeText(now->recoveryCode)}, {"backup", now->backup.string()}};
}

/// What opens the record now: as given, or typed.
Result<store::Unlock> keyOfNow(Context& context) {
    if (context.key.given()) return context.key.read();
    auto typed = typedPassphrase("Passphrase of now: ");
    if (!typed) return typed.error();
    store::Unlock with;
    with.passphrase = std::make_shared<const Secret>(std::move(*typed));
    return with;
}

Answer changePassphrase(Context& context, const NewPassphrase& next) {
    const auto file = recordAtHand(context);
    if (!file) return file.error();
    const auto with = keyOfNow(context);
    if (!with) return with.error();
    const auto passphrase = next.read();
    if (!passphrase) return passphrase.error();
    if (const auto changed = store::changePassphrase(*file, *with, *passphrase, {}, authorOfVerb()); !changed) return changed.error();
    return json{{"changed", "passphrase"}};
}

Answer renewCode(Context& context) {
    const auto file = recordAtHand(context);
    if (!file) return file.error();
    const auto with = keyOfNow(context);
    if (!with) return with.error();
    const auto code = store::renewRecoveryCode(*file, *with, authorOfVerb());
    if (!code) return code.error();
    return json{{"recovery_code", codeText(*code)}};
}

Answer showProtection(Context& context) {
    const auto file = recordAtHand(context);
    if (!file) return file.error();
    const auto isProtected = store::isProtected(*file);
    if (!isProtected) return isProtected.error();
    return json{{"file", file->string()}, {"protected", *isProtected}};
}

}  // namespace

Answer newProtectedPractice(Context&, const std::string& file, const std::string& passphraseFile) {
    const auto passphrase = NewPassphrase{passphraseFile}.read();
    if (!passphrase) return passphrase.error();
    const auto code = store::makeProtectedRecord(file, *passphrase);
    if (!code) return code.error();
    return json{{"file", file}, {"protected", true}, {"recovery_code", codeText(*code)}};
}

void addProtectionVerbs(CLI::App& app, VerbTable& verbs) {
    auto next = std::make_shared<NewPassphrase>();
    CLI::App* record = app.add_subcommand("record", "The record's passphrase");
    record->require_subcommand(1)->fallthrough();
    verbs.add(record->add_subcommand("status", "Whether the record is protected by a passphrase; it is not opened"), showProtection);
    CLI::App* protect = record->add_subcommand("protect", "Encrypt the record under a passphrase; tells the recovery code, once");
    next->addTo(protect);
    verbs.add(protect, [next](Context& c) { return protectRecord(c, *next); });
    CLI::App* change = record->add_subcommand("passphrase", "Another passphrase; what opens the record now is given by --passphrase-file or --recovery-code-file, or typed");
    next->addTo(change);
    verbs.add(change, [next](Context& c) { return changePassphrase(c, *next); });
    verbs.add(record->add_subcommand("recovery-code", "A new recovery code in place of the one before"), renewCode);
}

}  // namespace myochart::cli
