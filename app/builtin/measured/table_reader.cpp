#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>

#include "builtin/measured/measurement.h"
#include "builtin/measured/section_code.h"
#include "core/text.h"

namespace myochart::builtin {

namespace {

constexpr std::uint64_t kMaxTableBytes = 16 << 20;
constexpr long long kMaxStructures = 5000, kMaxPoints = 512, kMaxSections = 4000, kMaxBranches = 2000;

/// Thrown inside this file only; becomes the Error that readTable returns.
struct Fault {
    std::string what;
};

class TableReader {
  public:
    TableReader(std::string_view text, const std::string& fileName) : rest_(text), fileName_(fileName) {}

    Result<Measurement> run() {
        try {
            readHead();
            while (word_ == "structure") readStructure();
            while (word_ == "image") readImage();
            expect(word_ == "end", "\"structure\", \"image\" or \"end\" should stand here");
            expect(out_.measured.size() == structures_ && out_.mirrored.size() == images_,
                   fmt::format("{} structures and {} images are announced, {} and {} are there", structures_, images_,
                               out_.measured.size(), out_.mirrored.size()));
        } catch (const Fault& fault) {
            return refused(
                fmt::format("{}, line {}: {}. Install the program's assets again.", fileName_, line_, fault.what));
        }
        return std::move(out_);
    }

  private:
    static void expect(bool good, const std::string& what) {
        if (!good) throw Fault{what};
    }

    /// The next line that is no comment, as its first word and what follows.
    void next() {
        do {
            expect(!rest_.empty(), "the table ends too early");
            const size_t end = rest_.find('\n');
            expect(end != std::string_view::npos, "the last line is cut off");
            whole_ = rest_.substr(0, end);
            rest_.remove_prefix(end + 1);
            ++line_;
        } while (whole_.empty() || whole_.front() == '#');
        const size_t blank = whole_.find(' ');
        word_ = whole_.substr(0, blank);
        value_ = blank == std::string_view::npos ? std::string_view{} : whole_.substr(blank + 1);
    }

    double number(const std::string& text, double low, double high) const {
        const auto value = parseNumber(text);
        expect(value && *value >= low && *value <= high,
               fmt::format("\"{}\" is no number from {} to {}", displayText(text, 40), low, high));
        return *value;
    }
    long long integer(const std::string& text, long long low, long long high) const {
        const auto value = parseInteger(text);
        expect(value && *value >= low && *value <= high,
               fmt::format("\"{}\" is no whole number from {} to {}", displayText(text, 40), low, high));
        return *value;
    }
    std::vector<std::string> words() const { return split(value_, ' '); }
    vec3 vector(const std::vector<std::string>& from, size_t first, double most) const {
        expect(from.size() >= first + 3, "three numbers are missing");
        return {number(from[first], -most, most), number(from[first + 1], -most, most),
                number(from[first + 2], -most, most)};
    }
    vec3 direction(const std::vector<std::string>& from, size_t first) const {
        const vec3 v = vector(from, first, 1.001);
        expect(std::abs(glm::length(v) - 1) < 1e-3F, "a direction must have length 1");
        return glm::normalize(v);
    }

    void readHead() {
        next();
        expect(whole_ == "myochart body table 1", "this is not a body table of version 1");
        for (next(); word_ != "structures"; next()) {
            if (word_ == "name")
                out_.name = value_;
            else if (word_ == "source")
                out_.source = value_;
            else if (word_ == "licence")
                out_.licence = value_;
            else if (word_ == "mirror") {
                const auto parts = words();
                expect(parts.size() == 4, "mirror needs four numbers");
                out_.mirror = {direction(parts, 0), static_cast<float>(number(parts[3], -1000, 1000))};
            } else {
                throw Fault{fmt::format("\"{}\" is not known here", displayText(word_, 40))};
            }
        }
        const auto counts = words();
        expect(counts.size() == 2, "structures needs two counts");
        structures_ = static_cast<size_t>(integer(counts[0], 0, kMaxStructures));
        images_ = static_cast<size_t>(integer(counts[1], 0, kMaxStructures));
        next();
    }

    std::string key(const std::string& text) {
        expect(!text.empty() && text.size() <= 200 && isUtf8(text), "a structure needs a key");
        expect(keys_.insert(text).second, fmt::format("the key {} stands twice", displayText(text, 60)));
        return text;
    }

    /// The lines after structure or image as far as they tell who it is.
    void readFacts(body::Structure& facts) {
        const std::map<std::string_view, std::string*> texts = {
            {"name", &facts.name},       {"latin", &facts.latin},      {"fma", &facts.fma},
            {"file", &facts.sourceFile}, {"muscle", &facts.muscleKey}, {"region", &facts.region}};
        for (next();; next()) {
            if (const auto found = texts.find(word_); found != texts.end()) {
                expect(isUtf8(value_) && value_.size() <= 300, "a name is too long or not UTF-8");
                *found->second = value_;
            } else if (word_ == "side") {
                expect(sideFromName(value_).has_value(), "side is left, right or midline");
                facts.side = *sideFromName(value_);
            } else if (word_ == "system") {
                expect(body::systemFromName(value_).has_value(), "this system is not known");
                facts.system = *body::systemFromName(value_);
            } else if (word_ == "layer") {
                expect(anatomy::layerFromName(value_).has_value(), "this layer is not known");
                facts.layer = *anatomy::layerFromName(value_);
            } else {
                return;
            }
        }
    }

    void readStructure() {
        expect(out_.measured.size() < structures_, "there are more structures than announced");
        MeasuredStructure structure;
        structure.facts.key = key(std::string(value_));
        readFacts(structure.facts);
        readFrame(structure.shape);
        while (word_ == "branch") readBranch(structure.shape);
        expect(!structure.shape.branches.empty(), "a structure needs a branch");
        joined_.clear();
        while (word_ == "junction") readJunction(structure.shape);
        for (std::uint32_t i = 0; i < structure.shape.branches.size(); ++i)
            for (const bool last : {false, true}) {
                const Branch& branch = structure.shape.branches[i];
                const bool wanted = (last ? branch.last : branch.first).kind == BranchEnd::Kind::junction;
                expect(wanted == joined_.contains({i, last}),
                       fmt::format("branch {} has an end without its junction", i));
            }
        out_.measured.push_back(std::move(structure));
    }

    void readFrame(MeasuredShape& shape) {
        expect(word_ == "frame", fmt::format("frame should stand here, not \"{}\"", displayText(word_, 40)));
        const auto parts = words();
        const bool fan = parts[0] == "fan";
        expect(fan || parts[0] == "planes", "a frame is planes or fan");
        expect(parts.size() == (fan ? 11U : 10U), "the frame has too few or too many numbers");
        SectionFrame& frame = shape.frame;
        frame.kind = fan ? SectionFrame::Kind::fan : SectionFrame::Kind::planes;
        frame.origin = vector(parts, 1, 10000);
        frame.along = direction(parts, 4);
        frame.across = direction(parts, 7);
        expect(std::abs(glm::dot(frame.along, frame.across)) < 1e-3F, "the frame's directions are not at right angles");
        frame.across = glm::normalize(frame.across - frame.along * glm::dot(frame.along, frame.across));
        frame.up = fan ? glm::cross(frame.across, frame.along) : glm::cross(frame.along, frame.across);
        if (fan) frame.radiusMm = static_cast<float>(number(parts[10], 0.1, 10000));
        next();
        expect(word_ == "step", "step should stand here");
        shape.stepMm = static_cast<float>(number(std::string(value_), 0.001, 1));
        next();
    }

    BranchEnd readEnd(const std::vector<std::string>& parts, size_t& at) const {
        expect(at < parts.size(), "a branch tells how both its ends are closed");
        const std::string& kind = parts[at++];
        if (kind == "flat") return {};
        if (kind == "junction") return {BranchEnd::Kind::junction, {}};
        expect(kind == "tip" && at + 3 <= parts.size(), "an end is flat, junction or tip s a b");
        BranchEnd end{BranchEnd::Kind::tip, {}};
        for (auto& value : end.tip) value = static_cast<std::int32_t>(integer(parts[at++], -500'000, 500'000));
        return end;
    }

    void readBranch(MeasuredShape& shape) {
        expect(shape.branches.size() < kMaxBranches, "a structure has too many branches");
        const auto parts = words();
        expect(parts.size() >= 4, "branch needs points, sections and two ends");
        const auto points = static_cast<size_t>(integer(parts[0], 3, kMaxPoints));
        const long long sections = integer(parts[1], 1, kMaxSections);
        Branch branch;
        size_t at = 2;
        branch.first = readEnd(parts, at);
        branch.last = readEnd(parts, at);
        expect(at == parts.size(), "the branch has too many words");
        for (long long i = 0; i < sections; ++i) {
            next();
            const auto section = measured::readSection(whole_, points, i > 0 ? &branch.sections.back() : nullptr);
            expect(section.has_value(), fmt::format("this section does not hold {} points", points));
            expect(i == 0 || section->s > branch.sections.back().s, "a section lies before the one above it");
            branch.sections.push_back(*section);
        }
        shape.branches.push_back(std::move(branch));
        next();
    }

    BranchRef readRef(const std::string& text, const MeasuredShape& shape) {
        expect(text.size() > 1 && (text.back() == '<' || text.back() == '>'),
               "a branch's end is its number with < or >");
        const auto most = static_cast<long long>(shape.branches.size()) - 1;
        const BranchRef ref{static_cast<std::uint32_t>(integer(text.substr(0, text.size() - 1), 0, most)),
                            text.back() == '>'};
        expect(joined_.insert({ref.branch, ref.atLast}).second, "a branch's end is joined twice");
        return ref;
    }

    void readJunction(MeasuredShape& shape) {
        const auto parts = words();
        Junction junction;
        size_t at = 0;
        const auto isRef = [&] {
            return at < parts.size() && !parts[at].empty() && parts[at].back() <= '>' && parts[at].back() >= '<';
        };
        expect(isRef(), "a junction begins with a branch's end");
        junction.whole = readRef(parts[at++], shape);
        while (isRef()) junction.parts.push_back(readRef(parts[at++], shape));
        expect(!junction.parts.empty() && parts.size() == at + 2 * (junction.parts.size() - 1),
               "a junction needs a cut fewer than it has parts");
        for (const BranchRef part : junction.parts)
            expect(junction.parts.size() == 1 ? part.atLast == junction.whole.atLast
                                              : part.atLast != junction.whole.atLast,
                   "a junction's parts are on the wrong side of it");
        const auto most =
            static_cast<long long>(4 * shape.branches[junction.whole.branch].sections.front().outline.size()) - 1;
        for (; at + 1 < parts.size(); at += 2)
            junction.cuts.push_back({static_cast<std::int32_t>(integer(parts[at], 0, most)),
                                     static_cast<std::int32_t>(integer(parts[at + 1], 0, most))});
        shape.junctions.push_back(std::move(junction));
        next();
    }

    void readImage() {
        expect(out_.mirrored.size() < images_, "there are more images than announced");
        const auto parts = words();
        expect(parts.size() == 2, "image needs a key and the number of a structure");
        MirroredStructure image;
        image.facts.key = key(parts[0]);
        image.of = static_cast<std::uint32_t>(integer(parts[1], 0, static_cast<long long>(out_.measured.size()) - 1));
        readFacts(image.facts);
        if (word_ == "shift") {
            image.shiftMm = vector(words(), 0, 500);
            next();
        }
        out_.mirrored.push_back(std::move(image));
    }

    std::string_view rest_, whole_, word_, value_;
    const std::string& fileName_;
    int line_ = 0;
    size_t structures_ = 0, images_ = 0;
    std::set<std::string> keys_;
    std::set<std::pair<std::uint32_t, bool>> joined_;
    Measurement out_;
};

}  // namespace

Result<Measurement> readTable(std::string_view text, const std::string& fileName) {
    return TableReader(text, fileName).run();
}

Result<Measurement> loadTable(const Path& file) {
    const Result<std::string> text = readTextFile(file, kMaxTableBytes);
    if (!text) return text.error();
    return readTable(*text, shown(file.filename()));
}

}  // namespace myochart::builtin
