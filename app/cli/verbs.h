#pragma once
#include <functional>
#include <string>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/run_cli.h"
#include "cli/secret_input.h"
#include "core/output_file.h"

namespace myochart::cli {

/// What every verb gets: the options that stand before or after it, and the workspace, opened on first use.
struct Context {
    Invocation invocation;
    MeasurePanel measurePanel;     ///< empty: this program has no window
    bool json = false;
    bool quiet = false;
    std::string therapist;         ///< the id of who acts; empty: the only one who is kept (acting.h)
    GivenKey key;                  ///< what opens a protected record
    bool mayCreateRecord = false;  ///< a record that is not there is begun; set by verbs that add to one
    std::unique_ptr<workspace::Program> opened;
    /// What this answer had to leave out because the record is damaged. Told with the answer, which then ends with the exit
    /// code of refused input.
    std::vector<store::Damage> damaged;
    /// What an import did not take, as sentences. Told with the answer, which then ends with the exit code of a conflict.
    std::vector<std::string> conflicts;
    /// What of a file was left out, as sentences with its name and line. Told with the answer, which then ends with the exit
    /// code of refused input.
    std::vector<std::string> remarks;

    /// What is printed in place of the answer to who did not ask for JSON: a text of several lines.
    std::optional<std::string> plain;

    /// The place of the record when nothing is there, not even changes that belong to one.
    Result<std::optional<Path>> missingRecord() const;
    /// True while the usual place, no other having been named, holds no record yet: lists are then empty.
    Result<bool> isFirstStart() const;
    /// The workspace with the record open, which must be there unless this verb may create it; `needRecord` false leaves the
    /// record alone.
    Result<workspace::Program*> program(bool needRecord = true);
    /// The body of --model, or the default one, shown in the workspace.
    /// `checked`: a damaged stored body is made again (see Program::loadSoundBody).
    Result<workspace::Program*> programWithBody(bool needRecord = true, bool checked = true);
    /// The same with the layer under its skin `habitus` times as thick as measured (builtin::checkHabitus()); fails where that is not
    /// 1 and the body is not the built-in one.
    Result<workspace::Program*> programOfHabitus(float habitus, bool needRecord, bool checked = true);
    /// A file that an option names, for an answer of this verb; ask for it before the work.
    Result<OutputFile> output(const Path& named) const;
};

/// A verb's answer: printed as JSON with --json, else for people.
using Answer = Result<nlohmann::json>;
using Verb = std::function<Answer(Context&)>;

/// The verbs of the command line; add() binds one to a CLI11 subcommand.
class VerbTable {
  public:
    void add(CLI::App* app, Verb verb);
    /// The verb of the subcommand that was parsed; null when there is none.
    const Verb* chosen() const { return chosen_ ? &*chosen_ : nullptr; }

  private:
    std::optional<Verb> chosen_;
};

void addModelVerbs(CLI::App& app, VerbTable& verbs);
/// measure, build and compare, under `model`.
void addMeasuredVerbs(CLI::App& model, VerbTable& verbs);
void addViewVerbs(CLI::App& app, VerbTable& verbs);
void addRecordVerbs(CLI::App& app, VerbTable& verbs);
/// Under `backup`, beside `backup FILE` of addRecordVerbs().
void addBackupVerbs(CLI::App& backup, VerbTable& verbs);
/// practice show and edit, therapist and episode.
void addPracticeVerbs(CLI::App& app, CLI::App& practice, VerbTable& verbs);
/// Under `session`: from the door to the signature.
void addVisitVerbs(CLI::App& session, VerbTable& verbs);
/// Under `session`: one visit after the other, and two held against each other.
void addTimeVerbs(CLI::App& session, VerbTable& verbs);
/// needle-ledger and adverse.
void addLedgerVerbs(CLI::App& app, VerbTable& verbs);
/// The options of those verbs whose text may be empty.
std::vector<std::string> clearablePracticeOptions();
/// patient find and lots, beside the verbs of addRecordVerbs().
void addListVerbs(CLI::App& app, VerbTable& verbs);
void addMarkerVerbs(CLI::App& app, VerbTable& verbs);
void addExchangeVerbs(CLI::App& app, VerbTable& verbs);
/// Landmarks, regions and trigger points on the body.
void addBodymapVerbs(CLI::App& app, VerbTable& verbs);
void addNeedlePathVerbs(CLI::App& app, VerbTable& verbs);  ///< `needle`
/// Under `needle`: batch, points and published.
void addNeedleListVerbs(CLI::App& needle, VerbTable& verbs);
void addNeedlePictureVerb(CLI::App& needle, VerbTable& verbs);
void addReferralVerbs(CLI::App& app, VerbTable& verbs);  ///< `referral`
void addProtectionVerbs(CLI::App& app, VerbTable& verbs);  ///< `record`
void addTourVerbs(CLI::App& app, VerbTable& verbs);  ///< `tour`
/// `paint`, and `referral overlap`.
void addFormVerbs(CLI::App& app, VerbTable& verbs);
void addPaintVerbs(CLI::App& app, CLI::App& referral, VerbTable& verbs);
void addPatternSheetVerb(CLI::App& referral, VerbTable& verbs);
void addQuizVerbs(CLI::App& app, VerbTable& verbs);  ///< `quiz`
/// `session note`, beside the verbs of addRecordVerbs(), and `adverse rates`.
void addNoteVerbs(CLI::App& app, VerbTable& verbs);
/// `audit`, and `patient export-all`, beside the verbs of addRecordVerbs().
void addAuditVerbs(CLI::App& app, VerbTable& verbs);
void addBenchVerb(CLI::App& app, VerbTable& verbs);

/// What `practice new --protected` answers.
Answer newProtectedPractice(Context& context, const std::string& file, const std::string& passphraseFile);
/// What `patient erase --for-good` does; `reason`: a key or the words of workspace::erasureReasons().
Answer eraseForGood(Context& context, const std::string& patient, const std::string& reason);
/// What `session list --open` answers.
Answer listOpenSessions(Context& context);

// --- words and numbers of the command line

/// "1,2,3" as exactly `count` finite numbers; a usage error naming `option` otherwise.
Result<std::vector<double>> numbers(const std::string& text, size_t count, std::string_view option);
Result<vec3> point(const std::string& text, std::string_view option);
/// Millimetres as they are printed: three decimals.
nlohmann::json mm(vec3 v);
double rounded(double value, int decimals = 3);
/// Reads the record on its own thread and waits.
template <class T>
Result<T> fromRecord(workspace::Program& program, std::function<Result<T>(store::Record&)> question) {
    return program.record.saving().run<Result<T>>(std::move(question));
}
/// The same for lists: what is left out of them goes into context.damaged.
template <class T>
Result<T> listFromRecord(Context& context, workspace::Program& program, std::function<Result<T>(store::Record&)> question) {
    return fromRecord<T>(program, [&](store::Record& record) {
        auto answer = question(record);
        context.damaged = record.damage();
        return answer;
    });
}
/// The audit trail tells, once a day, that this patient's chart was shown. That it cannot be written is no fault.
void noteReading(workspace::Program& program, const record::PatientId& patient);
/// The same of pages or a picture with something of a session in `file`; fails with a sentence when it cannot be written.
Outcome notePicture(workspace::Program& program, const std::string& session, const std::string& file);
/// The session that holds this marker, as far as it can be read.
Result<record::Session> sessionWith(workspace::Program& program, const std::string& marker);
/// A session as far as it can be read, to be shown: its patient's chart was read (noteReading). What is left out of it goes into
/// context.damaged.
Result<record::Session> readableSession(Context& context, workspace::Program& program, const record::SessionId& id);

}  // namespace myochart::cli
