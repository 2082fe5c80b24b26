#include "needle/batch.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include "core/text.h"
#include "core/words.h"
#include "needle/batch_rows.h"
#include "needle/remarks.h"
#include "needle/target.h"

namespace myochart::needle {

namespace {

/// The columns of a table by name; an empty cell where there is none.
struct Columns {
    const std::vector<std::string>& header;

    std::string_view of(const std::vector<std::string>& cells, std::string_view name) const {
        const auto at = std::ranges::find(header, name);
        return at == header.end() ? std::string_view() : std::string_view(cells[static_cast<size_t>(at - header.begin())]);
    }
    Result<float> number(const std::vector<std::string>& cells, std::string_view name) const {
        const auto value = parseNumber(of(cells, name));
        if (!value) return refused(said("{} is no number.", std::string(name)));
        return static_cast<float>(*value);
    }
    Result<vec3> point(const std::vector<std::string>& cells, std::array<std::string_view, 3> names) const {
        vec3 at{};
        for (int k = 0; k < 3; ++k) {
            const auto value = number(cells, names[static_cast<size_t>(k)]);
            if (!value) return value.error();
            at[k] = *value;
        }
        return at;
    }
};

/// All that is asked, borrowed.
struct Asker {
    const body::Body& body;
    const geometry::RayIndex& rays;
    const HazardIndex& hazards;
    const anatomy::Catalogue& catalogue;
    Columns columns;

    Outcome ask(BatchLine& line) const {
        const auto entry = columns.point(line.given, {"x", "y", "z"});
        if (!entry) return entry.error();
        const auto direction = columns.point(line.given, {"dx", "dy", "dz"});
        if (!direction) return direction.error();
        const auto length = columns.number(line.given, "length_mm");
        if (!length) return length.error();
        const auto shaft = shaftFrom(*entry, *direction, *length);
        if (!shaft) return shaft.error();
        if (distanceFrom(body, shaft->entry) > kSkinReachMm) return refused(said("The entry lies off this body."));
        line.target = columns.of(line.given, "target");
        if (!line.target.empty() && !catalogue.muscle(line.target)) return refused(said("No muscle has the key \"{}\".", displayText(line.target, 60)));
        const auto target = structuresMeant(body, catalogue, line.target);
        Lift lift;
        if (!columns.of(line.given, "pinch_mm").empty()) {
            const auto mm = columns.number(line.given, "pinch_mm");
            if (!mm) return mm.error();
            auto made = liftFrom(*mm, target);
            if (!made) return made.error();
            lift = std::move(*made);
        }
        const std::string_view seen = columns.of(line.given, "ultrasound");
        const auto ultrasound = seen.empty() ? Result<Ultrasound>(Ultrasound{}) : ultrasoundFrom(seen);
        if (!ultrasound) return ultrasound.error();
        line.passage = passageOf(body, rays, hazards, *shaft, lift, *ultrasound);
        if (lift.mm > 0 || ultrasound->any()) line.without = withoutGrip(body, rays, hazards, *shaft);
        line.remarks = remarksOf(rays, line.passage->path, catalogue.muscle(line.target), target);
        line.inTargetMm = lengthIn(line.passage->path, target);
        return Done{};
    }
};

constexpr std::array<std::string_view, 16> kFound = {"from_skin", "path", "tip", "bone_at_mm", "in_target_mm", "nearest", "nearest_mm", "met", "first_hazard_mm",
                                                       "without_nearest", "without_nearest_mm", "without_met", "without_first_hazard_mm", "remarks", "fault", "statement"};

void askAll(const Asker& asker, Batch& batch, Progress& progress) {
    constexpr size_t kThreads = 2, kAtATime = 64;
    std::atomic<size_t> next{0};
    const auto work = [&] {
        for (size_t from = next.fetch_add(kAtATime); from < batch.lines.size() && !progress.cancelled(); from = next.fetch_add(kAtATime)) {
            for (size_t i = from; i < std::min(batch.lines.size(), from + kAtATime); ++i) {
                BatchLine& line = batch.lines[i];
                if (!line.fault.empty()) continue;
                if (const auto outcome = asker.ask(line); !outcome) line.fault = outcome.error().message;
            }
            progress.report(static_cast<float>(from) / static_cast<float>(batch.lines.size()), trf("{} of {} needles", from, batch.lines.size()));
        }
    };
    std::vector<std::jthread> others;
    for (size_t i = 1; i < kThreads; ++i) others.emplace_back(work);
    work();
}

std::string cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char each : text) quoted += each == '"' ? std::string("\"\"") : std::string(1, each);
    return quoted + '"';
}

std::string keyOr(const body::Body& body, const std::optional<std::uint32_t>& structure, const char* otherwise) { return structure ? body.structure(*structure).key : otherwise; }

/// "- 0.0-6.0|left_upper_trapezius 6.0-20.0"
std::string pathCell(const body::Body& body, const Path& path) {
    std::string text;
    for (const Piece& piece : path.pieces) text += fmt::format("{}{} {:.2f}-{:.2f}", text.empty() ? "" : "|", piece.outside ? "outside" : keyOr(body, piece.structure, "-"), piece.fromMm, piece.toMm);
    return text;
}

std::string mmOrNothing(std::optional<float> mm) { return mm ? fmt::format("{:.2f}", *mm) : ""; }

/// Nearest hazard, how near, whether it is met, and the first one on the way.
std::string hazardCells(const Passage& passage, const body::Body& body) {
    const Hazard* nearest = passage.hazards.empty() ? nullptr : &passage.hazards.front();
    const std::string none = cell(noneModelled()), first = mmOrNothing(passage.firstHazardMm);
    return fmt::format(",{},{},{},{}", nearest ? keyOf(body, *nearest) : none, nearest ? fmt::format("{:.2f}", nearest->distanceMm) : none,
                       nearest ? (nearest->isMet() ? "true" : "false") : none, first.empty() ? none : first);
}

void appendFound(std::string& text, const BatchLine& line, const body::Body& body) {
    if (!line.passage) {
        text += std::string(kFound.size() - 2, ',');
        return;
    }
    const Path& path = line.passage->path;
    text += fmt::format(",{},{},{},{},{}", path.fromSkin, cell(pathCell(body, path)), keyOr(body, tipIn(path), ""), mmOrNothing(path.boneAtMm), line.target.empty() ? "" : fmt::format("{:.2f}", line.inTargetMm));
    text += hazardCells(*line.passage, body);
    text += line.without ? hazardCells(*line.without, body) : ",,,,";
    std::vector<std::string> told = line.remarks;
    told.insert(told.end(), line.passage->overridden.begin(), line.passage->overridden.end());
    text += "," + cell(fmt::format("{}", fmt::join(told, " ")));
}


/// Whether a given column stays: not one that an earlier answer was written into.
bool isKept(const std::string& name) { return std::ranges::find(kFound, name) == kFound.end(); }

}  // namespace

size_t Batch::faults() const {
    return static_cast<size_t>(std::ranges::count_if(lines, [](const BatchLine& line) { return !line.fault.empty(); }));
}

Result<Batch> batchOf(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const anatomy::Catalogue& catalogue, std::string_view text, Progress& progress) {
    const auto table = anatomy::parseCsv("The list of needles", headerOf(text), {"x", "y", "z", "dx", "dy", "dz", "length_mm"});
    if (!table) return table.error();
    std::vector<BatchRow> rows = batchRowsOf(text, table->header.size());
    if (rows.size() > kMostLines) return refused(said("A list holds at most {} needles.", kMostLines));
    Batch batch{table->header, {}};
    batch.lines.reserve(rows.size());
    for (BatchRow& row : rows) {
        BatchLine& line = batch.lines.emplace_back();
        line.line = row.line;
        line.given = std::move(row.cells);
        line.fault = std::move(row.fault);
    }
    askAll({body, rays, hazards, catalogue, {batch.header}}, batch, progress);
    if (progress.cancelled()) return failed(said("Stopped; nothing is written."));
    return batch;
}

std::string csvOf(const Batch& batch, const body::Body& body) {
    std::string text;
    for (const std::string& name : batch.header)
        if (isKept(name)) text += cell(name) + ",";
    text += fmt::format("{}\n", fmt::join(kFound, ","));
    const std::string words = cell(statement());
    for (const BatchLine& line : batch.lines) {
        std::vector<std::string> given;
        for (size_t i = 0; i < line.given.size(); ++i)
            if (isKept(batch.header[i])) given.push_back(cell(line.given[i]));
        text += fmt::format("{}", fmt::join(given, ","));
        appendFound(text, line, body);
        text += "," + cell(line.fault) + "," + words + "\n";
    }
    return text;
}

}  // namespace myochart::needle
