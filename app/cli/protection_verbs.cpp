#include <fmt/format.h>

#include <stdexcept>

#include "cli/merge_verbs.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "cli/secret_input.h"
#include "cli/verbs.h"
#include "core/login.h"
#include "core/words.h"
#include "handout/recovery_pdf.h"
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

/// The page to print with the code; its place is looked at before anything is changed.
struct CodeSheet {
    std::string named;
    std::optional<OutputFile> file;

    void addTo(CLI::App* verb) { verb->add_option("--pdf", named, "A new file for the recovery code as a page to print; delete it after printing"); }
    Outcome look(const Context& context) {
        if (named.empty()) return Done{};
        std::error_code fault;
        if (std::filesystem::exists(std::filesystem::symlink_status(named, fault))) return failed(fmt::format("{} is there already; a recovery code is written into a new file.", shown(Path(named))));
        auto opened = context.output(named);
        if (!opened) return opened.error();
        file.emplace(std::move(*opened));
        return Done{};
    }
    /// What could not be written is told beside the code, which counts all the same.
    void write(Context& context, const Secret& code, const Path& record, const std::string& replaces, json& answer) const {
        if (!file) return;
        Outcome written = Done{};
        try {
            written = file->write(handout::recoveryCodePdf({code.text(), shown(record.filename()), nowUtc(), replaces}, handout::Paper::a4).bytes);
        } catch (const std::runtime_error&) {  // what the drawing library says is for programmers
            written = failed("The page could not be made.");
        }
        answer["pdf"] = written ? json(file->path().string()) : json();
        if (!written) context.remarks.push_back(fmt::format("The recovery code was not written as a page: {} It counts all the same: write it down.", written.error().message));
        else if (!context.quiet) tell("Print the page, then delete the file: it is as good as a key.\n");
    }
};

Answer protectRecord(Context& context, const NewPassphrase& next, CodeSheet& sheet) {
    const auto file = recordAtHand(context);
    if (!file) return file.error();
    if (const auto fit = sheet.look(context); !fit) return fit.error();
    const auto folders = userFolders(context.invocation.program.dataDir);
    if (!folders) return folders.error();
    const auto passphrase = next.read();
    if (!passphrase) return passphrase.error();
    ProgressLine line(context.quiet);
    auto now = store::protectRecord(*file, *passphrase, {}, workspace::backupsToProtectOf(*folders, *file), authorOfVerb(), line.progress);
    if (!now) return now.error();
    for (const std::string& note : now->notes) context.remarks.push_back(note);
    json answer{{"protected", true}, {"recovery_code", codeText(now->recoveryCode)}, {"backup", now->backup.string()}};
    sheet.write(context, now->recoveryCode, *file, {}, answer);
    return answer;
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

Answer renewCode(Context& context, CodeSheet& sheet) {
    const auto file = recordAtHand(context);
    if (!file) return file.error();
    if (const auto fit = sheet.look(context); !fit) return fit.error();
    const auto with = keyOfNow(context);
    if (!with) return with.error();
    const auto code = store::renewRecoveryCode(*file, *with, authorOfVerb());
    if (!code) return code.error();
    json answer{{"recovery_code", codeText(*code)}};
    sheet.write(context, *code, *file, tr("The code from before opens the record no longer; copies and backups from before keep it."), answer);
    return answer;
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
    CLI::App* record = app.add_subcommand("record", "The record's passphrase, and merging it with another copy");
    record->require_subcommand(1)->fallthrough();
    verbs.add(record->add_subcommand("status", "Whether the record is protected by a passphrase; it is not opened"), showProtection);
    CLI::App* protect = record->add_subcommand("protect", "Encrypt the record under a passphrase; tells the recovery code, once");
    auto sheet = std::make_shared<CodeSheet>();
    next->addTo(protect);
    sheet->addTo(protect);
    verbs.add(protect, [next, sheet](Context& c) { return protectRecord(c, *next, *sheet); });
    CLI::App* change = record->add_subcommand("passphrase", "Another passphrase; what opens the record now is given by --passphrase-file or --recovery-code-file, or typed");
    next->addTo(change);
    verbs.add(change, [next](Context& c) { return changePassphrase(c, *next); });
    CLI::App* code = record->add_subcommand("recovery-code", "A new recovery code in place of the one before");
    sheet->addTo(code);
    verbs.add(code, [sheet](Context& c) { return renewCode(c, *sheet); });
    addMergeVerb(*record, verbs);
}

}  // namespace myochart::cli
