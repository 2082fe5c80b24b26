#include <malloc.h>

#include <algorithm>
#include <ctime>
#include <fstream>

#include <fmt/format.h>

#include "cli/bench_cases.h"
#include "cli/invented_record.h"
#include "cli/progress_line.h"
#include "core/local_day.h"
#include "store/protection.h"
#include "store/sqlite_open.h"
#include "store/record.h"
#include "workspace/sought_visits.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

InventedSize sizeIn(const BenchOptions& options) {
    InventedSize size;
    if (options.patients > 0) size.patients = options.patients;
    size.visits = options.visits > 0 ? options.visits : size.patients * 10;
    size.sites = options.sites > 0 ? options.sites : size.visits * 10;
    return size;
}

/// Writes an invented record where nothing is.
Answer writeInvented(Context& context, const Path& file, const InventedSize& size) {
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) return environmentFault("there is a file of that name; choose another one.");
    auto program = context.program(false);
    if (!program) return program.error();
    auto record = store::openSqliteRecord(file);
    if (!record) return record.error();
    ProgressLine line(context.quiet);
    Outcome filled = Done{};
    const auto ms = timed(1, [&](int) { filled = fillInvented(**record, InventedPeople(size, (*program)->catalogue()), size.patients, line.progress); });
    if (!filled) return filled.error();
    record->reset();
    return json{{"patients", size.patients}, {"visits", size.visits}, {"sites", size.sites}, {"seconds", rounded(ms[0] / 1000)}, {"mb", rounded(static_cast<double>(std::filesystem::file_size(file, ignored)) / 1e6, 1)}};
}

/// The most memory that this program held at once since forgetPeak(), MB.
double peakMb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::atof(line.c_str() + 6) / 1024;
    return 0;
}

void forgetPeak() {
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
}

double cpuNowMs() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

json spread(std::vector<double> ms) {
    const double least = *std::ranges::min_element(ms);
    json figure = figures(std::move(ms), 1);
    figure.erase("peak_rss_mb");
    figure["least_ms"] = rounded(least, 4);
    return figure;
}

/// Times of each call, and the processor's time for one of them on average: what other programs take does not count in that.
json measured(int runs, const std::function<void(int)>& work) {
    const double before = cpuNowMs();
    std::vector<double> ms = timed(runs, work);
    const double cpu = (cpuNowMs() - before) / runs;
    json figure = spread(std::move(ms));
    figure["cpu_ms"] = rounded(cpu, 4);
    return figure;
}

/// Every measure of one record. The first that fails ends it.
class RecordMeasures {
  public:
    /// `with`: what opens a protected record.
    RecordMeasures(Path file, int runs, const anatomy::Catalogue& catalogue, store::Unlock with) : file_(std::move(file)), runs_(runs), words_(catalogue), with_(std::move(with)) {}

    Answer all() {
        forgetPeak();
        for (const auto step : {&RecordMeasures::opening, &RecordMeasures::pages, &RecordMeasures::histories, &RecordMeasures::searches, &RecordMeasures::saves, &RecordMeasures::checking})
            if (const auto done = (this->*step)(); !done) return done.error();
        return answer_;
    }

  private:
    /// The record, without the time that making the key of a passphrase takes (that is unlock_ms).
    Result<std::unique_ptr<store::Record>> opened() const {
        store::OpenNotes notes;
        store::OpenOptions options;
        options.keys = keys_;
        return store::openSqliteRecord(file_, options, notes);
    }

    Outcome unlock() {
        if (!with_.isGiven()) return Done{};
        std::optional<Error> fault;
        answer_["unlock"] = measured(3, [&](int) {
            auto record = store::openSqliteRecord(file_, nullptr, with_);
            if (!record) fault = record.error();
            else keys_ = (*record)->keys();
        });
        return fault ? Outcome(*fault) : Outcome(Done{});
    }

    Outcome opening() {
        if (const auto unlocked = unlock(); !unlocked) return unlocked;
        std::optional<Error> fault;
        answer_["open_to_list"] = measured(5, [&](int) {
            record_.reset();
            auto record = opened();
            if (!record) return void(fault = record.error());
            record_ = std::move(*record);
            const auto page = record_->patientPage({{}, 0, 100});
            if (!page) return void(fault = page.error());
            answer_["patients"] = page->all;
        });
        if (fault) return *fault;
        answer_["peak_mb_with_list"] = rounded(peakMb(), 1);
        const auto all = record_->patients();
        if (!all) return all.error();
        for (const store::PatientSummary& each : *all) visits_ += static_cast<size_t>(each.sessions), people_.push_back(each.patient);
        if (people_.empty()) return failed("nobody is in it.");
        std::ranges::sort(people_, {}, [](const record::Patient& patient) { return patient.id.text; });
        answer_["visits"] = visits_;
        return Done{};
    }

    Outcome pages() {
        bool ok = true;
        answer_["page"] = measured(runs_, [&](int i) {
            ok = ok && record_->patientPage({{}, static_cast<size_t>(i) * 37 % people_.size() / 100 * 100, 100}).ok();
        });
        return ok ? Outcome(Done{}) : Outcome(failed("a page could not be read."));
    }

    /// Everything of one patient, as it is read when the visits are compared.
    Outcome history(const record::Patient& patient, size_t& sites) {
        const auto visits = record_->sessions(patient.id);
        if (!visits) return visits.error();
        for (const store::SessionSummary& visit : *visits) {
            const auto read = record_->session(visit.id);
            if (!read) return read.error();
            sites += read->markers.size();
        }
        return Done{};
    }

    Outcome histories() {
        Outcome done = Done{};
        size_t sites = 0;
        answer_["first_history"] = measured(1, [&](int) { done = history(people_[0], sites); });
        sites = 0;
        answer_["history"] = measured(runs_, [&](int i) {
            if (done) done = history(people_[static_cast<size_t>(i) * 7919 % people_.size()], sites);
        });
        answer_["history"]["sites"] = rounded(static_cast<double>(sites) / runs_, 1);
        return done;
    }

    /// A text as it is typed: every beginning of it is sought.
    Outcome search(const std::string& name, const std::string& typed) {
        Outcome done = Done{};
        size_t found = 0;
        json figure = measured(static_cast<int>(typed.size()), [&](int i) {
            const std::string text = typed.substr(0, static_cast<size_t>(i) + 1);
            const auto page = record_->patientPage({text, 0, 100, store::PatientQuery::Order::name, words_.pieces(text)});
            if (!page) return void(done = page.error());
            found = page->fitting;
        });
        figure["found"] = found;
        answer_["search"][name] = std::move(figure);
        return done;
    }

    Outcome searches() {
        const record::Patient& sought = people_[people_.size() / 2];
        const auto visits = record_->sessions(sought.id);
        const auto visit = visits && !visits->empty() ? record_->session(visits->front().id) : Result<record::Session>(failed("somebody has no visit."));
        if (!visit) return visit.error();
        const std::string day = dayAt(visit->startedAt, visit->utcOffset), lot = visit->markers.empty() ? "" : visit->markers[0].needle.lot, muscle = visit->markers.empty() ? "" : visit->markers[0].muscle;
        const std::pair<std::string, std::string> all[] = {{"name", sought.name}, {"birth_date", sought.birthDate}, {"similar", "Katarina Wissmann"}, {"muscle", muscle}, {"lot", "LOT " + lot},
                                                           {"day", day}, {"month", day.substr(0, 7)}, {"together", muscle + " " + day.substr(0, 7) + " LOT " + lot}};
        for (const auto& [name, typed] : all)
            if (const auto done = search(name, typed); !done) return done;
        return Done{};
    }

    /// A visit that may still be changed; as far as people are looked through for one.
    Result<record::Session> openVisit() {
        const auto page = record_->waiting({store::WaitingQuery::What::open, INT64_MAX, 0, 1});
        if (!page) return page.error();
        if (page->rows.empty()) return failed("no visit of it is unsigned.");
        return record_->session(page->rows[0].visit.id);
    }

    /// An edit of a site, here and in a record with that visit alone, in turn.
    Outcome saves() {
        auto here = openVisit();
        if (!here) return here.error();
        const auto patient = record_->patient(here->patient);
        if (!patient) return patient.error();
        const Scratch scratch;
        const Path beside = scratch.folder / "small.myochart";
        if (const auto begun = record_->makeBeside(beside); !begun) return begun.error();
        auto small = record_->openBeside(beside);
        if (!small) return small.error();
        if (const auto put = (*small)->importAll({*patient}, {*here}); !put) return put.error();
        record::Session there = *here;
        Outcome done = Done{};
        std::vector<double> large, alone;
        const auto edit = [&](store::Record& record, record::Session& visit, int i) {
            record::Session changed = visit;
            changed.markers[static_cast<size_t>(i) % changed.markers.size()].response.painAfter = static_cast<std::uint32_t>(i / static_cast<int>(changed.markers.size()) % 10);
            if (done) done = record.put(store::SessionChange{visit, changed});
            visit = std::move(changed);
        };
        for (int i = 0; i < runs_ * 5 && done; ++i) {
            large.push_back(timed(1, [&](int) { edit(*record_, *here, i); })[0]);
            alone.push_back(timed(1, [&](int) { edit(**small, there, i); })[0]);
        }
        if (!done) return done;
        answer_["save"] = spread(large);
        answer_["save_alone"] = spread(alone);
        answer_["save_ratio"] = rounded(answer_["save"]["median_ms"].get<double>() / answer_["save_alone"]["median_ms"].get<double>());
        answer_["peak_mb_at_work"] = rounded(peakMb(), 1);
        return Done{};
    }

    Outcome checking() {
        // A site is in the list of its visit.
        for (const record::Patient& patient : people_)
            if (const auto visits = record_->sessions(patient.id))
                for (const store::SessionSummary& visit : *visits) sites_ += visit.markers;
        Outcome looked = Done{};
        answer_["sites"] = sites_;
        answer_["look_through"] = measured(1, [&](int) { looked = record_->lookThrough(); });
        if (!looked) return looked;
        forgetPeak();
        Outcome sound = Done{};
        answer_["verify"] = measured(1, [&](int) { sound = record_->verify(); });
        if (!sound) return sound;
        const double rows = static_cast<double>(people_.size() + visits_) + sites_;
        answer_["verify"]["rows"] = rows;
        answer_["verify"]["rows_a_second"] = rounded(rows / answer_["verify"]["median_ms"].get<double>() * 1000, 0);
        answer_["verify"]["rows_a_cpu_second"] = rounded(rows / answer_["verify"]["cpu_ms"].get<double>() * 1000, 0);
        answer_["peak_mb_verify"] = rounded(peakMb(), 1);
        return Done{};
    }

    Path file_;
    int runs_;
    workspace::SoughtVisits words_;
    store::Unlock with_;
    std::shared_ptr<const store::KeyRing> keys_;
    std::unique_ptr<store::Record> record_;
    std::vector<record::Patient> people_;
    size_t visits_ = 0;
    double sites_ = 0;
    json answer_ = json::object();
};

}  // namespace

Answer measureRecord(Context& context, const BenchOptions& options) {
    const InventedSize size = sizeIn(options);
    if (!options.output.empty()) return writeInvented(context, options.output, size);
    const Scratch scratch;  // what is measured is changed
    const Path file = scratch.folder / "record.myochart";
    json made;
    if (options.source.empty()) {
        auto written = writeInvented(context, file, size);
        if (!written) return written.error();
        made = std::move(*written);
    } else {
        std::error_code fault;
        std::filesystem::copy_file(options.source, file, fault);
        if (fault) return environmentFault("the record of --source cannot be copied.");
    }
    auto program = context.program(false);
    if (!program) return program.error();
    store::Unlock with;
    json protecting;
    if (options.isProtected) {
        auto passphrase = passphraseOf("four invented words here");
        if (!passphrase) return passphrase.error();
        with.passphrase = std::make_shared<const Secret>(std::move(*passphrase));
        Outcome done = Done{};
        ProgressLine line(context.quiet);
        protecting = measured(1, [&](int) {
            if (const auto now = store::protectRecord(file, *with.passphrase, {}, {}, {"bench", "bench", {}}, line.progress); !now) done = now.error();
        });
        if (!done) return done.error();
    }
    auto answer = RecordMeasures(file, runsOr(options, 100), (*program)->catalogue(), with).all();
    if (!answer) return answer.error();
    (*answer)["mb"] = rounded(static_cast<double>(std::filesystem::file_size(file)) / 1e6, 1);
    if (protecting.is_object()) (*answer)["protect"] = std::move(protecting);
    if (made.is_object()) (*answer)["made"] = std::move(made);
    return answer;
}

}  // namespace myochart::cli
